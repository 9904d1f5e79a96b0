// Going through the indices of several axes, and through those of two tensors side by side.

/// Walks the indices of some axes in row-major order and keeps offsets into tensors up to date.
struct StridedIterator {
  private let lengths: [Int]
  private let steps: [[Int]]
  private var index: [Int]
  /// Where each tensor is at now.
  private(set) var offsets: [Int]

  /// - Parameters:
  ///   - lengths: of the axes.
  ///   - steps: for each tensor, how far one step along each axis goes; 0 stays.
  init(_ lengths: some Sequence<Int>, steps: [[Int]]) {
    self.lengths = Array(lengths)
    self.steps = steps
    index = Array(repeating: 0, count: self.lengths.count)
    offsets = Array(repeating: 0, count: steps.count)
  }

  /// Goes to the next index; after the last comes the first again.
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

/// The axes of a shape with those merged that two tensors walk through as if they were one.
///
/// Equal shapes become a single long axis; a bias (K) on (N, H, W, K) becomes two.
struct MergedAxes {
  /// Every axis but the last.
  let outer: [Int]
  /// For both tensors, how far a step along the outer axes goes.
  let outerSteps: [[Int]]
  /// The length of the last axis.
  let length: Int
  /// For both tensors, how far a step along the last axis goes.
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
