// Mini-batches: one pass over a data set, in order or shuffled.

import Tensors

extension LabelledImages {
  /// Divides the pictures into batches, in order.
  ///
  /// - Parameters:
  ///   - size: The number of pictures in a batch.
  ///   - keepsRest: whether a last, smaller batch is given when the size does not divide the count.
  public func batches(of size: Int, keepsRest: Bool = true) -> Batches {
    Batches(of: self, order: Array(0..<count), size: size, keepsRest: keepsRest)
  }

  /// Divides the pictures into batches in random order; each comes once.
  ///
  /// ```swift
  /// for (images, labels) in training.batches(of: 100, shuffledBy: &generator) { … }
  /// ```
  /// - Parameters:
  ///   - size: The number of pictures in a batch.
  ///   - generator: draws the order, at once; the next call goes on from there.
  ///   - keepsRest: whether a last, smaller batch is given when the size does not divide the count.
  public func batches(
    of size: Int, shuffledBy generator: inout some RandomNumberGenerator, keepsRest: Bool = true
  ) -> Batches {
    Batches(
      of: self, order: shuffledNumbers(count, using: &generator), size: size, keepsRest: keepsRest)
  }
}

/// A sequence of mini-batches: pictures (n, H, W, C) with their labels.
public struct Batches: Sequence, Sendable {
  private let source: LabelledImages
  private let order: [Int]
  private let size: Int
  /// The number of batches.
  public let count: Int

  init(of source: LabelledImages, order: [Int], size: Int, keepsRest: Bool) {
    require(size > 0, "a batch holds at least one picture, not \(size)")
    self.source = source
    self.order = order
    self.size = size
    count = (order.count + (keepsRest ? size - 1 : 0)) / size
  }

  /// Starts at the first batch; the order is the same every time.
  public func makeIterator() -> Iterator { Iterator(batches: self) }

  /// The number of batches.
  public var underestimatedCount: Int { count }

  /// Iterates over the batches.
  public struct Iterator: IteratorProtocol {
    fileprivate let batches: Batches
    private var number = 0

    fileprivate init(batches: Batches) { self.batches = batches }

    /// The next batch, nil after the last.
    public mutating func next() -> (images: Tensor, labels: [Int])? {
      guard number < batches.count else { return nil }
      let start = number * batches.size
      let end = Swift.min(start + batches.size, batches.order.count)
      number += 1
      let batch = batches.source.selecting(batches.order[start..<end])
      return (batch.images, batch.labels)
    }
  }
}

/// Draws a random permutation of the numbers from 0 up to a count.
///
/// Durstenfeld's form of the Fisher–Yates shuffle (Communications of the ACM 7, 1964), here because
/// the standard library's own way of drawing may change with its version.
func shuffledNumbers(_ count: Int, using generator: inout some RandomNumberGenerator) -> [Int] {
  var numbers = Array(0..<count)
  for last in numbers.indices.dropFirst().reversed() {
    numbers.swapAt(last, generator.draw(below: last + 1))
  }
  return numbers
}
