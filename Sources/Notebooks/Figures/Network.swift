// The figure of a whole trained network: its layers as stacks of maps, which the page computes anew
// for each picture, and for a digit that the reader draws.

import Formatting
import Foundation
import Pixels
import Tensors

extension Figure {
  /// A trained network, to be tried with pictures and drawings.
  public struct Network: Codable, Sendable, Equatable {
    /// What each layer gives, the picture first.
    public var stages: [Stage]
    /// The pictures to choose from.
    public var samples: [Sample]
    /// The names of the classes, one for each number of the last stage.
    public var classNames: [Message]
    /// How a drawing is placed before the network gets it.
    public var placement: Placement
    /// The picture of its static form.
    public var still: CellOutput.Picture?

    /// What a layer gives, and what it computes that with.
    public struct Stage: Codable, Sendable, Equatable {
      /// What a layer computes.
      public enum Operation: String, Codable, Sendable {
        case input, convolution, max, mean, dense
      }

      /// The name: "Convolution 1".
      public var name: Message
      /// What it computes from the stage before.
      public var operation: Operation
      /// Its output for one picture: [height, width, channels], of a dense layer [1, 1, count].
      public var shape: [Int]
      /// The number of parameters.
      public var parameters: Int
      /// The memory of its output as Floats: "100.4 kB".
      public var memory: Message
      /// Whether ReLU follows.
      public var isRectified = false
      /// The window's [rows, columns]; nil for a dense layer and the input.
      public var window: [Int]?
      /// The stride, [down, right].
      public var stride: [Int]?
      /// The padding before the first row and the first column.
      public var before: [Int]?
      /// The weights, (FH, FW, C, K) or (inputs, outputs).
      public var weights: QuantizedTensor?
      /// The biases.
      public var bias: [Float]?

      /// Creates a stage without a window, weights and biases.
      public init(
        _ name: Message, _ operation: Operation, shape: [Int], parameters: Int = 0
      ) {
        self.name = name
        self.operation = operation
        self.shape = shape
        self.parameters = parameters
        memory = byteCount(4 * shape.reduce(1, *))
      }
    }

    /// A picture and what the library makes of it.
    public struct Sample: Codable, Sendable, Equatable {
      /// The grey levels, 28 rows of 28; base64 in JSON.
      public var pixels: Data
      /// The index of its class.
      public var label: Int
      /// The library's scores with the rounded weights.
      public var scores: [Float]

      /// Creates a sample.
      public init(pixels: Data, label: Int, scores: [Float]) {
        self.pixels = pixels
        self.label = label
        self.scores = scores
      }
    }

    /// Where the pictures of a data set have their ink, and the pen that draws like them.
    public struct Placement: Codable, Sendable, Equatable {
      /// The pixels of the longer side of the ink.
      public var side: Int
      /// Whether the ink's centre of mass is in the middle, rather than that of the box around it.
      public var isByMass: Bool
      /// The width of the pen in pixels.
      public var pen: Double

      /// Creates a placement.
      public init(side: Int, isByMass: Bool, pen: Double) {
        self.side = side
        self.isByMass = isByMass
        self.pen = pen
      }
    }
  }
}

extension Figure.Network: FigureContent {
  static var asset: PageAsset { .network }
  static var uses: Set<PageAsset> { [.convolve, .grid, .forward, .ink, .closeUp] }

  var tables: [CellOutput.Table] {
    [
      CellOutput.Table(
        caption: PageStrings.overviewLayers,
        columns: [
          PageStrings.overviewLayer, PageStrings.overviewOutput, PageStrings.overviewParameters,
          PageStrings.overviewMemory,
        ],
        rows: stages.map {
          [$0.name, Message($0.shapeText), Message(grouped($0.parameters)), $0.memory]
        }, isMatrix: false, row: 1)
    ]
  }
}

extension Figure.Network.Stage {
  /// "28 × 28 × 32", of a dense layer "10".
  public var shapeText: String {
    (operation == .dense ? [shape[2]] : shape).map(String.init).joined(separator: " × ")
  }
}

extension Notebook {
  /// Shows a trained network that the page runs: pictures are chosen or drawn, and each number
  /// tells the window that it was computed from.
  ///
  /// - Parameters:
  ///   - stages: what each layer gives, the picture first.
  ///   - samples: the pictures to choose from, one or more.
  ///   - classNames: the names of the classes.
  ///   - placement: how a drawing is placed.
  ///   - still: its static form.
  package func overview(
    _ key: String, stages: [Figure.Network.Stage], samples: [Figure.Network.Sample],
    classNames: [Message], placement: Figure.Network.Placement, still: Image, file: String,
    line: Int
  ) {
    let network = Figure.Network(
      stages: stages, samples: samples, classNames: classNames, placement: placement,
      still: self.still(of: still, key, file: file, line: line))
    add(figure: .network(network), key, file, line)
  }
}
