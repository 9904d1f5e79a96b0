// Pictures with class labels: the form of every data set in the lessons.

import Formatting
import Tensors

/// A labelled data set of pictures.
public struct LabelledImages: Equatable, Sendable {
  /// The pictures, (N, H, W, C), each number 0…1.
  public let images: Tensor
  /// The class of each picture: an index into `classNames`.
  public let labels: [Int]
  /// The names of the classes.
  public let classNames: [Message]

  /// Creates a set.
  ///
  /// - Precondition: four axes, as many labels as pictures, every label the index of a class.
  public init(images: Tensor, labels: [Int], classNames: [Message]) {
    require(
      images.rank == 4 && images.shape[0] == labels.count,
      "pictures of shape \(describe(images.shape)) with \(labels.count) labels; "
        + "expected (N, H, W, C) and N labels")
    require(
      labels.allSatisfy(classNames.indices.contains),
      "labels go from 0 to \(classNames.count - 1), as there are \(classNames.count) classes")
    self.images = images
    self.labels = labels
    self.classNames = classNames
  }

  /// The number of pictures.
  public var count: Int { labels.count }

  /// Selects pictures by index, in this order; an index may come twice.
  ///
  /// `set.selecting(set.labels.indices.filter { set.labels[$0] == 3 })` are its threes.
  public func selecting(_ numbers: some Collection<Int>) -> LabelledImages {
    LabelledImages(
      images: images.selecting(Array(numbers), axis: 0), labels: numbers.map { labels[$0] },
      classNames: classNames)
  }

  /// The pictures in a range: `set[100..<200]`.
  public subscript(range: Range<Int>) -> LabelledImages {
    require(
      range.lowerBound >= 0 && range.upperBound <= count, "no \(range) among \(count) pictures")
    return selecting(range)
  }

  /// The first pictures, or all if there are fewer.
  public func prefix(_ length: Int) -> LabelledImages { self[0..<min(length, count)] }

  /// Splits the set into consecutive parts, in proportion to the shares.
  ///
  /// 700 pictures and shares 55, 5, 10 give 550, 50 and 100. Parts are rounded so that together
  /// they are the whole.
  /// - Precondition: no share is negative, and not all are 0.
  public func split(_ shares: Int...) -> [LabelledImages] {
    let total = shares.reduce(0, +)
    require(shares.allSatisfy { $0 >= 0 } && total > 0, "can't split by the shares \(shares)")
    var sum = 0
    var start = 0
    return shares.map { share in
      sum += share
      let end = count * sum / total
      defer { start = end }
      return self[start..<end]
    }
  }
}
