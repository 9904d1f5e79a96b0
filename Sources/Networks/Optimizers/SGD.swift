// Stochastic gradient descent: a step against the gradient, with momentum if wanted.

import Tensors

/// Gradient descent, with momentum and weight decay as in the training of AlexNet:
///
///     velocity ← momentum · velocity − rate · (gradient + weightDecay · value)
///     value    ← value + velocity
///
/// Weight decay is part of the gradient here, that of ½ · weightDecay · value² in the loss. As long as
/// the rate stays the same these are also the steps of PyTorch's `SGD`, which multiplies by the rate
/// later, and without weight decay those of Keras' `SGD`.
/// Source: Krizhevsky, Sutskever and Hinton, "ImageNet classification with deep convolutional neural
/// networks" (2012), section 5.
public struct SGD: Optimizer {
  /// The learning rate.
  public var learningRate: Float
  /// How much of the last step is carried on, 0..<1; 0.9 as a rule.
  public let momentum: Float
  /// How strongly numbers are drawn to 0; 0.0005 in AlexNet.
  public let weightDecay: Float

  private var velocities = RunningNumbers()

  /// Gradient descent; plain when only the rate is given.
  public init(learningRate: Float, momentum: Float = 0, weightDecay: Float = 0) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.weightDecay = weightDecay
  }

  /// One step.
  public mutating func update(_ parameters: inout [Parameter]) {
    velocities.prepare(for: parameters, of: "SGD")
    let (learningRate, momentum, weightDecay) = (learningRate, momentum, weightDecay)
    for index in parameters.indices where parameters[index].isTrainable {
      let gradients = parameters[index].gradient.scalars
      var values = parameters[index].value.scalars
      gradients.withUnsafeBufferPointer { gradients in
        velocities[index].withUnsafeMutableBufferPointer { velocities in
          values.withUnsafeMutableBufferPointer { values in
            for place in 0..<values.count {
              velocities[place] =
                momentum * velocities[place]
                - learningRate * (gradients[place] + weightDecay * values[place])
              values[place] += velocities[place]
            }
          }
        }
      }
      parameters[index].value = Tensor(shape: parameters[index].value.shape, scalars: values)
    }
  }
}
