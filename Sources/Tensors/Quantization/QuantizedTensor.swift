// Weights in 8 bits each: what a page holds of a trained network.

import Foundation

/// A tensor whose numbers are rounded to 255 levels, −127…127 times a scale for each slice of its
/// last axis: for each filter of a convolution, for each output of a dense layer.
///
/// It is symmetric quantization per output channel, as frameworks store 8-bit weights. Source:
/// Krishnamoorthi, "Quantizing deep convolutional networks for efficient inference" (2018), 2.2.
public struct QuantizedTensor: Codable, Sendable, Equatable {
  /// The shape; the last axis has the scales.
  public let shape: [Int]
  /// What one level is worth, for each slice of the last axis; 0 where all numbers are 0.
  public let scales: [Float]
  /// The levels as signed bytes, row-major; base64 in JSON.
  public let levels: Data

  /// Rounds a tensor.
  ///
  /// - Parameter tensor: (…, K), all numbers finite, K 1 or more.
  public init(_ tensor: Tensor) {
    require(
      tensor.rank > 0 && tensor.count > 0 && tensor.scalars.allSatisfy(\.isFinite),
      "8 bits hold finite numbers in slices of a last axis, not \(tensor)")
    let slices = tensor.shape[tensor.rank - 1]
    var largest = [Float](repeating: 0, count: slices)
    for (place, value) in tensor.scalars.enumerated() {
      largest[place % slices] = max(largest[place % slices], abs(value))
    }
    let scales = largest.map { $0 / 127 }
    shape = tensor.shape
    self.scales = scales
    levels = Data(
      tensor.scalars.enumerated().map { place, value in
        let scale = scales[place % slices]
        // A scale that is too small for a Float leaves nothing to tell apart.
        let level = scale > 0 ? max(-127, min(127, (value / scale).rounded())) : 0
        return UInt8(bitPattern: Int8(level))
      })
  }

  /// The numbers that the levels stand for: each within half a step of what it was.
  public var restored: Tensor {
    let slices = scales.count
    return Tensor(
      shape: shape,
      scalars: levels.enumerated().map { place, byte in
        Float(Int8(bitPattern: byte)) * scales[place % slices]
      })
  }
}
