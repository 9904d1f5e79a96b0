// A traced tensor in short: enough to tell two runs apart at the step where they part.

import Tensors

/// The content of a tensor in four numbers.
public struct TensorDigest: Codable, Sendable, Equatable {
  /// The hash of its scalars, 16 hexadecimal digits.
  public let hash: String
  /// The least finite scalar; 0 for a tensor without any.
  public let least: Float
  /// The greatest finite scalar; 0 for a tensor without any.
  public let greatest: Float
  /// The mean of its scalars; nil when one of them is not finite.
  public let mean: Float?

  /// Computes the digest of a tensor.
  public init(_ tensor: Tensor) {
    hash = tensor.scalars.withUnsafeBytes { hexadecimal(contentHash(of: $0)) }
    let range = tensor.finiteRange ?? 0...0
    (least, greatest) = (range.lowerBound, range.upperBound)
    let mean = tensor.count == 0 ? 0 : tensor.mean()
    self.mean = mean.isFinite ? mean : nil
  }

  /// Whether the numbers can be those of another tensor but for rounding: least, greatest and mean
  /// agree within a hundredth of the range.
  public func isClose(to other: TensorDigest) -> Bool {
    if hash == other.hash { return true }
    let tolerance = 0.01 * max(greatest - least, other.greatest - other.least, 1e-6)
    guard let mean, let theirs = other.mean else { return self.mean == other.mean }
    return abs(least - other.least) <= tolerance && abs(greatest - other.greatest) <= tolerance
      && abs(mean - theirs) <= tolerance
  }
}
