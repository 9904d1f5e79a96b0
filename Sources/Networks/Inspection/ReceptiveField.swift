// The receptive field: the part of the input picture that one number of a layer depends on.

import Tensors

/// Holds the receptive field of a layer's outputs on the network's input, along height and width.
///
/// A layer whose window reaches over k pixels, with stride s and padding p, changes it by
///
///     size  ← size + (k − 1) · jump
///     start ← start − p · jump
///     jump  ← jump · s
///
/// beginning with size 1, jump 1 and start 0 for the input itself.
/// Source: Araujo, Norris and Sim, "Computing receptive fields of convolutional neural networks",
/// Distill (2019), equations 1 to 4.
public struct ReceptiveField: Sendable, Equatable {
  /// The field along one axis.
  public struct Axis: Sendable, Equatable {
    /// The size of the field in pixels.
    public var size = 1
    /// The distance in pixels between the fields of two neighbouring outputs.
    public var jump = 1
    /// The first pixel of the first output's field; negative in the padding.
    public var start = 0

    /// Computes the pixels that an output depends on; some may lie outside the picture, in the
    /// padding.
    public func pixels(of place: Int) -> Range<Int> {
      let first = start + place * jump
      return first..<first + size
    }

    /// Computes the field behind a window that slides along this axis.
    func through(_ window: WindowGeometry.Axis) -> Axis {
      Axis(
        size: size + (window.reach - 1) * jump, jump: jump * window.stride,
        start: start - window.padding.before * jump)
    }
  }

  /// The field along the height.
  public var vertical = Axis()
  /// The field along the width.
  public var horizontal = Axis()

  /// Makes the field of a pixel of the input: the pixel itself.
  public init() {}

  /// Computes the field behind a window that slides over outputs with this field.
  public func through(_ window: WindowGeometry) -> ReceptiveField {
    require(
      window.axes.count == 2,
      "a receptive field has two axes, the window slides along \(window.axes.count)")
    var wider = self
    wider.vertical = vertical.through(window.axes[0])
    wider.horizontal = horizontal.through(window.axes[1])
    return wider
  }
}

extension Network {
  /// Computes the receptive field behind each layer; nil from the first layer on whose outputs may
  /// depend on the whole picture, such as a dense one.
  ///
  /// - Parameter inputShape: (N, H, W, C).
  public func receptiveFields(for inputShape: [Int]) -> [ReceptiveField?] {
    var (shape, field): ([Int], ReceptiveField?) = (inputShape, ReceptiveField())
    return layers.map { layer in
      field = field.flatMap { layer.receptiveField(after: $0, for: shape) }
      shape = layer.outputShape(for: shape)
      return field
    }
  }

  /// Computes the receptive field behind the last layer.
  public func receptiveField(
    after field: ReceptiveField, for inputShape: [Int]
  ) -> ReceptiveField? {
    var (shape, field): ([Int], ReceptiveField?) = (inputShape, field)
    for layer in layers {
      field = field.flatMap { layer.receptiveField(after: $0, for: shape) }
      shape = layer.outputShape(for: shape)
    }
    return field
  }
}
