// Converts between pictures and tensors; Pixels and Tensors don't depend on each other.

import Pixels
import Tensors

extension Image {
  /// The samples as numbers 0…255, shape (height, width, channels).
  public var tensor: Tensor { Tensor(shape: shape, bytes: pixels) }
}

extension Tensor {
  /// The picture of a tensor (H, W, C), C 1 to 4, of numbers 0…255.
  ///
  /// Numbers are rounded, and clipped to 0…255.
  public var image: Image {
    precondition(
      rank == 3 && (1...4).contains(shape[2]),
      "a picture has shape (height, width, 1 to 4 channels), not \(describe(shape))")
    return Image(height: shape[0], width: shape[1], channels: shape[2], pixels: bytes)
  }
}
