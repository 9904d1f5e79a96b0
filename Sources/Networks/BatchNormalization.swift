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
  public private(set) var runningMean: Tensor
  /// The running variance of each channel, (C); 1 at first.
  public private(set) var runningVariance: Tensor
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
  public var freezesStatistics = false

  /// What backward needs: the input, what it was normalized by, and whether that was the batch's own.
  private var memory: (input: Tensor, mean: [Float], inverse: [Float], ofBatch: Bool)?

  /// A layer for inputs with so many channels along their last axis.
  public init(channels: Int, momentum: Float = 0.9, epsilon: Float = 1e-5) {
    gamma = Parameter("gamma", .ones(channels))
    beta = Parameter("beta", .zeros(channels))
    runningMean = .zeros(channels)
    runningVariance = .ones(channels)
    self.momentum = momentum
    self.epsilon = epsilon
  }

  /// Gamma, then beta.
  public var parameters: [Parameter] {
    get { [gamma, beta] }
    set {
      require(newValue.count == 2, "a BatchNormalization has two parameters, not \(newValue.count)")
      (gamma, beta) = (newValue[0], newValue[1])
    }
  }

  /// The running mean and the running variance.
  public var statistics: [Statistic] {
    get { [.init("runningMean", runningMean), .init("runningVariance", runningVariance)] }
    set {
      require(
        newValue.map(\.value.shape) == [runningMean.shape, runningVariance.shape],
        "the statistics of a BatchNormalization are two of shape \(describe(runningMean.shape)), not "
          + "\(newValue.map { describe($0.value.shape) })")
      (runningMean, runningVariance) = (newValue[0].value, newValue[1].value)
    }
  }

  /// Whether the batch's own statistics are used.
  public var seesWholeBatch: Bool { mode == .training && !freezesStatistics }

  /// (…, C) to the same shape; in training the running statistics move.
  public mutating func forward(_ input: Tensor) -> Tensor {
    require(
      input.rank >= 2 && input.shape.last == gamma.value.count,
      "BatchNormalization of \(gamma.value.count) channels takes (N, …, \(gamma.value.count)), not "
        + describe(input.shape))
    var (mean, variance) = (runningMean.scalars, runningVariance.scalars)
    let ofBatch = seesWholeBatch
    if ofBatch && input.count > 0 {
      (mean, variance) = momentsByChannel(input)
      // Of a single number there is no variance to estimate; 0 / 0 would spoil all that follows.
      let count = Float(input.count / mean.count)
      let unbiased = Tensor(variance) * (count / max(count - 1, 1))
      runningMean = runningMean * momentum + Tensor(mean) * (1 - momentum)
      runningVariance = runningVariance * momentum + unbiased * (1 - momentum)
    }
    let inverse = variance.map { 1 / ($0 + epsilon).squareRoot() }
    memory = (input, mean, inverse, ofBatch)
    let (numbers, gamma, beta) = (input.scalars, gamma.value.scalars, beta.value.scalars)
    return mapByChannel(input.shape) { place, channel in
      (numbers[place] - mean[channel]) * inverse[channel] * gamma[channel] + beta[channel]
    }
  }

  /// (…, C) to the same shape; sets the gradients of `gamma` and `beta`.
  ///
  /// ∂L/∂gamma = Σ ∂L/∂output · normalized and ∂L/∂beta = Σ ∂L/∂output. With fixed statistics the
  /// layer is a straight line, and the gradient is multiplied by its slope gamma / deviation. With the
  /// batch's own, a number also moved the mean and the variance. So what the gradient has in common
  /// with a shift of all numbers is taken out, its mean, and what it has in common with a stretch, its
  /// part along `normalized`: neither would change the output.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let (input, mean, inverse, ofBatch) = remembered(memory, by: "BatchNormalization")
    requireGradient(outputGradient, shape: input.shape, of: "BatchNormalization")
    let (numbers, gradients) = (input.scalars, outputGradient.scalars)
    let stretches = sumByChannel(input.shape) { place, channel in
      gradients[place] * ((numbers[place] - mean[channel]) * inverse[channel])
    }
    let shifts = sumByChannel(input.shape) { place, _ in gradients[place] }
    gamma.gradient = Tensor(stretches.map { Float($0) })
    beta.gradient = Tensor(shifts.map { Float($0) })
    let slope = zip(gamma.value.scalars, inverse).map { $0 * $1 }
    let count = Double(input.count / slope.count)
    // Without a batch's statistics there is nothing to take out.
    let (shift, stretch) = (
      shifts.map { ofBatch ? Float($0 / count) : 0 },
      stretches.map { ofBatch ? Float($0 / count) : 0 }
    )
    return mapByChannel(input.shape) { place, channel in
      let normalized = (numbers[place] - mean[channel]) * inverse[channel]
      return (gradients[place] - shift[channel] - normalized * stretch[channel]) * slope[channel]
    }
  }
}

/// The mean and the variance of each channel, the variance divided by the count.
private func momentsByChannel(_ input: Tensor) -> (mean: [Float], variance: [Float]) {
  let numbers = input.scalars
  let mean = sumByChannel(input.shape) { place, _ in numbers[place] }
    .map { Float($0 / Double(input.count / (input.shape.last ?? 1))) }
  let variance = sumByChannel(input.shape) { place, channel in
    let distance = numbers[place] - mean[channel]
    return distance * distance
  }
  return (mean, variance.map { Float($0 / Double(input.count / mean.count)) })
}

/// For each channel the sum of a function over all places of (…, C).
@inline(__always)
private func sumByChannel(
  _ shape: [Int], _ term: (_ place: Int, _ channel: Int) -> Float
) -> [Double] {
  let channels = shape.last ?? 1
  var sums = [Double](repeating: 0, count: channels)
  for start in stride(from: 0, to: shape.reduce(1, *), by: channels) {
    for channel in 0..<channels { sums[channel] += Double(term(start + channel, channel)) }
  }
  return sums
}

/// A tensor (…, C) of a function of place and channel.
@inline(__always)
private func mapByChannel(
  _ shape: [Int], _ value: (_ place: Int, _ channel: Int) -> Float
) -> Tensor {
  let (count, channels) = (shape.reduce(1, *), shape.last ?? 1)
  let scalars = [Float](unsafeUninitializedCapacity: count) { buffer, filled in
    for start in stride(from: 0, to: count, by: max(channels, 1)) {
      for channel in 0..<channels { buffer[start + channel] = value(start + channel, channel) }
    }
    filled = count
  }
  return Tensor(shape: shape, scalars: scalars)
}
