// The receptive field: which part of the input picture one number of a layer can see.

import Tensors

/// Where a layer's numbers look on the network's input, along height and width.
///
/// Through a layer whose window reaches over k places and moves by s, with p places of padding,
///
///     size  ← size + (k − 1) · jump
///     start ← start − p · jump
///     jump  ← jump · s
///
/// beginning with size 1, jump 1 and start 0, a pixel that sees itself.
/// Source: Araujo, Norris and Sim, "Computing receptive fields of convolutional neural networks",
/// Distill (2019), equations 1 to 4.
public struct ReceptiveField: Sendable, Equatable {
  /// One of the two axes.
  public struct Axis: Sendable, Equatable {
    /// How many pixels a number sees.
    public var size = 1
    /// How many pixels lie between what two neighbours see.
    public var jump = 1
    /// The first pixel that the first number sees; negative where it lies in the padding.
    public var start = 0

    /// The pixels that a number sees; some may lie outside the picture, in the padding.
    public func pixels(of place: Int) -> Range<Int> {
      let first = start + place * jump
      return first..<first + size
    }

    /// What is seen through a window that slides along this axis.
    func through(_ window: WindowGeometry.Axis) -> Axis {
      Axis(
        size: size + (window.reach - 1) * jump, jump: jump * window.stride,
        start: start - window.padding.before * jump)
    }
  }

  /// Along the height.
  public var vertical = Axis()
  /// Along the width.
  public var horizontal = Axis()

  /// A pixel, which sees itself.
  public init() {}

  /// What is seen through a window that slides over what has this field.
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
  /// The receptive field behind each layer; nil from the first layer on whose numbers have no place on
  /// the picture any more, since each can see all of it.
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

  /// That of the last layer.
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
