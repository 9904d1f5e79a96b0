// What follows from the shape of a layer's input, without computing the output.

import Tensors

/// Computes the output shape, the multiplications and the receptive field of a layer from the shape
/// of its input.
public protocol LayerInspection {
  /// Computes the shape of the output for an input shape, (N, …).
  func outputShape(for inputShape: [Int]) -> [Int]

  /// Counts the products of an input number and a weight that are summed for an input shape.
  func multiplications(for inputShape: [Int]) -> Int

  /// Computes the receptive field of the output, given that of the input.
  ///
  /// - Returns: nil when each output may depend on the whole picture.
  func receptiveField(after field: ReceptiveField, for inputShape: [Int]) -> ReceptiveField?
}

extension LayerInspection {
  /// 0: a layer without weights.
  public func multiplications(for inputShape: [Int]) -> Int { 0 }

  /// The field of the input: each output depends on the input at its own position.
  public func receptiveField(
    after field: ReceptiveField, for inputShape: [Int]
  ) -> ReceptiveField? { field }
}

extension Layer {
  /// Runs `forward` on zeros. Layers whose `forward` is costly compute the shape directly.
  public func outputShape(for inputShape: [Int]) -> [Int] {
    var layer = self
    return layer.forward(Tensor(shape: inputShape, repeating: 0)).shape
  }
}
