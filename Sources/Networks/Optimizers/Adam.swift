// Adam: every number has a step size of its own, large where its gradients are small and steady.

import Tensors

/// Adam, in Keras' form, so that the same start leads the same way:
///
///     mean   ← beta1 · mean + (1 − beta1) · gradient
///     square ← beta2 · square + (1 − beta2) · gradient²
///     value  ← value − rate · √(1 − beta2ᵗ) / (1 − beta1ᵗ) · mean / (√square + epsilon)
///
/// Mean and square start at 0, and the factor with t, the number of the step, makes up for it. Keras
/// adds `epsilon` before that correction of the square, the paper's algorithm 1 and PyTorch after it;
/// both only matter where gradients are about as small as `epsilon`. Weight decay is Loshchilov and
/// Hutter's, apart from the gradient (AdamW): `value ← value − learningRate · weightDecay · value` first.
/// Sources: Kingma and Ba, "Adam" (2015), with the form above at the end of section 2; Loshchilov and
/// Hutter, "Decoupled weight decay regularization" (2019).
public struct Adam: Optimizer {
  /// The learning rate: about the longest step that a number takes.
  public var learningRate: Float
  /// How much of the mean of gradients is kept at each step.
  public let beta1: Float
  /// How much of the mean of squared gradients is kept at each step.
  public let beta2: Float
  /// What keeps the division from being one by 0.
  public let epsilon: Float
  /// Which part of a number, times the rate, is taken away at each step.
  public let weightDecay: Float

  /// beta1ᵗ and beta2ᵗ, by repeated products: the same on every machine.
  private var powers = (1.0, 1.0)
  private var means = RunningNumbers()
  private var squares = RunningNumbers()

  /// Adam with the usual settings.
  public init(
    learningRate: Float = 0.001, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-7,
    weightDecay: Float = 0
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.weightDecay = weightDecay
  }

  /// One step.
  public mutating func update(_ parameters: inout [Parameter]) {
    means.prepare(for: parameters, of: "Adam")
    squares.prepare(for: parameters, of: "Adam")
    powers = (powers.0 * Double(beta1), powers.1 * Double(beta2))
    let corrected = Float(Double(learningRate) * (1 - powers.1).squareRoot() / (1 - powers.0))
    let (beta1, beta2, epsilon, decay) = (beta1, beta2, epsilon, learningRate * weightDecay)
    for index in parameters.indices where parameters[index].isTrainable {
      let gradients = parameters[index].gradient.scalars
      var values = parameters[index].value.scalars
      gradients.withUnsafeBufferPointer { gradients in
        means[index].withUnsafeMutableBufferPointer { means in
          squares[index].withUnsafeMutableBufferPointer { squares in
            values.withUnsafeMutableBufferPointer { values in
              for place in 0..<values.count {
                let gradient = gradients[place]
                means[place] += (gradient - means[place]) * (1 - beta1)
                squares[place] += (gradient * gradient - squares[place]) * (1 - beta2)
                values[place] -= decay * values[place]
                values[place] -= corrected * means[place] / (squares[place].squareRoot() + epsilon)
              }
            }
          }
        }
      }
      parameters[index].value = Tensor(shape: parameters[index].value.shape, scalars: values)
    }
  }
}
