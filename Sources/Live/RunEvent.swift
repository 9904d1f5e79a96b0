// What becomes of a lesson's text: the protocol between the engine and those who show it, the
// terminal, the browser and Jupyter.

import Formatting
import LessonKit
import Notebooks

/// An event of a run, from the text of a lesson to its last output.
///
/// Each run begins with ``compiling`` and closes with one ``ended(_:)``, also when it is stopped.
/// Between them come, in this order:
///
/// 1. ``began(_:)``, when the text compiles;
/// 2. ``cell(_:)``, ``output(_:)``, ``printed(_:)`` and ``progress(_:)``, as the cells run from top
///    to bottom, and once, where asked for, ``options(_:)``, those that the lesson declares.
///
/// As JSON an event is an object with one key, the case's name. Cells are indices into the cells of
/// the record that ``began(_:)`` brings.
public enum RunEvent: Codable, Sendable {
  /// The text is being compiled.
  case compiling
  /// The program has opened its page; the record has the cells that were compiled, and no outputs.
  case began(LessonRecord)
  /// The options of the lesson's own.
  case options([DeclaredOption])
  /// A cell is running: the first, or the one after a cell whose last statement has shown
  /// something. The index of a cell of code.
  case cell(Int)
  /// The lesson has shown something; it belongs to the cell of its place.
  case output(CellOutput)
  /// The code has printed something; where, is known of the cell.
  case printed(CellOutput)
  /// The code of a notebook that runs cell by cell has written lines to standard error.
  case printedError(String)
  /// The cell that runs is training a network.
  case progress(TrainingProgress)
  /// A network was not trained again at a place: what it has learned is kept.
  case keptTraining(String, place: SourcePlace?)
  /// A cell of a notebook that runs cell by cell has come to its end.
  case cellEnded(Int)
  /// The run is over.
  case ended(RunEnding)
}

/// How a run ended.
public enum RunEnding: Codable, Sendable, Equatable {
  /// The lesson ran to its end.
  case finished
  /// The lesson threw, crashed or reached a limit.
  case failed(Outcome.Failure)
  /// The text does not compile.
  case rejected([CompilerDiagnostic])
  /// It was stopped by the reader, or because the text had changed.
  case stopped
  /// It could not be run: what stood in the way.
  case trouble(Message)
}
