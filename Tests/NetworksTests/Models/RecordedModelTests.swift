// Whole models at full size against torchvision's, recorded by Tests/Peers/record_models.py.
//
// Weights and picture are worked out on both sides; with CONVBOOK_TORCHVISION set to a folder that
// the script wrote, they are read from its files.

import Foundation
import Networks
import Tensors
import TestSupport
import Testing

// One after the other: VGG16 alone takes two gigabytes while its weights are put in our order.
@Suite(.serialized) struct RecordedModelTests {
  struct Record: Decodable {
    let models: [Model]
  }

  struct Model: Decodable {
    struct Description: Decodable {
      let name: String
      let shape: [Int]
    }
    let model: String
    let parameters: Int
    let tensors: [Description]
    let output: [Float]
  }

  static func model(_ name: String) throws -> Model {
    let models = try recorded("models", as: Record.self).models
    return try #require(models.first { $0.model == name })
  }

  /// As `numbers` in the script.
  static func weights(of model: Model) -> [String: Tensor] {
    let tensors = model.tensors.enumerated().map { seed, tensor in
      guard tensor.shape.count == 1 else {
        let inputs = tensor.shape.dropFirst().reduce(1, *)
        return Tensor.random(
          within: (6 / Float(inputs)).squareRoot(), shape: tensor.shape, seed: UInt64(seed))
      }
      let numbers = Tensor.random(within: 0.25, shape: tensor.shape, seed: UInt64(seed))
      let isAroundOne = tensor.name.hasSuffix("running_var") || tensor.name.hasSuffix("weight")
      return isAroundOne ? numbers + 1 : numbers
    }
    return Dictionary(uniqueKeysWithValues: zip(model.tensors.map(\.name), tensors))
  }

  static func check(_ network: Network, _ layout: TorchvisionLayout) throws {
    let recorded = try model(layout.model)
    var network = network
    #expect(network.parameters.reduce(0) { $0 + $1.value.count } == recorded.parameters)
    if let folder = ProcessInfo.processInfo.environment["CONVBOOK_TORCHVISION"] {
      let file = URL(fileURLWithPath: folder).appendingPathComponent("\(layout.model).safetensors")
      try network.loadTorchvision(from: file, layout)
    } else {
      try network.setTorchvisionWeights(weights(of: recorded), layout)
    }
    let picture = Tensor.random(within: 1, shape: [1, 3, 224, 224], seed: 1000)
    let output = network(picture.transposed(permutation: 0, 2, 3, 1))
    let expected = Tensor(recorded.output)
    #expect(output.shape == [1, 1000])
    let largest = expected.absolute.max()
    let difference = (output.squeezed - expected).absolute.max()
    #expect(difference < 1e-3 * largest, "\(layout.model): \(difference) of \(largest)")
    #expect(topFive(output) == topFive(expected))
  }

  static func topFive(_ scores: Tensor) -> [Int] {
    Array(scores.scalars.indices.sorted { scores.scalars[$0] > scores.scalars[$1] }.prefix(5))
  }

  @Test func resNet18() throws { try Self.check(.resNet18(seed: 0), .resNet18) }
  @Test func alexNet() throws { try Self.check(.torchvisionAlexNet(seed: 0), .alexNet) }
  @Test func vgg16() throws { try Self.check(.vgg16(seed: 0), .vgg16) }
}
