// The figure of numbers that are passed along ties.

import Tensors
import TestSupport
import Testing

@testable import Notebooks

@Suite struct MessagesTests {
  /// Places of any extent fill the drawing, and the static form is one round with the matrix.
  @Test(arguments: UInt64(0)..<8) func placesAreScaledAndOneRoundIsTold(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 2...6, using: &generator)
    let mixing = Tensor.random(integers: -3..<4, shape: [count, count], using: &generator)
    let values = Tensor.random(integers: -9..<10, shape: [count], using: &generator)
    let places = Tensor.random(integers: -50..<50, shape: [count, 2], using: &generator)
    let onPage = try FigureOnPage { page, file in
      page.messages(
        "figure", places, ties: [(0, 1)], mixing: mixing, values: values, file: file, line: 3)
    }
    guard case .messages(let shown) = onPage.figure.kind else {
      Issue.record("no figure: \(onPage.figure.kind)")
      return
    }
    for axis in 0..<2 {
      let scaled = shown.places.map { $0[axis] }
      let before = (0..<count).map { places[$0, axis] }
      if Set(before).count > 1 {
        #expect(scaled.min() == 0)
        #expect(scaled.max() == 1)
        #expect(
          scaled.indices.sorted { scaled[$0] < scaled[$1] }.map { before[$0] } == before.sorted())
      } else {
        #expect(scaled.allSatisfy { $0 == 0.5 })
      }
    }
    let sums = (0..<count).map { row in
      (0..<count).map { mixing[row, $0] * values.scalars[$0] }.reduce(0, +)
    }
    #expect(shown.after == sums)
  }
}
