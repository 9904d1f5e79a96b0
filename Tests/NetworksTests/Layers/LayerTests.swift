// What all layers share: parameters, and stops that say what was wrong.

import Networks
import Tensors
import Testing

@Suite struct LayerTests {
  /// A step of gradient descent, through the protocol alone.
  @Test func parametersAreChangedThroughTheProtocol() {
    var layer: any Layer = Dense(weights: Tensor([[1, 2]]), bias: Tensor([3, 4]))
    #expect(layer.parameters.map(\.gradient) == [Tensor.zeros(1, 2), Tensor.zeros(2)])
    _ = layer.forward(Tensor([[10]]))
    _ = layer.backward(Tensor([[1, -1]]))
    for index in layer.parameters.indices {
      layer.parameters[index].value -= layer.parameters[index].gradient * 0.5
    }
    #expect(layer.parameters.map(\.value) == [Tensor([[-4, 7]]), Tensor([2.5, 4.5])])
    #expect(ReLU().parameters.isEmpty)
  }

  @Test func layersAreValues() {
    var one = ReLU()
    _ = one.forward(Tensor([1, -1]))
    var other = one
    _ = other.forward(Tensor([-1, 1]))
    #expect(one.backward(Tensor([7, 7])) == Tensor([7, 0]))
    #expect(other.backward(Tensor([7, 7])) == Tensor([0, 7]))
  }

  /// Layers in sequence, backward in reverse order: the chain rule.
  @Test func aSmallNetwork() {
    struct Network: Layer {
      var convolution: Convolution
      var sigmoid = Sigmoid()
      var pooling = Pooling(.average, windowSize: 2)
      var flatten = Flatten()
      var dense: Dense

      mutating func visitParameters(_ visit: (inout Parameter) -> Void) {
        convolution.visitParameters(visit)
        dense.visitParameters(visit)
      }
      mutating func forward(_ input: Tensor) -> Tensor {
        let maps = pooling.forward(sigmoid.forward(convolution.forward(input)))
        return dense.forward(flatten.forward(maps))
      }
      mutating func backward(_ outputGradient: Tensor) -> Tensor {
        let maps = flatten.backward(dense.backward(outputGradient))
        return convolution.backward(sigmoid.backward(pooling.backward(maps)))
      }
    }
    var generator = SeededGenerator(seed: 140)
    let network = Network(
      convolution: Convolution(filters: 2, filterSize: 3, channels: 1, using: &generator),
      dense: Dense(inputs: 8, outputs: 3, using: &generator))
    let input = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [2, 6, 6, 1], using: &generator)
    let checks = gradientChecks(of: network, at: input, step: 0.02, using: &generator)
    #expect(checks.map(\.name) == ["input", "weights", "bias", "weights", "bias"])
    for check in checks { #expect(check.relativeError <= 1e-3, "\(check.name)") }
  }

  /// Each of these ends the process with a message.
  @Test func mistakesStopWithBothShapes() async throws {
    let early = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var layer = Pooling(.max, windowSize: 2)
      _ = layer.backward(Tensor.zeros(1, 2, 2, 1))
    }
    #expect(early.errorText.contains("Pooling: backward needs a forward before it"))
    let gradient = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      var layer = Convolution(weights: Tensor.zeros(3, 3, 1, 2))
      _ = layer.forward(Tensor.zeros(1, 5, 5, 1))
      _ = layer.backward(Tensor.zeros(1, 5, 5, 2))
    }
    #expect(gradient.errorText.contains("(1, 3, 3, 2) has that shape, not (1, 5, 5, 2)"))
    let channels = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      var layer = Convolution(weights: Tensor.zeros(3, 3, 1, 2))
      _ = layer.forward(Tensor.zeros(1, 5, 5, 3))
    }
    #expect(
      channels.errorText.contains(
        "Convolution of input (1, 5, 5, 3) and filters (3, 3, 1, 2): the input has 3 channels"))
    let dense = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var layer = Dense(weights: Tensor.zeros(4, 2))
      _ = layer.forward(Tensor.zeros(3, 5))
    }
    #expect(dense.errorText.contains("weights (4, 2) takes (N, 4), not (3, 5)"))
    let value = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var layer = Dense(weights: Tensor.zeros(4, 2))
      layer.weights.value = Tensor.zeros(2, 4)
    }
    #expect(value.errorText.contains("weights have shape (4, 2), not (2, 4)"))
    let rank = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = conv3D(Tensor.zeros(1, 5, 5, 3), Tensor.zeros(3, 3, 3, 2))
    }
    #expect(rank.errorText.contains("they are (N, D, H, W, C) and (FD, FH, FW, C, K)"))
    await #expect(processExitsWith: .failure) { _ = softmax(Tensor.zeros(2, 3), axis: 2) }
  }
}

extension Optional<ExitTest.Result> {
  /// What the process wrote to standard error.
  fileprivate var errorText: String {
    String(decoding: self?.standardErrorContent ?? [], as: UTF8.self)
  }
}
