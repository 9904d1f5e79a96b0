// Conversion between Floats and the 8-bit samples of pictures. It is here since this module is
// compiled with optimization in debug builds, unlike those that show pictures.

extension Tensor {
  /// Makes a tensor of samples, each 0…255.
  ///
  /// - Precondition: as many bytes as the shape holds.
  public init(shape: [Int], bytes: [UInt8]) {
    let count = scalarCount(of: shape)
    require(
      bytes.count == count,
      "shape \(describe(shape)) holds \(count) numbers, not the \(bytes.count) given")
    self.init(shape: shape) { scalars in
      nonisolated(unsafe) let scalars = scalars
      let parts = WorkChunks(of: count, into: count / Self.samplesAtOnce)
      bytes.withUnsafeBufferPointer { bytes in
        parallelFor(parts.count) { part in
          for place in parts[part] { scalars[place] = Float(bytes[place]) }
        }
      }
    }
  }

  /// The elements as 8-bit samples: rounded, clipped to 0…255, NaN as 0.
  public var bytes: [UInt8] { greyLevels(black: 0, white: 255) }

  /// Maps the elements linearly to grey levels 0…255, from `black` to `white`.
  ///
  /// Numbers beyond the ends are clipped, NaN is 0. `black` may be larger than `white`; if they are
  /// equal, positive numbers of at least `white` are 255 and all others 0.
  public func greyLevels(black: Float, white: Float) -> [UInt8] {
    let span = white - black
    return mapToBytes { scalar in
      guard span != 0 else { return scalar >= white && scalar > 0 ? 255 : 0 }
      return byte(255 * (scalar - black) / span)
    }
  }

  /// Maps the elements linearly to grey levels with zero at 128: −limit is 1, +limit is 255.
  ///
  /// 256 levels have no middle; 128 has 127 above it, and as many are used below.
  public func signedGreyLevels(limit: Float) -> [UInt8] {
    mapToBytes { scalar in
      guard limit > 0 else { return 128 }
      return byte(128 + 127 * scalar / limit)
    }
  }

  @inline(__always)
  private func mapToBytes(_ level: (Float) -> UInt8) -> [UInt8] {
    Array(unsafeUninitializedCapacity: count) { bytes, filled in
      nonisolated(unsafe) let bytes = bytes
      let parts = WorkChunks(of: count, into: count / Self.samplesAtOnce)
      withUnsafeScalars { scalars in
        parallelFor(parts.count) { part in
          for place in parts[part] { bytes[place] = level(scalars[place]) }
        }
      }
      filled = count
    }
  }

  /// The count of samples below which a thread takes longer to start than to convert them.
  private static let samplesAtOnce = 1 << 16

  /// Counts the finite elements in the intervals between rising edges of equal distance.
  ///
  /// An interval holds its lower edge and not its upper one; elements beyond the ends are counted
  /// in the first and the last.
  ///
  /// - Precondition: there are two edges or more.
  public func histogram(edges: [Double]) -> [Int] {
    counts(of: scalars.lazy.filter(\.isFinite).map(Double.init), between: edges)
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

/// Counts numbers in the intervals between rising edges of equal distance; an interval holds its
/// lower edge, the first and the last also what lies beyond.
package func histogram(of numbers: [Double], edges: [Double]) -> [Int] {
  counts(of: numbers, between: edges)
}

@inline(__always)
private func counts(of numbers: some Sequence<Double>, between edges: [Double]) -> [Int] {
  precondition(edges.count >= 2, "a histogram has two edges or more, not \(edges.count)")
  let (low, last) = (edges[0], edges.count - 2)
  let perUnit = Double(edges.count - 1) / (edges[edges.count - 1] - low)
  var counts = [Int](repeating: 0, count: edges.count - 1)
  for number in numbers {
    let place = ((number - low) * perUnit).rounded(.down)
    var interval = place < 0 ? 0 : place > Double(last) ? last : Int(place)
    // The product is rounded: a number on an edge may have come out below it, or the reverse.
    if interval < last && number >= edges[interval + 1] {
      interval += 1
    } else if interval > 0 && number < edges[interval] {
      interval -= 1
    }
    counts[interval] += 1
  }
  return counts
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
