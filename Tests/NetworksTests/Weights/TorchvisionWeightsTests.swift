// Weights in torchvision's order and under its names, by hand, and those that don't fit.

import Foundation
import Networks
import Tensors
import TestSupport
import Testing

@Suite struct TorchvisionWeightsTests {
  static let layout = TorchvisionLayout(
    model: "tiny", layers: ["features.0", "bn", "classifier.1"], flattened: [1, 2, 2])

  static func network() -> Network {
    Network(
      Convolution(weights: .zeros(1, 2, 1, 2)), BatchNormalization(channels: 2), Flatten(),
      Dense(weights: .zeros(4, 3)))
  }

  static let tensors = [
    "features.0.weight": Tensor([1, 2, 3, 4]).reshaped(2, 1, 1, 2),
    "features.0.bias": Tensor([5, 6]),
    "bn.weight": Tensor([7, 8]), "bn.bias": Tensor([9, 10]),
    "bn.running_mean": Tensor([11, 12]), "bn.running_var": Tensor([13, 14]),
    "bn.num_batches_tracked": Tensor(15),
    // Columns are channel 0 left and right, then channel 1.
    "classifier.1.weight": Tensor([[0, 1, 2, 3], [10, 11, 12, 13], [20, 21, 22, 23]]),
    "classifier.1.bias": Tensor([16, 17, 18]),
  ]

  @Test func axesAndNames() throws {
    var network = Self.network()
    try network.setTorchvisionWeights(Self.tensors, Self.layout)
    let weights = network.weights
    #expect(weights["0.weights"] == Tensor([1, 3, 2, 4]).reshaped(1, 2, 1, 2))
    #expect(weights["0.bias"] == Tensor([5, 6]))
    #expect(weights["1.gamma"] == Tensor([7, 8]) && weights["1.beta"] == Tensor([9, 10]))
    #expect(weights["1.runningMean"] == Tensor([11, 12]))
    #expect(weights["1.runningVariance"] == Tensor([13, 14]))
    // Left of both channels, then right of both.
    #expect(
      weights["3.weights"] == Tensor([[0, 10, 20], [2, 12, 22], [1, 11, 21], [3, 13, 23]]))
  }

  @Test func whatDoesNotFitIsNamed() {
    var network = Self.network()
    var tensors = Self.tensors
    tensors["bn.bias"] = nil
    tensors["classifier.1.weight"] = .zeros(2, 4)
    tensors["classifier.4.weight"] = .zeros(1)
    let error = #expect(throws: WeightsError.self) {
      try network.setTorchvisionWeights(tensors, Self.layout)
    }
    #expect(
      error?.description == """
        the weights: not those of torchvision's tiny? missing are bn.bias; unexpected are \
        classifier.4.weight; classifier.1.weight has shape (2, 4) where (3, 4) is expected
        """)
    #expect(network.weights["0.bias"] == Tensor([0, 0]))
  }

  @Test func fromAFile() throws {
    try withTemporaryFolder { folder in
      let url = URL(fileURLWithPath: folder + "/tiny.safetensors")
      try SafetensorsFile(Self.tensors).write(to: url)
      var network = Self.network()
      try network.loadTorchvision(from: url, Self.layout)
      #expect(network.weights["0.bias"] == Tensor([5, 6]))
      var other = Network(Dense(weights: .zeros(4, 3)))
      let error = #expect(throws: WeightsError.self) {
        try other.loadTorchvision(from: url, .init(model: "other", layers: ["fc"]))
      }
      #expect(error?.file == url.lastPathComponent)
    }
  }

  @Test func anotherModelStops() async {
    await #expect(processExitsWith: .failure) {
      var network = Network(Dense(weights: .zeros(4, 3)))
      try? network.setTorchvisionWeights([:], Self.layout)
    }
  }
}
