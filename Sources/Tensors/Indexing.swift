// Taking parts of a tensor, and changing how its numbers are arranged.

extension Tensor {
  /// The same numbers in the same order under another shape.
  public func reshaped(_ shape: Int...) -> Tensor { reshaped(to: shape) }

  /// The same numbers in the same order under another shape.
  public func reshaped(to shape: [Int]) -> Tensor { Tensor(shape: shape, scalars: scalars) }

  /// A batch of one: (H, W, C) becomes (1, H, W, C).
  public var batched: Tensor { reshaped(to: [1] + shape) }

  /// One channel, the last axis kept with length 1: (…, C) becomes (…, 1).
  public func channel(_ index: Int) -> Tensor {
    let channels = shape.last ?? 0
    precondition(
      (0..<channels).contains(index), "channel \(index) of a tensor of shape \(describe(shape))")
    return Tensor(
      shape: shape.dropLast() + [1],
      scalars: stride(from: index, to: scalars.count, by: channels).map { scalars[$0] })
  }
}
