// The figure of transfer: layers that are frozen or trained, what is learned of it, and the
// features of pictures as points in a plane, moment by moment.

import Formatting
import Foundation
import Pixels

extension Figure {
  /// Trainings of one network with more or fewer of its layers frozen, looked at at the same steps.
  public struct Transfer: Codable, Sendable, Equatable {
    /// The layers from the input on; the last one, the head, is never frozen.
    public var layers: [Layer]
    /// The steps at which the trainings were looked at, rising from 0.
    public var steps: [Int]
    /// The names of the classes.
    public var classes: [Message]
    /// The class of each picture.
    public var labels: [Int]
    /// Where the trainings begin: "with digits".
    public var starts: [Message]
    /// The trainings.
    public var runs: [Run]
    /// The file with the pictures, in rows.
    public var file: String
    /// How many pictures a row of the file has.
    public var columns: Int
    /// The rows and columns of a picture.
    public var side: Int
    /// Whether the last picture of the file, and the last point of each map, is the reader's own,
    /// which has no class.
    public var hasOwn: Bool
    /// The picture for output without scripts.
    var still: CellOutput.Picture?

    /// A layer, or several in one.
    public struct Layer: Codable, Sendable, Equatable {
      /// The name.
      public var name: Message
      /// The number of its parameters.
      public var parameters: Int

      /// Makes a layer.
      public init(name: Message, parameters: Int) {
        (self.name, self.parameters) = (name, parameters)
      }
    }

    /// A training.
    public struct Run: Codable, Sendable, Equatable {
      /// The index of where it begins, among `starts`.
      public var start: Int
      /// How many layers are frozen, from the first on.
      public var frozen: Int
      /// The share of test pictures that were read rightly, 0…1, at each step.
      public var accuracies: [Float]
      /// What each picture is read as, at each step.
      public var reads: [[Int]]
      /// The features of the pictures at each step; one map where they stay the same.
      public var maps: [Map]

      /// Makes a training.
      public init(
        start: Int, frozen: Int, accuracies: [Float], reads: [[Int]], maps: [Map]
      ) {
        (self.start, self.frozen, self.accuracies) = (start, frozen, accuracies)
        (self.reads, self.maps) = (reads, maps)
      }
    }

    /// Features in the plane of their first two principal components.
    public struct Map: Codable, Sendable, Equatable {
      /// The share of each component in the variance of all features, 0…1.
      public var shares: [Float]
      /// The number that is stored as 32,767.
      public var largest: Float
      /// The coordinates of each picture, first component first: two bytes each, as Int16, the
      /// lower byte first. In JSON they are Base64.
      public var points: Data

      /// Stores points (N, 2).
      public init(shares: [Float], points: [Float]) {
        let finite = points.map { $0.isFinite ? $0 : 0 }
        let most = finite.map(abs).max() ?? 0
        (self.shares, largest) = (shares, most)
        self.points = Data(
          finite.flatMap { value -> [UInt8] in
            let whole = Int16(most > 0 ? (value / most * 32767).rounded() : 0)
            let bits = UInt16(bitPattern: whole)
            return [UInt8(bits & 255), UInt8(bits >> 8)]
          })
      }
    }

    /// Makes the numbers of a figure.
    public init(
      layers: [Layer], steps: [Int], classes: [Message], labels: [Int], starts: [Message],
      runs: [Run], file: String, columns: Int, side: Int, hasOwn: Bool
    ) {
      (self.layers, self.steps, self.classes, self.labels) = (layers, steps, classes, labels)
      (self.starts, self.runs, self.file, self.columns) = (starts, runs, file, columns)
      (self.side, self.hasOwn) = (side, hasOwn)
    }
  }
}

extension Figure.Transfer: FigureContent {
  static var asset: PageAsset { .transfer }
  static var uses: Set<PageAsset> { [.convolve, .grid, .charts] }

  /// What moves in each training, and what comes of it.
  var tables: [CellOutput.Table] {
    let rows = runs.map { run -> [Message] in
      let trained = layers.dropFirst(run.frozen).reduce(0) { $0 + $1.parameters }
      let share = (run.maps.last?.shares ?? []).reduce(0, +)
      return [
        starts[run.start], "\(run.frozen)", "\(trained)",
        "\(((run.accuracies.last ?? 0) * 100).rounded(to: 1)) %",
        "\((share * 100).rounded(to: 1)) %",
      ]
    }
    return [
      .init(
        caption: PageStrings.transferTable,
        columns: [
          PageStrings.transferStart, PageStrings.transferFrozen, PageStrings.transferTrained,
          PageStrings.transferAccuracy, PageStrings.transferVariance,
        ], rows: rows, isMatrix: false, row: 1)
    ]
  }
}

extension Notebook {
  /// Shows layers to freeze, and features as a map.
  ///
  /// - Parameters:
  ///   - sheet: the pictures in rows of `columns`, each of `side` rows and columns.
  ///   - drawing: maps, for output without scripts.
  ///   - figure: makes the figure's numbers, given the sheet's file.
  package func transfer(
    _ key: String, sheet: Image, drawing: Drawing, file: String, line: Int,
    _ figure: (_ file: String) -> Figure.Transfer
  ) {
    let name = "stills/\(slug(key))-pictures.png"
    write(sheet, asPartOf: name)
    var transfer = figure(name)
    transfer.still = still(of: drawing.image, key, file: file, line: line)
    add(figure: .transfer(transfer), key, file, line)
  }
}
