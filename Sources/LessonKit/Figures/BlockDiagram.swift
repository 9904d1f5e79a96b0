// Input, filters and output of a convolution as blocks in perspective, their lengths written on.

import Pixels

/// The blocks of a convolution: height and width to scale, depth drawn as depth.
public struct BlockDiagram {
  private let input: [Int]
  private let filter: [Int]
  private let filters: Int
  private let output: [Int]

  /// Describes the blocks.
  ///
  /// - Parameters:
  ///   - input: [height, width, channels].
  ///   - filter: [height, width, channels].
  ///   - filters: how many filters there are.
  ///   - output: [height, width, filters].
  public init(input: [Int], filter: [Int], filters: Int, output: [Int]) {
    self.input = input
    self.filter = filter
    self.filters = filters
    self.output = output
  }

  private static let size = (height: 250, width: 700)
  private static let ink = Colour(grey: 50)
  private static let inputColour = Colour(red: 157, green: 193, blue: 230)
  private static let filterColour = Colour(red: 246, green: 190, blue: 120)
  private static let outputColour = Colour(red: 150, green: 210, blue: 190)

  /// The diagram as a picture.
  public var image: Image {
    var image = Image(
      height: Self.size.height, width: Self.size.width, channels: 3, filledWith: .white)
    let scale = 130 / Double(max(input[0], input[1], output[0], output[1]))
    let middle = 130.0
    block(&image, input, scale: scale, x: 30, middle: middle, Self.inputColour)
    // The filter where it lies on the input, reaching through all channels.
    let window = frame(input, scale: scale, x: 30, middle: middle)
    block(
      &image, filter, scale: scale, x: window.x + 14,
      middle: window.y + 14 + Double(filter[0]) * scale / 2, Self.filterColour, labels: false)
    image.drawText(
      "∗", at: Point(y: middle, x: 232), capHeight: 20, anchor: .centre, Self.ink)
    let shown = min(filters, 3)
    for index in (0..<shown).reversed() {
      block(
        &image, filter, scale: max(scale, 7), x: 268 + Double(index) * 46,
        middle: middle - 12 + Double(index) * 12, Self.filterColour, labels: index == 0)
    }
    image.drawText(
      filters > shown ? "… \(filters) filters" : "\(filters) filters",
      at: Point(y: middle + 74, x: 330), capHeight: 11, anchor: .centre, Self.ink)
    image.drawText(
      "=", at: Point(y: middle, x: 452), capHeight: 16, anchor: .centre, Self.ink)
    block(&image, output, scale: scale, x: 490, middle: middle, Self.outputColour)
    return image
  }

  /// How far a block reaches back, in pixels: compressed, or 512 channels would fill the page.
  private func depth(_ channels: Int) -> Double { min(12 + 4 * Double(channels), 64) }

  private func frame(_ shape: [Int], scale: Double, x: Double, middle: Double)
    -> (y: Double, x: Double, height: Double, width: Double)
  {
    let (height, width) = (Double(shape[0]) * scale, Double(shape[1]) * scale)
    return (middle - height / 2, x, height, width)
  }

  private func block(
    _ image: inout Image, _ shape: [Int], scale: Double, x: Double, middle: Double,
    _ colour: Colour, labels: Bool = true
  ) {
    let front = frame(shape, scale: scale, x: x, middle: middle)
    let back = depth(shape[2]) * 0.7
    let corners = (
      topLeft: Point(y: front.y, x: front.x), topRight: Point(y: front.y, x: front.x + front.width),
      bottomLeft: Point(y: front.y + front.height, x: front.x),
      bottomRight: Point(y: front.y + front.height, x: front.x + front.width)
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
    guard labels else { return }
    image.drawText(
      "\(shape[1])", at: Point(y: corners.bottomLeft.y + 8, x: front.x + front.width / 2),
      capHeight: 11, anchor: .top, Self.ink)
    image.drawText(
      "\(shape[0])", at: Point(y: middle, x: front.x - 6), capHeight: 11, anchor: .right, Self.ink)
    image.drawText(
      "\(shape[2])",
      at: Point(
        y: corners.bottomRight.y - back / 2 + 6, x: corners.bottomRight.x + back / 2 + 6),
      capHeight: 11, anchor: .topLeft, Self.ink)
  }

  private func shaded(_ colour: Colour, _ factor: Double) -> Colour {
    func scaled(_ sample: UInt8) -> UInt8 { UInt8(min(255, Double(sample) * factor)) }
    return Colour(
      red: scaled(colour.red), green: scaled(colour.green), blue: scaled(colour.blue))
  }
}
