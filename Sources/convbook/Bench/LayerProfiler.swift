// Times a network layer by layer, with the arithmetic and the bytes of each layer.

import LessonKit

/// Runs forward passes and training steps in groups of layers that are computed together, and
/// records the time of each group.
///
/// A group is a layer with the activation, normalization, pooling, dropout and flattening behind
/// it, because a convolution applies ReLU and max pooling before it writes its output.
struct LayerProfiler {
  /// A group of layers in one direction, or another part of a training step.
  struct Step {
    /// The position in the network and the types of layers: "0 Convolution + ReLU".
    let name: Message
    /// The shape of the tensor that it computes; empty when it changes parameters only.
    let shape: [Int]
    /// The multiplications, each with one addition, as the layers count them: computed directly.
    let multiplications: Int
    /// The bytes of all tensors that it reads or writes, each counted once.
    let bytes: Int
    /// The time of each pass in milliseconds.
    var times: [Double] = []

    /// The median of the times in milliseconds.
    var milliseconds: Double { Timing(rounds: [times]).median }
    /// Floating-point operations, two for each multiplication.
    var operations: Double { 2 * Double(multiplications) }
    /// 10⁹ operations per second.
    var gigaflops: Double { operations / milliseconds / 1e6 }
    /// 10⁹ bytes per second.
    var gigabytesPerSecond: Double { Double(bytes) / milliseconds / 1e6 }
    /// Operations per byte.
    var intensity: Double { operations / Double(bytes) }
  }

  /// The steps in the order of computation.
  private(set) var steps: [Step] = []
  private var next = 0
  private let clock = ContinuousClock()

  /// Runs a pass several times after a first one, whose times are dropped.
  mutating func repeatPass(_ count: Int, _ pass: (inout LayerProfiler) -> Void) {
    for round in 0...count {
      next = 0
      pass(&self)
      if round == 0 { for index in steps.indices { steps[index].times = [] } }
    }
  }

  /// Computes a network's output in inference mode, with the branches of residual blocks in groups
  /// of their own.
  mutating func forward(
    _ groups: [LayerGroup], _ input: Tensor, in prefix: Message = ""
  ) -> Tensor {
    var values = input
    for group in groups {
      let name: Message = "\(prefix)\(group.name)"
      if group.network.layers.count == 1, let block = group.network.layers[0] as? ResidualBlock {
        let main = forward(LayerGroup.all(of: block.main), values, in: "\(name), main ")
        let shortcut = LayerGroup.all(of: block.shortcut)
        let identity = forward(shortcut, values, in: "\(name), shortcut ")
        values = measure("\(name), sum", 0, { 4 * (2 * main.count + $0.count) }) {
          var relu = ReLU()
          relu.mode = .inference
          return relu.forward(main + identity)
        }
      } else {
        let input = values
        values = measure(
          name, group.network.multiplications(for: input.shape),
          { 4 * (input.count + group.parameters + $0.count) }
        ) { group.network(input) }
      }
    }
    return values
  }

  /// Runs a training step: forward, loss, backward, update.
  ///
  /// The gradients of weights and of the input have as many products as the output, each.
  ///
  /// - Parameter network: of groups, made by `LayerGroup.network(of:)`.
  mutating func trainingStep(
    _ network: inout Network, _ optimizer: inout Adam, _ pictures: Tensor, _ labels: [Int]
  ) {
    // Only numbers are kept of the groups: parameters that are shared are copied when they change.
    let groups = LayerGroup.parts(of: network).map { ($0.name, $0.parameters) }
    var inputs: [Tensor] = []
    var values = pictures
    for (index, (name, parameters)) in groups.enumerated() {
      let input = values
      inputs.append(input)
      values = measure(
        "forward \(name)", network.layers[index].multiplications(for: input.shape),
        { 4 * (input.count + parameters + $0.count) }
      ) { network.layers[index].forward(input) }
    }
    let logits = values
    var gradient = measure("loss", 0, { 4 * (logits.count + $0.count) }) {
      softmaxCrossEntropy(logits, labels: labels).gradient
    }
    for (index, (name, parameters)) in groups.enumerated().reversed() {
      let (input, outputGradient) = (inputs.removeLast(), gradient)
      let products = network.layers[index].multiplications(for: input.shape)
      let floats = input.count + outputGradient.count + parameters
      if index > 0 {
        gradient = measure(
          "backward \(name)", 2 * products, { 4 * (floats + parameters + $0.count) }
        ) { network.layers[index].backward(outputGradient) }
      } else {
        // Training does not need the gradient of the pictures.
        let time = clock.measure { network.layers[index].backpropagate(outputGradient) }
        record("backward \(name)", [], products, 4 * floats, time)
      }
    }
    // Adam reads a value, its gradient and two moments, and writes all but the gradient.
    let bytes = 4 * 7 * groups.reduce(0) { $0 + $1.1 }
    record("update", [], 0, bytes, clock.measure { optimizer.update(&network) })
  }

  private mutating func measure(
    _ name: Message, _ multiplications: Int, _ bytes: (Tensor) -> Int, _ body: () -> Tensor
  ) -> Tensor {
    let start = clock.now
    let output = body()
    record(name, output.shape, multiplications, bytes(output), clock.now - start)
    return output
  }

  private mutating func record(
    _ name: Message, _ shape: [Int], _ multiplications: Int, _ bytes: Int, _ time: Duration
  ) {
    if next == steps.count {
      steps.append(Step(name: name, shape: shape, multiplications: multiplications, bytes: bytes))
    }
    steps[next].times.append(time / .milliseconds(1))
    next += 1
  }
}
