// A whole network as numbers to draw: what comes out of each stage, what it holds, what it costs.

import Formatting

extension Plot {
  /// The stages of a network, from its input on; made by `Notebook.network`.
  public struct Network: Codable, Sendable, Equatable {
    /// What comes out of a layer, or of several that belong together.
    public struct Stage: Codable, Sendable, Equatable {
      /// What it is called: "Convolution".
      public var name: String
      /// What comes out for one example: maps [height, width, channels], or a row [count].
      public var shape: [Int]
      /// How many numbers there are to learn.
      public var parameters: Int
      /// How many products of an input number and a weight are summed.
      public var multiplications: Int

      /// Describes a stage.
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

      /// How many numbers come out.
      public var numbers: Int { shape.reduce(1, *) }
    }

    /// The stages; the first is the input.
    public var stages: [Stage]

    /// A network of stages.
    public init(_ stages: [Stage]) { self.stages = stages }
  }
}

extension Plot.Network.Stage {
  /// "224 × 224 × 64".
  var shapeText: String { shape.map(String.init).joined(separator: " × ") }

  /// What its numbers take as Floats: "12.8 MB".
  var memoryText: String { byteCount(4 * numbers, isShort: true) }

  /// What its parameters take as Floats.
  var weightText: String { byteCount(4 * parameters, isShort: true) }
}
