// The bridge between pictures and tensors; neither module knows the other.

import Pixels
import Tensors

extension Image {
  /// The samples as numbers 0…255, shape (height, width, channels).
  public var tensor: Tensor { Tensor(shape: shape, bytes: pixels) }
}

extension Tensor {
  /// A picture of shape (H, W, C), C 1 to 4, from numbers 0…255.
  ///
  /// Numbers are rounded to whole steps, those outside 0…255 clipped.
  public var image: Image {
    precondition(
      rank == 3 && (1...4).contains(shape[2]),
      "a picture has shape (height, width, 1 to 4 channels), not \(describe(shape))")
    return Image(height: shape[0], width: shape[1], channels: shape[2], pixels: bytes)
  }
}
