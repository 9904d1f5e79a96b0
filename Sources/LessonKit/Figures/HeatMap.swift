// Draws heat maps: signed numbers as two colours over pictures, with a colour scale.

import Formatting
import Notebooks
import Pixels
import Tensors

/// A heat map of signed numbers over grey pictures: red above zero, blue below, grey at zero.
///
///     page.show(HeatMap(falls, over: digits, limit: 1), "…")
public struct HeatMap: DrawnFigure {
  private let values: Tensor
  private let pictures: Tensor
  private let limit: Float
  private let columns: Int
  private let zoom: Int
  private let labels: [Message]

  /// Creates heat maps.
  ///
  /// - Parameters:
  ///   - values: a number for each pixel, (N, H, W).
  ///   - pictures: the grey pictures, (N, H, W, 1), 0…1.
  ///   - limit: the magnitude with full colour; larger ones are clipped.
  ///   - columns: the number of pictures in a row.
  ///   - zoom: the side of a number's square in pixels.
  ///   - labels: a short text under each picture, or none.
  public init(
    _ values: Tensor, over pictures: Tensor, limit: Float, columns: Int = 4, zoom: Int = 5,
    labels: [Message] = []
  ) {
    precondition(
      values.rank == 3 && pictures.shape == values.shape + [1],
      "heat (N, H, W) lies over pictures (N, H, W, 1), not \(describe(values.shape)) over "
        + describe(pictures.shape))
    precondition(limit > 0, "the number with the full colour is above 0, not \(limit)")
    self.values = values
    self.pictures = pictures
    self.limit = limit
    self.columns = columns
    self.zoom = zoom
    self.labels = labels
  }

  /// The legend of the colours.
  public var legend: Message { "\(number(-limit)) blue, 0 grey, \(number(limit)) red" }

  /// The coloured pictures, (N, H, W, 3), 0…1.
  var colours: Tensor {
    Tensor(
      shape: values.shape + [3],
      scalars: zip(values.scalars, pictures.scalars).flatMap { colour(of: $0, over: $1) })
  }

  /// Returns red, green and blue of a number blended with a grey.
  private func colour(of value: Float, over grey: Float) -> [Float] {
    let strength = min(1, abs(value) / limit)
    let hue: Colour = value > 0 ? .red : .blue
    return [hue.red, hue.green, hue.blue].map { sample in
      let full = Float(sample) / 255 * (0.55 + 0.45 * grey)
      return grey + (full - grey) * strength * 0.85
    }
  }

  /// The pictures with the colour scale below.
  public var drawing: Drawing {
    let grid = PictureGrid(colours, columns: columns, zoom: zoom, labels: labels).drawing
    return .stacked([grid, key], gap: 2)
  }

  private var key: Drawing {
    let (width, height, margin, capHeight) = (180, 10, 26, 9)
    var key = Drawing(height: height + capHeight + 16, width: width + 2 * margin)
    key.keepsColours = true
    for x in 0..<width {
      let value = limit * (2 * Float(x) / Float(width - 1) - 1)
      let samples = colour(of: value, over: 0.5).map { UInt8(($0 * 255).rounded()) }
      key.fill(
        PixelArea(y: 2, x: margin + x, height: height, width: 1),
        Colour(red: samples[0], green: samples[1], blue: samples[2]))
    }
    key.keepsColours = false
    for (value, x) in [(-limit, 0), (0, width / 2), (limit, width)] {
      key.drawText(
        number(value), at: Point(y: Double(height + 6), x: Double(margin + x)),
        capHeight: capHeight, anchor: .top)
    }
    return key
  }
}

extension Notebook {
  /// Shows heat maps with their legend; see `show` for pictures.
  public func show(
    _ heat: HeatMap, _ key: String, with values: PictureValues = [:], cover: Bool = false,
    file: String = #filePath, line: Int = #line
  ) {
    show(
      heat.drawing, key, legend: heat.legend, with: values, cover: cover, file: file, line: line)
  }
}
