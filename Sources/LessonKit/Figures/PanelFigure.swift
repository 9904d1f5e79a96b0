// Draws pictures side by side in frames with axes, as matplotlib's `subplot` and `imshow` do: what
// the study notes show.

import Formatting
import Pixels
import Tensors

/// Pictures of one width side by side, each with its rows and columns numbered.
///
///     page.show(PanelFigure([.photo(photo), .numbers(edges, .viridis)]), "as-in-the-notes")
public struct PanelFigure: DrawnFigure {
  /// How numbers between the smallest and the largest are drawn.
  public enum Colours {
    /// From dark violet to yellow, which `imshow` takes unless told otherwise.
    case viridis
    /// From black to white, `cmap='gray'`.
    case grey
  }

  /// One of the pictures.
  public struct Panel {
    package let image: Image

    /// A picture as it is.
    public static func photo(_ image: Image) -> Panel { Panel(image: image.rgb()) }

    /// Numbers of shape (1, H, W, 1), drawn from the smallest to the largest in 256 equal parts, as
    /// matplotlib does: zero has no colour of its own.
    public static func numbers(_ tensor: Tensor, _ colours: Colours) -> Panel {
      let range = tensor.finiteRange ?? 0...0
      let width = range.upperBound - range.lowerBound
      let levels = tensor.scalars.map { scalar in
        let level = 256 * (scalar - range.lowerBound) / width
        return level.isNaN ? 0 : UInt8(min(max(level, 0), 255))
      }
      let (height, wide) = (tensor.shape[1], tensor.shape[2])
      let image =
        switch colours {
        case .viridis:
          Image(height: height, width: wide, channels: 3, pixels: Viridis.colours(levels))
        case .grey:
          Image(height: height, width: wide, channels: 1, pixels: levels).rgb()
        }
      return Panel(image: image)
    }
  }

  private let panels: [Panel]

  /// Creates a figure of one row.
  public init(_ panels: [Panel]) { self.panels = panels }

  /// The width of each panel's picture in pixels.
  private static let panelWidth = 340
  private static let capHeight = 9

  /// The figure.
  public var drawing: Drawing {
    let (left, top, bottom, gap) = (40, 8, 26, 16)
    let pictures = panels.map { panel in
      let height = max(1, panel.image.height * Self.panelWidth / max(1, panel.image.width))
      // Enlarged pixels stay squares: they are what is to be seen.
      return panel.image.resizedByArea(height: height, width: Self.panelWidth)
    }
    let tallest = pictures.map(\.height).max() ?? 1
    var sheet = Drawing(
      height: top + tallest + bottom, width: panels.count * (left + Self.panelWidth + gap))
    for (index, picture) in pictures.enumerated() {
      let x = left + index * (left + Self.panelWidth + gap)
      let y = top + (tallest - picture.height) / 2
      sheet.place(
        picture, y: y, x: x,
        step: Double(panels[index].image.width) / Double(Self.panelWidth))
      sheet.stroke(
        PixelArea(y: y - 1, x: x - 1, height: picture.height + 2, width: picture.width + 2), .black)
      drawTicks(of: panels[index].image, picture, y: y, x: x, on: &sheet)
    }
    return sheet
  }

  /// Numbers rows and columns of a picture that is drawn at another size.
  private func drawTicks(
    of original: Image, _ picture: Image, y: Int, x: Int, on sheet: inout Drawing
  ) {
    let step = Double(Self.step(original.width))
    let scale = Double(picture.width) / Double(max(1, original.width))
    let (top, left) = (Double(y), Double(x))
    let low = top + Double(picture.height)
    for column in stride(from: 0, to: Double(original.width), by: step) {
      let place = left + (column + 0.5) * scale
      sheet.drawLine(from: Point(y: low + 1, x: place), to: Point(y: low + 5, x: place), .black)
      sheet.drawText(
        "\(Int(column))", at: Point(y: low + 8, x: place), capHeight: Self.capHeight, anchor: .top)
    }
    for row in stride(from: 0, to: Double(original.height), by: step) {
      let place = top + (row + 0.5) * scale
      sheet.drawLine(from: Point(y: place, x: left - 5), to: Point(y: place, x: left - 1), .black)
      sheet.drawText(
        "\(Int(row))", at: Point(y: place, x: left - 8), capHeight: Self.capHeight, anchor: .right)
    }
  }

  /// The smallest of 1, 2, 5, 10, 20, 50… that gives at most seven ticks.
  private static func step(_ length: Int) -> Int {
    var power = 1
    while true {
      for factor in [1, 2, 5] where 7 * factor * power >= length { return factor * power }
      power *= 10
    }
  }
}
