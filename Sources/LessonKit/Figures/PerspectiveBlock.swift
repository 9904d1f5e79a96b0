// A block of numbers in perspective: height and width to scale, depth drawn as depth.

import Pixels

/// What flows through a network, or a filter that it flows through, as a box.
struct PerspectiveBlock {
  /// How high its front is, in pixels of the picture.
  let height: Double
  /// How wide its front is.
  let width: Double
  /// How far it reaches back, to the right and up.
  let back: Double

  private static let ink = Colour(grey: 50)

  /// A block of shape [height, width, channels], so many pixels for each of its rows and columns.
  init(_ shape: [Int], scale: Double) {
    height = Double(shape[0]) * scale
    width = Double(shape[1]) * scale
    // Compressed, or 512 channels would fill the page.
    back = min(12 + 4 * Double(shape[2]), 64) * 0.7
  }

  /// Draws it with its front's left edge at x, the middle of the front at a height.
  func draw(on image: inout Image, x: Double, middle: Double, _ colour: Colour) {
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
      image.fillPolygon(face, shaded(colour, shade))
      image.drawPolyline(face + [face[0]], lineWidth: 1.2, Self.ink)
    }
  }

  private func shaded(_ colour: Colour, _ factor: Double) -> Colour {
    func scaled(_ sample: UInt8) -> UInt8 { UInt8(min(255, Double(sample) * factor)) }
    return Colour(
      red: scaled(colour.red), green: scaled(colour.green), blue: scaled(colour.blue))
  }
}
