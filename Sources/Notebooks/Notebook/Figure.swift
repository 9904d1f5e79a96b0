// Interactive figures of a page: a sliding window, and a filter to edit. They store their initial
// numbers; the page's script computes the rest by the rules of `conv2D`.

import Formatting
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
  }

  /// A cross-correlation of a small grid with a filter, with zero padding.
  public struct Window: Codable, Sendable, Equatable {
    /// The input, rows of numbers.
    public var input: [[Float]]
    /// The filter, rows of numbers.
    public var filter: [[Float]]
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
    public var still: CellOutput.Picture
  }
}

extension Notebook {
  /// Shows a small convolution that the reader steps through, with its products and sum, and whose
  /// stride and padding can be changed.
  ///
  /// - Parameters:
  ///   - input: (H, W).
  ///   - filter: (FH, FW), not larger than the input.
  public func window(
    _ key: String, input: Tensor, filter: Tensor, stride: Int = 1, padding: Int = 0,
    file: String = #filePath, line: Int = #line
  ) {
    let window = Figure.Window(
      input: Self.rows(input), filter: Self.rows(filter), stride: stride, padding: padding)
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
    func shown(_ key: String) -> CellOutput.Picture {
      guard let picture = writer.pictures.last(where: { $0.key == key }) else {
        preconditionFailure("no picture “\(key)” was shown before")
      }
      return picture
    }
    let picture = shown(picture)
    let editor = Figure.Editor(
      file: picture.file, height: picture.height, width: picture.width, channel: channel,
      filter: Self.rows(filter), stride: stride, limit: limit, pool: pool, still: shown(still))
    add(figure: .editor(editor), key, file, line)
  }

  private func add(figure kind: Figure.Kind, _ key: String, _ file: String, _ line: Int) {
    let words = words(key, [:], file, line)
    add(.figure(.init(caption: words.caption, alt: words.alt, kind: kind)), file, line)
  }

  fileprivate static func rows(_ tensor: Tensor) -> [[Float]] {
    precondition(tensor.rank == 2, "a figure takes rows and columns, not \(describe(tensor.shape))")
    let width = tensor.shape[1]
    return (0..<tensor.shape[0]).map { Array(tensor.scalars[$0 * width..<($0 + 1) * width]) }
  }
}

extension Figure {
  /// The static form of the figure: its numbers as tables.
  var tables: [CellOutput.Table] {
    func table(_ caption: Message, _ rows: [[Float]]) -> CellOutput.Table {
      .init(
        caption: caption, columns: [], rows: rows.map { $0.map { Message(number($0)) } },
        isMatrix: true,
        row: 1)
    }
    switch kind {
    case .window(let window):
      return [
        table(PageStrings.figureInput, window.input),
        table(PageStrings.figureFilter, window.filter),
        table(PageStrings.figureOutput, window.output),
      ]
    case .editor(let editor): return [table(PageStrings.figureFilter, editor.filter)]
    }
  }

  /// The picture of its static form, if it has one.
  var still: CellOutput.Picture? {
    guard case .editor(let editor) = kind else { return nil }
    return editor.still
  }
}

extension Figure.Window {
  /// The output of the convolution, rows of numbers.
  fileprivate var output: [[Float]] {
    let (picture, filter) = (Tensor(input), Tensor(filter))
    let sums = conv2D(
      picture.reshaped(1, picture.shape[0], picture.shape[1], 1),
      filter.reshaped(filter.shape[0], filter.shape[1], 1, 1), stride: stride,
      padding: .explicit(padding))
    return Notebook.rows(sums.reshaped(sums.shape[1], sums.shape[2]))
  }
}
