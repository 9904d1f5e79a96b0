// A network saved and loaded, and weights that belong to another one.
//
// With CONVBOOK_WEIGHTS set to a folder, `aNetworkComesBack` leaves its file there for
// Tests/Peers/read_safetensors.py.

import Foundation
import Networks
import Tensors
import TestSupport
import Testing

@Suite struct WeightFileTests {
  /// Weights are whole numbers counted up, so that every reader can tell them by hand.
  static func network() -> Network {
    var network = Network(
      Convolution(weights: .zeros(3, 3, 1, 2), padding: .same), BatchNormalization(channels: 2),
      ReLU(), Flatten(), Dense(weights: .zeros(32, 3)))
    var next: Float = 0
    func counted(_ tensor: Tensor) -> Tensor {
      tensor.map { _ in
        next += 1
        return next
      }
    }
    network.parameters = network.parameters.map { parameter in
      var counting = parameter
      counting.value = counted(parameter.value)
      return counting
    }
    network.buffers = network.buffers.map { .init($0.name, counted($0.value)) }
    return network
  }

  @Test func aNetworkComesBack() throws {
    try withTemporaryFolder { folder in
      let url = URL(fileURLWithPath: folder + "/network.safetensors")
      let saved = Self.network()
      try saved.save(to: url, metadata: ["made by": "a test"])
      var generator = SeededGenerator(seed: 201)
      var loaded = Network(
        Convolution(filters: 2, filterSize: 3, channels: 1, padding: .same, using: &generator),
        BatchNormalization(channels: 2), ReLU(), Flatten(),
        Dense(inputs: 32, outputs: 3, using: &generator))
      loaded.layers[0].parameters[0].isTrainable = false
      try loaded.load(from: url)
      #expect(loaded.weights == saved.weights)
      #expect(
        loaded.weights.keys.sorted() == [
          "0.bias", "0.weights", "1.beta", "1.gamma", "1.runningMean", "1.runningVariance",
          "4.bias", "4.weights",
        ])
      #expect(loaded.layers[0].parameters[0].isTrainable == false)
      let input = Tensor.random(uniform: 0..<1, shape: [2, 4, 4, 1], using: &generator)
      #expect(loaded(input) == saved(input))
      #expect(try SafetensorsFile.read(url).metadata == ["made by": "a test"])
      if let place = ProcessInfo.processInfo.environment["CONVBOOK_WEIGHTS"] {
        try saved.save(
          to: URL(fileURLWithPath: place).appendingPathComponent("network.safetensors"))
      }
    }
  }

  /// Everything that does not fit is named at once, and the network stays as it was.
  @Test func weightsOfAnotherNetwork() throws {
    try withTemporaryFolder { folder in
      let url = URL(fileURLWithPath: folder + "/other.safetensors")
      try Network(
        Convolution(weights: .zeros(3, 3, 1, 4)), ReLU(), Dense(weights: .zeros(5, 2))
      ).save(to: url)
      var network = Network(
        Convolution(weights: .ones(3, 3, 1, 2)), Flatten(), Flatten(), Dense(weights: .ones(5, 2)))
      let before = network.weights
      let error = #expect(throws: WeightsError.self) { try network.load(from: url) }
      #expect(error?.missing == ["3.bias", "3.weights"])
      #expect(error?.unexpected == ["2.bias", "2.weights"])
      #expect(
        error?.description == """
          other.safetensors: saved by a network of other layers? missing are 3.bias, 3.weights; \
          unexpected are 2.bias, 2.weights; 0.bias has shape (4) where (2) is expected; \
          0.weights has shape (3, 3, 1, 4) where (3, 3, 1, 2) is expected
          """)
      #expect(network.weights == before)
    }
  }

  @Test func pyTorchsOrderOfAxes() throws {
    var network = Network(Dense(weights: .zeros(5, 2)))
    let error = #expect(throws: WeightsError.self) {
      try network.setWeights(["0.weights": .zeros(2, 5), "0.bias": .zeros(2)])
    }
    #expect(error?.description.contains("transpose it first") == true)
    try network.setWeights(["0.weights": Tensor.ones(2, 5).transposed, "0.bias": .zeros(2)])
    #expect(network.weights["0.weights"] == .ones(5, 2))
  }

  @Test func longListsAreCut() {
    var network = Network((0..<5).map { _ in Dense(weights: .zeros(1, 1)) })
    let error = #expect(throws: WeightsError.self) { try network.setWeights([:]) }
    #expect(error?.description.contains("1.bias, 1.weights, 2.bias and 5 more") == true)
  }
}
