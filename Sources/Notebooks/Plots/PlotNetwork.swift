// The data of a network diagram: output shape, parameters and multiplications of each stage.

import Formatting

extension Plot {
  /// The stages of a network diagram, from the input on.
  public struct Network: Codable, Sendable, Equatable {
    /// A layer, or several that are drawn as one.
    public struct Stage: Codable, Sendable, Equatable {
      /// The name: "Convolution".
      public var name: String
      /// The output shape for one example: maps [height, width, channels], or a vector [count].
      public var shape: [Int]
      /// The number of parameters.
      public var parameters: Int
      /// The number of multiplications for one example.
      public var multiplications: Int

      /// Creates a stage.
      ///
      /// - Precondition: the shape has one axis or three.
      public init(_ name: String, shape: [Int], parameters: Int = 0, multiplications: Int = 0) {
        precondition(
          shape.count == 3 || shape.count == 1,
          "a stage gives maps [height, width, channels] or a row [count], not \(shape)")
        self.name = name
        self.shape = shape
        self.parameters = parameters
        self.multiplications = multiplications
      }

      /// The number of scalars in the output.
      public var numbers: Int { shape.reduce(1, *) }
    }

    /// The stages; the first is the input.
    public var stages: [Stage]

    /// Creates a diagram of stages.
    public init(_ stages: [Stage]) { self.stages = stages }
  }
}

extension Plot.Network.Stage {
  /// "224 × 224 × 64".
  var shapeText: String { shape.map(String.init).joined(separator: " × ") }

  /// The memory of the output as Floats: "12.8 MB".
  var memoryText: String { byteCount(4 * numbers, isShort: true) }

  /// The memory of the parameters as Floats.
  var weightText: String { byteCount(4 * parameters, isShort: true) }
}
