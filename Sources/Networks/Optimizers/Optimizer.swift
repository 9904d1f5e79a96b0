// The protocol of all optimizers, and the state they keep from step to step.

import Tensors

/// Changes parameters along their gradients, step by step.
public protocol Optimizer: Sendable {
  /// The learning rate: how far a step goes. It may be changed between steps.
  var learningRate: Float { get set }

  /// Changes the trainable parameters of a network, or of a single layer, by one step.
  ///
  /// - Precondition: the same parameters, in the same order, at every step.
  mutating func update(_ layer: inout some Layer)
}

/// Holds one number for each number of each parameter, such as a velocity; zeros at first.
struct OptimizerState {
  private var values: [[Float]] = []

  /// Allocates the state at the first step; stops when a later step has other parameters.
  mutating func prepare(for layer: inout some Layer, of optimizer: String) {
    var counts: [Int] = []
    layer.visitParameters { counts.append($0.value.count) }
    if values.isEmpty { values = counts.map { Array(repeating: 0, count: $0) } }
    require(
      values.map(\.count) == counts,
      "\(optimizer) has taken steps with parameters of \(values.map(\.count)) numbers, now there "
        + "are \(counts): every network needs an optimizer of its own")
  }

  /// The state of one parameter, changed in place.
  subscript(parameter: Int) -> [Float] {
    get { values[parameter] }
    _modify { yield &values[parameter] }
  }
}
