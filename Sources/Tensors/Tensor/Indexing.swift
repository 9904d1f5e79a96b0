// Indexing and slicing: an element, a sub-tensor, a range of each axis.

extension Tensor {
  /// The part at an index of the first axis: of (10, 1, 28, 28) `x[0]` is (1, 28, 28).
  ///
  /// NumPy's `x[0, 0]` is `x[0][0]`. As many indices as there are axes give the element itself,
  /// `x[0, 0, 3, 4]`; the element of a one-axis tensor is `x[3].scalar`.
  public subscript(_ index: Int) -> Tensor {
    get {
      let range = part(at: index)
      return Tensor(shape: Array(shape.dropFirst()), scalars: Array(scalars[range]))
    }
    set {
      let range = part(at: index)
      require(
        newValue.shape == Array(shape.dropFirst()),
        "part \(index) of \(describe(shape)) has shape \(describe(Array(shape.dropFirst()))), "
          + "not \(describe(newValue.shape))")
      scalars.replaceSubrange(range, with: newValue.scalars)
    }
  }

  private func part(at index: Int) -> Range<Int> {
    require(rank > 0, "a single number, shape (), has no part \(index)")
    require(
      (0..<shape[0]).contains(index),
      "index \(index) of a tensor of shape \(describe(shape)): its first axis has "
        + "\(shape[0]) parts, numbered from 0")
    let size = count / shape[0]
    return index * size..<(index + 1) * size
  }

  // One subscript for each number of axes: a variadic one would allocate an array for every
  // element, in loops that students write over whole photos. For the same reason they check by
  // `guard`: `require` is in another file, from which debug builds don't inline.

  /// The element at two indices, of a tensor with two axes.
  public subscript(_ first: Int, _ second: Int) -> Float {
    get { scalars[offset(first, second)] }
    set { scalars[offset(first, second)] = newValue }
  }

  /// The element at three indices, of a tensor with three axes.
  public subscript(_ first: Int, _ second: Int, _ third: Int) -> Float {
    get { scalars[offset(first, second, third)] }
    set { scalars[offset(first, second, third)] = newValue }
  }

  /// The element at four indices, as `picture[batch, y, x, channel]`.
  public subscript(_ first: Int, _ second: Int, _ third: Int, _ fourth: Int) -> Float {
    get { scalars[offset(first, second, third, fourth)] }
    set { scalars[offset(first, second, third, fourth)] = newValue }
  }

  /// The element at five indices, as `volume[batch, z, y, x, channel]`.
  public subscript(
    _ first: Int, _ second: Int, _ third: Int, _ fourth: Int, _ fifth: Int
  ) -> Float {
    get { scalars[offset(first, second, third, fourth, fifth)] }
    set { scalars[offset(first, second, third, fourth, fifth)] = newValue }
  }

  @inline(__always)
  private func step(_ index: Int, _ axis: Int) -> Int {
    guard index >= 0 && index < shape[axis] else {
      stop("index \(index) on axis \(axis) of a tensor of shape \(describe(shape))")
    }
    return index
  }

  @inline(__always)
  private func requireRank(_ indices: Int) {
    guard shape.count == indices else {
      stop("\(indices) indices for a tensor of shape \(describe(shape)), which has \(rank) axes")
    }
  }

  @inline(__always)
  private func offset(_ first: Int, _ second: Int) -> Int {
    requireRank(2)
    return step(first, 0) * shape[1] + step(second, 1)
  }

  @inline(__always)
  private func offset(_ first: Int, _ second: Int, _ third: Int) -> Int {
    requireRank(3)
    return (step(first, 0) * shape[1] + step(second, 1)) * shape[2] + step(third, 2)
  }

  @inline(__always)
  private func offset(_ first: Int, _ second: Int, _ third: Int, _ fourth: Int) -> Int {
    requireRank(4)
    let row = step(first, 0) * shape[1] + step(second, 1)
    return (row * shape[2] + step(third, 2)) * shape[3] + step(fourth, 3)
  }

  @inline(__always)
  private func offset(
    _ first: Int, _ second: Int, _ third: Int, _ fourth: Int, _ fifth: Int
  ) -> Int {
    requireRank(5)
    let plane = step(first, 0) * shape[1] + step(second, 1)
    let row = plane * shape[2] + step(third, 2)
    return (row * shape[3] + step(fourth, 3)) * shape[4] + step(fifth, 4)
  }

  /// Slices by a range of each axis, and keeps every axis: `photo[100..<112, 200..<212]` is 12 rows
  /// and 12 columns of (H, W, C).
  ///
  /// Axes without a range stay whole; `0...` is the whole axis.
  public subscript(_ first: any RangeExpression<Int>, _ rest: any RangeExpression<Int>...)
    -> Tensor
  {
    let ranges = [first] + rest
    require(
      ranges.count <= rank,
      "\(ranges.count) ranges for a tensor of shape \(describe(shape)), which has \(rank) axes")
    return ranges.enumerated().reduce(self) { $0.sliced($1.element, axis: $1.offset) }
  }

  /// Slices by a range of one axis, and keeps the axis: (10, 28, 28) sliced 2..<5 is (3, 28, 28).
  ///
  /// - Parameters:
  ///   - range: indices of the axis; `3...` extends to its end.
  ///   - axis: the axis; −1 is the last.
  public func sliced(_ range: any RangeExpression<Int>, axis: Int) -> Tensor {
    let axis = normalised(axis)
    let length = shape[axis]
    // Relative to 0..<Int.max, only a range without an upper bound ends at Int.max.
    let asked = range.relative(to: 0..<Int.max)
    let first = asked.lowerBound
    let end = asked.upperBound == Int.max ? length : asked.upperBound
    require(
      first >= 0 && first <= end && end <= length,
      "range \(first)..<\(end) on axis \(axis) of a tensor of shape \(describe(shape))")
    // A whole axis shares the scalars: of a large picture, rows and columns are often cut alone.
    guard end - first < length else { return Tensor(shape: shape, scalars: scalars) }
    var sliced = shape
    sliced[axis] = end - first
    let inner = shape[(axis + 1)...].reduce(1, *)
    let outer = shape[..<axis].reduce(1, *)
    let size = (end - first) * inner
    return Tensor(shape: sliced) { part in
      guard let target = part.baseAddress, size > 0 else { return }
      withUnsafeScalars { source in
        for block in 0..<outer {
          let start = source + (block * length + first) * inner
          (target + block * size).update(from: start, count: size)
        }
      }
    }
  }

  /// Returns one channel and keeps the last axis: (…, C) becomes (…, 1).
  public func channel(_ index: Int) -> Tensor {
    let channels = shape.last ?? 0
    require(
      (0..<channels).contains(index),
      "channel \(index) of a tensor of shape \(describe(shape)), which has \(channels) channels")
    return Tensor(shape: shape.dropLast() + [1]) { part in
      for position in part.indices { part[position] = scalars[position * channels + index] }
    }
  }

  /// Counts an axis from the front; −1 is the last.
  func normalised(_ axis: Int) -> Int {
    let counted = axis < 0 ? axis + rank : axis
    require(
      counted >= 0 && counted < rank,
      "axis \(axis) of a tensor of shape \(describe(shape)), which has \(rank) axes")
    return counted
  }
}
