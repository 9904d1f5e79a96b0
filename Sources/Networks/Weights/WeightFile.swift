// Saves and loads the weights of a network by name; names and shapes must agree.

import Foundation
import Tensors

extension Network {
  /// The parameters and buffers by name, everything that training changes.
  public var weights: [String: Tensor] {
    let named = parameters.map { ($0.name, $0.value) } + buffers.map { ($0.name, $0.value) }
    return Dictionary(named) { _, _ in
      stop("two parameters or buffers of a layer have the same name: \(named.map(\.0))")
    }
  }

  /// Sets parameters and buffers by name; all, or none when one does not fit.
  ///
  /// - Throws: `WeightsError`.
  public mutating func setWeights(_ tensors: [String: Tensor]) throws(WeightsError) {
    let own = weights
    let error = WeightsError(
      missing: own.keys.filter { tensors[$0] == nil }.sorted(),
      unexpected: tensors.keys.filter { own[$0] == nil }.sorted(),
      shapes: own.compactMap { name, value in
        guard let given = tensors[name], given.shape != value.shape else { return nil }
        return WeightsError.Shapes(name: name, expected: value.shape, found: given.shape)
      }.sorted { $0.name < $1.name })
    guard error.missing.isEmpty && error.unexpected.isEmpty && error.shapes.isEmpty else {
      throw error
    }
    parameters = parameters.map { parameter in
      var loaded = parameter
      loaded.value = tensors[parameter.name] ?? parameter.value
      return loaded
    }
    buffers = buffers.map { Buffer($0.name, tensors[$0.name] ?? $0.value) }
  }

  /// Saves parameters and buffers to a `.safetensors` file, atomically.
  ///
  /// - Parameters:
  ///   - url: the file.
  ///   - metadata: further information, as text.
  /// - Throws: Foundation's error when the file can't be written.
  public func save(to url: URL, metadata: [String: String] = [:]) throws {
    try SafetensorsFile(weights, metadata: metadata).write(to: url)
  }

  /// Loads parameters and buffers from a `.safetensors` file that a network of the same layers
  /// saved.
  ///
  /// - Throws: `SafetensorsError` when the file is damaged, `WeightsError` when it belongs to
  ///   another network, Foundation's error when it can't be read. The network is then unchanged.
  public mutating func load(from url: URL) throws {
    let file = try SafetensorsFile.read(url)
    do { try setWeights(file.tensors) } catch {
      throw WeightsError(
        file: url.lastPathComponent, missing: error.missing, unexpected: error.unexpected,
        shapes: error.shapes)
    }
  }
}

/// The weights belong to another network: names or shapes differ.
public struct WeightsError: Error, Equatable, CustomStringConvertible {
  /// Describes a tensor of another shape.
  public struct Shapes: Sendable, Equatable {
    /// The name of the tensor.
    public let name: String
    /// The shape in the network.
    public let expected: [Int]
    /// The shape in the weights.
    public let found: [Int]
  }

  /// The file's name, if there is a file.
  public var file: String?
  /// Torchvision's name of the model, if its weights were expected.
  public var model: String?
  /// Names in the network but not in the weights.
  public let missing: [String]
  /// Names in the weights but not in the network.
  public let unexpected: [String]
  /// Tensors of another shape.
  public let shapes: [Shapes]

  /// The names and shapes that differ.
  public var description: String {
    var problems: [Message] = []
    if !missing.isEmpty { problems.append("missing are \(listed(missing))") }
    if !unexpected.isEmpty { problems.append("unexpected are \(listed(unexpected))") }
    for shape in shapes {
      let isReversed = model == nil && shape.found == shape.expected.reversed()
      problems.append(
        isReversed
          ? "\(shape.name) has shape \(shape.found) where \(shape.expected) is expected (PyTorch's "
            + "order of axes? transpose it first)"
          : "\(shape.name) has shape \(shape.found) where \(shape.expected) is expected")
    }
    let subject = file.map { Message($0) } ?? "the weights"
    let list = problems.joined(separator: "; ")
    return model.map { text("\(subject): not those of torchvision's \($0)? \(list)") }
      ?? text("\(subject): saved by a network of other layers? \(list)")
  }

  private func listed(_ names: [String]) -> Message {
    let shown = names.prefix(5).joined(separator: ", ")
    return names.count > 5 ? "\(shown) and \(names.count - 5) more" : Message(shown)
  }
}
