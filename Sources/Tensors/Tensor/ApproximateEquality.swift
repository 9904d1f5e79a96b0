// Equality of tensors up to rounding.

extension Tensor {
  /// Tells whether shapes are equal and numbers differ by at most `tolerance`, relative to the
  /// other number where that is larger than 1.
  ///
  /// NaN is close to NaN, an infinity only to itself.
  public func isClose(to other: Tensor, tolerance: Float = 1e-5) -> Bool {
    guard shape == other.shape else { return false }
    return zip(scalars, other.scalars).allSatisfy { one, two in
      one == two || (one.isNaN && two.isNaN)
        || (one.isFinite && two.isFinite && abs(one - two) <= tolerance * Swift.max(1, abs(two)))
    }
  }

  /// Computes the largest absolute difference of two numbers at the same position; 0 for two NaN,
  /// infinite for one.
  ///
  /// - Precondition: equal shapes.
  public func maximumDifference(from other: Tensor) -> Float {
    require(
      shape == other.shape,
      "\(describe(shape)) and \(describe(other.shape)) can't be compared number by number")
    return zip(scalars, other.scalars).reduce(0) { largest, pair in
      if pair.0 == pair.1 || (pair.0.isNaN && pair.1.isNaN) { return largest }
      let difference = abs(pair.0 - pair.1)
      return difference.isNaN ? .infinity : Swift.max(largest, difference)
    }
  }
}
