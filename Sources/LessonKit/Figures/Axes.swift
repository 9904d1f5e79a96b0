// A picture with its axes: y down the left side, x along the top, both from 0 at the top left.

import Pixels

extension Image {
  /// The picture with ticks at every `step` pixels and the names of the axes.
  ///
  /// - Parameter marks: points to ring, with a label each.
  public func withAxes(
    step: Int? = nil, marks: [(y: Int, x: Int, label: String, colour: Colour)] = []
  ) -> Image {
    let (left, top, edge) = (52, 40, 16)
    let interval = step ?? Self.niceInterval(for: max(height, width))
    let ink = Colour(grey: 60)
    var result = flattened(over: .white).rgb()
      .padded(top: top, left: left, bottom: edge, right: edge, with: .white)
    result.drawArrow(
      from: Point(y: Double(top) - 6, x: Double(left) - 6),
      to: Point(y: Double(top) - 6, x: Double(left + width) + 8), lineWidth: 1.5, ink)
    result.drawArrow(
      from: Point(y: Double(top) - 6, x: Double(left) - 6),
      to: Point(y: Double(top + height) + 8, x: Double(left) - 6), lineWidth: 1.5, ink)
    result.drawText("x", at: Point(y: 8, x: Double(left + width)), capHeight: 10, ink)
    result.drawText("y", at: Point(y: Double(top + height) - 8, x: 12), capHeight: 10, ink)
    for x in stride(from: 0, to: width - interval / 3, by: interval) {
      let position = Double(left + x) + 0.5
      result.drawLine(
        from: Point(y: Double(top) - 11, x: position), to: Point(y: Double(top) - 6, x: position),
        ink)
      result.drawText(
        String(x), at: Point(y: Double(top) - 15, x: position), capHeight: 9, anchor: .bottom, ink)
    }
    for y in stride(from: 0, to: height - interval / 3, by: interval) {
      let position = Double(top + y) + 0.5
      result.drawLine(
        from: Point(y: position, x: Double(left) - 11), to: Point(y: position, x: Double(left) - 6),
        ink)
      result.drawText(
        String(y), at: Point(y: position, x: Double(left) - 15), capHeight: 9, anchor: .right, ink)
    }
    for mark in marks {
      result.ring(
        Point(y: Double(top + mark.y), x: Double(left + mark.x)), mark.label, mark.colour)
    }
    return result
  }

  /// A ring around a point and its label on a white plate, to the side that has room.
  private mutating func ring(_ point: Point, _ label: String, _ colour: Colour) {
    strokeCircle(centre: point, radius: 9, lineWidth: 5, .white)
    strokeCircle(centre: point, radius: 9, lineWidth: 2.5, colour)
    let size = Image.textSize(label, capHeight: 11)
    let isLeft = point.x + Double(size.width) + 34 > Double(width)
    let x = isLeft ? point.x - Double(size.width) - 26 : point.x + 16
    fillRectangle(
      y: point.y - 11, x: x, height: 22, width: Double(size.width) + 10, .white.withOpacity(0.9))
    drawText(label, at: Point(y: point.y, x: x + 5), capHeight: 11, anchor: .left, colour)
  }

  /// A round number that cuts the length into about six.
  private static func niceInterval(for length: Int) -> Int {
    var unit = 1
    while unit * 10 <= length / 6 { unit *= 10 }
    return [1, 2, 5, 10].map { $0 * unit }.first { $0 * 7 >= length } ?? unit * 10
  }
}

extension PixelArea {
  /// The area moved, as little as needed, so that it lies inside a picture.
  ///
  /// - Precondition: it is no larger than the picture.
  public func moved(inside image: Image) -> PixelArea {
    var area = self
    area.y = min(max(0, y), image.height - height)
    area.x = min(max(0, x), image.width - width)
    return area
  }
}
