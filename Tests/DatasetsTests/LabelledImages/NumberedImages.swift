// Image sets for tests whose pixels tell their number, and a hash of a set.

import TestSupport

@testable import Datasets
@testable import Tensors

/// Computes the FNV-1a hash of a set's pixels as bytes, and of its labels.
func digest(_ set: LabelledImages) -> String {
  TestSupport.digest((255 * set.images).bytes + set.labels.map { UInt8($0) })
}

/// Small pictures whose pixels all hold their own number, labels 0, 1, 2, 0, 1, 2, …
func numbered(_ count: Int) -> LabelledImages {
  let pictures = (0..<count).map { Tensor(shape: [2, 3, 1], repeating: Float($0)) }
  return LabelledImages(
    images: count == 0 ? .zeros(0, 2, 3, 1) : .stacked(pictures),
    labels: (0..<count).map { $0 % 3 }, classNames: ["a", "b", "c"])
}

extension LabelledImages {
  /// The number of each picture of a `numbered` set.
  var numbers: [Int] { stride(from: 0, to: images.count, by: 6).map { Int(images.scalars[$0]) } }
}
