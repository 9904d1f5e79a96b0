// What all optimizers share: a step changes every parameter, downhill along its gradient.

import Tensors

/// A rule by which gradients change parameters, with what it remembers from step to step.
public protocol Optimizer: Sendable {
  /// The learning rate: how far a step goes. It may be changed between steps.
  var learningRate: Float { get set }

  /// One step. Parameters that are not trainable keep their value.
  ///
  /// - Precondition: the same parameters, in the same order, at every step.
  mutating func update(_ parameters: inout [Parameter])
}

extension Optimizer {
  /// One step for all parameters of a network, or of a single layer.
  public mutating func update(_ layer: inout some Layer) {
    var parameters = layer.parameters
    update(&parameters)
    layer.parameters = parameters
  }
}

/// One running number for each number of each parameter, zeros at first.
struct RunningNumbers {
  private var numbers: [[Float]] = []

  /// Makes room at the first step; stops when a later one has other parameters.
  mutating func prepare(for parameters: [Parameter], of optimizer: String) {
    if numbers.isEmpty { numbers = parameters.map { Array(repeating: 0, count: $0.value.count) } }
    require(
      numbers.map(\.count) == parameters.map(\.value.count),
      "\(optimizer) has taken steps with parameters of \(numbers.map(\.count)) numbers, now there are "
        + "\(parameters.map(\.value.count)): every network needs an optimizer of its own")
  }

  /// The numbers of one parameter, to be changed in place.
  subscript(parameter: Int) -> [Float] {
    get { numbers[parameter] }
    _modify { yield &numbers[parameter] }
  }
}
