// The first difference of two values: of kind, then of shape, then of an element.

import Exercises
import Foundation
import Tensors

/// The first difference of an answer from the expected one.
package enum Difference: Equatable, Sendable {
  /// The answer is of another kind; can't happen while both sides agree on the protocol.
  case kind
  /// Shapes differ, or counts where there is one axis.
  case shape(yours: [Int], expected: [Int])
  /// Rows are of different lengths: the first that has not as many numbers as row 0.
  case ragged(row: Int, length: Int, first: Int)
  /// A number is NaN.
  case notANumber(index: [Int])
  /// A number differs.
  case number(index: [Int], yours: Double, expected: Double, differing: Int, of: Int)
  /// Texts differ.
  case text

  /// Compares an answer with the expected one; nil when they agree.
  ///
  /// - Parameter tolerance: how far a number may be off, relative to the right one or to 1.
  package init?(_ yours: Value, _ expected: Value, tolerance: Double) {
    func isOff(_ yours: Double, _ expected: Double, _ tolerance: Double) -> Bool {
      // NaN is never right, but it may be what a known mistake leads to.
      if yours == expected || yours.isNaN && expected.isNaN { return false }
      return !expected.isFinite || !(abs(yours - expected) <= tolerance * max(1, abs(expected)))
    }
    func first(
      _ yours: [Double], _ expected: [Double], _ shape: [Int], _ tolerance: Double
    ) -> Difference? {
      let off = yours.indices.filter { isOff(yours[$0], expected[$0], tolerance) }
      guard let place = off.first else { return nil }
      let index = Self.index(place, in: shape)
      if yours[place].isNaN { return .notANumber(index: index) }
      return .number(
        index: index, yours: yours[place], expected: expected[place], differing: off.count,
        of: yours.count)
    }
    let difference: Difference?
    switch (yours, expected) {
    case (.whole(let yours), .whole(let expected)):
      difference = first([Double(yours)], [Double(expected)], [], 0)
    case (.number(let yours), .number(let expected)):
      difference = first([yours], [expected], [], tolerance)
    case (.wholes(let yours), .wholes(let expected)):
      difference =
        yours.count != expected.count
        ? .shape(yours: [yours.count], expected: [expected.count])
        : first(yours.map(Double.init), expected.map(Double.init), [yours.count], 0)
    case (.tensor(let yours), .tensor(let expected)):
      difference =
        yours.shape != expected.shape
        ? .shape(yours: yours.shape, expected: expected.shape)
        : first(
          yours.scalars.map(Double.init), expected.scalars.map(Double.init), yours.shape, tolerance)
    case (.picture(let yours), .picture(let expected)):
      let shapes = [yours, expected].map { [$0.height, $0.width, $0.channels] }
      difference =
        shapes[0] != shapes[1]
        ? .shape(yours: shapes[0], expected: shapes[1])
        : first(yours.pixels.map(Double.init), expected.pixels.map(Double.init), shapes[0], 0)
    case (.text(let yours), .text(let expected)):
      difference = yours == expected ? nil : .text
    case (.list(let yours), .list(let expected)):
      guard yours.count == expected.count else {
        self = .shape(yours: [yours.count], expected: [expected.count])
        return
      }
      difference =
        zip(yours, expected).enumerated().lazy.compactMap { place, pair in
          Difference(pair.0, pair.1, tolerance: tolerance)?.inside(place)
        }.first
    case (.list(let rows), .tensor): difference = Self.ragged(rows)
    default: difference = .kind
    }
    guard let difference else { return nil }
    self = difference
  }

  /// The index of the element; empty for a single number, or where shapes differ.
  var index: [Int] {
    switch self {
    case .notANumber(let index), .number(let index, _, _, _, _): index
    case .kind, .shape, .ragged, .text: []
    }
  }

  /// The same difference, with the index of the list element that it is in.
  private func inside(_ place: Int) -> Difference {
    switch self {
    case .notANumber(let index): .notANumber(index: [place] + index)
    case .number(let index, let yours, let expected, let differing, let count):
      .number(
        index: [place] + index, yours: yours, expected: expected, differing: differing, of: count)
    case .kind, .shape, .ragged, .text: self
    }
  }

  /// Rows that are no rectangle.
  private static func ragged(_ rows: [Value]) -> Difference {
    let lengths = rows.map { row in
      if case .tensor(let numbers) = row { numbers.count } else { 0 }
    }
    let row = lengths.firstIndex { $0 != lengths[0] } ?? 0
    return .ragged(row: row, length: lengths[row], first: lengths[0])
  }

  /// Converts a row-major position to an index for each axis.
  private static func index(_ place: Int, in shape: [Int]) -> [Int] {
    var rest = place
    var index: [Int] = []
    for length in shape.reversed() {
      index.insert(rest % max(length, 1), at: 0)
      rest /= max(length, 1)
    }
    return index
  }
}
