// Inference: the output of a network without what only training needs.
//
// Nothing is kept for `backward`, so that the memory of one layer serves the next but one;
// convolution, batch normalization, ReLU and pooling are one step; and filters are kept in the
// order in which a convolution reads them.

import Foundation
import Tensors

extension Network {
  /// Computes the output in inference mode; see `callAsFunction`.
  func inferred(_ input: Tensor) -> Tensor {
    var (values, rest) = (input, layers[...])
    while let layer = rest.first {
      if let convolution = layer as? Convolution {
        values = convolution.inferred(values, with: &rest)
        continue
      }
      rest.removeFirst()
      if let network = layer as? Network {
        values = network.inferred(values)
      } else if let block = layer as? ResidualBlock {
        values = block.inferred(values)
      } else {
        var layer = layer
        layer.mode = .inference
        values = layer.forward(values)
      }
    }
    return values
  }
}

extension Convolution {
  /// Computes the output of this layer and those behind it that it can be fused with.
  ///
  /// - Parameter layers: the layers from this one on; those that were computed are removed.
  fileprivate func inferred(_ input: Tensor, with layers: inout ArraySlice<any Layer>) -> Tensor {
    layers.removeFirst()
    let normalization = layers.first as? BatchNormalization
    if normalization != nil { layers.removeFirst() }
    var operations = ConvolutionPass.Fusion.none
    if layers.first is ReLU {
      layers.removeFirst()
      operations = .relu
      if (layers.first as? Pooling)?.isFusible(with: self, input.shape) ?? false {
        layers.removeFirst()
        operations = .reluAndMaxPool
      }
    }
    return inferred(input, normalization, fusing: operations)
  }
}

/// Makes the filters of a convolution for inference, and keeps them from their second use on: a
/// network that is used once, or once between steps of training, needs no memory for it.
///
/// Copies of a layer share it. What is kept is for one set of weights, which it holds, so that they
/// can't be changed in place.
final class InferenceFilters: @unchecked Sendable {
  /// Filters as `ConvolutionPass.forward` takes them.
  struct Filters {
    let weights: Tensor
    let prepared: PreparedFilters?
    let bias: Tensor
  }

  /// What filters are made of.
  private struct Source {
    let weights: Tensor, bias: Tensor
    let scale: (factors: Tensor, summands: Tensor)?
    let usesWinograd: Bool

    func isSame(as other: Source) -> Bool {
      weights.sharesMemory(with: other.weights) && bias == other.bias
        && scale?.factors == other.scale?.factors && scale?.summands == other.scale?.summands
        && usesWinograd == other.usesWinograd
    }
  }

  private let lock = NSLock()
  private var kept: (source: Source, filters: Filters)?
  /// Where the weights were that were used last.
  private var lastPlace: UnsafePointer<Float>?

  /// Drops what is kept: the weights are about to change.
  func forget() { lock.withLock { (kept, lastPlace) = (nil, nil) } }

  /// Returns filters of weights (FH, FW, C, K) and a bias (K), with each filter's output multiplied
  /// by a factor and a summand added.
  func filters(
    _ weights: Tensor, bias: Tensor, _ scale: (factors: Tensor, summands: Tensor)?,
    for pass: ConvolutionPass
  ) -> Filters {
    let source = Source(
      weights: weights, bias: bias, scale: scale, usesWinograd: pass.usesWinograd)
    let place = weights.withUnsafeScalars { $0 }
    let (found, isRepeated) = lock.withLock {
      defer { lastPlace = place }
      if let kept, kept.source.isSame(as: source) { return (kept.filters as Filters?, true) }
      kept = nil
      return (nil, lastPlace == place)
    }
    if let found { return found }
    let scaled = scale.map { (weights * $0.factors, bias * $0.factors + $0.summands) }
    let (weights, bias) = scaled ?? (weights, bias)
    let filters = Filters(
      weights: weights, prepared: isRepeated ? pass.prepare(weights) : nil, bias: bias)
    if isRepeated { lock.withLock { kept = (source, filters) } }
    return filters
  }
}
