// Coverage, against a count over all windows.

import TestSupport
import Testing

@testable import Tensors

@Suite struct WindowCoverageTests {
  @Test func smallMaps() throws {
    #expect(
      try WindowGeometry(input: [4, 4], windowSize: [3, 3]).coverage
        == Tensor([[1, 2, 2, 1], [2, 4, 4, 2], [2, 4, 4, 2], [1, 2, 2, 1]]))
    #expect(
      try WindowGeometry(input: [6], windowSize: [3], stride: 2).coverage
        == Tensor([1, 1, 2, 1, 1, 0]))
    #expect(try WindowGeometry(input: [7], windowSize: [2], stride: 3).axes[0].unreadInside == 1)
    #expect(
      try WindowGeometry(input: [7], windowSize: [2], stride: 3).coverage
        == Tensor([1, 1, 0, 1, 1, 0, 0]))
  }

  @Test func anyAxis() throws {
    var generator = SeededGenerator(seed: 51)
    func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    for _ in 0..<sampleSize(2000) {
      let padding: Padding = [
        .valid, .same, .edges([.init(before: draw(0...5), after: draw(0...5))]),
      ][draw(0...2)]
      let geometry = try? WindowGeometry(
        input: [draw(0...20)], windowSize: [draw(1...5)], stride: draw(1...6), padding: padding,
        dilation: draw(1...4))
      guard let axis = geometry?.axes[0] else { continue }
      var counts = Array(repeating: 0, count: axis.input)
      for output in 0..<axis.output {
        for element in 0..<axis.windowSize {
          let position = axis.start(of: output) + element * axis.dilation
          if counts.indices.contains(position) { counts[position] += 1 }
        }
      }
      #expect(axis.coverage == counts, "\(axis)")
      #expect(counts.indices.allSatisfy { axis.coverage(at: $0) == counts[$0] })
      let end = axis.output == 0 ? 0 : axis.start(of: axis.output - 1) + axis.reach
      #expect(axis.unread == max(0, axis.input - max(0, end)))
      #expect(axis.unreadInside == counts.prefix(max(0, end)).count { $0 == 0 })
    }
  }
}
