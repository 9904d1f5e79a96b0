// Loads the weights of torchvision's models, which have other names and another order of axes.
//
//     from torchvision import models; from safetensors.torch import save_file
//     save_file(models.resnet18(weights="DEFAULT").state_dict(), "resnet18.safetensors")

import Foundation
import Tensors

/// Describes how torchvision names the layers of a model, and what it flattens.
public struct TorchvisionLayout: Sendable {
  /// The model's name in torchvision: "resnet18".
  public let model: String
  /// The names of all layers with weights, in the network's order: "conv1", "bn1", …, "fc".
  public let layers: [String]
  /// [height, width, channels] of the maps that the first dense layer reads, if larger than one
  /// pixel. PyTorch flattens them channel by channel, `Flatten` pixel by pixel.
  public let flattened: [Int]?

  /// Makes the layout of a model.
  public init(model: String, layers: [String], flattened: [Int]? = nil) {
    self.model = model
    self.layers = layers
    self.flattened = flattened
  }
}

extension Network {
  /// Loads the weights of a torchvision model from a `.safetensors` file.
  ///
  /// - Parameters:
  ///   - url: the file.
  ///   - layout: the model.
  /// - Throws: `SafetensorsError` when the file is damaged, `WeightsError` when it belongs to
  ///   another model, with names and shapes as in the file; Foundation's error when it can't be
  ///   read. The network is then unchanged.
  public mutating func loadTorchvision(from url: URL, _ layout: TorchvisionLayout) throws {
    let file = try SafetensorsFile.read(url)
    do { try setTorchvisionWeights(file.tensors, layout) } catch {
      throw WeightsError(
        file: url.lastPathComponent, model: error.model, missing: error.missing,
        unexpected: error.unexpected, shapes: error.shapes)
    }
  }

  /// Sets the weights from those of a torchvision model; all, or none when one does not fit.
  ///
  /// Filters (K, C, FH, FW) become (FH, FW, C, K), dense weights (outputs, inputs) become
  /// (inputs, outputs), and the inputs of the first dense layer get the order of `Flatten`. It
  /// ignores `num_batches_tracked`, which torchvision counts and never uses.
  ///
  /// - Throws: `WeightsError`, with torchvision's names and shapes.
  public mutating func setTorchvisionWeights(
    _ tensors: [String: Tensor], _ layout: TorchvisionLayout
  ) throws(WeightsError) {
    let pairs = pairs(layout)
    let names = Set(pairs.map(\.theirs))
    let error = WeightsError(
      model: layout.model, missing: pairs.map(\.theirs).filter { tensors[$0] == nil },
      unexpected: tensors.keys
        .filter { !names.contains($0) && !$0.hasSuffix(".num_batches_tracked") }.sorted(),
      shapes: pairs.compactMap { pair in
        guard let given = tensors[pair.theirs], given.shape != pair.shape else { return nil }
        return .init(name: pair.theirs, expected: pair.shape, found: given.shape)
      })
    guard error.missing.isEmpty && error.unexpected.isEmpty && error.shapes.isEmpty else {
      throw error
    }
    let firstDense = pairs.first { $0.shape.count == 2 }?.theirs
    var converted: [String: Tensor] = [:]
    for pair in pairs {
      guard let given = tensors[pair.theirs] else { continue }
      converted[pair.ours] = inOurOrder(
        given, flattened: pair.theirs == firstDense ? layout.flattened : nil)
    }
    try setWeights(converted)
  }

  /// Our name, torchvision's name and torchvision's shape of every parameter and buffer.
  private func pairs(
    _ layout: TorchvisionLayout
  ) -> [(ours: String, theirs: String, shape: [Int])] {
    let numbers =
      parameters.map { ($0.name, $0.value.shape) } + buffers.map { ($0.name, $0.value.shape) }
    // A layer's name is everything before the last dot; parameters are in the network's order.
    func layer(_ name: String) -> String {
      String(name[..<(name.lastIndex(of: ".") ?? name.startIndex)])
    }
    var layers: [String] = []
    for (name, _) in numbers where !layers.contains(layer(name)) { layers.append(layer(name)) }
    require(
      layers.count == layout.layers.count,
      "this network has \(layers.count) layers with weights, torchvision's \(layout.model) "
        + "\(layout.layers.count): they are not the same model")
    let theirs = Dictionary(uniqueKeysWithValues: zip(layers, layout.layers))
    return numbers.map { name, shape in
      let kind = String(name.dropFirst(layer(name).count + 1))
      let theirKind = [
        "weights": "weight", "gamma": "weight", "beta": "bias", "runningMean": "running_mean",
        "runningVariance": "running_var",
      ]
      return (
        name, "\(theirs[layer(name)] ?? "").\(theirKind[kind] ?? kind)",
        shape.count == 4 ? [3, 2, 0, 1].map { shape[$0] } : shape.reversed()
      )
    }
  }
}

/// Transposes a tensor from torchvision's order of axes to ours.
private func inOurOrder(_ tensor: Tensor, flattened: [Int]?) -> Tensor {
  switch tensor.rank {
  case 4: return tensor.transposed(permutation: 2, 3, 1, 0)
  case 2:
    guard let flattened, tensor.shape[1] == flattened.reduce(1, *) else { return tensor.transposed }
    let (outputs, inputs) = (tensor.shape[0], tensor.shape[1])
    return
      tensor
      .reshaped(outputs, flattened[2], flattened[0], flattened[1])
      .transposed(permutation: 2, 3, 1, 0)
      .reshaped(inputs, outputs)
  default: return tensor
  }
}
