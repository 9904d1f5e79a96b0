// The loops in C against the library's own, over odd sizes.

import Testing

@testable import LessonKit

@Suite struct LoopsInCTests {
  @Test(arguments: [
    ([1, 5, 7, 1], [3, 3, 1, 1]), ([2, 6, 5, 3], [2, 3, 3, 4]), ([3, 4, 4, 2], [4, 4, 2, 5]),
    ([1, 3, 9, 4], [1, 1, 4, 2]),
  ])
  func areTheSameAsPlainLoops(_ input: [Int], _ filters: [Int]) {
    var generator = SeededGenerator(seed: 12)
    let input = Tensor.random(integers: -9..<10, shape: input, using: &generator)
    let filters = Tensor.random(integers: -9..<10, shape: filters, using: &generator)
    #expect(loopsInC(input, filters) == plainConv2D(input, filters))
  }
}
