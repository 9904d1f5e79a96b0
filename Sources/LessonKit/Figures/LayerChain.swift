// Draws the output shapes of a network's layers in order, to scale.

import Pixels

/// A diagram of a network's shapes: maps as blocks, vectors as columns, and the layer's name above
/// each arrow.
///
///     page.show(LayerChain([("", [28, 28, 1]), ("convolution", [24, 24, 30])]), "…")
public struct LayerChain: DrawnFigure {
  private let stages: [(name: Message, shape: [Int])]

  /// Creates a diagram.
  ///
  /// - Parameter stages: from the input on, the layer's name and its output shape: maps [height,
  ///   width, channels], or a vector [count]. The input's name is not drawn. A name may have
  ///   several lines.
  public init(_ stages: [(name: Message, shape: [Int])]) {
    for (_, shape) in stages {
      precondition(
        shape.count == 3 || shape.count == 1,
        "a stage is maps [height, width, channels] or a row [count], not \(shape)")
    }
    self.stages = stages
  }

  private static let foreground = Colour(grey: 50)
  private static let capHeight = 10
  private static let mapColour = Colour(red: 157, green: 193, blue: 230)
  private static let rowColour = Colour(red: 150, green: 210, blue: 190)
  /// The height of the largest map and of the longest vector, in pixels.
  private static let height = 76.0
  private static let rowWidth = 12.0

  /// The diagram from left to right.
  public var drawing: Drawing {
    let maps = stages.filter { $0.shape.count == 3 }
    let scale = Self.height / Double(maps.map { max($0.shape[0], $0.shape[1]) }.max() ?? 1)
    let longest = Double(stages.filter { $0.shape.count == 1 }.map { $0.shape[0] }.max() ?? 1)
    let widths = stages.map { stage in
      guard stage.shape.count == 3 else { return Self.rowWidth }
      let block = PerspectiveBlock(stage.shape, scale: scale)
      return block.width + block.back
    }
    let back = maps.map { PerspectiveBlock($0.shape, scale: scale).back }.max() ?? 0
    let gaps = stages.map { textWidth($0.name.english) + 16 }
    let labels = stages.map { textWidth(words($0.shape)) }
    let middle = back + Self.height / 2 + 14

    // The left edge of each stage: after its arrow, with space for the shape written below.
    var places: [Double] = []
    var right = 8.0
    for index in stages.indices {
      let arrow = index == 0 ? 0 : gaps[index]
      let overhang = max(0, (labels[index] - widths[index]) / 2)
      let before = index == 0 ? 0 : max(0, (labels[index - 1] - widths[index - 1]) / 2)
      let x = right + max(arrow, overhang + before + 14 * (index == 0 ? 0 : 1))
      places.append(x)
      right = x + widths[index]
    }
    let last = max(0, ((labels.last ?? 0) - (widths.last ?? 0)) / 2)
    var drawing = Drawing(
      height: Int(middle + Self.height / 2) + 40, width: Int(right + last) + 8)
    for (index, stage) in stages.enumerated() {
      let x = places[index]
      if index > 0 {
        let start = places[index - 1] + widths[index - 1] + 5
        drawing.drawArrow(
          from: Point(y: middle, x: start), to: Point(y: middle, x: x - 5), lineWidth: 1.5,
          Self.foreground)
        drawing.drawText(
          stage.name, at: Point(y: middle - 8, x: (start + x - 5) / 2), capHeight: Self.capHeight,
          anchor: .bottom, Self.foreground)
      }
      if stage.shape.count == 3 {
        PerspectiveBlock(stage.shape, scale: scale).draw(
          on: &drawing, x: x, middle: middle, Self.mapColour)
      } else {
        // The square root: the side of a square of as many numbers.
        let height = Self.height * (Double(stage.shape[0]) / longest).squareRoot()
        drawing.fillRectangle(
          y: middle - height / 2, x: x, height: height, width: Self.rowWidth, Self.rowColour)
        drawing.strokeRectangle(
          y: middle - height / 2, x: x, height: height, width: Self.rowWidth, lineWidth: 1.2,
          Self.foreground)
      }
      drawing.drawText(
        words(stage.shape),
        at: Point(y: middle + Self.height / 2 + 12, x: x + widths[index] / 2),
        capHeight: Self.capHeight, anchor: .top, Self.foreground)
    }
    return drawing
  }

  private func words(_ shape: [Int]) -> String { shape.map(String.init).joined(separator: " × ") }

  private func textWidth(_ text: String) -> Double {
    Double(Image.textSize(text, capHeight: Self.capHeight).width)
  }
}
