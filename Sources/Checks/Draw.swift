// Drawn cases: no table of answers passes a check whose cases nobody has seen.

import Exercises
import Foundation
import Pixels
import Tensors

/// Draws the arguments of a case; the same seed gives the same ones.
///
/// Edges come first: the case of turn 0 has the smallest sizes, that of turn 1 the largest ones and
/// only negative numbers. From turn 2 on sizes are anything between; in every fourth turn all
/// numbers are negative, and in every fourth there are so few different ones that some are equal.
package struct Draw: Sendable {
  private var generator: SeededGenerator
  private let turn: Int

  /// - Parameters:
  ///   - seed: of all cases of a function.
  ///   - turn: the number of the case, from 0.
  init(seed: UInt64, turn: Int) {
    var seeds = SeededGenerator(seed: seed)
    seeds.skip(turn)
    generator = SeededGenerator(seed: seeds.next())
    self.turn = turn
  }

  /// Draws a length: the smallest in turn 0, the largest in turn 1.
  mutating func size(_ range: ClosedRange<Int>) -> Int {
    switch turn {
    case 0: range.lowerBound
    case 1: range.upperBound
    default: whole(range)
    }
  }

  /// Draws a whole number, each with the same probability in every turn.
  mutating func whole(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }

  /// Draws lengths of one range, as in networks of so many layers.
  mutating func sizes(_ count: Int, _ range: ClosedRange<Int>) -> [Int] {
    (0..<count).map { _ in size(range) }
  }

  /// Draws true or false.
  mutating func isTrue() -> Bool { .random(using: &generator) }

  /// Draws a number from 0, below 1.
  mutating func share() -> Float { .random(in: 0..<1, using: &generator) }

  /// Draws one of several.
  mutating func element<Element>(of elements: [Element]) -> Element {
    elements[whole(0...elements.count - 1)]
  }

  /// Draws an order of so many.
  mutating func order(_ count: Int) -> [Int] { (0..<count).shuffled(using: &generator) }

  /// Draws a number from −9 to 9 in halves, whose sums and products a Float holds exactly.
  mutating func number() -> Float {
    switch turn % 4 {
    case 1: Float(whole(-18 ... -1)) / 2
    case 3: Float(whole(-2...2))
    default: Float(whole(-18...18)) / 2
    }
  }

  /// Draws so many numbers.
  mutating func numbers(_ count: Int) -> [Float] { (0..<count).map { _ in number() } }

  /// Draws so many numbers, not all of them the same.
  mutating func differing(_ count: Int) -> [Float] {
    var numbers = numbers(count)
    if Set(numbers).count == 1 { numbers[whole(0...count - 1)] += 1 }
    return numbers
  }

  /// Draws rows of numbers.
  mutating func rows(_ height: Int, _ width: Int) -> [[Float]] {
    (0..<height).map { _ in numbers(width) }
  }

  /// Draws an array of numbers.
  mutating func tensor(_ shape: Int...) -> Tensor {
    Tensor(shape: shape, scalars: numbers(shape.reduce(1, *)))
  }

  /// Draws rows of numbers, and a filter that fits into them.
  mutating func gridAndFilter(_ sides: ClosedRange<Int>) -> ([[Float]], [[Float]]) {
    let (height, width) = (size(sides), size(sides))
    let filter = (min(height, size(1...4)), min(width, size(1...3)))
    return (rows(height, width), rows(filter.0, filter.1))
  }

  /// Draws a byte: 0 in turn 0, 255 in turn 1.
  mutating func byte() -> UInt8 { UInt8(size(0...255)) }

  /// Draws a picture of bytes.
  mutating func picture(_ height: Int, _ width: Int, _ channels: Int) -> Image {
    let pixels = (0..<height * width * channels).map { _ in UInt8(whole(0...255)) }
    return Image(height: height, width: width, channels: channels, pixels: pixels)
  }
}

/// Mixes a seed with a name, so that functions with the same arguments get different cases.
func mixed(_ seed: UInt64, with name: String) -> UInt64 {
  name.utf8.reduce(seed ^ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
