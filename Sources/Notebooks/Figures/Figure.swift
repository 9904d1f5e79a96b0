// Interactive figures of a page, and two of them: a sliding window, and a filter to edit. They
// store their initial numbers; the page's script computes the rest by the library's rules.

import Formatting
import Pixels
import Tensors

/// An interactive figure; static in Jupyter notebooks and in the terminal.
public struct Figure: Codable, Sendable, Equatable {
  /// The caption under it.
  public var caption: Message
  /// The alternative text for readers who cannot see it.
  public var alt: Message
  /// The kind of figure and its numbers.
  public var kind: Kind

  /// The kinds of figures.
  public enum Kind: Codable, Sendable, Equatable {
    /// A convolution of a small grid, to step through.
    case window(Window)
    /// A filter over a photo of the page, to edit.
    case editor(Editor)
    /// Numbers that move to other places.
    case moves(Moves)
    /// Three channels of a photo mixed into one.
    case mixer(Mixer)
    /// Scores, and the shares that softmax makes of them.
    case scores(Scores)
    /// Random numbers that fill histograms.
    case draws(Draws)
    /// A dense layer and a filter over the same row of numbers.
    case wires(Wires)
    /// Filters that are several slices deep, to step through.
    case stacks(Stacks)
    /// A filter that is learned, round by round.
    case learning(Learning)
    /// A number to push about under max pooling.
    case push(Push)
    /// A curve with corners to drag, made of lines that ReLU bends.
    case bend(Bend)
    /// A trained network, to be tried with pictures and drawings.
    case network(Network)
    /// A computational graph, forward and back.
    case backward(Backward)
    /// The way back through a convolution.
    case inputGradient(InputGradient)
    /// Trainings that are played again.
    case replay(Replay)
    /// A graph whose nodes pass their numbers along its ties.
    case messages(Messages)
    /// A small picture that is resized.
    case resampling(Resampling)
    /// What the units of a network's layers see of a photo.
    case fields(Fields)
    /// A chain of residual blocks, forward and back.
    case shortcuts(Shortcuts)
    /// Layers that are frozen or trained, and features as a map.
    case transfer(Transfer)

    /// What a reader can do with it.
    public var interactions: [Interaction] {
      switch self {
      case .editor(let editor):
        [.point, .link] + (editor.pool == nil ? [.edit] : []) + [.drop]
      case .mixer: [.point, .link, .scrub]
      case .scores: [.scrub, .edit]
      case .draws: [.point, .link, .play, .scrub, .edit]
      case .push: [.point, .link, .push]
      case .bend: [.point, .link, .drag]
      case .network: [.point, .link, .choose, .draw]
      case .replay: [.point, .link, .play, .scrub]
      case .messages: [.point, .link, .play, .scrub, .edit, .push]
      case .fields, .shortcuts, .transfer: [.point, .link, .play, .scrub]
      case .resampling: [.point, .link, .edit, .drag]
      case .window, .moves, .wires, .stacks, .learning, .backward, .inputGradient:
        [.point, .link, .play, .scrub, .edit, .drag]
      }
    }

    /// The figure itself.
    var content: any FigureContent {
      switch self {
      case .window(let window): window
      case .editor(let editor): editor
      case .moves(let moves): moves
      case .mixer(let mixer): mixer
      case .scores(let scores): scores
      case .draws(let draws): draws
      case .wires(let wires): wires
      case .stacks(let stacks): stacks
      case .learning(let learning): learning
      case .push(let push): push
      case .bend(let bend): bend
      case .network(let network): network
      case .backward(let backward): backward
      case .inputGradient(let inputGradient): inputGradient
      case .replay(let replay): replay
      case .messages(let messages): messages
      case .resampling(let resampling): resampling
      case .fields(let fields): fields
      case .shortcuts(let shortcuts): shortcuts
      case .transfer(let transfer): transfer
      }
    }
  }

  /// What a reader can do with a figure; tests try each on every figure that has it.
  public enum Interaction: String, Sendable, CaseIterable {
    /// Pointing at a part tells about it; so do the arrow keys.
    case point
    /// What is pointed at lights up in every place where the same number is.
    case link
    /// It moves by itself until it is stopped.
    case play
    /// A slider moves it to any place.
    case scrub
    /// Numbers can be typed.
    case edit
    /// Numbers can be dragged up and down.
    case drag
    /// A number, or a node of a graph, can be pushed to another place.
    case push
    /// A picture of one's own can be dropped on it.
    case drop
    /// One of several pictures is chosen.
    case choose
    /// A picture can be drawn by hand.
    case draw
  }

  /// A window that slides over a small grid: a cross-correlation with a filter, or pooling.
  public struct Window: Codable, Sendable, Equatable {
    /// The input, rows of numbers.
    public var input: [[Float]]
    /// The filter, rows of numbers; nil for pooling.
    public var filter: [[Float]]?
    /// The kind of pooling, "max" or "mean"; nil for a cross-correlation.
    public var pool: String?
    /// Rows and columns of the window, for pooling.
    public var size: [Int]?
    /// The stride in cells, 1 or more.
    public var stride: Int
    /// Rows and columns of zeros on each side.
    public var padding: Int
  }

  /// A cross-correlation of one channel of a photo, optionally followed by max pooling.
  public struct Editor: Codable, Sendable, Equatable {
    /// The photo's file beside the page.
    public var file: String
    /// The photo's height in pixels.
    public var height: Int
    /// The photo's width in pixels.
    public var width: Int
    /// The index of the channel that is read.
    public var channel: Int
    /// The filter, rows of numbers.
    public var filter: [[Float]]
    /// The stride in pixels, 1 or more.
    public var stride: Int
    /// The response drawn white; its negative is black.
    public var limit: Float
    /// The window size and stride of max pooling after the filter; nil without pooling.
    public var pool: Int?
    /// The picture of the responses, for output without scripts.
    public var still: CellOutput.Picture?
  }
}

extension Notebook {
  /// Shows a small convolution that the reader steps through: input, weights, products, sum and
  /// output are linked, numbers can be changed, and so can stride, padding and dilation.
  ///
  /// - Parameters:
  ///   - input: (H, W).
  ///   - filter: (FH, FW), not larger than the input.
  ///   - stride: the stride in cells, 1 to 3.
  ///   - padding: the rows and columns of zeros on each side, 0 to 2.
  public func window(
    _ key: String, input: Tensor, filter: Tensor, stride: Int = 1, padding: Int = 0,
    file: String = #filePath, line: Int = #line
  ) {
    let window = Figure.Window(
      input: Self.rows(input), filter: Self.rows(filter), stride: stride, padding: padding)
    add(figure: .window(window), key, file, line)
  }

  /// Shows pooling of a small grid that the reader steps through, as a convolution.
  ///
  /// - Parameters:
  ///   - input: (H, W).
  ///   - pooling: what is made of the numbers of a window.
  ///   - size: rows and columns of the window, not more than the input's.
  ///   - stride: the stride in cells, 1 to 3.
  public func window(
    _ key: String, input: Tensor, pooling: PoolingKind, size: [Int], stride: Int,
    file: String = #filePath, line: Int = #line
  ) {
    let window = Figure.Window(
      input: Self.rows(input), pool: pooling == .max ? "max" : "mean", size: size, stride: stride,
      padding: 0)
    add(figure: .window(window), key, file, line)
  }

  /// Shows a photo and its filter responses: pointing at a response shows its pixels, weights and
  /// sum, and the filter can be edited.
  ///
  /// - Parameters:
  ///   - picture: the key of a picture that was shown before.
  ///   - still: the key of the picture of the responses that was shown before; it is the static
  ///     form of the figure.
  ///   - channel: the index of the channel that is read.
  ///   - filter: (FH, FW).
  ///   - stride: the stride in pixels.
  ///   - limit: the response drawn white; its negative is black.
  ///   - pool: the window size of max pooling after the filter; the filter can't be edited then.
  public func editor(
    _ key: String, over picture: String, still: String, channel: Int = 0, filter: Tensor,
    stride: Int = 1, limit: Float, pool: Int? = nil, file: String = #filePath, line: Int = #line
  ) {
    let picture = shown(picture)
    let editor = Figure.Editor(
      file: picture.file, height: picture.height, width: picture.width, channel: channel,
      filter: Self.rows(filter), stride: stride, limit: limit, pool: pool, still: shown(still))
    add(figure: .editor(editor), key, file, line)
  }

  /// Writes a picture that stands only where a figure's script does not run.
  func still(of image: Image, _ key: String, file: String, line: Int) -> CellOutput.Picture {
    let words = words(key, [:], file, line)
    let name = "stills/\(slug(key)).png"
    write(image, asPartOf: name)
    return .init(
      key: key, file: name, caption: words.caption, alt: words.alt,
      height: image.height, width: image.width, isCover: false)
  }

  func shown(_ key: String) -> CellOutput.Picture {
    guard let picture = writer.pictures.last(where: { $0.key == key }) else {
      preconditionFailure("no picture “\(key)” was shown before")
    }
    return picture
  }

  func add(figure kind: Figure.Kind, _ key: String, _ file: String, _ line: Int) {
    let words = words(key, [:], file, line)
    add(.figure(.init(caption: words.caption, alt: words.alt, kind: kind)), file, line)
  }

  static func rows(_ tensor: Tensor) -> [[Float]] {
    precondition(tensor.rank == 2, "a figure takes rows and columns, not \(describe(tensor.shape))")
    let width = tensor.shape[1]
    return (0..<tensor.shape[0]).map { Array(tensor.scalars[$0 * width..<($0 + 1) * width]) }
  }

  /// The grids of a tensor (D, H, W).
  static func sheets(_ tensor: Tensor) -> [[[Float]]] {
    precondition(tensor.rank == 3, "a figure takes grids, not \(describe(tensor.shape))")
    return (0..<tensor.shape[0]).map { rows(tensor[$0]) }
  }
}

/// What a kind of figure holds: the numbers that its script reads, and their static form.
protocol FigureContent: Codable, Sendable, Equatable {
  /// Its script, whose name is the figure's on the page.
  static var asset: PageAsset { get }
  /// The scripts that it uses.
  static var uses: Set<PageAsset> { get }
  /// Its numbers as tables, without scripts.
  var tables: [CellOutput.Table] { get }
  /// The picture of its static form, if it has one.
  var still: CellOutput.Picture? { get }
}

extension FigureContent {
  static var uses: Set<PageAsset> { [.convolve, .grid] }
  var tables: [CellOutput.Table] { [] }
  var still: CellOutput.Picture? { nil }
}

/// Makes a table of rows of numbers.
func numberTable(_ caption: Message, _ rows: [[Float]]) -> CellOutput.Table {
  .init(
    caption: caption, columns: [], rows: rows.map { $0.map { Message(number($0)) } },
    isMatrix: true, row: 1)
}

/// Makes a table of grids of the same height, one beside the other.
func numberTable(_ caption: Message, sheets: [[[Float]]]) -> CellOutput.Table {
  var table = numberTable(caption, [])
  table.rows = sheets[0].indices.map { row in
    Array(sheets.map { $0[row].map { Message(number($0)) } }.joined(separator: [Message("")]))
  }
  return table
}

extension Figure.Window: FigureContent {
  static var asset: PageAsset { .window }

  var tables: [CellOutput.Table] {
    [numberTable(PageStrings.figureInput, input)]
      + (filter.map { [numberTable(PageStrings.figureFilter, $0)] } ?? [])
      + [numberTable(PageStrings.figureOutput, output)]
  }

  /// The output, rows of numbers.
  private var output: [[Float]] {
    let picture = Tensor(input).reshaped(1, input.count, input[0].count, 1)
    let result =
      if let filter {
        conv2D(
          picture, Tensor(filter).reshaped(filter.count, filter[0].count, 1, 1), stride: stride,
          padding: .explicit(padding))
      } else if pool == "max" {
        maxPool2D(picture, windowSize: size ?? [], stride: stride)
      } else {
        averagePool2D(picture, windowSize: size ?? [], stride: stride)
      }
    return Notebook.rows(result.reshaped(result.shape[1], result.shape[2]))
  }
}

extension Figure.Editor: FigureContent {
  static var asset: PageAsset { .editor }
  static var uses: Set<PageAsset> { [.pixels, .convolve] }
  var tables: [CellOutput.Table] { [numberTable(PageStrings.figureFilter, filter)] }
}
