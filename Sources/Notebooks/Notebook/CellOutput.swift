// What a lesson says to its page, one event at a time. Renderers turn the list of events into a
// page, a Jupyter notebook and a trace file; the watcher of a crashed lesson has only these.

/// Something that lands under a cell.
public struct CellOutput: Codable, Sendable, Equatable {
  /// The line of the lesson's file that said it; nil when another file did.
  public var line: Int?
  /// What was said.
  public var content: Content

  /// The number of the row it stands in beside others, if it does.
  var row: Int? {
    switch content {
    case .picture(let picture): picture.row
    case .table(let table): table.row
    case .plot(let plot): plot.row
    case .trace, .text, .figure: nil
    }
  }

  /// The kinds of output.
  public enum Content: Codable, Sendable, Equatable {
    /// A picture, written as a PNG beside the page.
    case picture(Picture)
    /// A line of the shape trace.
    case trace(Trace)
    /// A computed sentence, Markdown.
    case text(String)
    /// Rows and columns.
    case table(Table)
    /// Curves, a histogram or bars, as numbers: each renderer draws them its own way.
    case plot(Plot)
    /// Something to work with on the page.
    case figure(Figure)
  }

  /// A picture that was shown.
  public struct Picture: Codable, Sendable, Equatable {
    /// The file's name beside the page: "03-signed-response.png".
    public var file: String
    /// The words under it.
    public var caption: String
    /// What someone who cannot see it should know.
    public var alt: String
    /// Size in pixels.
    public var height: Int
    /// Size in pixels.
    public var width: Int
    /// How numbers became grey, for pictures made of numbers.
    public var scale: String?
    /// What its greys stand for, for pictures of one tensor.
    public var ends: Ends?
    /// Pictures with the same number stand side by side.
    public var row: Int?
    /// How many moments of a film stand side by side in it; nil for a picture that is no film.
    public var frames: Int?
    /// Whether it stands for the lesson in the table of contents.
    public var isCover: Bool

    /// The numbers at the ends of a grey scale, by which a grey can be read back.
    public struct Ends: Codable, Sendable, Equatable {
      /// What 0 stands for; on a signed scale what 1 stands for, as 128 is its zero.
      public var black: Float
      /// What 255 stands for.
      public var white: Float
      /// Whether zero is mid-grey.
      public var isSigned: Bool
      /// Whether numbers beyond the ends were drawn as the ends.
      public var clips: Bool
    }
  }

  /// One step of the shape trace.
  public struct Trace: Codable, Sendable, Equatable {
    /// What the lesson calls the step.
    public var step: String
    /// The names and shapes that went in.
    public var inputs: [Input] = []
    /// The shape that came out, or nil when a number was traced.
    public var output: [Int]?
    /// The number, when a number was traced.
    public var value: Double?
    /// How it was set, or what the number counts.
    public var detail: String = ""
    /// The sign between the inputs.
    public var symbol: String = "·"
    /// The arithmetic behind the shape, a line for each axis.
    public var explanation: [String] = []
    /// What a reader may be asked before it is shown; nil when nothing can be foreseen.
    public var prediction: Prediction?

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
    /// The words above it.
    public var caption: String
    /// The head of each column; empty for a bare matrix.
    public var columns: [String]
    /// The cells, row by row.
    public var rows: [[String]]
    /// Whether it is a matrix of numbers, drawn between brackets.
    public var isMatrix: Bool
    /// Tables and pictures with the same number stand side by side.
    public var row: Int?
  }
}

/// How far a lesson got.
public enum Outcome: Codable, Sendable, Equatable {
  /// Still running; seen only on the page of a lesson that was killed without warning.
  case running
  /// It came to its end.
  case finished
  /// It was stopped, with what is known of why.
  case stopped(Failure)

  /// Why a lesson stopped.
  public struct Failure: Codable, Sendable, Equatable {
    /// "The lesson threw an error", "The lesson crashed".
    public var title: String
    /// The error's own words.
    public var message: String
    /// The line of the lesson's file, where known.
    public var line: Int?

    /// Describes a failure.
    public init(title: String, message: String, line: Int? = nil) {
      self.title = title
      self.message = message
      self.line = line
    }
  }
}

/// A lesson with everything it has said so far: all that a renderer needs.
public struct LessonRecord: Sendable {
  /// The folder's name: "09-edge-filter".
  public var name: String
  /// The lesson's cells.
  public var source: LessonSource
  /// What it said, in order.
  public var events: [CellOutput] = []
  /// How far it got.
  public var outcome = Outcome.running
  /// What a reader should know before the lesson, Markdown.
  public var notice: String?
  /// What lies around its page.
  public var place = PageNavigation()

  /// Starts a record.
  public init(name: String, source: LessonSource) {
    self.name = name
    self.source = source
  }

  /// The cell each event stands under: its own, or that of the event before.
  public var eventsByCell: [Int: [CellOutput]] {
    var current = source.cells.firstIndex { $0.kind == .code } ?? 0
    var result: [Int: [CellOutput]] = [:]
    for event in events {
      if let line = event.line, let cell = source.codeCell(containing: line) { current = cell }
      result[current, default: []].append(event)
    }
    return result
  }

  /// The numbers, from 1, of the traced steps under each cell, in the order in which they happened.
  var stepsByCell: [Int: [Int]] {
    var count = 0
    var current = source.cells.firstIndex { $0.kind == .code } ?? 0
    var result: [Int: [Int]] = [:]
    for event in events {
      if let line = event.line, let cell = source.codeCell(containing: line) { current = cell }
      guard case .trace = event.content else { continue }
      count += 1
      result[current, default: []].append(count)
    }
    return result
  }

  /// The cell that a lesson which did not finish stopped in.
  public var stoppedCell: Int? {
    switch outcome {
    case .finished: nil
    case .running: source.codeCell(stoppedAfter: lastLine)
    case .stopped(let failure):
      failure.line.flatMap(source.codeCell(containing:)) ?? source.codeCell(stoppedAfter: lastLine)
    }
  }

  private var lastLine: Int? { events.last { $0.line != nil }?.line }

  /// The picture that stands for the lesson: the one marked so, else the last.
  public var cover: CellOutput.Picture? {
    let pictures = pictures
    return pictures.first(where: \.isCover) ?? pictures.last
  }

  /// Every picture that was shown.
  var pictures: [CellOutput.Picture] {
    events.compactMap { if case .picture(let picture) = $0.content { picture } else { nil } }
  }
}
