// What biases are before the first step. Weights have to be random, or all filters of a layer would
// learn the same; biases need not be, and are zeros as a rule.

import Tensors

/// What the biases of a layer begin with.
public enum BiasInitialization: Sendable {
  /// No biases at all: batch normalization, when it follows, would take them out again.
  case absent
  /// The same number everywhere. A small positive one keeps ReLUs alive at the start.
  case constant(Float)
  /// Drawn from a normal distribution around 0.
  case normal(standardDeviation: Float)

  /// Whether there are any.
  var isPresent: Bool {
    if case .absent = self { false } else { true }
  }

  /// Biases (count).
  func values(count: Int, using generator: inout some RandomNumberGenerator) -> Tensor {
    switch self {
    case .absent: .zeros(count)
    case .constant(let value): Tensor(shape: [count], repeating: value)
    case .normal(let standardDeviation):
      .random(normal: 0, standardDeviation: standardDeviation, shape: [count], using: &generator)
    }
  }
}
