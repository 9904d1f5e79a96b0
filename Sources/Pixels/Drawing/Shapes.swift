// Draws antialiased lines, rectangles, circles and polygons. Text is in Text.swift.

extension Image: DrawingSurface {
  /// Fills a rectangle; whole numbers give sharp edges.
  public mutating func fillRectangle(
    y: Double, x: Double, height: Double, width: Double, _ colour: Colour
  ) {
    paint(colour, from: Point(y: y, x: x), to: Point(y: y + height, x: x + width)) { point in
      let rows = min(point.y + 0.5, y + height) - max(point.y - 0.5, y)
      let columns = min(point.x + 0.5, x + width) - max(point.x - 0.5, x)
      return max(0, rows) * max(0, columns)
    }
  }

  /// Draws the outline of a rectangle, all of it inside.
  public mutating func strokeRectangle(
    y: Double, x: Double, height: Double, width: Double, lineWidth: Double = 1, _ colour: Colour
  ) {
    let line = min(lineWidth, height / 2, width / 2)
    fillRectangle(y: y, x: x, height: line, width: width, colour)
    fillRectangle(y: y + height - line, x: x, height: line, width: width, colour)
    fillRectangle(y: y + line, x: x, height: height - 2 * line, width: line, colour)
    fillRectangle(y: y + line, x: x + width - line, height: height - 2 * line, width: line, colour)
  }

  /// Draws a line with round ends; `dash` pixels drawn and as many left out, if given.
  public mutating func drawLine(
    from start: Point, to end: Point, lineWidth: Double = 1, dash: Double? = nil, _ colour: Colour
  ) {
    guard let dash, dash > 0 else {
      drawPolyline([start, end], lineWidth: lineWidth, colour)
      return
    }
    let length = distance(start, from: end, to: end)
    func along(_ position: Double) -> Point {
      let share = length > 0 ? min(position / length, 1) : 0
      return Point(
        y: start.y + (end.y - start.y) * share, x: start.x + (end.x - start.x) * share)
    }
    for position in stride(from: 0, to: length, by: 2 * dash) {
      drawPolyline([along(position), along(position + dash)], lineWidth: lineWidth, colour)
    }
  }

  /// Draws a polyline through several points, with round ends and corners; one point gives a dot.
  ///
  /// A half-transparent colour is blended once, also where the line crosses itself.
  public mutating func drawPolyline(
    _ points: [Point], lineWidth: Double = 1, _ colour: Colour
  ) {
    drawStrokes([points], lineWidth: lineWidth, colour)
  }

  /// Draws several polylines as one shape.
  mutating func drawStrokes(_ strokes: [[Point]], lineWidth: Double, _ colour: Colour) {
    let points = strokes.joined()
    guard let first = points.first else { return }
    var low = first
    var high = first
    for point in points {
      low = Point(y: min(low.y, point.y), x: min(low.x, point.x))
      high = Point(y: max(high.y, point.y), x: max(high.x, point.x))
    }
    let half = lineWidth / 2
    let segments = strokes.flatMap { stroke in
      stroke.count == 1
        ? [(stroke[0], stroke[0])] : Array(zip(stroke, stroke.dropFirst()))
    }
    paint(
      colour, from: Point(y: low.y - half - 1, x: low.x - half - 1),
      to: Point(y: high.y + half + 1, x: high.x + half + 1)
    ) { point in
      var nearest = Double.infinity
      for (start, end) in segments { nearest = min(nearest, distance(point, from: start, to: end)) }
      return strokeCoverage(distance: nearest, halfWidth: half)
    }
  }

  /// Fills a circle.
  public mutating func fillCircle(centre: Point, radius: Double, _ colour: Colour) {
    drawStrokes([[centre]], lineWidth: 2 * radius, colour)
  }

  /// Draws a circle's outline, the line's middle on the radius.
  public mutating func strokeCircle(
    centre: Point, radius: Double, lineWidth: Double = 1, _ colour: Colour
  ) {
    let reach = radius + lineWidth / 2 + 1
    paint(
      colour, from: Point(y: centre.y - reach, x: centre.x - reach),
      to: Point(y: centre.y + reach, x: centre.x + reach)
    ) { point in
      let off = distance(point, from: centre, to: centre)
      return strokeCoverage(distance: abs(off - radius), halfWidth: lineWidth / 2)
    }
  }

  /// Fills a polygon; where it crosses itself, what is inside twice is outside (even-odd).
  ///
  /// Coverage is measured on 8 levels a row, exactly along each.
  public mutating func fillPolygon(_ corners: [Point], _ colour: Colour) {
    guard corners.count >= 3 else { return }
    let edges = zip(corners, corners.dropFirst() + corners.prefix(1))
    let levels = 8
    var crossings: [[Double]] = []
    var currentRow = Double.nan
    let low = Point(y: corners.map(\.y).min() ?? 0, x: corners.map(\.x).min() ?? 0)
    let high = Point(y: corners.map(\.y).max() ?? 0, x: corners.map(\.x).max() ?? 0)
    paint(colour, from: low, to: high) { point in
      if point.y != currentRow {
        currentRow = point.y
        crossings = (0..<levels).map { level in
          let y = point.y - 0.5 + (Double(level) + 0.5) / Double(levels)
          return edges.compactMap { start, end in
            (start.y <= y) != (end.y <= y)
              ? start.x + (end.x - start.x) * (y - start.y) / (end.y - start.y) : nil
          }.sorted()
        }
      }
      var covered = 0.0
      for level in crossings {
        for index in stride(from: 0, to: level.count - 1, by: 2) {
          covered += max(0, min(level[index + 1], point.x + 0.5) - max(level[index], point.x - 0.5))
        }
      }
      return covered / Double(levels)
    }
  }
}
