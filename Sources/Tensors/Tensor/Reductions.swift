// Many numbers to one, over a whole tensor or along some of its axes.

extension Tensor {
  /// The sum of all numbers, 0 when there are none; added up in double precision.
  public func sum() -> Float { Float(scalars.reduce(0.0) { $0 + Double($1) }) }

  /// The mean of all numbers, NaN when there are none.
  public func mean() -> Float {
    Float(scalars.reduce(0.0) { $0 + Double($1) } / Double(count))
  }

  /// The mean squared distance from the mean.
  ///
  /// - Parameter correction: what the divisor n is lessened by: 0 as in NumPy and batch
  ///   normalisation, 1 for the unbiased estimate from a sample.
  public func variance(correction: Int = 0) -> Float {
    let mean = scalars.reduce(0.0) { $0 + Double($1) } / Double(count)
    let squares = scalars.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    return Float(squares / Double(count - correction))
  }

  /// The smallest number; NaN when there is a NaN.
  ///
  /// - Precondition: there is a number.
  public func min() -> Float { reduced(axes: Array(shape.indices), named: "min", smaller).scalar }

  /// The largest number; NaN when there is a NaN.
  ///
  /// - Precondition: there is a number.
  public func max() -> Float { reduced(axes: Array(shape.indices), named: "max", larger).scalar }

  /// Where the largest number is, counted in row-major order; the first when several are equal, and
  /// the first NaN when there is one.
  ///
  /// - Precondition: there is a number.
  public func argmax() -> Int {
    reshaped(1, count).argmax(axis: 1)[0]
  }

  /// Where the largest number along an axis is, for every position of the other axes in row-major
  /// order: of logits (N, 10), `argmax(axis: 1)` are N digits.
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

  // Axes come as a list. As variadic arguments there could be none, and then `x / x.sum()` may
  // mean a sum along no axes.

  /// Sums along some axes, −1 being the last: (N, H, W, C) along [1, 2] gives (N, C).
  ///
  /// - Parameter keepingAxes: whether these axes stay, with length 1, so that the result broadcasts
  ///   against the tensor it came from.
  public func sum(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    summed(axes: axes, keepingAxes: keepingAxes) { sum, _ in Float(sum) }
  }

  /// Means along some axes, −1 being the last; NaN along axes without numbers.
  public func mean(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    summed(axes: axes, keepingAxes: keepingAxes) { sum, count in Float(sum / Double(count)) }
  }

  /// Mean squared distances from the means along some axes; `correction` as in `variance(correction:)`.
  public func variance(axes: [Int], correction: Int = 0, keepingAxes: Bool = false) -> Tensor {
    let means = summed(axes: axes, keepingAxes: true) { sum, count in Float(sum / Double(count)) }
    let distances = self - means
    return (distances * distances).summed(axes: axes, keepingAxes: keepingAxes) { sum, count in
      Float(sum / Double(count - correction))
    }
  }

  /// The smallest numbers along some axes; NaN where there is a NaN.
  public func min(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    reduced(axes: axes, keepingAxes: keepingAxes, named: "min", smaller)
  }

  /// The largest numbers along some axes; NaN where there is a NaN.
  public func max(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    reduced(axes: axes, keepingAxes: keepingAxes, named: "max", larger)
  }

  private func summed(
    axes: [Int], keepingAxes: Bool, finish: (_ sum: Double, _ count: Int) -> Float
  ) -> Tensor {
    let plan = Reduction(of: self, axes: axes)
    var sums = [Double](repeating: 0, count: plan.resultCount)
    scalars.withUnsafeBufferPointer { source in
      plan.forEachRun { from, to, length, step in
        if step == 0 {
          var sum = sums[to]
          for offset in 0..<length { sum += Double(source[from + offset]) }
          sums[to] = sum
        } else {
          for offset in 0..<length { sums[to + offset] += Double(source[from + offset]) }
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
    // The first number of each group stands in for an infinity, so that nothing has to beat one.
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

/// Which numbers of a tensor meet in which number of the result.
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

  /// How many numbers each result is made from.
  var reducedCount: Int {
    scalarCount(of: shape.indices.filter { isReduced[$0] }.map { shape[$0] })
  }
  /// How many results there are.
  var resultCount: Int { scalarCount(of: shape(keepingAxes: false)) }

  func shape(keepingAxes: Bool) -> [Int] {
    keepingAxes
      ? shape.indices.map { isReduced[$0] ? 1 : shape[$0] }
      : shape.indices.filter { !isReduced[$0] }.map { shape[$0] }
  }

  /// Calls `body` for runs of neighbouring numbers: where a run begins in the tensor and in the
  /// result, how long it is, and whether the result moves along (1) or stays (0).
  @inline(__always)
  func forEachRun(_ body: (_ from: Int, _ to: Int, _ length: Int, _ step: Int) -> Void) {
    let count = scalarCount(of: shape)
    guard count > 0 else { return }
    let kept = rowMajorStrides(of: shape(keepingAxes: true))
    let axes = MergedAxes(
      shape, rowMajorStrides(of: shape), shape.indices.map { isReduced[$0] ? 0 : kept[$0] })
    var walker = StridedIterator(axes.outer, steps: axes.outerSteps)
    for _ in 0..<count / axes.length {
      body(walker.offsets[0], walker.offsets[1], axes.length, axes.steps[1])
      walker.advance()
    }
  }
}
