// The SGD optimizer: stochastic gradient descent, with momentum and weight decay.

import Tensors

/// Updates parameters by stochastic gradient descent, with momentum and weight decay as for
/// AlexNet:
///
///     velocity ← momentum · velocity − learningRate · (gradient + weightDecay · value)
///     value    ← value + velocity
///
/// Weight decay is part of the gradient, as the derivative of ½ · weightDecay · value² in the loss.
/// With a constant learning rate these are also the steps of PyTorch's `SGD`, which multiplies by
/// the rate later, and without weight decay those of Keras' `SGD`.
/// Source: Krizhevsky, Sutskever and Hinton, "ImageNet classification with deep convolutional
/// neural networks" (2012), section 5.
public struct SGD: Optimizer {
  /// The learning rate.
  public var learningRate: Float
  /// The share of the last step that is added to the next, 0..<1; often 0.9.
  public let momentum: Float
  /// The factor of the L2 penalty, 0 or more; 0.0005 for AlexNet.
  public let weightDecay: Float

  private var velocities = OptimizerState()

  /// Makes the optimizer, by default without momentum and weight decay.
  public init(learningRate: Float, momentum: Float = 0, weightDecay: Float = 0) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.weightDecay = weightDecay
  }

  /// Changes the trainable parameters of a layer by one step.
  public mutating func update(_ layer: inout some Layer) {
    velocities.prepare(for: &layer, of: "SGD")
    let (learningRate, momentum, weightDecay) = (learningRate, momentum, weightDecay)
    var index = 0
    layer.visitParameters { parameter in
      defer { index += 1 }
      guard parameter.isTrainable else { return }
      parameter.gradient.withUnsafeScalars { gradients in
        velocities[index].withUnsafeMutableBufferPointer { velocities in
          parameter.value.withUnsafeMutableScalars { values in
            Self.step(
              values, velocities, gradients, learningRate: learningRate, momentum: momentum,
              weightDecay: weightDecay)
          }
        }
      }
    }
  }

  // A function of its own: within the closures above, the compiler does not vectorize the loop.
  private static func step(
    _ values: UnsafeMutableBufferPointer<Float>, _ velocities: UnsafeMutableBufferPointer<Float>,
    _ gradients: UnsafePointer<Float>, learningRate: Float, momentum: Float, weightDecay: Float
  ) {
    for position in 0..<values.count {
      velocities[position] =
        momentum * velocities[position]
        - learningRate * (gradients[position] + weightDecay * values[position])
      values[position] += velocities[position]
    }
  }
}
