// The layers of a network in groups that are computed together.

import LessonKit

/// A layer with the activation, normalization, pooling, dropout and flattening behind it.
struct LayerGroup {
  /// The layers as a network, which fuses them as the whole network does.
  let network: Network
  /// The index of the first layer in the whole network and the types of the layers:
  /// "0 Convolution + ReLU".
  let name: String
  /// The count of parameters.
  let parameters: Int

  /// - Parameter index: of the first layer in the whole network.
  init(_ network: Network, at index: Int) {
    self.network = network
    let types = network.layers.map { "\(type(of: $0))" }
    name = "\(index) \(types.joined(separator: " + "))"
    parameters = network.parameters.reduce(0) { $0 + $1.value.count }
  }

  /// Divides a network into groups.
  static func all(of network: Network) -> [LayerGroup] {
    var starts: [Int] = []
    for (index, layer) in network.layers.enumerated() where index == 0 || !follows(layer) {
      starts.append(index)
    }
    return zip(starts, starts.dropFirst() + [network.layers.count]).map { start, end in
      LayerGroup(Network(Array(network.layers[start..<end])), at: start)
    }
  }

  /// Makes a network of the groups of a network, each a network of its own.
  static func network(of network: Network) -> Network { Network(all(of: network).map(\.network)) }

  /// Returns the groups that `network(of:)` made a network of.
  static func parts(of network: Network) -> [LayerGroup] {
    var start = 0
    return network.layers.compactMap { $0 as? Network }.map { group in
      defer { start += group.layers.count }
      return LayerGroup(group, at: start)
    }
  }

  private static func follows(_ layer: any Layer) -> Bool {
    layer is ReLU || layer is BatchNormalization || layer is Pooling || layer is Dropout
      || layer is Flatten
  }
}
