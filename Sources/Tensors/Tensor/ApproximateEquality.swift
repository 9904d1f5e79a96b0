// Are two tensors the same, up to rounding?

extension Tensor {
  /// Whether shapes agree and every number lies within `tolerance` of its counterpart, relative to
  /// the other number where that is larger than 1.
  ///
  /// Unlike `==`, NaN is close to NaN; an infinity is close to itself only.
  public func isClose(to other: Tensor, tolerance: Float = 1e-5) -> Bool {
    guard shape == other.shape else { return false }
    return zip(scalars, other.scalars).allSatisfy { one, two in
      one == two || (one.isNaN && two.isNaN)
        || (one.isFinite && two.isFinite && abs(one - two) <= tolerance * Swift.max(1, abs(two)))
    }
  }

  /// The largest distance between two numbers at the same place; 0 between two NaN, infinite when
  /// only one is NaN.
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
