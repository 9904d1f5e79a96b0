// Deprecated names from the first edition, so that students' files still compile.

import Networks
import Tensors

/// Forwards to `maxPool2D(_:windowSize:stride:padding:)`.
@available(*, deprecated, renamed: "maxPool2D(_:windowSize:stride:padding:)")
public func maxPool2D(
  _ input: Tensor, window: any PerAxis, stride: (any PerAxis)? = nil, padding: Padding = .valid
) -> Tensor {
  maxPool2D(input, windowSize: window, stride: stride, padding: padding)
}

/// Forwards to `averagePool2D(_:windowSize:stride:padding:)`.
@available(*, deprecated, renamed: "averagePool2D(_:windowSize:stride:padding:)")
public func averagePool2D(
  _ input: Tensor, window: any PerAxis, stride: (any PerAxis)? = nil, padding: Padding = .valid
) -> Tensor {
  averagePool2D(input, windowSize: window, stride: stride, padding: padding)
}

/// Forwards to `im2col(_:filterSize:stride:padding:dilation:)`.
@available(*, deprecated, renamed: "im2col(_:filterSize:stride:padding:dilation:)")
public func im2col(
  _ input: Tensor, window: any PerAxis, stride: any PerAxis = 1, padding: Padding = .valid,
  dilation: any PerAxis = 1
) -> Tensor {
  im2col(input, filterSize: window, stride: stride, padding: padding, dilation: dilation)
}

extension Tensor {
  /// Forwards to `random(normal:standardDeviation:shape:using:)`.
  @available(*, deprecated, renamed: "random(normal:standardDeviation:shape:using:)")
  public static func random(
    normal mean: Float, deviation: Float, shape: [Int],
    using generator: inout some RandomNumberGenerator
  ) -> Tensor {
    random(normal: mean, standardDeviation: deviation, shape: shape, using: &generator)
  }
}

extension Pooling.Kind {
  /// The same as `max`.
  @available(*, deprecated, renamed: "max")
  public static var maximum: Self { .max }
}

extension Pooling {
  /// Forwards to `init(_:windowSize:stride:padding:)`.
  @available(*, deprecated, renamed: "init(_:windowSize:stride:padding:)")
  public init(
    _ kind: Kind, window: any PerAxis, stride: (any PerAxis)? = nil, padding: Padding = .valid
  ) {
    self.init(kind, windowSize: window, stride: stride, padding: padding)
  }
}

extension Convolution {
  /// Forwards to the initializer with `filterSize` and `standardDeviation`.
  @available(
    *, deprecated,
    renamed: "init(filters:filterSize:channels:stride:padding:standardDeviation:bias:using:)"
  )
  public init(
    filters: Int, window: any PerAxis, channels: Int, stride: any PerAxis = 1,
    padding: Padding = .valid, deviation: Float? = nil, bias: BiasInitialization = .constant(0),
    using generator: inout some RandomNumberGenerator
  ) {
    self.init(
      filters: filters, filterSize: window, channels: channels, stride: stride, padding: padding,
      standardDeviation: deviation, bias: bias, using: &generator)
  }
}

extension SGD {
  /// Forwards to `init(learningRate:momentum:weightDecay:)`.
  @available(*, deprecated, renamed: "init(learningRate:momentum:weightDecay:)")
  public init(rate: Float, momentum: Float = 0, weightDecay: Float = 0) {
    self.init(learningRate: rate, momentum: momentum, weightDecay: weightDecay)
  }
}

extension Adam {
  /// Forwards to `init(learningRate:beta1:beta2:epsilon:weightDecay:)`.
  @available(*, deprecated, renamed: "init(learningRate:beta1:beta2:epsilon:weightDecay:)")
  public init(
    rate: Float, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-7,
    weightDecay: Float = 0
  ) {
    self.init(
      learningRate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: weightDecay)
  }
}
