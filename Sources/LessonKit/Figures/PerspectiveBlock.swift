// Draws a block of numbers in perspective: height and width to scale, channels as compressed depth.

import Pixels

/// A feature map stack or a filter as a block.
struct PerspectiveBlock {
  /// The height of the front in pixels.
  let height: Double
  /// The width of the front in pixels.
  let width: Double
  /// The drawn depth, to the right and up, in pixels.
  let back: Double

  private static let foreground = Colour(grey: 50)

  /// Creates a block of shape [height, width, channels] with `scale` pixels per row and column.
  init(_ shape: [Int], scale: Double) {
    height = Double(shape[0]) * scale
    width = Double(shape[1]) * scale
    // Compressed, since 512 channels would fill the page.
    back = min(12 + 4 * Double(shape[2]), 64) * 0.7
  }

  /// Draws the block with the left edge of its front at `x`, vertically centred on `middle`.
  func draw(on drawing: inout Drawing, x: Double, middle: Double, _ colour: Colour) {
    let y = middle - height / 2
    let corners = (
      topLeft: Point(y: y, x: x), topRight: Point(y: y, x: x + width),
      bottomLeft: Point(y: y + height, x: x), bottomRight: Point(y: y + height, x: x + width)
    )
    func behind(_ point: Point) -> Point { Point(y: point.y - back, x: point.x + back) }
    let faces = [
      [corners.topLeft, corners.topRight, behind(corners.topRight), behind(corners.topLeft)],
      [
        corners.topRight, corners.bottomRight, behind(corners.bottomRight),
        behind(corners.topRight),
      ],
      [corners.topLeft, corners.topRight, corners.bottomRight, corners.bottomLeft],
    ]
    let shades = [1.12, 0.82, 1.0]
    for (face, shade) in zip(faces, shades) {
      drawing.fillPolygon(face, shaded(colour, shade))
      drawing.drawPolyline(face + [face[0]], lineWidth: 1.2, Self.foreground)
    }
  }

  private func shaded(_ colour: Colour, _ factor: Double) -> Colour {
    func scaled(_ sample: UInt8) -> UInt8 { UInt8(min(255, Double(sample) * factor)) }
    return Colour(
      red: scaled(colour.red), green: scaled(colour.green), blue: scaled(colour.blue))
  }
}
