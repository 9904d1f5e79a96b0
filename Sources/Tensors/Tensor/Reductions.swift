// Reductions, over a whole tensor or along some axes: sum, mean, variance, minimum, maximum,
// argmax.

extension Tensor {
  /// Computes the sum of all elements, 0 when there are none, in double precision.
  public func sum() -> Float { Float(scalars.reduce(0.0) { $0 + Double($1) }) }

  /// Computes the mean of all elements, NaN when there are none, in double precision.
  public func mean() -> Float {
    Float(scalars.reduce(0.0) { $0 + Double($1) } / Double(count))
  }

  /// Computes the variance, the mean squared difference from the mean.
  ///
  /// - Parameter correction: subtracted from the divisor n: 0 as in NumPy and batch normalization,
  ///   1 for the unbiased estimate from a sample.
  public func variance(correction: Int = 0) -> Float {
    let mean = scalars.reduce(0.0) { $0 + Double($1) } / Double(count)
    let squares = scalars.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    return Float(squares / Double(count - correction))
  }

  /// Counts the elements that satisfy a condition.
  ///
  /// `scalars.count` does it too, many times more slowly in debug builds of the caller.
  public func count(where isCounted: (Float) throws -> Bool) rethrows -> Int {
    var count = 0
    for scalar in scalars where try isCounted(scalar) { count += 1 }
    return count
  }

  /// Returns the smallest element; NaN when there is a NaN.
  ///
  /// - Precondition: the tensor is not empty.
  public func min() -> Float { reduced(axes: Array(shape.indices), named: "min", smaller).scalar }

  /// Returns the largest element; NaN when there is a NaN.
  ///
  /// - Precondition: the tensor is not empty.
  public func max() -> Float { reduced(axes: Array(shape.indices), named: "max", larger).scalar }

  /// Returns the index of the largest element in row-major order: the first of equals, or the first
  /// NaN.
  ///
  /// - Precondition: the tensor is not empty.
  public func argmax() -> Int {
    reshaped(1, count).argmax(axis: 1)[0]
  }

  /// Returns the indices of the largest elements along an axis, for every position of the other
  /// axes in row-major order: of logits (N, 10), `argmax(axis: 1)` has N indices.
  public func argmax(axis: Int) -> [Int] {
    let axis = normalised(axis)
    let length = shape[axis]
    require(length > 0, "argmax along an axis without numbers, shape \(describe(shape))")
    let inner = shape[(axis + 1)...].reduce(1, *)
    let outer = shape[..<axis].reduce(1, *)
    var places: [Int] = []
    places.reserveCapacity(outer * inner)
    for block in 0..<outer {
      for column in 0..<inner {
        let start = block * length * inner + column
        var best = 0
        for place in 1..<Swift.max(length, 1) {
          let (value, leader) = (scalars[start + place * inner], scalars[start + best * inner])
          if value > leader || (value.isNaN && !leader.isNaN) { best = place }
        }
        places.append(best)
      }
    }
    return places
  }

  // Axes are a list: variadic arguments could be empty, which would make `x / x.sum()` ambiguous.

  /// Computes sums along some axes; −1 is the last. (N, H, W, C) along [1, 2] gives (N, C).
  ///
  /// - Parameter keepingAxes: whether these axes stay with length 1, so that the result broadcasts
  ///   against the tensor.
  public func sum(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    summed(axes: axes, keepingAxes: keepingAxes) { value, _ in
      value
    } finish: { sum, _ in
      Float(sum)
    }
  }

  /// Computes means along some axes; −1 is the last. NaN along axes of length 0.
  public func mean(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    summed(axes: axes, keepingAxes: keepingAxes) { value, _ in
      value
    } finish: { sum, count in
      Float(sum / Double(count))
    }
  }

  /// Computes variances along some axes; `correction` as in `variance(correction:)`.
  public func variance(axes: [Int], correction: Int = 0, keepingAxes: Bool = false) -> Tensor {
    let means = mean(axes: axes).scalars
    return summed(axes: axes, keepingAxes: keepingAxes) { value, result in
      let distance = value - means[result]
      return distance * distance
    } finish: { sum, count in
      Float(sum / Double(count - correction))
    }
  }

  /// Computes the smallest elements along some axes; NaN where there is a NaN.
  public func min(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    reduced(axes: axes, keepingAxes: keepingAxes, named: "min", smaller)
  }

  /// Computes the largest elements along some axes; NaN where there is a NaN.
  public func max(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    reduced(axes: axes, keepingAxes: keepingAxes, named: "max", larger)
  }

  /// Sums a term of each element, in double precision; `result` is the position of the sum.
  @inline(__always)
  private func summed(
    axes: [Int], keepingAxes: Bool, term: (_ value: Float, _ result: Int) -> Float,
    finish: (_ sum: Double, _ count: Int) -> Float
  ) -> Tensor {
    let plan = Reduction(of: self, axes: axes)
    var sums = [Double](repeating: 0, count: plan.resultCount)
    scalars.withUnsafeBufferPointer { source in
      plan.forEachRun { from, to, length, step in
        if step == 0 {
          var sum = sums[to]
          for offset in 0..<length { sum += Double(term(source[from + offset], to)) }
          sums[to] = sum
        } else {
          for offset in 0..<length {
            sums[to + offset] += Double(term(source[from + offset], to + offset))
          }
        }
      }
    }
    let count = plan.reducedCount
    return Tensor(
      shape: plan.shape(keepingAxes: keepingAxes), scalars: sums.map { finish($0, count) })
  }

  @inline(__always)
  private func reduced(
    axes: [Int], keepingAxes: Bool = false, named name: String,
    _ choose: (Float, Float) -> Float
  ) -> Tensor {
    let plan = Reduction(of: self, axes: axes)
    require(
      plan.reducedCount > 0 || plan.resultCount == 0,
      "\(name) of no numbers, shape \(describe(shape))")
    // Starts from the first element of each group, so that infinities need no special case.
    var best = [Float](repeating: 0, count: plan.resultCount)
    var isSet = [Bool](repeating: false, count: plan.resultCount)
    plan.forEachRun { from, to, length, step in
      for offset in 0..<length {
        let (place, value) = (to + offset * step, scalars[from + offset])
        best[place] = isSet[place] ? choose(best[place], value) : value
        isSet[place] = true
      }
    }
    return Tensor(shape: plan.shape(keepingAxes: keepingAxes), scalars: best)
  }
}

private func smaller(_ best: Float, _ value: Float) -> Float {
  value < best || value.isNaN ? value : best
}

private func larger(_ best: Float, _ value: Float) -> Float {
  value > best || value.isNaN ? value : best
}

/// The axes of a reduction, and the elements that each result is computed from.
private struct Reduction {
  private let shape: [Int]
  private let isReduced: [Bool]

  init(of tensor: Tensor, axes: [Int]) {
    shape = tensor.shape
    let reduced = Set(axes.map(tensor.normalised))
    require(
      reduced.count == axes.count, "axes \(axes) of shape \(describe(shape)) name one axis twice")
    isReduced = shape.indices.map(reduced.contains)
  }

  /// The count of elements that each result is computed from.
  var reducedCount: Int {
    scalarCount(of: shape.indices.filter { isReduced[$0] }.map { shape[$0] })
  }
  /// The count of results.
  var resultCount: Int { scalarCount(of: shape(keepingAxes: false)) }

  func shape(keepingAxes: Bool) -> [Int] {
    keepingAxes
      ? shape.indices.map { isReduced[$0] ? 1 : shape[$0] }
      : shape.indices.filter { !isReduced[$0] }.map { shape[$0] }
  }

  /// Calls `body` for contiguous runs of elements: with the offsets in the tensor and in the
  /// result, the length, and the stride in the result, 1 or 0.
  @inline(__always)
  func forEachRun(_ body: (_ from: Int, _ to: Int, _ length: Int, _ step: Int) -> Void) {
    let count = scalarCount(of: shape)
    guard count > 0 else { return }
    let kept = rowMajorStrides(of: shape(keepingAxes: true))
    let axes = MergedAxes(
      shape, rowMajorStrides(of: shape), shape.indices.map { isReduced[$0] ? 0 : kept[$0] })
    var iterator = StridedIterator(axes.outer, steps: axes.outerSteps)
    for _ in 0..<count / axes.length {
      body(iterator.offsets[0], iterator.offsets[1], axes.length, axes.steps[1])
      iterator.advance()
    }
  }
}
