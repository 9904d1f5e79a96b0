// Computes the wrong answers that known misconceptions about shapes and parameter counts lead to.

import Tensors

extension Prediction {
  /// Creates the prediction of a tensor's shape; nil when no operation made the tensor.
  public init?(of tensor: Tensor) {
    guard let provenance = tensor.provenance else { return nil }
    self.init(shape: tensor.shape)
    if let geometry = provenance.geometry {
      addMistakes(geometry, operands: provenance.operands.map(\.shape))
    } else if provenance.operands.count == 2 {
      addMistakes(product: provenance.operands[0].shape, provenance.operands[1].shape)
    } else if provenance.name == "padded" {
      addMistakes(paddedFrom: provenance.operands[0].shape)
    }
  }

  /// Creates the prediction of a tensor's shape from an input shape, over one operation or several.
  init(of tensor: Tensor, from input: [Int]) {
    if tensor.provenance?.operands.first?.shape == input, let known = Prediction(of: tensor) {
      self = known
    } else {
      self.init(shape: tensor.shape, from: input)
    }
  }

  /// Creates the prediction of a shape from an input shape when no operation is recorded.
  init(shape: [Int], from input: [Int]) {
    self.init(shape: shape)
    if shape == input {
      otherwise = PageStrings.keepsShape
      if shape.count == 4 {
        add([shape[0], shape[1] / 2, shape[2] / 2, shape[3]], PageStrings.mistakeHalved)
      }
    } else if shape == [1] + input {
      add(input, PageStrings.mistakeNoBatch)
      add(input + [1], PageStrings.mistakeBatchLast)
    } else if shape == Array(input.dropFirst()) {
      add(input, PageStrings.mistakeNothingTaken)
      add([1] + shape, PageStrings.mistakeAxisKept)
      if shape.count > 1 { add(Array(shape.dropFirst()), PageStrings.mistakeTwoTaken) }
    } else if shape == Array(input.dropLast()) + [1] {
      add(input, PageStrings.mistakeAllChannels)
      add(Array(input.dropLast()), PageStrings.mistakeChannelAxis)
    } else if shape == Array(input.dropLast()) {
      add(input, PageStrings.mistakeAllChannels)
      add(shape + [1], PageStrings.mistakeChannelAxisKept)
    } else if shape.reduce(1, *) == input.reduce(1, *) {
      addMistakes(rearranged: input)
    }
    addMistakes(axesOf: shape)
  }

  /// Adds the mistakes of a reshape, a transpose or a flattening.
  private mutating func addMistakes(rearranged input: [Int]) {
    guard let shape else { return }
    count = input.reduce(1, *)
    otherwise = PageStrings.keepsNumbersOtherwise
    add(input, PageStrings.mistakeNothingMoved)
    if shape.count == 2, input.count == 4, shape[0] == input[0] {
      add(
        [input.reduce(1, *)],
        shape[0] == 1 ? PageStrings.mistakeNoBatch : PageStrings.mistakeBatchFlattened)
      if shape[0] > 1 { add([shape[1]], PageStrings.mistakeNoBatch) }
      add([shape[0], input[1] * input[2]], PageStrings.mistakeChannelsNotFlattened)
    } else if shape.count == 2 {
      add(shape.reversed(), PageStrings.mistakeRowsAndColumns)
    } else if shape.sorted() == input.sorted(), shape.count == 4 {
      add([input[0], input[3], input[2], input[1]], PageStrings.mistakeOtherOrder)
      add([input[0], input[2], input[1], input[3]], PageStrings.mistakeOtherOrder)
    }
  }

  /// Adds the mistakes in the order of the axes of (H, W, C) or (N, H, W, C).
  private mutating func addMistakes(axesOf shape: [Int]) {
    let first = shape.count - 3
    guard first == 0 || first == 1, shape[first + 2] <= 4 else { return }
    let batch = Array(shape[..<first])
    let (height, width, channels) = (shape[first], shape[first + 1], shape[first + 2])
    add(batch + [width, height, channels], PageStrings.mistakeSwapped)
    add(batch + [channels, height, width], PageStrings.mistakeChannelsFirst)
    // From (…, 3) to (…, 1) this shape has an explanation already.
    if !mistakes.contains(where: { $0.answer == (batch + [height, width]).map(Double.init) }) {
      add(batch + [height, width], PageStrings.mistakeNoChannelAxis)
    }
  }

  /// Creates the prediction of a sliding window's output size, without batch and channels.
  init(_ geometry: WindowGeometry) {
    self.init(shape: geometry.output)
    axes = geometry.axes.map { PageStrings.axis($0.name) }
    for (index, axis) in geometry.axes.enumerated() {
      addMistakes(axis, isSame: geometry.isSame, at: index)
    }
  }

  /// Adds the mistakes of a sliding window.
  /// - Parameter operands: the input (N, …, C) and, for a convolution, the filters (…, C, K).
  private mutating func addMistakes(_ geometry: WindowGeometry, operands: [[Int]]) {
    guard let shape, let input = operands.first else { return }
    guard shape.count == geometry.axes.count + 2 else {
      return addMistakes(unfolded: geometry, of: input)
    }
    let (batch, channels) = (shape[0], shape[shape.count - 1])
    axes =
      [PageStrings.axisBatch] + geometry.axes.map { PageStrings.axis($0.name) } + [
        PageStrings.axisChannels
      ]
    let lengths = geometry.output
    if lengths.count == 2 {
      add([batch, lengths[1], lengths[0], channels], PageStrings.mistakeSwapped)
    }
    add(lengths + [channels], PageStrings.mistakeNoBatch)
    if channels == 1 { add([batch] + lengths, PageStrings.mistakeNoChannels) }
    add(lengths, PageStrings.mistakeOnlyLengths)
    add([batch, channels] + lengths, PageStrings.mistakeChannelsFirst)
    for (index, axis) in geometry.axes.enumerated() {
      addMistakes(axis, isSame: geometry.isSame, at: index + 1)
    }
    guard let depth = input.last else { return }
    let last = shape.count - 1
    if operands.count > 1 {
      add(axis: last, depth, PageStrings.mistakeInputDepth)
      add(axis: last, depth * channels, PageStrings.mistakeDepthTimesFilters)
      add(axis: last, 1, PageStrings.mistakeOneMap)
    } else {
      add(axis: last, 1, PageStrings.mistakePooledChannels)
    }
  }

  private mutating func addMistakes(paddedFrom input: [Int]) {
    guard let shape else { return }
    for axis in shape.indices where shape[axis] > input[axis] {
      add(axis: axis, (shape[axis] + input[axis]) / 2, PageStrings.mistakePaddingOnce)
      add(axis: axis, input[axis], PageStrings.mistakeNoPadding)
    }
  }

  /// Adds the mistakes of im2col, (N·OH·OW, FH·FW·C), of an input (N, H, W, C).
  private mutating func addMistakes(unfolded geometry: WindowGeometry, of input: [Int]) {
    guard let shape, shape.count == 2, input.count == 4 else { return }
    axes = [PageStrings.axisRows, PageStrings.axisColumns]
    let windows = geometry.output.reduce(1, *)
    let window = geometry.axes.map(\.windowSize).reduce(1, *)
    add(shape.reversed(), PageStrings.mistakeWindowsAsColumns)
    add(axis: 0, windows, PageStrings.mistakeOnePictureUnfolded)
    add(axis: 0, input[1] * input[2], PageStrings.mistakeWindowForEachPixel)
    add(
      axis: 0, input[0] * geometry.axes.map { $0.padded / $0.windowSize }.reduce(1, *),
      PageStrings.mistakeGridOfWindows)
    add(axis: 0, input[0] * geometry.output[0], PageStrings.mistakeRowsOfWindows)
    add(axis: 1, window, PageStrings.mistakeWindowWithoutChannels)
    add(axis: 1, geometry.axes[0].windowSize * input[3], PageStrings.mistakeOneSideOfTheWindow)
    add(axis: 1, geometry.axes[0].windowSize, PageStrings.mistakeOneSideOfTheWindow)
  }

  private mutating func addMistakes(_ axis: WindowGeometry.Axis, isSame: Bool, at index: Int) {
    let (input, stride, reach) = (axis.input, axis.stride, axis.reach)
    let room = axis.padded - reach
    /// Returns ⌊room / stride⌋ + 1, or −1 when the window doesn't fit.
    func count(_ room: Int) -> Int { room < 0 ? -1 : room / stride + 1 }
    if isSame {
      add(axis: index, count(input - reach), PageStrings.mistakeValidForSame)
      add(axis: index, input / stride, PageStrings.mistakeRoundedDown)
    } else {
      if axis.isFloored { add(axis: index, count(room) + 1, PageStrings.mistakeNoFloor) }
      add(axis: index, room / stride, PageStrings.mistakeNoPlusOne)
      if axis.padding.before > 0 || axis.padding.after > 0 {
        add(axis: index, count(input + axis.padding.before - reach), PageStrings.mistakePaddingOnce)
        add(axis: index, count(input - reach), PageStrings.mistakeNoPadding)
      }
      add(axis: index, (input + stride - 1) / stride, PageStrings.mistakeSameForValid)
      add(axis: index, input / stride, PageStrings.mistakeNoWindow)
    }
    if axis.dilation > 1 {
      add(axis: index, count(axis.padded - axis.windowSize), PageStrings.mistakeNoDilation)
    }
    if stride > 1 { add(axis: index, room + 1, PageStrings.mistakeNoStride) }
    add(axis: index, input, PageStrings.mistakeUnchanged)
    add(axis: index, axis.padded, PageStrings.mistakePadded)
    add(axis: index, axis.windowSize, PageStrings.mistakeWindow)
  }

  /// Adds the mistakes of a matrix product (m, k) · (k, n).
  private mutating func addMistakes(product left: [Int], _ right: [Int]) {
    guard let shape, left.count == 2, right.count == 2, shape == [left[0], right[1]] else { return }
    axes = [PageStrings.axisRows, PageStrings.axisColumns]
    add([right[1], left[0]], PageStrings.mistakeProductTurned)
    add([left[1], right[0]], PageStrings.mistakeProductInner)
    add(left, PageStrings.mistakeProductLeft)
    add(right, PageStrings.mistakeProductRight)
  }

  /// Creates the prediction of a convolution's parameter count.
  ///
  /// - Parameter filters: the shape of the filters, (…, C, K).
  public init(parametersOf filters: [Int]) {
    let (maps, depth) = (filters.last ?? 1, filters.dropLast().last ?? 1)
    let weights = filters.reduce(1, *)
    self.init(
      number: Double(weights + maps),
      mistakes: [
        .init(Double(weights), PageStrings.mistakeNoBias),
        .init(Double(weights + 1), PageStrings.mistakeOneBias),
        .init(Double(weights / depth + maps), PageStrings.mistakeNoDepth),
        .init(Double(weights / depth), PageStrings.mistakeNoDepthNoBias),
        .init(Double(weights / maps + 1), PageStrings.mistakeOneFilter),
        .init(Double(weights / maps), PageStrings.mistakeOneFilterNoBias),
        .init(Double(weights + depth), PageStrings.mistakeBiasPerChannel),
      ])
  }
}
