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
    } else if origin.name == "padded" {
      addMistakes(paddedFrom: origin.operands[0].shape)
    }
  }

  /// The shape of a tensor that was made of another, in one operation or in several.
  init(of tensor: Tensor, from input: [Int]) {
    if tensor.origin?.operands.first?.shape == input, let known = Prediction(of: tensor) {
      self = known
    } else {
      self.init(shape: tensor.shape, from: input)
    }
  }

  /// A shape that was made of another by something that is not recorded.
  init(shape: [Int], from input: [Int]) {
    self.init(shape: shape)
    if shape == input {
      otherwise = Words.keepsShape
      if shape.count == 4 {
        add([shape[0], shape[1] / 2, shape[2] / 2, shape[3]], Words.mistakeHalved)
      }
    } else if shape == [1] + input {
      add(input, Words.mistakeNoBatch)
      add(input + [1], Words.mistakeBatchLast)
    } else if shape == Array(input.dropFirst()) {
      add(input, Words.mistakeNothingTaken)
      add([1] + shape, Words.mistakeAxisKept)
      if shape.count > 1 { add(Array(shape.dropFirst()), Words.mistakeTwoTaken) }
    } else if shape == Array(input.dropLast()) + [1] {
      add(input, Words.mistakeAllChannels)
      add(Array(input.dropLast()), Words.mistakeChannelAxis)
    } else if shape == Array(input.dropLast()) {
      add(input, Words.mistakeAllChannels)
      add(shape + [1], Words.mistakeChannelAxisKept)
    } else if shape.reduce(1, *) == input.reduce(1, *) {
      addMistakes(rearranged: input)
    }
    addMistakes(axesOf: shape)
  }

  /// The same numbers under another shape: a reshape, a transpose, a flattening.
  private mutating func addMistakes(rearranged input: [Int]) {
    guard let shape else { return }
    count = input.reduce(1, *)
    otherwise = Words.keepsNumbersOtherwise
    add(input, Words.mistakeNothingMoved)
    if shape.count == 2, input.count == 4, shape[0] == input[0] {
      add([input.reduce(1, *)], shape[0] == 1 ? Words.mistakeNoBatch : Words.mistakeBatchFlattened)
      if shape[0] > 1 { add([shape[1]], Words.mistakeNoBatch) }
      add([shape[0], input[1] * input[2]], Words.mistakeChannelsNotFlattened)
    } else if shape.count == 2 {
      add(shape.reversed(), Words.mistakeRowsAndColumns)
    } else if shape.sorted() == input.sorted(), shape.count == 4 {
      add([input[0], input[3], input[2], input[1]], Words.mistakeOtherOrder)
      add([input[0], input[2], input[1], input[3]], Words.mistakeOtherOrder)
    }
  }

  /// What can be mixed up about a picture, (H, W, C), or a batch of them, (N, H, W, C).
  private mutating func addMistakes(axesOf shape: [Int]) {
    let first = shape.count - 3
    guard first == 0 || first == 1, shape[first + 2] <= 4 else { return }
    let batch = Array(shape[..<first])
    let (height, width, channels) = (shape[first], shape[first + 1], shape[first + 2])
    add(batch + [width, height, channels], Words.mistakeSwapped)
    add(batch + [channels, height, width], Words.mistakeChannelsFirst)
    // From (…, 3) to (…, 1) the same shape has words of its own.
    if !mistakes.contains(where: { $0.answer == (batch + [height, width]).map(Double.init) }) {
      add(batch + [height, width], Words.mistakeNoChannelAxis)
    }
  }

  /// How often a window stops along each axis, without a batch or channels.
  init(_ geometry: WindowGeometry) {
    self.init(shape: geometry.output)
    axes = geometry.axes.map(\.name)
    for (index, axis) in geometry.axes.enumerated() {
      addMistakes(axis, isSame: geometry.isSame, at: index)
    }
  }

  /// - Parameter operands: the input (N, …, C) and, for a convolution, the filters (…, C, K).
  private mutating func addMistakes(_ geometry: WindowGeometry, operands: [[Int]]) {
    guard let shape, let input = operands.first else { return }
    guard shape.count == geometry.axes.count + 2 else {
      return addMistakes(unfolded: geometry, of: input)
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

  private mutating func addMistakes(paddedFrom input: [Int]) {
    guard let shape else { return }
    for axis in shape.indices where shape[axis] > input[axis] {
      add(axis: axis, (shape[axis] + input[axis]) / 2, Words.mistakePaddingOnce)
      add(axis: axis, input[axis], Words.mistakeNoPadding)
    }
  }

  /// Windows as rows, (N·OH·OW, FH·FW·C), of an input (N, H, W, C).
  private mutating func addMistakes(unfolded geometry: WindowGeometry, of input: [Int]) {
    guard let shape, shape.count == 2, input.count == 4 else { return }
    axes = [Words.axisRows, Words.axisColumns]
    let windows = geometry.output.reduce(1, *)
    let window = geometry.axes.map(\.window).reduce(1, *)
    add(shape.reversed(), Words.mistakeWindowsAsColumns)
    add(axis: 0, windows, Words.mistakeOnePictureUnfolded)
    add(axis: 0, input[1] * input[2], Words.mistakeWindowForEachPixel)
    add(
      axis: 0, input[0] * geometry.axes.map { $0.padded / $0.window }.reduce(1, *),
      Words.mistakeGridOfWindows)
    add(axis: 0, input[0] * geometry.output[0], Words.mistakeRowsOfWindows)
    add(axis: 1, window, Words.mistakeWindowWithoutChannels)
    add(axis: 1, geometry.axes[0].window * input[3], Words.mistakeOneSideOfTheWindow)
    add(axis: 1, geometry.axes[0].window, Words.mistakeOneSideOfTheWindow)
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
        .init(Double(weights), Words.mistakeNoBias),
        .init(Double(weights + 1), Words.mistakeOneBias),
        .init(Double(weights / depth + maps), Words.mistakeNoDepth),
        .init(Double(weights / depth), Words.mistakeNoDepthNoBias),
        .init(Double(weights / maps + 1), Words.mistakeOneFilter),
        .init(Double(weights / maps), Words.mistakeOneFilterNoBias),
        .init(Double(weights + depth), Words.mistakeBiasPerChannel),
      ])
  }
}
