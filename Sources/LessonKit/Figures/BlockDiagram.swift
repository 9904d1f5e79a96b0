// Draws input, filters and output of a convolution as blocks in perspective with their sizes.

import Pixels

/// A diagram of a convolution as blocks: height and width to scale, channels as compressed depth.
public struct BlockDiagram: DrawnFigure {
  private let input: [Int]
  private let filter: [Int]
  private let filters: Int
  private let output: [Int]

  /// Creates a diagram of shapes.
  ///
  /// - Parameters:
  ///   - input: [height, width, channels].
  ///   - filter: [height, width, channels].
  ///   - filters: the number of filters.
  ///   - output: [height, width, filters].
  public init(input: [Int], filter: [Int], filters: Int, output: [Int]) {
    self.input = input
    self.filter = filter
    self.filters = filters
    self.output = output
  }

  private static let size = (height: 250, width: 700)
  private static let foreground = Colour(grey: 50)
  private static let inputColour = Colour(red: 157, green: 193, blue: 230)
  private static let filterColour = Colour(red: 246, green: 190, blue: 120)
  private static let outputColour = Colour(red: 150, green: 210, blue: 190)

  /// The diagram.
  public var drawing: Drawing {
    var drawing = Drawing(height: Self.size.height, width: Self.size.width)
    let scale = 130 / Double(max(input[0], input[1], output[0], output[1]))
    let middle = 130.0
    block(&drawing, input, scale: scale, x: 30, middle: middle, Self.inputColour)
    // The filter on the input, through all channels.
    let top = middle - PerspectiveBlock(input, scale: scale).height / 2
    block(
      &drawing, filter, scale: scale, x: 44, middle: top + 14 + Double(filter[0]) * scale / 2,
      Self.filterColour, labels: false)
    drawing.drawText(
      "∗", at: Point(y: middle, x: 232), capHeight: 20, anchor: .centre, Self.foreground)
    let shown = min(filters, 3)
    for index in (0..<shown).reversed() {
      block(
        &drawing, filter, scale: max(scale, 7), x: 268 + Double(index) * 46,
        middle: middle - 12 + Double(index) * 12, Self.filterColour, labels: index == 0)
    }
    drawing.drawText(
      filters > shown ? "… \(filters) filters" : "\(filters) filters",
      at: Point(y: middle + 74, x: 330), capHeight: 11, anchor: .centre, Self.foreground)
    drawing.drawText(
      "=", at: Point(y: middle, x: 452), capHeight: 16, anchor: .centre, Self.foreground)
    block(&drawing, output, scale: scale, x: 490, middle: middle, Self.outputColour)
    return drawing
  }

  private func block(
    _ drawing: inout Drawing, _ shape: [Int], scale: Double, x: Double, middle: Double,
    _ colour: Colour, labels: Bool = true
  ) {
    let block = PerspectiveBlock(shape, scale: scale)
    block.draw(on: &drawing, x: x, middle: middle, colour)
    guard labels else { return }
    let (right, bottom) = (x + block.width, middle + block.height / 2)
    drawing.drawText(
      "\(shape[1])", at: Point(y: bottom + 8, x: x + block.width / 2), capHeight: 11, anchor: .top,
      Self.foreground)
    drawing.drawText(
      "\(shape[0])", at: Point(y: middle, x: x - 6), capHeight: 11, anchor: .right, Self.foreground)
    drawing.drawText(
      "\(shape[2])",
      at: Point(y: bottom - block.back / 2 + 6, x: right + block.back / 2 + 6), capHeight: 11,
      anchor: .topLeft, Self.foreground)
  }
}
