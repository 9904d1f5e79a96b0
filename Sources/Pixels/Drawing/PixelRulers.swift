// Draws rulers along a picture's edges, which show the origin and the directions of y and x.

extension Image {
  /// Draws rulers at the top and left edge, numbered in pixels from the top left corner.
  ///
  /// - Parameters:
  ///   - step: pixels between two numbers; 10, 20, 50, 100… so that about six fit, unless given.
  ///   - capHeight: the height of the numbers.
  ///   - ink: the colour of rulers and numbers, on a white margin.
  ///   - factor: how many rows, and columns, become one, for pictures that are larger than what
  ///     they are shown on; the numbers stay those of this picture.
  /// - Returns: the drawing; the picture's pixel (0, 0) lies at ``axesMargin(capHeight:)``.
  public func withAxes(
    every step: Int? = nil, capHeight: Int = 10, ink: Colour = .black, shrunkBy factor: Int = 1
  ) -> Drawing {
    let margin = axesMargin(capHeight: capHeight)
    let shown =
      factor > 1
      ? resizedByArea(height: max(1, height / factor), width: max(1, width / factor)) : self
    let room = max((max(height, width) + 6) / 7, factor * (margin.x - 14 + capHeight))
    let step = max(1, step ?? Image.roundStep(room))
    var result = Drawing(shown, step: Double(factor)).padded(
      top: margin.y, left: margin.x, bottom: capHeight, right: 2 * capHeight)
    let (top, left) = (Double(margin.y), Double(margin.x))
    // The rulers lie just outside the picture, their ticks at the middle of the pixel they name.
    let right = Point(y: top - 1.5, x: left + Double(shown.width + capHeight))
    result.drawArrow(from: Point(y: top - 1.5, x: left - 1.5), to: right, ink)
    let bottom = Point(y: top + Double(shown.height + capHeight) - 2, x: left - 1.5)
    result.drawArrow(from: Point(y: top - 1.5, x: left - 1.5), to: bottom, ink)
    for x in stride(from: 0, to: width, by: step) {
      let place = left + (Double(x) + 0.5) * Double(shown.width) / Double(width)
      result.drawLine(from: Point(y: top - 5.5, x: place), to: Point(y: top - 1.5, x: place), ink)
      result.drawText(
        String(x), at: Point(y: top - 9, x: place), capHeight: capHeight, anchor: .bottom, ink)
    }
    for y in stride(from: 0, to: height, by: step) {
      let place = top + (Double(y) + 0.5) * Double(shown.height) / Double(height)
      result.drawLine(
        from: Point(y: place, x: left - 5.5), to: Point(y: place, x: left - 1.5), ink)
      result.drawText(
        String(y), at: Point(y: place, x: left - 9), capHeight: capHeight, anchor: .right, ink)
    }
    result.drawText(
      "x", at: Point(y: top - 9, x: right.x), capHeight: capHeight, anchor: .bottom, weight: 1.4,
      ink)
    result.drawText(
      "y", at: Point(y: bottom.y - Double(capHeight) / 2, x: left - 9), capHeight: capHeight,
      anchor: .right, weight: 1.4, ink)
    return result
  }

  /// The position of the picture's top left corner in ``withAxes(every:capHeight:ink:shrunkBy:)``.
  public func axesMargin(capHeight: Int = 10) -> (y: Int, x: Int) {
    let widest = Image.textSize(String(max(0, height - 1)), capHeight: capHeight).width
    return (capHeight + 14, widest + 14)
  }

  /// The smallest of 1, 2, 5, 10, 20, 50… that leaves so much room.
  private static func roundStep(_ room: Int) -> Int {
    var power = 1
    while true {
      for factor in [1, 2, 5] where factor * power >= room { return factor * power }
      power *= 10
    }
  }
}
