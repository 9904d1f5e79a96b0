// Batch normalization: every channel is brought to mean 0 and variance 1, then to what suits it.

import Tensors

/// gamma · (x − mean) / √(variance + epsilon) + beta, channel by channel.
///
/// Mean and variance are taken over everything but the last axis: of pictures (N, H, W, C) over
/// N · H · W numbers for each channel, of rows (N, F) over N for each feature. In training they are
/// those of the batch, the variance divided by the count m. Each also moves the running statistics,
/// the variance then divided by m − 1, and in use these take their place: an answer must not depend
/// on who else is in the batch. It shifts and stretches; it makes nothing Gaussian.
///
/// PyTorch's `BatchNorm2d` computes the same; its momentum is 1 − `momentum`, 0.1 by default. Keras
/// keeps 0.99 of the running statistics, with an epsilon of 0.001.
/// Source: Ioffe and Szegedy, "Batch normalization" (2015), algorithms 1 and 2.
public struct BatchNormalization: Layer {
  /// What normalized numbers are multiplied by, (C); 1 at first.
  public var gamma: Parameter
  /// What is added to them, (C); 0 at first.
  public var beta: Parameter
  /// The running mean of each channel, (C); 0 at first.
  public private(set) var runningMean: Buffer
  /// The running variance of each channel, (C); 1 at first.
  public private(set) var runningVariance: Buffer
  /// How much of the running statistics is kept at each step.
  public let momentum: Float
  /// What keeps the division from being one by 0.
  public let epsilon: Float
  /// Whether the batch is normalized by its own statistics or by the running ones.
  public var mode = Mode.training
  /// Uses the running statistics in training too, and leaves them as they are.
  ///
  /// A layer carried over from another network needs this besides parameters that are not trainable:
  /// those alone keep `gamma` and `beta`, while the statistics go on moving.
  public var hasFrozenBuffers = false

  /// What backward needs: the input, what it was normalized by, and whether that was the batch's own.
  private var memory: (input: Tensor, mean: [Float], inverse: [Float], ofBatch: Bool)?

  /// A layer for inputs with so many channels along their last axis.
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

  /// (…, C) to the same shape; in training the running statistics move.
  public mutating func forward(_ input: Tensor) -> Tensor {
    require(
      input.rank >= 2 && input.shape.last == gamma.value.count,
      "BatchNormalization of \(gamma.value.count) channels takes (N, …, \(gamma.value.count)), not "
        + describe(input.shape))
    var (mean, variance) = (runningMean.value.scalars, runningVariance.value.scalars)
    let ofBatch = mode == .training && !hasFrozenBuffers
    if ofBatch && input.count > 0 {
      (mean, variance) = momentsByChannel(input)
      // Of a single number there is no variance to estimate; 0 / 0 would spoil all that follows.
      let count = Float(input.count / mean.count)
      let unbiased = Tensor(variance) * (count / max(count - 1, 1))
      runningMean.value = runningMean.value * momentum + Tensor(mean) * (1 - momentum)
      runningVariance.value = runningVariance.value * momentum + unbiased * (1 - momentum)
    }
    let inverse = variance.map { 1 / ($0 + epsilon).squareRoot() }
    memory = (input, mean, inverse, ofBatch)
    let normalized = [Float](unsafeUninitializedCapacity: input.count) { buffer, filled in
      normalize(
        input.shape, input.scalars, mean: mean, inverse: inverse, gamma: gamma.value.scalars,
        beta: beta.value.scalars, into: buffer)
      filled = input.count
    }
    return Tensor(shape: input.shape, scalars: normalized)
  }

  /// (…, C) to the same shape; sets the gradients of `gamma` and `beta`.
  ///
  /// ∂L/∂gamma = Σ ∂L/∂output · normalized and ∂L/∂beta = Σ ∂L/∂output. With fixed statistics the
  /// layer is a straight line, and the gradient is multiplied by its slope gamma / deviation. With the
  /// batch's own, a number also moved the mean and the variance. So what the gradient has in common
  /// with a shift of all numbers is taken out, its mean, and what it has in common with a stretch, its
  /// part along `normalized`: neither would change the output.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let (input, mean, inverse, ofBatch) = requireForward(memory, of: "BatchNormalization")
    requireGradient(outputGradient, shape: input.shape, of: "BatchNormalization")
    let (shifts, stretches) = sums(
      input.shape, of: outputGradient.scalars, against: input.scalars, mean: mean, inverse: inverse)
    gamma.gradient = Tensor(stretches.map { Float($0) })
    beta.gradient = Tensor(shifts.map { Float($0) })
    let slope = zip(gamma.value.scalars, inverse).map { $0 * $1 }
    let count = Double(input.count / slope.count)
    // Without a batch's statistics there is nothing to take out.
    let (shift, stretch) = (
      shifts.map { ofBatch ? Float($0 / count) : 0 },
      stretches.map { ofBatch ? Float($0 / count) : 0 }
    )
    let inputGradient = [Float](unsafeUninitializedCapacity: input.count) { buffer, filled in
      takeOut(
        input.shape, outputGradient.scalars, input.scalars, mean: mean, inverse: inverse,
        shift: shift, stretch: stretch, slope: slope, into: buffer)
      filled = input.count
    }
    return Tensor(shape: input.shape, scalars: inputGradient)
  }
}

/// The mean and the variance of each channel, the variance divided by the count.
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

// The loops below run over all numbers of a batch, several times in every step of training. They read
// through pointers, which spares the check of each index, and are cut into parts for several threads. How
// they are cut does not depend on the number of threads, so that sums come out the same.

/// Calls `body` with the first and the last place + 1 of each part of (…, C), whole rows of channels.
private func forEachPart(
  of shape: [Int], _ body: (_ part: Int, _ places: Range<Int>) -> Void
) -> Int {
  let (count, part) = (shape.reduce(1, *), 1024 * max(shape.last ?? 1, 1))
  let parts = (count + part - 1) / part
  parallelFor(parts) { body($0, $0 * part..<min(($0 + 1) * part, count)) }
  return parts
}

/// For each channel Σ x, and Σ x · (y − mean) · inverse.
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

/// (x − mean) · inverse · gamma + beta.
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

/// (gradient − shift − normalized x · stretch) · slope.
private func takeOut(
  _ shape: [Int], _ gradient: UnsafePointer<Float>, _ x: UnsafePointer<Float>,
  mean: UnsafePointer<Float>, inverse: UnsafePointer<Float>, shift: UnsafePointer<Float>,
  stretch: UnsafePointer<Float>, slope: UnsafePointer<Float>,
  into result: UnsafeMutableBufferPointer<Float>
) {
  guard let result = result.baseAddress else { return }
  let channels = shape.last ?? 1
  _ = forEachPart(of: shape) { _, places in
    for start in stride(from: places.lowerBound, to: places.upperBound, by: max(channels, 1)) {
      for channel in 0..<channels {
        let normalized = (x[start + channel] - mean[channel]) * inverse[channel]
        result[start + channel] =
          (gradient[start + channel] - shift[channel] - normalized * stretch[channel])
          * slope[channel]
      }
    }
  }
}
