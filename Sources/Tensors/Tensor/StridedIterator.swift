// Iteration over the indices of several axes, with the offsets of one or more tensors.

/// Iterates over the indices of some axes in row-major order, and computes the offsets in tensors.
struct StridedIterator {
  private let lengths: [Int]
  private let steps: [[Int]]
  private var index: [Int]
  /// The current offset in each tensor.
  private(set) var offsets: [Int]

  /// - Parameters:
  ///   - lengths: the lengths of the axes.
  ///   - steps: the strides of each tensor along the axes; 0 repeats an element.
  init(_ lengths: some Sequence<Int>, steps: [[Int]]) {
    self.lengths = Array(lengths)
    self.steps = steps
    index = Array(repeating: 0, count: self.lengths.count)
    offsets = Array(repeating: 0, count: steps.count)
  }

  /// Advances to the next index, after the last to the first.
  mutating func advance() {
    for axis in lengths.indices.reversed() {
      index[axis] += 1
      for tensor in steps.indices { offsets[tensor] += steps[tensor][axis] }
      if index[axis] < lengths[axis] { return }
      for tensor in steps.indices { offsets[tensor] -= steps[tensor][axis] * lengths[axis] }
      index[axis] = 0
    }
  }
}

/// Merges the axes of a shape that are contiguous in two tensors.
///
/// Equal shapes become a single long axis; a bias (K) on (N, H, W, K) becomes two.
struct MergedAxes {
  /// The lengths of all axes but the last.
  let outer: [Int]
  /// The strides of both tensors along the outer axes.
  let outerSteps: [[Int]]
  /// The length of the last axis.
  let length: Int
  /// The strides of both tensors along the last axis.
  let steps: [Int]

  init(_ shape: [Int], _ first: [Int], _ second: [Int]) {
    var merged: [(length: Int, first: Int, second: Int)] = []
    for axis in shape.indices where shape[axis] != 1 {
      let inner = (length: shape[axis], first: first[axis], second: second[axis])
      if let outer = merged.last, outer.first == inner.first * inner.length,
        outer.second == inner.second * inner.length
      {
        merged[merged.count - 1] = (outer.length * inner.length, inner.first, inner.second)
      } else {
        merged.append(inner)
      }
    }
    let last = merged.popLast() ?? (1, 1, 1)
    outer = merged.map(\.length)
    outerSteps = [merged.map(\.first), merged.map(\.second)]
    length = last.length
    steps = [last.first, last.second]
  }
}
