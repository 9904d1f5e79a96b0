// The initialization of biases. Weights must be random, or all filters of a layer would learn the
// same; biases need not be, and are usually zeros.

import Tensors

/// Tells how the biases of a layer are initialized.
public enum BiasInitialization: Sendable {
  /// There are no biases: batch normalization, if it follows, subtracts them again.
  case absent
  /// The same number everywhere. A small positive one avoids ReLUs that are 0 at the start.
  case constant(Float)
  /// Random numbers from a normal distribution of mean 0.
  case normal(standardDeviation: Float)

  /// Whether there are biases.
  var isPresent: Bool {
    if case .absent = self { false } else { true }
  }

  /// Makes the biases, (count).
  func values(count: Int, using generator: inout some RandomNumberGenerator) -> Tensor {
    switch self {
    case .absent: .zeros(count)
    case .constant(let value): Tensor(shape: [count], repeating: value)
    case .normal(let standardDeviation):
      .random(normal: 0, standardDeviation: standardDeviation, shape: [count], using: &generator)
    }
  }
}
