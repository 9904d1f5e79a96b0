// The misconceptions about shapes and parameter counts, each as the answer that it leads to.

import Tensors

extension Prediction {
  /// The shape of a tensor that an operation made; nil for one of which nothing is known.
  public init?(of tensor: Tensor) {
    guard let origin = tensor.origin else { return nil }
    self.init(shape: tensor.shape)
    if let geometry = origin.geometry {
      addMistakes(geometry, operands: origin.operands.map(\.shape))
    } else if origin.operands.count == 2 {
      addMistakes(product: origin.operands[0].shape, origin.operands[1].shape)
    }
  }

  /// The shape of a tensor that was made of another, in one operation or in several.
  init(of tensor: Tensor, from input: [Int]) {
    if tensor.origin?.operands.first?.shape == input, let known = Prediction(of: tensor) {
      self = known
    } else {
      self.init(shape: tensor.shape)
    }
  }

  /// - Parameter operands: the input (N, …, C) and, for a convolution, the filters (…, C, K).
  private mutating func addMistakes(_ geometry: WindowGeometry, operands: [[Int]]) {
    guard let shape, let input = operands.first, shape.count == geometry.axes.count + 2 else {
      return
    }
    let (batch, channels) = (shape[0], shape[shape.count - 1])
    axes = [Words.axisBatch] + geometry.axes.map(\.name) + [Words.axisChannels]
    let lengths = geometry.output
    if lengths.count == 2 {
      add([batch, lengths[1], lengths[0], channels], Words.mistakeSwapped)
    }
    add(lengths + [channels], Words.mistakeNoBatch)
    if channels == 1 { add([batch] + lengths, Words.mistakeNoChannels) }
    add(lengths, Words.mistakeOnlyLengths)
    add([batch, channels] + lengths, Words.mistakeChannelsFirst)
    for (index, axis) in geometry.axes.enumerated() {
      addMistakes(axis, isSame: geometry.isSame, at: index + 1)
    }
    guard let depth = input.last else { return }
    let last = shape.count - 1
    if operands.count > 1 {
      add(axis: last, depth, Words.mistakeInputDepth)
      add(axis: last, depth * channels, Words.mistakeDepthTimesFilters)
      add(axis: last, 1, Words.mistakeOneMap)
    } else {
      add(axis: last, 1, Words.mistakePooledChannels)
    }
  }

  private mutating func addMistakes(_ axis: WindowGeometry.Axis, isSame: Bool, at index: Int) {
    let (input, stride, reach) = (axis.input, axis.stride, axis.reach)
    let room = axis.padded - reach
    /// ⌊a / S⌋ + 1, for a window that fits.
    func count(_ room: Int) -> Int { room < 0 ? -1 : room / stride + 1 }
    if isSame {
      add(axis: index, count(input - reach), Words.mistakeValidForSame)
      add(axis: index, input / stride, Words.mistakeRoundedDown)
    } else {
      if axis.isFloored { add(axis: index, count(room) + 1, Words.mistakeNoFloor) }
      add(axis: index, room / stride, Words.mistakeNoPlusOne)
      if axis.padding.before > 0 || axis.padding.after > 0 {
        add(axis: index, count(input + axis.padding.before - reach), Words.mistakePaddingOnce)
        add(axis: index, count(input - reach), Words.mistakeNoPadding)
      }
      add(axis: index, (input + stride - 1) / stride, Words.mistakeSameForValid)
      add(axis: index, input / stride, Words.mistakeNoWindow)
    }
    if axis.dilation > 1 {
      add(axis: index, count(axis.padded - axis.window), Words.mistakeNoDilation)
    }
    if stride > 1 { add(axis: index, room + 1, Words.mistakeNoStride) }
    add(axis: index, input, Words.mistakeUnchanged)
    add(axis: index, axis.padded, Words.mistakePadded)
    add(axis: index, axis.window, Words.mistakeWindow)
  }

  /// (m, k) times (k, n).
  private mutating func addMistakes(product left: [Int], _ right: [Int]) {
    guard let shape, left.count == 2, right.count == 2, shape == [left[0], right[1]] else { return }
    axes = [Words.axisRows, Words.axisColumns]
    add([right[1], left[0]], Words.mistakeProductTurned)
    add([left[1], right[0]], Words.mistakeProductInner)
    add(left, Words.mistakeProductLeft)
    add(right, Words.mistakeProductRight)
  }

  /// The count of a convolution's parameters.
  ///
  /// - Parameter filters: (…, C, K), the filters' shape.
  public init(parametersOf filters: [Int]) {
    let (maps, depth) = (filters.last ?? 1, filters.dropLast().last ?? 1)
    let weights = filters.reduce(1, *)
    self.init(
      number: Double(weights + maps),
      mistakes: [
        (weights, Words.mistakeNoBias),
        (weights + 1, Words.mistakeOneBias),
        (weights / depth + maps, Words.mistakeNoDepth),
        (weights / depth, Words.mistakeNoDepthNoBias),
        (weights / maps + 1, Words.mistakeOneFilter),
        (weights / maps, Words.mistakeOneFilterNoBias),
        (weights + depth, Words.mistakeBiasPerChannel),
      ])
  }
}
