// The data of a network diagram: output shape, parameters and multiplications of each stage.

import Formatting

extension Plot {
  /// The stages of a network diagram, from the input on.
  public struct Network: Codable, Sendable, Equatable {
    /// A layer, or several that are drawn as one.
    public struct Stage: Codable, Sendable, Equatable {
      /// The name: "Convolution".
      public var name: Message
      /// The output shape for one example: maps [height, width, channels], or a vector [count].
      public var shape: [Int]
      /// The number of parameters.
      public var parameters: Int
      /// The number of multiplications for one example.
      public var multiplications: Int

      /// Creates a stage.
      ///
      /// - Precondition: the shape has one axis or three.
      public init(_ name: Message, shape: [Int], parameters: Int = 0, multiplications: Int = 0) {
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

    /// A connection past some stages: the output of one is added to that of a later one.
    public struct Shortcut: Codable, Sendable, Equatable {
      /// The index of the stage whose output is added.
      public var start: Int
      /// The index of the stage to whose output it is added.
      public var end: Int
      /// What the output goes through on its way, "1 × 1 / 2"; empty where it stays as it is.
      public var projection: String

      /// Creates a shortcut between two stages.
      ///
      /// - Precondition: it leads forward.
      public init(from start: Int, to end: Int, projection: String = "") {
        precondition(
          0 <= start && start < end, "a shortcut leads forward, not from \(start) to \(end)")
        self.start = start
        self.end = end
        self.projection = projection
      }
    }

    /// The stages; the first is the input.
    public var stages: [Stage]
    /// The shortcuts, first to last; they don't cross.
    public var shortcuts: [Shortcut]

    /// Creates a diagram of stages and shortcuts past them.
    ///
    /// - Precondition: each shortcut ends at a stage.
    public init(_ stages: [Stage], shortcuts: [Shortcut] = []) {
      precondition(
        shortcuts.allSatisfy { $0.end < stages.count },
        "a shortcut ends behind the last of \(stages.count) stages")
      self.stages = stages
      self.shortcuts = shortcuts
    }

    /// Decodes a diagram; records of pages from before there were shortcuts have none.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      stages = try values.decode([Stage].self, forKey: .stages)
      shortcuts = try values.decodeIfPresent([Shortcut].self, forKey: .shortcuts) ?? []
    }

    /// The stage's name, and what is added to its output, for tables and read-outs.
    func description(ofStage index: Int) -> Message {
      let name = stages[index].name
      guard let shortcut = shortcuts.first(where: { $0.end == index }) else { return name }
      let distance = index - shortcut.start
      return shortcut.projection.isEmpty
        ? PageStrings.networkSum(name, stagesBefore: distance)
        : PageStrings.networkSum(name, stagesBefore: distance, by: shortcut.projection)
    }
  }
}

extension Plot.Network.Stage {
  /// "224 × 224 × 64".
  var shapeText: String { shape.map(String.init).joined(separator: " × ") }

  /// The memory of the output as Floats: "12.8 MB".
  var memoryText: Message { byteCount(4 * numbers, isShort: true) }

  /// The memory of the parameters as Floats.
  var weightText: Message { byteCount(4 * parameters, isShort: true) }
}
