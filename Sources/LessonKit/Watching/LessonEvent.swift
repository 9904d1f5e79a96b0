// What a running lesson tells the process that watches it: the protocol between the two.

import Formatting
import Notebooks

/// An event of a running lesson.
///
/// A lesson that finds the number of a descriptor in the environment variable
/// `CONVBOOK_REPORTS_TO` writes its events there, each as a line of JSON with one key, the case's
/// name, behind the character U+001E (RFC 7464), and ends when nobody reads them any more. They
/// come in this order:
///
/// 1. ``began(name:source:folder:process:place:notice:)``, once its options are read;
/// 2. ``options(_:)``, which they are, where the watcher asks;
/// 3. ``output(_:)`` and ``progress(_:)``, as the cells run from top to bottom. The files of a
///    picture are written before its output is told;
/// 4. ``wroteItsPage``, when the page is complete, also that of a lesson that threw.
///
/// A notebook that runs cell by cell also tells ``cellEnded(_:)``, and goes on when it is told to:
/// see `CellGate`.
///
/// Between them ``printed(_:)``, which the watcher makes of what the lesson writes to its standard
/// output.
///
/// A lesson that crashes, is ended or leaves by `exit` breaks off: what that means is told by its
/// exit status and its standard error, which ``LessonProcess`` reads.
public enum LessonEvent: Codable, Sendable {
  /// The lesson has opened its page.
  ///
  /// - Parameters:
  ///   - name: its folder's name: "09-edge-filter".
  ///   - source: the path of its own file.
  ///   - folder: the path of the output folder, which the files of outputs are relative to.
  ///   - process: the identifier of its process.
  ///   - place: the links to its neighbours.
  ///   - notice: what stands above it; nil for nothing.
  case began(
    name: String, source: String, folder: String, process: Int32, place: PageNavigation,
    notice: Message?)
  /// The options of the lesson's own, for pages that make controls of them.
  case options([DeclaredOption])
  /// A cell has shown something.
  case output(CellOutput)
  /// The lesson has printed something, told where the watcher was asked to.
  case printed(CellOutput.Printed)
  /// The lesson has written lines to standard error, told of one that runs cell by cell.
  case printedError(String)
  /// A network is being trained, told ten times a second at most and at each epoch's end.
  case progress(TrainingProgress)
  /// A training was not run again: what it has learned is kept. The name is what the lesson calls
  /// it, the place that of the call; nil in another file.
  case keptTraining(String, place: SourcePlace?)
  /// A cell of a notebook has run to its end, the number is that of `CellGate`.
  case cellEnded(Int)
  /// The final page is written.
  case wroteItsPage
}

/// How far the training of a network has come.
public struct TrainingProgress: Codable, Sendable, Equatable {
  /// What the lesson calls this training.
  public var name: String
  /// The epoch, from 1.
  public var epoch: Int
  /// The number of epochs.
  public var epochs: Int
  /// The steps done in this epoch.
  public var step: Int
  /// The number of steps of an epoch.
  public var steps: Int
  /// The loss, a moving average over about twenty steps.
  public var loss: Float
  /// The accuracy on the batches, 0…1, averaged as the loss.
  public var accuracy: Float
  /// The validation accuracy, 0…1, at the end of an epoch; nil before.
  public var validation: Float?
}
