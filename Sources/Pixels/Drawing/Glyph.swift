// A character of the stroke font: reads its path, flattens it, and fits it to the pixel grid
// (hinting).

import Foundation

/// A character as strokes, in the font's units: y up, capitals 100 high.
struct Glyph: Sendable {
  /// A point in the font's units.
  struct Node: Hashable, Sendable {
    var x, y: Double
  }

  let width: Double
  /// Polylines; one of a single point is a dot.
  private(set) var strokes: [[Node]] = []
  /// The coordinates of horizontal and vertical strokes and of the extremes of curves, which stay
  /// sharp.
  private var levels: Set<Double> = []
  private var uprights: Set<Double> = []
  /// How much room it needs beside it, in the font's units: more beside a stem, less beside a
  /// slope.
  private(set) var leftBearing = 0.0
  private(set) var rightBearing = 0.0

  /// Reads a path, strokes divided by `|`, each a row of
  /// `M x y` (start), `L x y` (line), `Q x y x y` and `C x y x y x y` (curves with 1 and 2 control
  /// points), `A x y rx ry from to` (an arc by centre, radii and angles, anticlockwise from the
  /// right if to > from), or `@ character scale x y` (another character, smaller and moved).
  init(width: Double, path: String) {
    self.width = width
    for stroke in path.split(separator: "|") { read(stroke.split(separator: " ")) }
    leftBearing = bearing { $0.x }
    rightBearing = bearing { width - $0.x }
    // A single stem or dot needs space.
    if width < 10, !strokes.isEmpty { (leftBearing, rightBearing) = (9.5, 9.5) }
  }

  /// The glyph with the same room on both sides whatever its form, as digits have it.
  func withEvenBearings() -> Glyph {
    var result = self
    result.leftBearing = 7.5
    result.rightBearing = 7.5
    return result
  }

  private mutating func read(_ words: [Substring]) {
    var points: [Node] = []
    var index = 0
    func number(_ offset: Int) -> Double { Double(words[index + offset]) ?? 0 }
    func node(_ offset: Int) -> Node { Node(x: number(offset), y: number(offset + 1)) }
    while index < words.count {
      switch words[index] {
      case "M":
        points = [node(1)]
        index += 3
      case "L":
        let end = node(1)
        if let start = points.last, start.y == end.y { levels.insert(end.y) }
        if let start = points.last, start.x == end.x { uprights.insert(end.x) }
        points.append(end)
        index += 3
      case "Q":
        let start = points.last ?? node(1)
        let (control, end) = (node(1), node(3))
        func third(_ point: Node) -> Node {
          Node(x: (point.x + 2 * control.x) / 3, y: (point.y + 2 * control.y) / 3)
        }
        points += curve(start, third(start), third(end), end)
        index += 5
      case "C":
        points += curve(points.last ?? node(1), node(1), node(3), node(5))
        index += 7
      case "A":
        points += arc(node(1), radii: node(3), from: number(5), to: number(6))
        index += 7
      default:
        if let character = words[index + 1].first, let other = strokeFont[character] {
          add(Glyph(width: other.width, path: other.path), scale: number(2), offset: node(3))
        }
        return
      }
    }
    strokes.append(points)
  }

  private mutating func add(_ other: Glyph, scale: Double, offset: Node) {
    strokes += other.strokes.map { stroke in
      stroke.map { Node(x: $0.x * scale + offset.x, y: $0.y * scale + offset.y) }
    }
    levels.formUnion(other.levels.map { $0 * scale + offset.y })
    uprights.formUnion(other.uprights.map { $0 * scale + offset.x })
  }

  private func curve(_ a: Node, _ b: Node, _ c: Node, _ d: Node) -> [Node] {
    (1...12).map { step in
      let t = Double(step) / 12
      let s = 1 - t
      let weights = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
      return Node(
        x: weights.0 * a.x + weights.1 * b.x + weights.2 * c.x + weights.3 * d.x,
        y: weights.0 * a.y + weights.1 * b.y + weights.2 * c.y + weights.3 * d.y)
    }
  }

  private mutating func arc(_ centre: Node, radii: Node, from: Double, to: Double) -> [Node] {
    for quarter in stride(from: -360.0, through: 360, by: 90)
    where quarter >= min(from, to) && quarter <= max(from, to) {
      switch Int(quarter + 360) % 360 {
      case 0: uprights.insert(centre.x + radii.x)
      case 90: levels.insert(centre.y + radii.y)
      case 180: uprights.insert(centre.x - radii.x)
      default: levels.insert(centre.y - radii.y)
      }
    }
    let steps = max(2, Int((abs(to - from) / 9).rounded(.up)))
    return (0...steps).map { step in
      let angle = (from + (to - from) * Double(step) / Double(steps)) * .pi / 180
      return Node(x: centre.x + radii.x * cos(angle), y: centre.y + radii.y * sin(angle))
    }
  }

  /// A stem keeps 9.5 units beside it. The emptier that side is, the less is needed to look the
  /// same.
  private func bearing(_ distance: (Node) -> Double) -> Double {
    guard !strokes.isEmpty else { return 5 }
    var nearest = [Double](repeating: 26, count: 10)
    for stroke in strokes {
      for (start, end) in zip(stroke, stroke.count > 1 ? stroke.dropFirst() : stroke[...]) {
        for step in 0...8 {
          let share = Double(step) / 8
          let y = start.y + (end.y - start.y) * share
          let band = min(max(Int(y / 10), 0), 9)
          let off = distance(start) + (distance(end) - distance(start)) * share
          nearest[band] = min(nearest[band], off)
        }
      }
    }
    // Small letters are judged by the height they have.
    let top = strokes.joined().map(\.y).max() ?? 100
    let bands = nearest.prefix(min(max(Int(top / 10), 5), 10))
    return max(3, 9.5 - 0.36 * bands.reduce(0, +) / Double(bands.count))
  }
}

// MARK: - Fitting to pixels

extension Glyph {
  /// Computes the width of the strokes at a size, in whole pixels.
  func inkWidth(capHeight: Double, pen: Double) -> Double {
    strokes.isEmpty
      ? (width * capHeight / 100).rounded()
      : max(pen.rounded(), (width * (capHeight - pen) / 100 + pen).rounded())
  }

  /// The strokes in pixels: x from the left edge of the ink, y up from the base line.
  ///
  /// Level and upright strokes are moved so that one edge falls between two pixels, which keeps
  /// small text sharp; what lies between moves along.
  func fitted(capHeight: Double, pen: Double) -> [[Node]] {
    let ink = inkWidth(capHeight: capHeight, pen: pen)
    let across = width > 0 ? (ink - pen) / width : 0
    let left = width > 0 ? pen / 2 : ink / 2
    let up = (capHeight - pen) / 100
    let fitX = GridFit(
      stems: uprights.map { left + $0 * across }, pen: pen, snapsFarEdge: { $0 > ink - pen })
    let fitY = GridFit(
      stems: levels.map { pen / 2 + $0 * up }, pen: pen, snapsFarEdge: { $0 > capHeight * 0.6 })
    return strokes.map { stroke in
      stroke.map { Node(x: fitX.moved(left + $0.x * across), y: fitY.moved(pen / 2 + $0.y * up)) }
    }
  }
}

/// Moves coordinates so that given ones lie on the grid, and those between in proportion.
private struct GridFit {
  private var from: [Double] = []
  private var to: [Double] = []

  init(stems: [Double], pen: Double, snapsFarEdge: (Double) -> Bool) {
    for stem in stems.sorted() {
      let edge = snapsFarEdge(stem) ? pen / 2 : -pen / 2
      let moved = (stem + edge).rounded() - edge
      // At tiny sizes two strokes may want the same pixels; the later one then stays where it was.
      if let last = to.last, let lastFrom = from.last, moved - last < (stem - lastFrom) * 0.6 {
        continue
      }
      from.append(stem)
      to.append(moved)
    }
  }

  func moved(_ value: Double) -> Double {
    guard let next = from.firstIndex(where: { $0 >= value }) else {
      return value + (to.last ?? 0) - (from.last ?? 0)
    }
    guard next > 0 else { return value + to[0] - from[0] }
    let share = (value - from[next - 1]) / (from[next] - from[next - 1])
    return to[next - 1] + (to[next] - to[next - 1]) * share
  }
}
