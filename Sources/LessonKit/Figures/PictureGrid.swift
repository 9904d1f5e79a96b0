// Draws small pictures in rows, each with a label: digits, filters, feature maps.

import Formatting
import Notebooks
import Pixels
import Tensors

/// A grid of small pictures with one grey mapping, so that equal grey means equal numbers.
///
///     page.show(PictureGrid(digits.images, labels: names), "ten-digits")
public struct PictureGrid: DrawnFigure {
  private let pictures: Tensor
  private let columns: Int
  private let zoom: Int
  private let scale: GreyMapping
  private let labels: [Message]
  private let colours: [Colour]
  private let frames: [PixelArea]
  private let outline: Colour?

  /// Creates a grid.
  ///
  /// - Parameters:
  ///   - pictures: (N, H, W, 1), or (N, H, W, 3) in colour.
  ///   - columns: the number of pictures in a row.
  ///   - zoom: the side of a number's square in pixels.
  ///   - scale: the grey mapping of all pictures.
  ///   - labels: a short text under each picture, or none.
  ///   - colours: the colour of each label; black by default.
  ///   - outline: a thin line around each picture, for those that are white at the border; or none.
  ///   - frames: an area of each picture, in its own pixels, to draw a frame around; or none.
  public init(
    _ pictures: Tensor, columns: Int = 10, zoom: Int = 3, scale: GreyMapping = .unit,
    labels: [Message] = [], colours: [Colour] = [], outline: Colour? = nil,
    frames: [PixelArea] = []
  ) {
    precondition(
      pictures.rank == 4 && [1, 3].contains(pictures.shape[3]),
      "a grid shows pictures (N, H, W, 1) or (N, H, W, 3), not \(describe(pictures.shape))")
    precondition(columns > 0 && zoom > 0, "a grid has at least one column, and a zoom of 1 or more")
    self.pictures = pictures
    self.columns = columns
    self.zoom = zoom
    self.scale = scale
    self.labels = labels
    self.colours = colours
    self.outline = outline
    self.frames = frames
  }

  /// Returns the channels of feature maps (1, H, W, K) as K grey pictures (K, H, W, 1).
  public static func channels(of maps: Tensor) -> Tensor {
    maps.transposed(permutation: 3, 1, 2, 0)
  }

  /// The legend of the grey mapping.
  public var legend: Message { scale.legend(for: pictures) }

  /// The numbers at the ends of the grey mapping; nil for colours.
  var ends: CellOutput.Picture.Ends? {
    pictures.shape[3] == 1 ? scale.pictureEnds(of: pictures) : nil
  }

  /// The grid.
  public var drawing: Drawing {
    let (count, height, width) = (pictures.shape[0], pictures.shape[1], pictures.shape[2])
    let gap = 6, capHeight = 9
    let room = labels.isEmpty ? 0 : capHeight + 8
    let (high, wide) = (height * zoom, width * zoom)
    let across = max(1, min(columns, count))
    let rows = (count + across - 1) / across
    var sheet = Drawing(
      height: max(1, rows * (high + room + gap) + gap), width: across * (wide + gap) + gap)
    // One mapping for all: its ends are those of the whole tensor.
    let samples = scale.grey(pictures)
    let size = height * width * pictures.shape[3]
    for index in 0..<count {
      let (row, column) = index.quotientAndRemainder(dividingBy: across)
      let picture = Image(
        height: height, width: width, channels: pictures.shape[3],
        pixels: Array(samples[index * size..<(index + 1) * size])
      )
      let (top, left) = (gap + row * (high + room + gap), gap + column * (wide + gap))
      if let outline {
        sheet.stroke(PixelArea(y: top - 1, x: left - 1, height: high + 2, width: wide + 2), outline)
      }
      let label = labels.indices.contains(index) ? labels[index] : nil
      sheet.place(picture, y: top, x: left, zoom: zoom, name: label)
      if frames.indices.contains(index) {
        let area = frames[index]
        sheet.stroke(
          PixelArea(
            y: top + area.y * zoom, x: left + area.x * zoom, height: area.height * zoom,
            width: area.width * zoom), lineWidth: 2, .orange)
      }
      if let label {
        sheet.drawText(
          label, at: Point(y: Double(top + high + 4), x: Double(left) + Double(wide) / 2),
          capHeight: capHeight, anchor: .top,
          colours.indices.contains(index) ? colours[index] : .black)
      }
    }
    return sheet
  }
}

extension Notebook {
  /// Shows a grid of pictures with its legend; see `show` for pictures.
  public func show(
    _ grid: PictureGrid, _ key: String, with values: PictureValues = [:], cover: Bool = false,
    file: String = #filePath, line: Int = #line
  ) {
    show(
      grid.drawing, key, legend: grid.legend, ends: grid.ends, with: values, cover: cover,
      file: file, line: line)
  }
}
