// Conversion between Floats and the 8-bit samples of pictures. It is here since this module is
// compiled with optimization in debug builds, unlike those that show pictures.

extension Tensor {
  /// Makes a tensor of samples, each 0…255.
  ///
  /// - Precondition: as many bytes as the shape holds.
  public init(shape: [Int], bytes: [UInt8]) {
    self.init(shape: shape, scalars: bytes.map { Float($0) })
  }

  /// The elements as 8-bit samples: rounded, clipped to 0…255, NaN as 0.
  public var bytes: [UInt8] { greyLevels(black: 0, white: 255) }

  /// Maps the elements linearly to grey levels 0…255, from `black` to `white`.
  ///
  /// Numbers beyond the ends are clipped, NaN is 0. `black` may be larger than `white`; if they are
  /// equal, positive numbers of at least `white` are 255 and all others 0.
  public func greyLevels(black: Float, white: Float) -> [UInt8] {
    let span = white - black
    return scalars.map { scalar in
      guard span != 0 else { return scalar >= white && scalar > 0 ? 255 : 0 }
      return byte(255 * (scalar - black) / span)
    }
  }

  /// Maps the elements linearly to grey levels with zero at 128: −limit is 1, +limit is 255.
  ///
  /// 256 levels have no middle; 128 has 127 above it, and as many are used below.
  public func signedGreyLevels(limit: Float) -> [UInt8] {
    scalars.map { scalar in
      guard limit > 0 else { return 128 }
      return byte(128 + 127 * scalar / limit)
    }
  }

  /// Counts the finite elements in equal intervals between two ends, `low` < `high`.
  ///
  /// An interval holds its lower end and not its upper one; elements beyond the ends are counted in
  /// the first and the last.
  public func histogram(low: Double, high: Double, intervals: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: intervals)
    for scalar in scalars where scalar.isFinite {
      let interval = Int((Double(scalar) - low) / (high - low) * Double(intervals))
      counts[Swift.min(Swift.max(interval, 0), intervals - 1)] += 1
    }
    return counts
  }

  /// The smallest and the largest finite element; nil when there are none.
  public var finiteRange: ClosedRange<Float>? {
    var low = Float.infinity
    var high = -Float.infinity
    for scalar in scalars where scalar.isFinite {
      low = Swift.min(low, scalar)
      high = Swift.max(high, scalar)
    }
    return low <= high ? low...high : nil
  }
}

/// Rounds a level to 0…255, halves up, NaN to 0.
///
/// In Double the sum is exact, so that its integer part is the level rounded; `rounded()` would be
/// a call for each number.
@inline(__always)
private func byte(_ level: Float) -> UInt8 {
  // In this order a NaN becomes 0.
  let clipped = level > 0 ? Swift.min(level, 255) : 0
  return UInt8(truncatingIfNeeded: Int32(Double(clipped) + 0.5))
}
