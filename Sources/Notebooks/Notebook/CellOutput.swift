// The outputs of a lesson's cells. Renderers turn their list into a page, a Jupyter notebook and a
// trace file; after a crash the watcher has only this list.

import Formatting
import Foundation
import Pixels

/// An output that is shown under a cell.
public struct CellOutput: Codable, Sendable, Equatable {
  /// The line of the lesson that made it; nil when another file made it.
  public var place: SourcePlace?
  /// The content of the output.
  public var content: Content
  /// The words under which it is folded together with its neighbours of the same words; nil for
  /// none.
  public var fold: Message?

  /// Creates an output of a place.
  package init(place: SourcePlace?, content: Content, fold: Message? = nil) {
    (self.place, self.content, self.fold) = (place, content, fold)
  }

  /// The number of the row it stands in beside others, if it does.
  var row: Int? {
    switch content {
    case .picture(let picture): picture.row
    case .table(let table): table.row
    case .plot(let plot): plot.row
    case .trace, .text, .figure, .claim, .question, .printed: nil
    }
  }

  /// Whether it is a claim to be judged.
  var isClaim: Bool { if case .claim = content { true } else { false } }

  /// The kinds of output.
  public enum Content: Codable, Sendable, Equatable {
    /// A picture, written as a PNG file beside the page.
    case picture(Picture)
    /// A step of the shape trace.
    case trace(Trace)
    /// A computed sentence, Markdown.
    case text(Message)
    /// Rows and columns.
    case table(Table)
    /// Curves, a histogram, bars or a network, as numbers; each renderer draws them.
    case plot(Plot)
    /// An interactive figure.
    case figure(Figure)
    /// A claim to be judged.
    case claim(Claim)
    /// A question that is answered in a figure.
    case question(Question)
    /// What the code has printed, where the page is shown and not the terminal.
    case printed(Printed)
  }

  /// Lines that `print` wrote.
  public struct Printed: Codable, Sendable, Equatable {
    /// The text, with the ends of its lines.
    public var text: String
    /// Whether more was printed than is kept.
    public var isCut = false

    /// Creates a text.
    public init(text: String) { self.text = text }
  }

  /// A picture that was shown.
  public struct Picture: Codable, Sendable, Equatable {
    /// Its name in the lesson's code.
    public var key: String
    /// The file's name beside the page: "03-signed-response.png".
    public var file: String
    /// The caption under it.
    public var caption: Message
    /// The alternative text for readers who cannot see it.
    public var alt: Message
    /// The height in pixels.
    public var height: Int
    /// The width in pixels.
    public var width: Int
    /// The legend of the grey mapping, for pictures made of numbers.
    public var scale: Message?
    /// The number of rows, and of columns, that one of its pixels stands for; nil for one.
    public var factor: Int?
    /// The numbers at the ends of the grey mapping, for pictures of one tensor.
    public var ends: Ends?
    /// The row number; outputs with the same number stand side by side.
    public var row: Int?
    /// The number of animation frames side by side in it; nil for a still picture.
    public var frames: Int?
    /// Whether it is the lesson's cover in the table of contents.
    public var isCover: Bool
    /// What was drawn, to draw it again in the colours of the page; nil for pictures of pixels.
    public var marks: [Drawing.Mark]?
    /// The file with the drawing's pictures alone, where something was drawn over them.
    public var uncovered: String?

    /// The numbers at the ends of a grey mapping, to compute a number from its grey.
    public struct Ends: Codable, Sendable, Equatable {
      /// The number of grey 0; on a signed mapping that of grey 1, because 128 is zero.
      public var black: Float
      /// The number of grey 255.
      public var white: Float
      /// Whether zero is mid-grey.
      public var isSigned: Bool
      /// Whether numbers beyond the ends were clipped to them.
      public var clips: Bool
    }
  }

  /// One step of the shape trace.
  public struct Trace: Codable, Sendable, Equatable {
    /// The name of the step, English in files.
    public var step: String
    /// The names and shapes of the inputs.
    public var inputs: [Input] = []
    /// The output shape; nil when a number was traced.
    public var output: [Int]?
    /// The traced number; nil when a shape was traced.
    public var value: Double?
    /// The settings of the operation, or what the number counts.
    public var detail: Message = ""
    /// The sign between the inputs.
    public var symbol: String = "·"
    /// The arithmetic behind the shape, a line for each axis.
    public var explanation: [Message] = []
    /// What a reader can predict before the result is shown; nil when nothing can be predicted.
    public var prediction: Prediction?
    /// The numbers of the traced tensor in short; nil for steps without one.
    public var digest: TensorDigest?

    /// The name of the step as it is shown, in the language of `Catalogue.current`.
    var shownStep: String { Message(template: step).text }

    /// A named shape.
    public struct Input: Codable, Sendable, Equatable {
      /// "input", "filters".
      public var name: String
      /// Its shape.
      public var shape: [Int]
    }
  }

  /// A small table.
  public struct Table: Codable, Sendable, Equatable {
    /// The caption above it.
    public var caption: Message
    /// The column headings; empty for a matrix.
    public var columns: [Message]
    /// The cells, row by row.
    public var rows: [[Message]]
    /// Whether it is a matrix of numbers, drawn between brackets.
    public var isMatrix: Bool
    /// Tables and pictures with the same number stand side by side.
    public var row: Int?
  }
}

/// The outcome of a lesson.
public enum Outcome: Codable, Sendable, Equatable {
  /// Still running; it remains on the page of a lesson that was killed by SIGKILL.
  case running
  /// Ran to its end.
  case finished
  /// Stopped by a failure.
  case stopped(Failure)

  /// The reason why a lesson stopped.
  public struct Failure: Codable, Sendable, Equatable {
    /// "The lesson threw an error", "The lesson crashed".
    public var title: Message
    /// The error message.
    public var message: Message
    /// The line of the lesson, where known.
    public var place: SourcePlace?
    /// What the message means and what to do, for the usual ones.
    public var meaning: Message?

    /// Describes a failure.
    public init(
      title: Message, message: Message, place: SourcePlace? = nil, meaning: Message? = nil
    ) {
      self.title = title
      self.message = message
      self.place = place
      self.meaning = meaning
    }

    /// The title with the line, and with the file where it is a part.
    public var titleWithPlace: Message {
      guard let place else { return title }
      return place.part.map { "\(title), \($0), line \(place.line)" }
        ?? "\(title), line \(place.line)"
    }
  }
}

/// A lesson and its outputs so far: the input of all renderers.
public struct LessonRecord: Codable, Sendable {
  /// The folder's name: "09-edge-filter".
  public var name: String
  /// The lesson's cells.
  public var source: LessonSource
  /// The outputs in order.
  public var outputs: [CellOutput] = []
  /// The outcome so far.
  public var outcome = Outcome.running
  /// A notice above the lesson, Markdown.
  public var notice: Message?
  /// The links to the neighbouring lessons and to the source.
  public var navigation = PageNavigation()
  /// The languages that the lesson is translated to: "ko".
  public var languages: [String] = []
  /// The options that the reader gave, without the output folder.
  public var arguments: [String] = []
  /// The hash of the pixels of each picture that it read, 16 hexadecimal digits, by its name.
  public var inputs: [String: String] = [:]

  /// Creates a record without outputs.
  public init(name: String, source: LessonSource) {
    self.name = name
    self.source = source
  }

  /// The outputs in order, each with the index of its cell; one without a line goes to the cell of
  /// the one before.
  var outputsInCells: [(cell: Int, output: CellOutput)] {
    var current = source.cells.firstIndex { $0.kind == .code } ?? 0
    return outputs.map { output in
      if let place = output.place, let cell = source.codeCell(containing: place) { current = cell }
      return (current, output)
    }
  }

  /// The outputs by the index of their cell.
  public var outputsByCell: [Int: [CellOutput]] {
    Dictionary(grouping: outputsInCells, by: \.cell).mapValues { $0.map(\.output) }
  }

  /// The numbers, from 1, of the traced steps under each cell, in execution order.
  var stepsByCell: [Int: [Int]] {
    let traces = outputsInCells.filter {
      if case .trace = $0.output.content { true } else { false }
    }
    return Dictionary(grouping: traces.indices, by: { traces[$0].cell })
      .mapValues { $0.map { $0 + 1 } }
  }

  /// The index of the cell in which the lesson stopped; nil when it finished.
  public var stoppedCell: Int? {
    switch outcome {
    case .finished: nil
    case .running: source.codeCell(stoppedAfter: lastPlace)
    case .stopped(let failure):
      failure.place.flatMap(source.codeCell(containing:))
        ?? source.codeCell(stoppedAfter: lastPlace)
    }
  }

  /// The place of the last output that has one.
  var lastPlace: SourcePlace? { outputs.last { $0.place != nil }?.place }

  /// The numbers of each traced step's tensor in short; nil for steps without one.
  public var digests: [TensorDigest?] {
    outputs.compactMap { output -> TensorDigest?? in
      if case .trace(let trace) = output.content { .some(trace.digest) } else { nil }
    }
  }

  /// Reads what a lesson's last run left in its output folder.
  ///
  /// - Returns: nil when no run of a lesson has ended there.
  public init?(in folder: URL) {
    guard let record = OutputManifest(in: folder.path, withRecord: true)?.record else { return nil }
    self = record
  }

  /// The cover picture: the one marked as cover, else the last.
  public var cover: CellOutput.Picture? {
    let pictures = pictures
    return pictures.first(where: \.isCover) ?? pictures.last
  }

  /// All pictures in order.
  var pictures: [CellOutput.Picture] {
    outputs.compactMap { if case .picture(let picture) = $0.content { picture } else { nil } }
  }
}

extension CellOutput {
  /// Returns it with other names of its files.
  package func renamingFiles(_ rename: (String) -> String) -> CellOutput {
    func renamed(_ picture: Picture) -> Picture {
      var picture = picture
      picture.file = rename(picture.file)
      picture.uncovered = picture.uncovered.map(rename)
      return picture
    }
    var output = self
    switch content {
    case .picture(let picture): output.content = .picture(renamed(picture))
    case .figure(var figure):
      switch figure.kind {
      case .editor(var editor):
        (editor.file, editor.still) = (rename(editor.file), editor.still.map(renamed))
        figure.kind = .editor(editor)
      case .mixer(var mixer):
        (mixer.file, mixer.still) = (rename(mixer.file), mixer.still.map(renamed))
        figure.kind = .mixer(mixer)
      case .network(var network):
        network.still = network.still.map(renamed)
        figure.kind = .network(network)
      case .backward(var backward):
        backward.still = backward.still.map(renamed)
        figure.kind = .backward(backward)
      case .fields(var fields):
        (fields.file, fields.still) = (rename(fields.file), fields.still.map(renamed))
        figure.kind = .fields(fields)
      case .shortcuts(var shortcuts):
        shortcuts.still = shortcuts.still.map(renamed)
        figure.kind = .shortcuts(shortcuts)
      case .transfer(var transfer):
        (transfer.file, transfer.still) = (rename(transfer.file), transfer.still.map(renamed))
        figure.kind = .transfer(transfer)
      // They name no files.
      case .window, .moves, .scores, .draws, .wires, .stacks, .learning, .push, .bend,
        .inputGradient, .replay, .messages, .resampling:
        break
      }
      output.content = .figure(figure)
    case .question(var question):
      switch question.kind {
      case .place(var place):
        place.file = rename(place.file)
        question.kind = .place(place)
      case .picture(var pictures):
        for index in pictures.options.indices {
          pictures.options[index].file = rename(pictures.options[index].file)
        }
        question.kind = .picture(pictures)
      case .sum, .larger, .curve: break
      }
      output.content = .question(question)
    case .trace, .text, .table, .plot, .claim, .printed: break
    }
    return output
  }
}
