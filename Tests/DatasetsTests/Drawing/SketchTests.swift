// Texts become strokes, points become curves.

import Testing

@testable import Datasets

@Suite struct SketchTests {
  @Test func aText() {
    let sketch = Sketch("12,22 34,0^ 34,100 | 12,100 56,100")
    #expect(sketch.strokes.map(\.points.count) == [3, 2])
    #expect(sketch.strokes[0].isCorner == [false, true, false])
    // The box is 12…56 wide and 0…100 high; its middle becomes 0,0 and half its height 1.
    #expect(sketch.strokes[0].points == [[-0.44, -0.56], [0, -1], [0, 1]])
    #expect(sketch.strokes[1].points == [[-0.44, 1], [0.44, 1]])
  }

  @Test func aCurveRunsThroughItsPoints() {
    let points: [SIMD2<Float>] = [[0, 0], [1, 1], [2, 0], [2, 3], [5, 3]]
    let curve = smoothCurve(
      through: points, isCorner: [false, false, true, false, false], piece: 0.1)
    #expect(curve.count > 60)
    for point in points { #expect(curve.contains { ($0 - point).length < 1e-5 }) }
    for (one, next) in zip(curve, curve.dropFirst()) { #expect((next - one).length < 0.25) }
  }

  /// In the middle of a smooth stroke the direction changes little from piece to piece; at a corner
  /// it jumps.
  @Test func onlyCornersAreSharp() {
    let points: [SIMD2<Float>] = [[0, 0], [1, 1], [2, 0]]
    func sharpest(_ isCorner: [Bool]) -> Float {
      let curve = smoothCurve(through: points, isCorner: isCorner, piece: 0.05)
      return (1..<curve.count - 1).map { index in
        let (one, two) = (curve[index] - curve[index - 1], curve[index + 1] - curve[index])
        return (one.x * two.x + one.y * two.y) / (one.length * two.length)
      }.min() ?? 1
    }
    #expect(sharpest([false, false, false]) > 0.9)
    #expect(abs(sharpest([false, true, false])) < 0.05)
  }

  @Test func twoPointsAreAStraightLine() {
    let curve = smoothCurve(through: [[0, 0], [2, 4]], isCorner: [false, false], piece: 0.5)
    #expect(curve.allSatisfy { abs($0.y - 2 * $0.x) < 1e-5 })
    #expect(smoothCurve(through: [[1, 1]], isCorner: [false], piece: 0.5) == [[1, 1]])
  }
}
