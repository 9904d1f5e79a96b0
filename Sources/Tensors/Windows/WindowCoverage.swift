// How often each place of the input is read: the map behind "rows left unread".

extension WindowGeometry {
  /// For each place of the input, how many windows read it; 0 is unread.
  ///
  /// - Returns: the input's own shape, for a picture (H, W), without the padding.
  /// - Complexity: as large as the input.
  public var coverage: Tensor {
    axes.map(\.coverage).reduce(Tensor(shape: [], repeating: 1)) { map, line in
      let product = map.scalars.flatMap { outer in line.map { outer * Float($0) } }
      return Tensor(shape: map.shape + [line.count], scalars: product)
    }
  }

  /// How many windows read the place at an index of each axis.
  public func coverage(at index: [Int]) -> Int {
    require(
      index.count == axes.count,
      "\(index.count) indices for a window that slides along \(axes.count) axes")
    return zip(axes, index).reduce(1) { $0 * $1.0.coverage(at: $1.1) }
  }
}

extension WindowGeometry.Axis {
  /// For each position of the input, how many windows read it.
  ///
  /// - Complexity: O(input + padding), whatever the window.
  public var coverage: [Int] {
    // A window reads what its right neighbour by one dilation reads, shifted: the count at p is
    // that at p − dilation, plus a window that begins at p, minus one whose last element came
    // before. Counted from the first padded position.
    func begins(_ position: Int) -> Int {
      position >= 0 && position % stride == 0 && position / stride < output ? 1 : 0
    }
    var counts = Array(repeating: 0, count: padded)
    for position in counts.indices {
      let earlier = position >= dilation ? counts[position - dilation] : 0
      counts[position] = earlier + begins(position) - begins(position - dilation * windowSize)
    }
    return Array(counts[padding.before..<padding.before + input])
  }

  /// How many windows read one position of the input.
  ///
  /// - Complexity: O(window).
  public func coverage(at position: Int) -> Int {
    require(
      (0..<input).contains(position), "position \(position) of an input \(input) long")
    let padded = position + padding.before
    return (0..<windowSize).count { element in
      let start = padded - element * dilation
      return start >= 0 && start % stride == 0 && start / stride < output
    }
  }

  /// Positions before the end of the last window that no window reads, because the stride or the
  /// dilation steps over them; nil for inputs too long to be counted through.
  public var unreadInside: Int? {
    // No gaps: neighbouring windows touch.
    if dilation == 1 && stride <= windowSize { return 0 }
    guard padded <= 1 << 20 else { return nil }
    return coverage.count { $0 == 0 } - unread
  }
}
