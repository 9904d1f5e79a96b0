// What a layer holds besides parameters: its mode, and buffers such as running means.

import Tensors

/// Holds the mode of a layer and its buffers. By default there is no buffer, and both modes compute
/// the same.
public protocol LayerState {
  /// Whether the layer is trained or used for inference.
  var mode: Mode { get set }

  /// Calls a function with each buffer, in place and always in the same order.
  mutating func visitBuffers(_ visit: (inout Buffer) -> Void)

  /// The names of the buffers, in the order of `visitBuffers`, prefixed as `Layer.parameterNames`.
  var bufferNames: [String] { get }

  /// Whether `forward` leaves the buffers as they are in training too; see `BatchNormalization`.
  ///
  /// Setting it on a layer without buffers has no effect.
  var hasFrozenBuffers: Bool { get set }
}

/// The mode of a network.
public enum Mode: Sendable {
  /// Dropout drops numbers, batch normalization uses the statistics of the batch.
  case training
  /// The same input always gives the same output.
  case inference
}

/// Holds numbers that `forward` updates in training without a gradient, such as a running mean.
///
/// A buffer is no parameter, but part of a weight file. The term is PyTorch's.
public struct Buffer: Sendable, Equatable {
  /// The name within its layer, "runningMean"; in `Network.buffers` "1.runningMean".
  public private(set) var name: String
  /// The numbers; a new value has the same shape.
  public var value: Tensor {
    willSet {
      require(
        newValue.shape == value.shape,
        "\(name) has shape \(describe(value.shape)), not \(describe(newValue.shape))")
    }
  }

  /// Makes a buffer of a name and a value.
  public init(_ name: String, _ value: Tensor) {
    self.name = name
    self.value = value
  }
}

extension LayerState {
  /// Training, whatever is set: both modes compute the same.
  public var mode: Mode {
    get { .training }
    set {}
  }

  /// Visits nothing: most layers have no buffers.
  public mutating func visitBuffers(_ visit: (inout Buffer) -> Void) {}

  /// The buffers' own names.
  public var bufferNames: [String] {
    var (layer, names) = (self, [String]())
    layer.visitBuffers { names.append($0.name) }
    return names
  }

  /// False, whatever is set: there are no buffers.
  public var hasFrozenBuffers: Bool {
    get { false }
    set {}
  }

  /// Copies of the buffers, named by `bufferNames`; setting them needs the same names.
  public var buffers: [Buffer] {
    get {
      var (layer, names, buffers) = (self, bufferNames[...], [Buffer]())
      layer.visitBuffers { buffers.append(Buffer(names.removeFirst(), $0.value)) }
      return buffers
    }
    set {
      let names = bufferNames
      require(
        newValue.map(\.name) == names, "\(Self.self) has \(names), not \(newValue.map(\.name))")
      var rest = newValue[...]
      visitBuffers { $0.value = rest.removeFirst().value }
    }
  }
}
