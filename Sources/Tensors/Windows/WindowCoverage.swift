// The coverage of the input: how many windows read each position.

extension WindowGeometry {
  /// The number of windows that read each position of the input, in the shape of the input without
  /// padding, (H, W) for a picture.
  ///
  /// - Complexity: O(count of the input).
  public var coverage: Tensor {
    axes.map(\.coverage).reduce(Tensor(shape: [], repeating: 1)) { map, line in
      let product = map.scalars.flatMap { outer in line.map { outer * Float($0) } }
      return Tensor(shape: map.shape + [line.count], scalars: product)
    }
  }

  /// Counts the windows that read the position at an index of each axis.
  public func coverage(at index: [Int]) -> Int {
    require(
      index.count == axes.count,
      "\(index.count) indices for a window that slides along \(axes.count) axes")
    return zip(axes, index).reduce(1) { $0 * $1.0.coverage(at: $1.1) }
  }
}

extension WindowGeometry.Axis {
  /// The number of windows that read each position of the input.
  ///
  /// - Complexity: O(input + padding), for any window.
  public var coverage: [Int] {
    // The count at p is that at p − dilation, plus 1 if a window starts at p, minus 1 if a window
    // has its last element at p − dilation. Positions are counted from the first of the padding.
    func starts(_ position: Int) -> Int {
      position >= 0 && position % stride == 0 && position / stride < output ? 1 : 0
    }
    var counts = Array(repeating: 0, count: padded)
    for position in counts.indices {
      let earlier = position >= dilation ? counts[position - dilation] : 0
      counts[position] = earlier + starts(position) - starts(position - dilation * windowSize)
    }
    return Array(counts[padding.before..<padding.before + input])
  }

  /// Counts the windows that read one position of the input.
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

  /// The number of positions before the end of the last window that no window reads, because of the
  /// stride or the dilation; nil for inputs longer than 2²⁰.
  public var unreadInside: Int? {
    // Neighbouring windows touch: no gaps.
    if dilation == 1 && stride <= windowSize { return 0 }
    guard padded <= 1 << 20 else { return nil }
    return coverage.count { $0 == 0 } - unread
  }
}
