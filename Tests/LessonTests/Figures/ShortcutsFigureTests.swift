// The figure of a chain of residual blocks holds the library's numbers, on weights drawn at random.

import Foundation
import TestSupport
import Testing

@testable import LessonKit
@testable import Notebooks

@Suite struct ShortcutsFigureTests {
  private func shown(_ seed: UInt64, count: Int, scale: Float) throws -> Figure.Shortcuts {
    var generator = SeededGenerator(seed: seed)
    let (width, hidden) = (
      Int.random(in: 1...7, using: &generator), Int.random(in: 1...7, using: &generator)
    )
    let branches = (0..<count + 1).map { _ in
      Network(
        Dense(inputs: width, outputs: hidden, using: &generator), ReLU(),
        Dense(inputs: hidden, outputs: width, using: &generator))
    }
    let (input, gradient) = (
      Tensor.random(normal: 0, standardDeviation: 3, shape: [1, width], using: &generator),
      Tensor.random(normal: 0, standardDeviation: 3, shape: [1, width], using: &generator)
    )
    let onPage = try FigureOnPage { page, file in
      page.shortcuts(
        "figure", branches, input: input, gradient: gradient, count: count, scale: scale,
        file: file, line: 3)
    }
    guard case .shortcuts(let shown) = onPage.figure.kind else {
      throw CocoaError(.coderValueNotFound)
    }
    #expect(shown.still != nil && shown.branches.count == count + 1)
    return shown
  }

  /// Rows of weights from the bytes that the page gets.
  private func weights(_ bytes: Data, _ columns: Int, _ step: Double) -> [[Double]] {
    let all = bytes.map { Double(Int8(bitPattern: $0)) * step }
    return stride(from: 0, to: all.count, by: columns).map { Array(all[$0..<$0 + columns]) }
  }

  private func times(_ row: [Double], _ matrix: [[Double]]) -> [Double] {
    matrix[0].indices.map { column in
      row.indices.reduce(0) { $0 + row[$1] * matrix[$1][column] }
    }
  }

  private func size(_ row: [Double]) -> Double { row.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  /// The output of the chain that the bytes describe, in plain loops.
  private func outputs(
    _ shown: Figure.Shortcuts, _ input: [Double], shortcuts: Bool
  ) -> [[Double]] {
    var all = [input]
    for branch in shown.branches.prefix(shown.count) {
      let hidden = times(all.last!, weights(branch.first, shown.hidden, shown.steps[0]))
      let residual = times(
        hidden.map { max(0, $0) }, weights(branch.second, shown.width, shown.steps[1]))
      let scale = Double(shown.scale)
      all.append(zip(residual, all.last!).map { $0 * scale + (shortcuts ? $1 : 0) })
    }
    return all
  }

  @Test(arguments: UInt64(0)..<8) func sizesAreThoseOfTheBytes(_ seed: UInt64) throws {
    let shown = try shown(seed, count: 1 + Int(seed), scale: Float(seed) / 4)
    let input = shown.input.map(Double.init)
    #expect(abs(size(input) - 1) < 1e-5)
    for (sizes, shortcuts) in [(shown.plain, false), (shown.residual, true)] {
      let expected = outputs(shown, input, shortcuts: shortcuts).map(size)
      #expect(sizes.signal.count == shown.count + 1)
      for (found, expected) in zip(sizes.signal, expected) {
        #expect(abs(Double(found) - expected) < 1e-4 * max(1e-3, expected))
      }
      // The gradient at the input, by moving each number of it a little.
      let moved = input.indices.map { place -> Double in
        let difference = [1e-6, -1e-6].map { step -> Double in
          var input = input
          input[place] += step
          let output = outputs(shown, input, shortcuts: shortcuts).last!
          return zip(output, shown.gradient).reduce(0) { $0 + $1.0 * Double($1.1) }
        }
        return (difference[0] - difference[1]) / 2e-6
      }
      #expect(abs(Double(sizes.gradient[0]) - size(moved)) < 1e-3 * max(1e-2, size(moved)))
      #expect(abs(sizes.gradient.last! - 1) < 1e-5)
    }
  }

  /// Weights of zero, and a scale of zero: with shortcuts everything comes through unchanged.
  @Test func zerosChangeNothing() throws {
    let shown = try shown(3, count: 5, scale: 0)
    #expect(shown.residual.signal.allSatisfy { abs($0 - 1) < 1e-5 })
    #expect(shown.residual.gradient.allSatisfy { abs($0 - 1) < 1e-5 })
    #expect(shown.plain.signal.dropFirst().allSatisfy { $0 == 0 })
    let nothing = ResidualChain(
      [Network(Dense(weights: .zeros(2, 3)), ReLU(), Dense(weights: .zeros(3, 2)))],
      input: Tensor([[3, 4]]), gradient: Tensor([[0, 2]]))
    #expect(nothing.sizes(1, scale: 2, shortcuts: true).signal == [1, 1])
    #expect(nothing.bytes[0].first == Data(repeating: 0, count: 6))
  }
}
