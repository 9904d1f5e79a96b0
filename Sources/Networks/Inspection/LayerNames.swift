// What layers are called where readers see them: in English by their type, as code has it.

import Formatting

extension LayerInspection {
  /// The layer's type in the reader's language.
  public var name: Message { Message(template: "\(type(of: self))") }
}

/// The names of all layers, for the catalogues of other languages.
let layerNames: [Message] = [
  "AdaptiveAveragePooling", "BatchNormalization", "Convolution", "Dense", "Dropout",
  "EuclideanRBF", "Flatten", "GraphConvolution", "GroupedConvolution", "LeakyReLU",
  "LocalResponseNormalization", "Network", "Pooling", "ReLU", "ResidualBlock", "Sigmoid",
  "Subsampling", "Tanh",
]
