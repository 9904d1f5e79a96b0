// Arithmetic number by number, with NumPy's broadcasting.

extension Tensor {
  /// Sums, number by number; shapes broadcast as in NumPy.
  public static func + (left: Tensor, right: Tensor) -> Tensor { combine(left, right, "+", +) }
  /// Differences, number by number; shapes broadcast as in NumPy.
  public static func - (left: Tensor, right: Tensor) -> Tensor { combine(left, right, "-", -) }
  /// Products, number by number; shapes broadcast as in NumPy. See `matmul` for matrices.
  public static func * (left: Tensor, right: Tensor) -> Tensor { combine(left, right, "*", *) }
  /// Quotients, number by number; shapes broadcast as in NumPy.
  public static func / (left: Tensor, right: Tensor) -> Tensor { combine(left, right, "/", /) }

  /// Adds a number everywhere.
  public static func + (left: Tensor, right: Float) -> Tensor { left.mapped { $0 + right } }
  /// Takes a number away everywhere.
  public static func - (left: Tensor, right: Float) -> Tensor { left.mapped { $0 - right } }
  /// Multiplies by a number everywhere.
  public static func * (left: Tensor, right: Float) -> Tensor { left.mapped { $0 * right } }
  /// Divides by a number everywhere.
  public static func / (left: Tensor, right: Float) -> Tensor { left.mapped { $0 / right } }
  /// Adds a number everywhere.
  public static func + (left: Float, right: Tensor) -> Tensor { right.mapped { left + $0 } }
  /// A number minus each number.
  public static func - (left: Float, right: Tensor) -> Tensor { right.mapped { left - $0 } }
  /// Multiplies by a number everywhere.
  public static func * (left: Float, right: Tensor) -> Tensor { right.mapped { left * $0 } }
  /// A number divided by each number.
  public static func / (left: Float, right: Tensor) -> Tensor { right.mapped { left / $0 } }

  /// Adds in place.
  public static func += (left: inout Tensor, right: Tensor) { left = left + right }
  /// Takes away in place.
  public static func -= (left: inout Tensor, right: Tensor) { left = left - right }
  /// Multiplies in place, number by number.
  public static func *= (left: inout Tensor, right: Tensor) { left = left * right }
  /// Divides in place, number by number.
  public static func /= (left: inout Tensor, right: Tensor) { left = left / right }

  /// Every number with its sign changed.
  public static prefix func - (tensor: Tensor) -> Tensor { tensor.mapped { -$0 } }

  /// A function of every number, the shape kept.
  public func map(_ transform: (Float) throws -> Float) rethrows -> Tensor {
    Tensor(shape: shape, scalars: try scalars.map(transform))
  }

  /// Every number without its sign.
  public var absolute: Tensor { mapped { abs($0) } }

  /// Every number brought into a range: below it becomes its lower end, above it its upper end.
  ///
  /// NaN stays NaN.
  public func clipped(to range: ClosedRange<Float>) -> Tensor {
    mapped {
      let raised = $0 < range.lowerBound ? range.lowerBound : $0
      return raised > range.upperBound ? range.upperBound : raised
    }
  }

  /// The larger of two numbers, number by number; shapes broadcast, NaN wins.
  public static func maximum(_ left: Tensor, _ right: Tensor) -> Tensor {
    combine(left, right, "maximum") { $1 > $0 || $1.isNaN ? $1 : $0 }
  }

  /// The smaller of two numbers, number by number; shapes broadcast, NaN wins.
  public static func minimum(_ left: Tensor, _ right: Tensor) -> Tensor {
    combine(left, right, "minimum") { $1 < $0 || $1.isNaN ? $1 : $0 }
  }

  /// Numbers below 0 become 0; NaN stays.
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

  /// `map` for this module's own short functions, which the compiler turns into vector code.
  @inline(__always)
  func mapped(_ transform: (Float) -> Float) -> Tensor {
    Tensor(shape: shape) { result in
      scalars.withUnsafeBufferPointer { source in
        for position in 0..<source.count { result[position] = transform(source[position]) }
      }
    }
  }
}

/// The shape two tensors broadcast to, or nil when they don't.
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

/// The length of an axis counted in a shape that is filled up with ones in front.
private func length(of shape: [Int], _ axis: Int, _ rank: Int) -> Int {
  axis < rank - shape.count ? 1 : shape[axis - (rank - shape.count)]
}

/// How far one step along each axis of the broadcast shape goes in a tensor; 0 along repeated axes.
private func broadcastSteps(of shape: [Int], rank: Int) -> [Int] {
  let strides = rowMajorStrides(of: shape)
  return (0..<rank).map {
    length(of: shape, $0, rank) == 1 ? 0 : strides[$0 - (rank - shape.count)]
  }
}

/// One operation on two tensors, broadcast against each other.
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
        var walker = StridedIterator(axes.outer, steps: axes.outerSteps)
        for row in stride(from: 0, to: result.count, by: axes.length) {
          let (one, other) = (walker.offsets[0], walker.offsets[1])
          // Spelled out, since only steps known at compile time become vector code.
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
          walker.advance()
        }
      }
    }
  }
}
