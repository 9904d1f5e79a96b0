// Reads sketches, the points of a sign's strokes as text, and interpolates smooth curves through
// them.

/// The strokes of a sign.
///
/// Coordinates are x,y in a box 100 high, y downwards: `"12,22 34,0^ 34,100 | 12,100 56,100"` is a
/// 1 with a foot. A stroke is a smooth curve through its points; at `^` it turns a corner, `|`
/// lifts the pen.
struct Sketch: Sendable {
  /// A stroke's points, their middle at 0,0 and −1…1 from top to bottom; and which are corners.
  struct Stroke: Sendable {
    var points: [SIMD2<Float>]
    let isCorner: [Bool]
  }

  let strokes: [Stroke]

  init(_ text: String) {
    var strokes = text.split(separator: "|").map { Stroke($0) }
    // Signs of any width are centred.
    let points = strokes.flatMap(\.points)
    let least = points.reduce(points[0], pointwiseMin)
    let most = points.reduce(points[0], pointwiseMax)
    for index in strokes.indices {
      strokes[index].points = strokes[index].points.map { ($0 - (least + most) / 2) / 50 }
    }
    self.strokes = strokes
  }
}

extension Sketch.Stroke {
  /// Reads the points of one stroke; they stay in the box of 100.
  init(_ text: some StringProtocol) {
    let words = text.split(separator: " ")
    points = words.map { word in
      let numbers = String(word).filter { $0 != "^" }.split(separator: ",").compactMap { Float($0) }
      precondition(numbers.count == 2, "“\(word)” in a sketch is no x,y")
      return SIMD2(numbers[0], numbers[1])
    }
    isCorner = words.map { $0.hasSuffix("^") }
  }
}

/// Interpolates a cubic Hermite spline through points, as short straight pieces.
///
/// The tangents weigh both neighbours by their nearness, so that unevenly spaced points make no
/// loops; ends and corners are free.
/// - Parameter piece: The approximate length of each piece, in the points' unit.
func smoothCurve(
  through points: [SIMD2<Float>], isCorner: [Bool], piece: Float
) -> [SIMD2<Float>] {
  guard points.count > 1 else { return points }
  var curve = [points[0]]
  curve.reserveCapacity(points.count * 6)
  let ends = points.count - 1
  /// The direction and speed at a point inside a stroke.
  func inner(_ index: Int) -> SIMD2<Float>? {
    guard index > 0, index < ends, !isCorner[index] else { return nil }
    let (before, after) = (points[index] - points[index - 1], points[index + 1] - points[index])
    let (left, right) = (max(before.length, 1e-6), max(after.length, 1e-6))
    return (before * (right / left) + after * (left / right)) / (left + right)
  }
  for index in 0..<ends {
    let span = points[index + 1] - points[index]
    let length = max(span.length, 1e-6)
    let straight = span / length
    // A free end has no curvature (a natural spline).
    let (first, last) = (inner(index), inner(index + 1))
    let start = length * (first ?? last.map { 1.5 * straight - 0.5 * $0 } ?? straight)
    let end = length * (last ?? first.map { 1.5 * straight - 0.5 * $0 } ?? straight)
    let pieces = max(1, Int((length / piece).rounded(.up)))
    for step in 1...pieces {
      let t = Float(step) / Float(pieces)
      let rest = 1 - t
      let bend = (start * rest - end * t + span * (t - rest)) * (t * rest)
      curve.append(points[index] * rest + points[index + 1] * t + bend)
    }
  }
  return curve
}

extension SIMD2<Float> {
  /// The Euclidean norm; a square root is the same to the last bit everywhere.
  @inline(__always) var length: Float { (x * x + y * y).squareRoot() }
}
