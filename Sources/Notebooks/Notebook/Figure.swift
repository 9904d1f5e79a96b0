// Figures that a page's reader works with: a window that slides, and a filter to edit. They are kept as
// the numbers they begin with; the page computes the rest itself, by the rules of `conv2D`.

import Formatting
import Tensors

/// A figure that is alive on the page, and stands still in a notebook and in the terminal.
public struct Figure: Codable, Sendable, Equatable {
  /// The words under it.
  public var caption: String
  /// What someone who cannot see it should know.
  public var alt: String
  /// What there is to work with.
  public var kind: Kind

  /// The kinds of figures.
  public enum Kind: Codable, Sendable, Equatable {
    /// A small grid and a filter, to step through.
    case window(Window)
    /// A filter over a photo that stands on the page, to edit.
    case editor(Editor)
  }

  /// A filter that slides over a small grid, not turned; zeros around it where there is padding.
  public struct Window: Codable, Sendable, Equatable {
    /// The grid, rows of numbers.
    public var input: [[Float]]
    /// The filter, rows of numbers.
    public var filter: [[Float]]
    /// How far the filter moves.
    public var stride: Int
    /// Rows and columns of zeros on each side.
    public var padding: Int
  }

  /// A filter over one channel of a photo, and maybe a pooling behind it.
  public struct Editor: Codable, Sendable, Equatable {
    /// The photo's file beside the page.
    public var file: String
    /// The photo's size.
    public var height: Int
    /// The photo's size.
    public var width: Int
    /// Which channel is read.
    public var channel: Int
    /// The filter, rows of numbers.
    public var filter: [[Float]]
    /// How far the filter moves.
    public var stride: Int
    /// Which response is white, and minus which is black.
    public var limit: Float
    /// The window of a max pooling behind the filter, which moves by its own size; none if nil.
    public var pool: Int?
    /// The picture that the filter makes of the photo, where nothing can be worked with.
    public var still: CellOutput.Picture
  }
}

extension Notebook {
  /// Lets the reader step through a small convolution, with products and sum written out, and change its
  /// stride and padding.
  ///
  /// - Parameters:
  ///   - input: (H, W).
  ///   - filter: (FH, FW), not larger than the input.
  ///   - alt: what someone who cannot see the figure should know.
  public func window(
    _ caption: String, input: Tensor, filter: Tensor, stride: Int = 1, padding: Int = 0,
    alt: String, file: String = #filePath, line: Int = #line
  ) {
    let window = Figure.Window(
      input: Self.rows(input), filter: Self.rows(filter), stride: stride, padding: padding)
    add(.figure(.init(caption: caption, alt: alt, kind: .window(window))), file, line)
  }

  /// Lets the reader point at a response and see the pixels, the weights and the sum behind it, and
  /// change the filter.
  ///
  /// - Parameters:
  ///   - picture: the caption of a picture that was shown before.
  ///   - still: the caption of the picture of the responses that was shown before; it stands where nothing
  ///     can be worked with.
  ///   - channel: which of its channels is read.
  ///   - filter: (FH, FW).
  ///   - stride: how far the filter moves.
  ///   - limit: the response that is drawn white; minus that is black.
  ///   - pool: the window of a max pooling behind the filter; the filter can't be edited then.
  ///   - alt: what someone who cannot see the figure should know.
  public func editor(
    _ caption: String, over picture: String, still: String, channel: Int = 0, filter: Tensor,
    stride: Int = 1, limit: Float, pool: Int? = nil, alt: String, file: String = #filePath,
    line: Int = #line
  ) {
    func shown(_ caption: String) -> CellOutput.Picture {
      guard let picture = writer.pictures.last(where: { $0.caption == caption }) else {
        preconditionFailure("no picture “\(caption)” was shown before")
      }
      return picture
    }
    let picture = shown(picture)
    let editor = Figure.Editor(
      file: picture.file, height: picture.height, width: picture.width, channel: channel,
      filter: Self.rows(filter), stride: stride, limit: limit, pool: pool, still: shown(still))
    add(.figure(.init(caption: caption, alt: alt, kind: .editor(editor))), file, line)
  }

  fileprivate static func rows(_ tensor: Tensor) -> [[Float]] {
    precondition(tensor.rank == 2, "a figure takes rows and columns, not \(describe(tensor.shape))")
    let width = tensor.shape[1]
    return (0..<tensor.shape[0]).map { Array(tensor.scalars[$0 * width..<($0 + 1) * width]) }
  }
}

extension Figure {
  /// The figure without anything to work with: its numbers as tables.
  var tables: [CellOutput.Table] {
    func table(_ caption: String, _ rows: [[Float]]) -> CellOutput.Table {
      .init(
        caption: caption, columns: [], rows: rows.map { $0.map { number($0) } }, isMatrix: true,
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

  /// The picture that stands for it where nothing can be worked with.
  var still: CellOutput.Picture? {
    guard case .editor(let editor) = kind else { return nil }
    return editor.still
  }
}

extension Figure.Window {
  /// What comes out, rows of numbers.
  fileprivate var output: [[Float]] {
    let (picture, filter) = (Tensor(input), Tensor(filter))
    let sums = conv2D(
      picture.reshaped(1, picture.shape[0], picture.shape[1], 1),
      filter.reshaped(filter.shape[0], filter.shape[1], 1, 1), stride: stride,
      padding: .explicit(padding))
    return Notebook.rows(sums.reshaped(sums.shape[1], sums.shape[2]))
  }
}
