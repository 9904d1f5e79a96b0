// What an image and a drawing both do, made of what each does in its own way.

/// Something to draw on.
public protocol DrawingSurface {
  /// Fills a rectangle.
  mutating func fillRectangle(
    y: Double, x: Double, height: Double, width: Double, _ colour: Colour)
  /// Draws the outline of a rectangle, all of it inside.
  mutating func strokeRectangle(
    y: Double, x: Double, height: Double, width: Double, lineWidth: Double, _ colour: Colour)
  /// Draws a line with round ends; `dash` pixels drawn and as many left out, if given.
  mutating func drawLine(
    from start: Point, to end: Point, lineWidth: Double, dash: Double?, _ colour: Colour)
  /// Fills a polygon; where it crosses itself, what is inside twice is outside (even-odd).
  mutating func fillPolygon(_ corners: [Point], _ colour: Colour)
}

extension DrawingSurface {
  /// Fills a rectangle of whole pixels.
  public mutating func fill(_ area: PixelArea, _ colour: Colour) {
    fillRectangle(
      y: Double(area.y), x: Double(area.x), height: Double(area.height), width: Double(area.width),
      colour)
  }

  /// Draws the outline of a rectangle of whole pixels, all of it inside.
  public mutating func stroke(_ area: PixelArea, lineWidth: Double = 1, _ colour: Colour) {
    strokeRectangle(
      y: Double(area.y), x: Double(area.x), height: Double(area.height), width: Double(area.width),
      lineWidth: lineWidth, colour)
  }

  /// Draws a line that ends in a filled arrow head, whose tip is at `end`.
  ///
  /// - Parameter headLength: from the tip backwards; 3 line widths plus 4 pixels unless given.
  public mutating func drawArrow(
    from start: Point, to end: Point, lineWidth: Double = 1, headLength: Double? = nil,
    _ colour: Colour
  ) {
    let length = distance(start, from: end, to: end)
    guard length > 0 else { return }
    let head = min(headLength ?? 3 * lineWidth + 4, length)
    let dy = (end.y - start.y) / length
    let dx = (end.x - start.x) / length
    let neck = Point(y: end.y - dy * head, x: end.x - dx * head)
    let half = head * 0.42
    drawLine(from: start, to: neck, lineWidth: lineWidth, dash: nil, colour)
    fillPolygon(
      [
        end, Point(y: neck.y + dx * half, x: neck.x - dy * half),
        Point(y: neck.y - dx * half, x: neck.x + dy * half),
      ], colour)
  }
}
