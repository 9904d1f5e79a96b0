// The batch normalization layer.

import Tensors

/// Normalizes each channel: gamma · (x − mean) / √(variance + epsilon) + beta.
///
/// Mean and variance are taken over all axes but the last: N · H · W numbers for each channel of
/// pictures (N, H, W, C), N for each feature of rows (N, F). In training they are those of the
/// batch, the variance divided by the count m. Each batch also updates the running statistics, with
/// the variance divided by m − 1. Inference uses the running statistics, so that the output for an
/// example does not depend on the rest of the batch. Normalizing changes scale and position, not
/// the shape of a distribution: it makes nothing Gaussian.
///
/// PyTorch's `BatchNorm2d` computes the same; its momentum is 1 − `momentum`, 0.1 by default. Keras
/// has a momentum of 0.99 and an epsilon of 0.001.
/// Source: Ioffe and Szegedy, "Batch normalization" (2015), algorithms 1 and 2.
public struct BatchNormalization: Layer {
  /// The scale of each channel, (C); 1 at first.
  public var gamma: Parameter
  /// The shift of each channel, (C); 0 at first.
  public var beta: Parameter
  /// The running mean of each channel, (C); 0 at first.
  public private(set) var runningMean: Buffer
  /// The running variance of each channel, (C); 1 at first.
  public private(set) var runningVariance: Buffer
  /// The share of the running statistics that is kept at each step, 0...1.
  public let momentum: Float
  /// A small number that prevents a division by 0.
  public let epsilon: Float
  /// The mode: training uses the statistics of the batch, inference the running ones.
  public var mode = Mode.training
  /// Whether training uses the running statistics too, and leaves them as they are.
  ///
  /// A frozen layer of a trained network needs this besides parameters that are not trainable,
  /// which keep only `gamma` and `beta`.
  public var hasFrozenBuffers = false

  /// The input, its statistics as mean and 1 / deviation, and whether they are those of the batch.
  private var saved: (input: Tensor, mean: [Float], inverse: [Float], ofBatch: Bool)?

  /// Makes a layer for inputs (…, C) with C channels.
  public init(channels: Int, momentum: Float = 0.9, epsilon: Float = 1e-5) {
    gamma = Parameter("gamma", .ones(channels))
    beta = Parameter("beta", .zeros(channels))
    runningMean = Buffer("runningMean", .zeros(channels))
    runningVariance = Buffer("runningVariance", .ones(channels))
    self.momentum = momentum
    self.epsilon = epsilon
  }

  /// Visits gamma, then beta.
  public mutating func visitParameters(_ visit: (inout Parameter) -> Void) {
    visit(&gamma)
    visit(&beta)
  }

  /// Visits the running mean, then the running variance.
  public mutating func visitBuffers(_ visit: (inout Buffer) -> Void) {
    visit(&runningMean)
    visit(&runningVariance)
  }

  /// Stops at an input that has other channels.
  func requireInput(_ shape: [Int]) {
    require(
      shape.count >= 2 && shape.last == gamma.value.count,
      "BatchNormalization of \(gamma.value.count) channels takes (N, …, \(gamma.value.count)), not "
        + describe(shape))
  }

  /// The factor and the summand of each channel that inference comes down to.
  var inferenceScale: (factors: Tensor, summands: Tensor) {
    let inverse = runningVariance.value.map { 1 / ($0 + epsilon).squareRoot() }
    let factors = gamma.value * inverse
    return (factors, beta.value - runningMean.value * factors)
  }

  /// Normalizes (…, C); in training it also updates the running statistics.
  public mutating func forward(_ input: Tensor) -> Tensor {
    requireInput(input.shape)
    var (mean, variance) = (runningMean.value.scalars, runningVariance.value.scalars)
    let ofBatch = mode == .training && !hasFrozenBuffers
    if ofBatch && input.count > 0 {
      (mean, variance) = momentsByChannel(input)
      // A single number has no sample variance; 0 / 0 would put NaN into the running variance.
      let count = Float(input.count / mean.count)
      let unbiased = Tensor(variance) * (count / max(count - 1, 1))
      runningMean.value = runningMean.value * momentum + Tensor(mean) * (1 - momentum)
      runningVariance.value = runningVariance.value * momentum + unbiased * (1 - momentum)
    }
    let inverse = variance.map { 1 / ($0 + epsilon).squareRoot() }
    saved = (input, mean, inverse, ofBatch)
    let normalized = [Float](unsafeUninitializedCapacity: input.count) { buffer, filled in
      normalize(
        input.shape, input.scalars, mean: mean, inverse: inverse, gamma: gamma.value.scalars,
        beta: beta.value.scalars, into: buffer)
      filled = input.count
    }
    return Tensor(shape: input.shape, scalars: normalized)
  }

  /// Computes the input gradient, (…, C); sets the gradients of `gamma` and `beta`.
  ///
  /// ∂L/∂gamma = Σ ∂L/∂output · normalized and ∂L/∂beta = Σ ∂L/∂output. With fixed statistics the
  /// layer is linear, and the gradient is multiplied by gamma / deviation. With those of the batch,
  /// each number also changes the mean and the variance. A shift or a scaling of all numbers does
  /// not change the output, so the gradient's mean and its projection on `normalized` are
  /// subtracted first.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let (input, mean, inverse, ofBatch) = requireForward(saved, of: "BatchNormalization")
    requireGradient(outputGradient, shape: input.shape, of: "BatchNormalization")
    let (gradientSums, projectionSums) = sums(
      input.shape, of: outputGradient.scalars, against: input.scalars, mean: mean, inverse: inverse)
    gamma.gradient = Tensor(projectionSums.map { Float($0) })
    beta.gradient = Tensor(gradientSums.map { Float($0) })
    let scale = zip(gamma.value.scalars, inverse).map { $0 * $1 }
    let count = Double(input.count / scale.count)
    // Fixed statistics do not depend on the input: nothing is subtracted.
    let (meanGradient, projection) = (
      gradientSums.map { ofBatch ? Float($0 / count) : 0 },
      projectionSums.map { ofBatch ? Float($0 / count) : 0 }
    )
    let inputGradient = [Float](unsafeUninitializedCapacity: input.count) { buffer, filled in
      combineGradients(
        input.shape, outputGradient.scalars, input.scalars, mean: mean, inverse: inverse,
        meanGradient: meanGradient, projection: projection, scale: scale, into: buffer)
      filled = input.count
    }
    return Tensor(shape: input.shape, scalars: inputGradient)
  }
}

/// Computes the mean and the variance of each channel, the variance divided by the count.
private func momentsByChannel(_ input: Tensor) -> (mean: [Float], variance: [Float]) {
  let channels = input.shape.last ?? 1
  let (zeros, ones) = (
    [Float](repeating: 0, count: channels), [Float](repeating: 1, count: channels)
  )
  let numbers = input.scalars
  let count = Double(input.count / channels)
  let mean = sums(input.shape, of: numbers, against: numbers, mean: zeros, inverse: zeros).plain
    .map { Float($0 / count) }
  let centred = [Float](unsafeUninitializedCapacity: input.count) { buffer, filled in
    normalize(
      input.shape, numbers, mean: mean, inverse: ones, gamma: ones, beta: zeros, into: buffer)
    filled = input.count
  }
  let squares = sums(input.shape, of: centred, against: centred, mean: zeros, inverse: ones)
    .weighted
  return (mean, squares.map { Float($0 / count) })
}

// The loops below run over all numbers of a batch several times in every training step. They read
// through pointers, without bounds checks, and in parts for several threads. The parts do not
// depend on the number of threads, so that sums have the same bits.

/// Calls `body` with the range of each part of (…, C), which holds whole rows of channels.
private func forEachPart(
  of shape: [Int], _ body: (_ part: Int, _ places: Range<Int>) -> Void
) -> Int {
  let (count, part) = (shape.reduce(1, *), 1024 * max(shape.last ?? 1, 1))
  let parts = (count + part - 1) / part
  parallelFor(parts) { body($0, $0 * part..<min(($0 + 1) * part, count)) }
  return parts
}

/// Computes for each channel Σ x, and Σ x · (y − mean) · inverse.
private func sums(
  _ shape: [Int], of x: UnsafePointer<Float>, against y: UnsafePointer<Float>,
  mean: UnsafePointer<Float>, inverse: UnsafePointer<Float>
) -> (plain: [Double], weighted: [Double]) {
  let channels = shape.last ?? 1
  let most = shape.reduce(1, *) / max(channels, 1) / 1024 + 1
  var partial = [Double](repeating: 0, count: most * 2 * channels)
  let parts = partial.withUnsafeMutableBufferPointer { buffer in
    let start = buffer.baseAddress
    return forEachPart(of: shape) { part, places in
      guard let plain = start?.advanced(by: part * 2 * channels) else { return }
      let weighted = plain.advanced(by: channels)
      for start in stride(from: places.lowerBound, to: places.upperBound, by: max(channels, 1)) {
        for channel in 0..<channels {
          let value = x[start + channel]
          plain[channel] += Double(value)
          weighted[channel] += Double(
            value * ((y[start + channel] - mean[channel]) * inverse[channel]))
        }
      }
    }
  }
  func sum(_ offset: Int) -> [Double] {
    (0..<channels).map { channel in
      (0..<parts).reduce(0) { $0 + partial[$1 * 2 * channels + offset + channel] }
    }
  }
  return (sum(0), sum(channels))
}

/// Computes (x − mean) · inverse · gamma + beta.
private func normalize(
  _ shape: [Int], _ x: UnsafePointer<Float>, mean: UnsafePointer<Float>,
  inverse: UnsafePointer<Float>, gamma: UnsafePointer<Float>, beta: UnsafePointer<Float>,
  into result: UnsafeMutableBufferPointer<Float>
) {
  guard let result = result.baseAddress else { return }
  let channels = shape.last ?? 1
  _ = forEachPart(of: shape) { _, places in
    for start in stride(from: places.lowerBound, to: places.upperBound, by: max(channels, 1)) {
      for channel in 0..<channels {
        result[start + channel] =
          (x[start + channel] - mean[channel]) * inverse[channel] * gamma[channel] + beta[channel]
      }
    }
  }
}

/// Computes (gradient − meanGradient − normalized x · projection) · scale.
private func combineGradients(
  _ shape: [Int], _ gradient: UnsafePointer<Float>, _ x: UnsafePointer<Float>,
  mean: UnsafePointer<Float>, inverse: UnsafePointer<Float>, meanGradient: UnsafePointer<Float>,
  projection: UnsafePointer<Float>, scale: UnsafePointer<Float>,
  into result: UnsafeMutableBufferPointer<Float>
) {
  guard let result = result.baseAddress else { return }
  let channels = shape.last ?? 1
  _ = forEachPart(of: shape) { _, places in
    for start in stride(from: places.lowerBound, to: places.upperBound, by: max(channels, 1)) {
      for channel in 0..<channels {
        let normalized = (x[start + channel] - mean[channel]) * inverse[channel]
        result[start + channel] =
          (gradient[start + channel] - meanGradient[channel] - normalized * projection[channel])
          * scale[channel]
      }
    }
  }
}
