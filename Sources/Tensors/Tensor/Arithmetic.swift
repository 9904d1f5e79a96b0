// Elementwise arithmetic, with NumPy's broadcasting.

extension Tensor {
  /// Adds elementwise; shapes broadcast as in NumPy.
  public static func + (left: Tensor, right: Tensor) -> Tensor { combine(left, right, "+", +) }
  /// Subtracts elementwise; shapes broadcast as in NumPy.
  public static func - (left: Tensor, right: Tensor) -> Tensor { combine(left, right, "-", -) }
  /// Multiplies elementwise; shapes broadcast as in NumPy. See `matmul` for matrices.
  public static func * (left: Tensor, right: Tensor) -> Tensor { combine(left, right, "*", *) }
  /// Divides elementwise; shapes broadcast as in NumPy.
  public static func / (left: Tensor, right: Tensor) -> Tensor { combine(left, right, "/", /) }

  /// Adds a number to each element.
  public static func + (left: Tensor, right: Float) -> Tensor { left.mapped { $0 + right } }
  /// Subtracts a number from each element.
  public static func - (left: Tensor, right: Float) -> Tensor { left.mapped { $0 - right } }
  /// Multiplies each element by a number.
  public static func * (left: Tensor, right: Float) -> Tensor { left.mapped { $0 * right } }
  /// Divides each element by a number.
  public static func / (left: Tensor, right: Float) -> Tensor { left.mapped { $0 / right } }
  /// Adds a number to each element.
  public static func + (left: Float, right: Tensor) -> Tensor { right.mapped { left + $0 } }
  /// Subtracts each element from a number.
  public static func - (left: Float, right: Tensor) -> Tensor { right.mapped { left - $0 } }
  /// Multiplies each element by a number.
  public static func * (left: Float, right: Tensor) -> Tensor { right.mapped { left * $0 } }
  /// Divides a number by each element.
  public static func / (left: Float, right: Tensor) -> Tensor { right.mapped { left / $0 } }

  /// Adds elementwise in place.
  public static func += (left: inout Tensor, right: Tensor) { left = left + right }
  /// Subtracts elementwise in place.
  public static func -= (left: inout Tensor, right: Tensor) { left = left - right }
  /// Multiplies elementwise in place.
  public static func *= (left: inout Tensor, right: Tensor) { left = left * right }
  /// Divides elementwise in place.
  public static func /= (left: inout Tensor, right: Tensor) { left = left / right }

  /// Negates each element.
  public static prefix func - (tensor: Tensor) -> Tensor { tensor.mapped { -$0 } }

  /// Applies a function to each element.
  public func map(_ transform: (Float) throws -> Float) rethrows -> Tensor {
    Tensor(shape: shape, scalars: try scalars.map(transform))
  }

  /// The absolute value of each element.
  public var absolute: Tensor { mapped { abs($0) } }

  /// Clips each element to a range (NumPy's `clip`); NaN stays NaN.
  public func clipped(to range: ClosedRange<Float>) -> Tensor {
    mapped {
      let raised = $0 < range.lowerBound ? range.lowerBound : $0
      return raised > range.upperBound ? range.upperBound : raised
    }
  }

  /// Computes the elementwise maximum; shapes broadcast, and NaN counts as the largest.
  public static func maximum(_ left: Tensor, _ right: Tensor) -> Tensor {
    combine(left, right, "maximum") { $1 > $0 || $1.isNaN ? $1 : $0 }
  }

  /// Computes the elementwise minimum; shapes broadcast, and NaN counts as the smallest.
  public static func minimum(_ left: Tensor, _ right: Tensor) -> Tensor {
    combine(left, right, "minimum") { $1 < $0 || $1.isNaN ? $1 : $0 }
  }

  /// The ReLU of each element, max(0, x); NaN stays.
  package var rectified: Tensor {
    Tensor(shape: shape) { result in
      guard let result = result.baseAddress else { return }
      nonisolated(unsafe) let target = result
      let parts = WorkChunks(of: count, into: count / 32768)
      withUnsafeScalars { source in
        parallelFor(parts.count) { part in
          let (start, length) = (parts[part].lowerBound, parts[part].count)
          (target + start).update(from: source + start, count: length)
          backend.rectify(target + start, length)
        }
      }
    }
  }

  /// Adds a tensor of the same shape in place, then applies ReLU: what `(self + other).rectified`
  /// computes, without memory for it.
  package mutating func addAndRectify(_ other: Tensor) {
    require(shape == other.shape, "\(describe(shape)) and \(describe(other.shape)) differ")
    let parts = WorkChunks(of: count, into: count / 32768)
    withUnsafeMutableScalars { sums in
      guard let sums = sums.baseAddress else { return }
      nonisolated(unsafe) let target = sums
      other.withUnsafeScalars { other in
        parallelFor(parts.count) { part in
          let (start, length) = (parts[part].lowerBound, parts[part].count)
          backend.multiply_add(other + start, 1, 1, target + start, length)
          backend.rectify(target + start, length)
        }
      }
    }
  }

  /// Applies a function as `map`, inlined so that the compiler vectorizes it.
  @inline(__always)
  func mapped(_ transform: (Float) -> Float) -> Tensor {
    Tensor(shape: shape) { result in
      scalars.withUnsafeBufferPointer { source in
        for position in 0..<source.count { result[position] = transform(source[position]) }
      }
    }
  }
}

/// Computes the shape that two shapes broadcast to; nil when they don't.
///
/// Aligned at the last axis, lengths must be equal or one of them 1; missing axes count as 1.
/// Source: https://numpy.org/doc/stable/user/basics.broadcasting.html
func broadcastShape(_ left: [Int], _ right: [Int]) -> [Int]? {
  let rank = max(left.count, right.count)
  var shape: [Int] = []
  for axis in 0..<rank {
    let one = length(of: left, axis, rank)
    let other = length(of: right, axis, rank)
    guard one == other || one == 1 || other == 1 else { return nil }
    shape.append(one == 1 ? other : one)
  }
  return shape
}

/// The length of an axis in a shape that is padded with ones in front to `rank`.
private func length(of shape: [Int], _ axis: Int, _ rank: Int) -> Int {
  axis < rank - shape.count ? 1 : shape[axis - (rank - shape.count)]
}

/// Computes a tensor's strides along the axes of the broadcast shape; 0 along repeated axes.
private func broadcastSteps(of shape: [Int], rank: Int) -> [Int] {
  let strides = rowMajorStrides(of: shape)
  return (0..<rank).map {
    length(of: shape, $0, rank) == 1 ? 0 : strides[$0 - (rank - shape.count)]
  }
}

/// Applies an operation to two tensors elementwise, with broadcasting.
@inline(__always)
private func combine(
  _ left: Tensor, _ right: Tensor, _ sign: String, _ apply: (Float, Float) -> Float
) -> Tensor {
  guard let shape = broadcastShape(left.shape, right.shape) else {
    stop(
      "\(describe(left.shape)) \(sign) \(describe(right.shape)): these shapes don't broadcast. "
        + "Counted from the last axis, lengths are equal or one of them is 1")
  }
  let axes = MergedAxes(
    shape, broadcastSteps(of: left.shape, rank: shape.count),
    broadcastSteps(of: right.shape, rank: shape.count))
  return Tensor(shape: shape) { result in
    guard !result.isEmpty else { return }
    left.scalars.withUnsafeBufferPointer { left in
      right.scalars.withUnsafeBufferPointer { right in
        var iterator = StridedIterator(axes.outer, steps: axes.outerSteps)
        for row in stride(from: 0, to: result.count, by: axes.length) {
          let (one, other) = (iterator.offsets[0], iterator.offsets[1])
          // Separate cases: only steps known at compile time are vectorized.
          switch (axes.steps[0], axes.steps[1]) {
          case (1, 1):
            for offset in 0..<axes.length {
              result[row + offset] = apply(left[one + offset], right[other + offset])
            }
          case (1, 0):
            let repeated = right[other]
            for offset in 0..<axes.length {
              result[row + offset] = apply(left[one + offset], repeated)
            }
          default:
            for offset in 0..<axes.length {
              result[row + offset] = apply(
                left[one + offset * axes.steps[0]], right[other + offset * axes.steps[1]])
            }
          }
          iterator.advance()
        }
      }
    }
  }
}
