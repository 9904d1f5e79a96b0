// The receptive fields of a network as a figure of the page.

import Formatting
import Networks
import Notebooks

extension Notebook {
  /// Shows what the units of each convolution and pooling see of a photo. Layers from the first on
  /// that depend on the whole picture are left out.
  ///
  /// - Parameters:
  ///   - network: the network; the photo fills its input.
  ///   - inputShape: (N, H, W, C), H and W those of the photo.
  ///   - picture: the key of the photo, which was shown before.
  ///   - still: the key of a picture that is the static form of the figure.
  public func receptiveFields(
    _ key: String, of network: Network, for inputShape: [Int], over picture: String, still: String,
    file: String = #filePath, line: Int = #line
  ) {
    var shape = inputShape
    var layers: [Figure.Fields.Layer] = []
    for (layer, field) in zip(network.layers, network.receptiveFields(for: inputShape)) {
      shape = layer.outputShape(for: shape)
      guard let field, shape.count == 4, layer is Convolution || layer is Pooling else { continue }
      let axes = [(field.vertical, shape[1]), (field.horizontal, shape[2])].map { axis, units in
        Figure.Fields.Axis(units: units, size: axis.size, jump: axis.jump, start: axis.start)
      }
      layers.append(
        .init(
          name: "\(layers.count + 1): \(layer.name) (\(shape[3]))", axes: axes))
    }
    fields(key, over: picture, still: still, layers: layers, file: file, line: line)
  }
}
