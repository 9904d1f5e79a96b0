// The figure of trainings that are played again: curves, filters, confusion matrix and the spread
// of activations and gradients, as they were at some moments of each run.

import Formatting
import Foundation
import Tensors

extension Figure {
  /// One or more trainings, recorded at the same steps.
  public struct Replay: Codable, Sendable, Equatable {
    /// The steps at which the runs were looked at, rising from 0 or more.
    public var steps: [Int]
    /// The steps of an epoch.
    public var stepsOfEpoch: Int
    /// The names of the classes; empty without confusion matrices.
    public var classes: [Message]
    /// How many examples were read at each moment.
    public var examples: Int
    /// The runs.
    public var runs: [Run]

    /// One training.
    public struct Run: Codable, Sendable, Equatable {
      /// The name.
      public var name: Message
      /// The loss, each number the mean of some steps; empty where it was not measured.
      public var loss: Curve
      /// The accuracy on what is learned from, each number the mean of some steps, 0…1.
      public var accuracy: Curve
      /// The filters of the first layer at each moment; empty where it has none.
      public var filters: [Filters]
      /// The confusion matrix at each moment, row by row; a row is a class.
      public var confusion: [[Int]]
      /// The names of the layers whose numbers were measured.
      public var layers: [Message]
      /// The standard deviation of each layer's activations at each moment.
      public var activations: [[Float]]
      /// The standard deviation of the gradient of each layer's weights at each moment; nil at
      /// moments before the first step.
      public var gradients: [[Float]?]

      /// Makes a run; what is left out was not measured.
      public init(
        name: Message, loss: Curve = Curve(steps: [], values: []), accuracy: Curve,
        filters: [Filters] = [], confusion: [[Int]] = [], layers: [Message] = [],
        activations: [[Float]] = [], gradients: [[Float]?] = []
      ) {
        (self.name, self.loss, self.accuracy) = (name, loss, accuracy)
        (self.filters, self.confusion, self.layers) = (filters, confusion, layers)
        (self.activations, self.gradients) = (activations, gradients)
      }
    }

    /// A line of numbers over steps.
    public struct Curve: Codable, Sendable, Equatable {
      /// The steps, rising.
      public var steps: [Int]
      /// The numbers.
      public var values: [Float]
      /// The least and largest of several seeds at each step; nil for a single run.
      public var band: [[Float]]?

      /// Makes a curve.
      public init(steps: [Int], values: [Float], band: [[Float]]? = nil) {
        (self.steps, self.values, self.band) = (steps, values, band)
      }
    }

    /// The filters of a layer, each number in hundredths of the largest.
    public struct Filters: Codable, Sendable, Equatable {
      /// The rows and columns of a filter.
      public var size: [Int]
      /// The largest absolute weight.
      public var largest: Float
      /// The weights, filter by filter and row by row: a byte each, as Int8, −100…100. In JSON
      /// they are Base64.
      public var weights: Data

      /// Reduces filters (K, FH, FW) to hundredths of the largest weight.
      public init(_ filters: Tensor) {
        precondition(
          filters.rank == 3, "filters are rows and columns each, not \(describe(filters.shape))")
        size = Array(filters.shape.dropFirst())
        let most = filters.absolute.max()
        largest = most
        weights = Data(
          filters.scalars.map { weight in
            UInt8(bitPattern: most > 0 ? Int8((weight / most * 100).rounded()) : 0)
          })
      }
    }
  }
}

extension Figure.Replay: FigureContent {
  static var asset: PageAsset { .replay }

  /// Loss and accuracy at the moments.
  var tables: [CellOutput.Table] {
    runs.map { run in
      let rows = steps.map { step -> [Message] in
        func last(_ curve: Curve) -> [Message] {
          curve.steps.lastIndex { $0 <= step }.map { ["\(curve.values[$0])"] } ?? []
        }
        return ["\(step)"] + last(run.loss) + last(run.accuracy)
      }
      let loss = run.loss.steps.isEmpty ? [] : [PageStrings.replayLoss]
      return .init(
        caption: run.name,
        columns: [PageStrings.replayStep] + loss + [PageStrings.replayAccuracy], rows: rows,
        isMatrix: false, row: 1)
    }
  }
}

extension Notebook {
  /// Shows trainings under one slider: what the curves had come to at a step, and the filters, the
  /// confusion matrix and the spread of numbers of that step.
  ///
  /// - Parameters:
  ///   - runs: the trainings, all recorded at the steps.
  ///   - steps: the steps at which they were looked at, rising from 0 or more.
  ///   - stepsOfEpoch: the steps of an epoch, 1 or more.
  ///   - classes: the names of the classes; empty without confusion matrices.
  ///   - examples: how many examples were read at each moment.
  public func replay(
    _ key: String, _ runs: [Figure.Replay.Run], steps: [Int], stepsOfEpoch: Int,
    classes: [Message] = [], examples: Int = 0, file: String = #filePath, line: Int = #line
  ) {
    precondition(!runs.isEmpty && !steps.isEmpty, "a replay has a run and a moment at least")
    precondition(
      runs.allSatisfy { $0.accuracy.steps.first == steps[0] }, "the curves begin with the moments")
    let replay = Figure.Replay(
      steps: steps, stepsOfEpoch: stepsOfEpoch, classes: classes, examples: examples, runs: runs)
    add(figure: .replay(replay), key, file, line)
  }
}
