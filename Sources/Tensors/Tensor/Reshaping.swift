// Reshaping, transposing, flipping, padding, concatenating and stacking.

extension Tensor {
  /// Reshapes the tensor; one length may be −1, computed from the count.
  public func reshaped(_ shape: Int...) -> Tensor { reshaped(to: shape) }

  /// Reshapes the tensor; one length may be −1, computed from the count.
  ///
  /// The order of the elements stays: to exchange axes, use `transposed(permutation:)`.
  public func reshaped(to shape: [Int]) -> Tensor {
    var wanted = shape
    if let free = shape.firstIndex(of: -1) {
      wanted[free] = 1
      let rest = scalarCount(of: wanted)
      require(
        rest > 0 && count % rest == 0,
        "\(describe(self.shape)) holds \(count) numbers, which can't be arranged as "
          + describe(shape))
      wanted[free] = count / rest
    }
    require(
      scalarCount(of: wanted) == count,
      "\(describe(self.shape)) holds \(count) numbers, \(describe(shape)) "
        + "would hold \(scalarCount(of: wanted))")
    return Tensor(shape: wanted, scalars: scalars)
  }

  /// The tensor as a batch of one: (H, W, C) becomes (1, H, W, C).
  public var batched: Tensor { reshaped(to: [1] + shape) }

  /// The tensor without axes of length 1: (1, 427, 638, 1) becomes (427, 638).
  public var squeezed: Tensor { reshaped(to: shape.filter { $0 != 1 }) }

  /// Permutes the axes: axis i of the result is axis `permutation[i]` of this tensor.
  ///
  /// `transposed(permutation: 0, 3, 1, 2)` makes (N, C, H, W), channels first, of (N, H, W, C).
  public func transposed(permutation: Int...) -> Tensor { transposed(permutation: permutation) }

  /// Permutes the axes: axis i of the result is axis `permutation[i]` of this tensor.
  public func transposed(permutation: [Int]) -> Tensor {
    let order = permutation.map(normalised)
    require(
      order.sorted() == Array(0..<rank),
      "permutation \(permutation) does not name each axis of shape \(describe(shape)) once")
    guard let last = order.last else { return self }
    let strides = rowMajorStrides(of: shape)
    let target = order.map { shape[$0] }
    return Tensor(shape: target) { moved in
      scalars.withUnsafeBufferPointer { source in
        let length = shape[last]
        guard length > 0, !moved.isEmpty else { return }
        var iterator = StridedIterator(
          target.dropLast(), steps: [order.dropLast().map { strides[$0] }])
        for row in Swift.stride(from: 0, to: moved.count, by: length) {
          var from = iterator.offsets[0]
          for position in row..<row + length {
            moved[position] = source[from]
            from += strides[last]
          }
          iterator.advance()
        }
      }
    }
  }

  /// The transposed matrix: (R, C) becomes (C, R).
  public var transposed: Tensor {
    require(rank == 2, "a matrix is transposed, \(describe(shape)) needs a permutation")
    return transposed(permutation: 1, 0)
  }

  /// Reverses the order along some axes: for (N, H, W, C), `flipped(axes: [2])` is the mirror
  /// image.
  public func flipped(axes: [Int]) -> Tensor {
    axes.map(normalised).reduce(self) { tensor, axis in
      let inner = tensor.shape[(axis + 1)...].reduce(1, *)
      let length = tensor.shape[axis]
      return Tensor(shape: tensor.shape) { turned in
        for position in turned.indices {
          let (line, within) = position.quotientAndRemainder(dividingBy: inner)
          let mirrored = line - line % length + (length - 1 - line % length)
          turned[position] = tensor.scalars[mirrored * inner + within]
        }
      }
    }
  }

  /// Filters (FH, FW) or (FH, FW, C, K) rotated by 180° in the plane.
  ///
  /// `conv2D` is a cross-correlation; with rotated filters it is the convolution of mathematics.
  public var rotated180: Tensor { flipped(axes: [0, 1]) }

  /// Pads each axis with one value (constant padding).
  ///
  /// - Parameters:
  ///   - edges: the padding of each axis, 0 or more before and after.
  ///   - value: the padding value.
  public func padded(_ edges: [Padding.Edge], value: Float = 0) -> Tensor {
    require(
      edges.count == rank && edges.allSatisfy { $0.before >= 0 && $0.after >= 0 },
      "padding of shape \(describe(shape)) takes \(rank) pairs of 0 or more, not "
        + edges.map { "\($0.before) and \($0.after)" }.joined(separator: ", "))
    let framed = zip(shape, edges).map { $0 + $1.before + $1.after }
    var result = Tensor(shape: framed, repeating: value)
    result.provenance = Provenance("padded", operands: [.init("input", shape)])
    guard let length = shape.last, count > 0 else {
      return rank == 0 ? self : result
    }
    let steps = Array(rowMajorStrides(of: framed).dropLast())
    let first = zip(rowMajorStrides(of: framed), edges).reduce(0) { $0 + $1.0 * $1.1.before }
    var iterator = StridedIterator(shape.dropLast(), steps: [steps])
    result.scalars.withUnsafeMutableBufferPointer { target in
      for row in Swift.stride(from: 0, to: count, by: length) {
        for offset in 0..<length {
          target[first + iterator.offsets[0] + offset] = scalars[row + offset]
        }
        iterator.advance()
      }
    }
    return result
  }

  /// Pads a picture (H, W), (H, W, C) or (N, H, W, C) on all sides with one value.
  public func padded(_ amount: Int, value: Float = 0) -> Tensor {
    require(
      (2...4).contains(rank), "a picture has 2 to 4 axes, \(describe(shape)) has \(rank)")
    let height = rank == 4 ? 1 : 0
    return padded(
      shape.indices.map {
        let width = (height...height + 1).contains($0) ? amount : 0
        return Padding.Edge(before: width, after: width)
      }, value: value)
  }

  /// Concatenates tensors along an axis: (2, 3) and (4, 3) along axis 0 make (6, 3).
  public static func concatenated(_ parts: [Tensor], axis: Int = 0) -> Tensor {
    guard let first = parts.first else { stop("nothing to concatenate") }
    let axis = first.normalised(axis)
    for part in parts {
      require(
        part.rank == first.rank
          && part.shape.indices.allSatisfy { $0 == axis || part.shape[$0] == first.shape[$0] },
        "\(describe(first.shape)) and \(describe(part.shape)) don't join along axis \(axis): "
          + "their other axes differ")
    }
    var shape = first.shape
    shape[axis] = parts.reduce(0) { $0 + $1.shape[axis] }
    var scalars: [Float] = []
    scalars.reserveCapacity(scalarCount(of: shape))
    for block in 0..<shape[..<axis].reduce(1, *) {
      for part in parts {
        let size = part.shape[axis...].reduce(1, *)
        scalars += part.scalars[block * size..<(block + 1) * size]
      }
    }
    return Tensor(shape: shape, scalars: scalars)
  }

  /// Stacks tensors of one shape along a new axis: two (28, 28) make (2, 28, 28).
  public static func stacked(_ parts: [Tensor], axis: Int = 0) -> Tensor {
    guard let first = parts.first else { stop("nothing to stack") }
    require(
      parts.allSatisfy { $0.shape == first.shape },
      "stacked tensors have one shape, these have "
        + parts.map { describe($0.shape) }.joined(separator: ", "))
    require(
      (0...first.rank).contains(axis), "\(describe(first.shape)) has no place for an axis \(axis)")
    var single = first.shape
    single.insert(1, at: axis)
    return concatenated(parts.map { $0.reshaped(to: single) }, axis: axis)
  }
}
