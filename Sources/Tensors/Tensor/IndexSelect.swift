// Selects parts of a tensor by index (NumPy's `take`, PyTorch's `index_select`).

extension Tensor {
  /// Selects parts along an axis by index, in the given order; an index may occur twice.
  ///
  /// For rows of pixels (N, 784), `selecting(order, axis: 1)` permutes the pixels of each row.
  ///
  /// - Parameters:
  ///   - numbers: the indices, 0..<shape[axis].
  ///   - axis: the axis; −1 is the last.
  /// - Returns: the same shape, but with `numbers.count` as the length of the axis.
  public func selecting(_ numbers: [Int], axis: Int) -> Tensor {
    let axis = normalised(axis)
    let length = shape[axis]
    if let wrong = numbers.first(where: { !(0..<length).contains($0) }) {
      stop("there is no part \(wrong) along axis \(axis) of shape \(describe(shape))")
    }
    let outer = shape[..<axis].reduce(1, *)
    let inner = shape[(axis + 1)...].reduce(1, *)
    var selected = shape
    selected[axis] = numbers.count
    let result = scalars.withUnsafeBufferPointer { source in
      [Float](unsafeUninitializedCapacity: outer * numbers.count * inner) { target, filled in
        for block in 0..<outer {
          for number in numbers {
            let start = (block * length + number) * inner
            for offset in 0..<inner { target[filled + offset] = source[start + offset] }
            filled += inner
          }
        }
      }
    }
    return Tensor(shape: selected, scalars: result)
  }
}
