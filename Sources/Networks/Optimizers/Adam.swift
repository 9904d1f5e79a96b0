// The Adam optimizer: a step size for each number, large where its gradients are small and steady.

import Tensors

/// Updates parameters by Adam, in the form of Keras, so that equal starts give equal training:
///
///     mean   ← beta1 · mean + (1 − beta1) · gradient
///     square ← beta2 · square + (1 − beta2) · gradient²
///     value  ← value − learningRate · √(1 − beta2ᵗ) / (1 − beta1ᵗ) · mean / (√square + epsilon)
///
/// Mean and square start at 0, and the factor with t, the number of the step, makes up for it.
/// Keras adds `epsilon` before that correction of the square, the paper's algorithm 1 and PyTorch
/// after it; both only matter where gradients are about as small as `epsilon`. Weight decay is
/// separate from the gradient (AdamW): `value ← value − learningRate · weightDecay · value` first.
/// Sources: Kingma and Ba, "Adam" (2015), with the form above at the end of section 2; Loshchilov
/// and Hutter, "Decoupled weight decay regularization" (2019).
public struct Adam: Optimizer {
  /// The learning rate: about the largest change of a number in one step.
  public var learningRate: Float
  /// The decay of the running mean of gradients, 0..<1.
  public let beta1: Float
  /// The decay of the running mean of squared gradients, 0..<1.
  public let beta2: Float
  /// A small number that prevents a division by 0.
  public let epsilon: Float
  /// The share of a number, times the learning rate, that is subtracted at each step.
  public let weightDecay: Float

  /// beta1ᵗ and beta2ᵗ, by repeated products: the same on every machine.
  private var powers = (1.0, 1.0)
  private var means = OptimizerState()
  private var squares = OptimizerState()

  /// Makes the optimizer, with the usual settings by default.
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

  /// Changes the trainable parameters of a layer by one step.
  public mutating func update(_ layer: inout some Layer) {
    means.prepare(for: &layer, of: "Adam")
    squares.prepare(for: &layer, of: "Adam")
    powers = (powers.0 * Double(beta1), powers.1 * Double(beta2))
    let corrected = Float(Double(learningRate) * (1 - powers.1).squareRoot() / (1 - powers.0))
    let rates = Rates(
      corrected: corrected, beta1: beta1, beta2: beta2, epsilon: epsilon,
      decay: learningRate * weightDecay)
    var index = 0
    layer.visitParameters { parameter in
      defer { index += 1 }
      guard parameter.isTrainable else { return }
      parameter.gradient.withUnsafeScalars { gradients in
        means[index].withUnsafeMutableBufferPointer { means in
          squares[index].withUnsafeMutableBufferPointer { squares in
            parameter.value.withUnsafeMutableScalars { values in
              Self.step(values, means, squares, gradients, rates)
            }
          }
        }
      }
    }
  }

  /// The numbers that are the same for all parameters in a step.
  private struct Rates {
    let corrected: Float, beta1: Float, beta2: Float, epsilon: Float, decay: Float
  }

  // A function of its own: within the closures above, the compiler does not vectorize the loop.
  private static func step(
    _ values: UnsafeMutableBufferPointer<Float>, _ means: UnsafeMutableBufferPointer<Float>,
    _ squares: UnsafeMutableBufferPointer<Float>, _ gradients: UnsafePointer<Float>, _ rates: Rates
  ) {
    for position in 0..<values.count {
      let gradient = gradients[position]
      means[position] += (gradient - means[position]) * (1 - rates.beta1)
      squares[position] += (gradient * gradient - squares[position]) * (1 - rates.beta2)
      values[position] -= rates.decay * values[position]
      values[position] -=
        rates.corrected * means[position] / (squares[position].squareRoot() + rates.epsilon)
    }
  }
}
