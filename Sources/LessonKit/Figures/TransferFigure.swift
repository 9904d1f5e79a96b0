// Trainings with frozen layers, recorded and handed over to the page: what was learned, and the
// features of pictures in the plane of their first two principal components.

import Datasets
import Formatting
import Networks
import Notebooks
import Pixels
import Tensors

/// Records what a network makes of the same pictures at some steps of a training: features, which
/// are what its last layer, the head, reads, and the class it decides for.
///
///     let recorder = FeatureRecorder(test.prefix(200), start: 0, frozen: 2)
///     recorder.record(0, features: body(images), head, accuracy: share)
public final class FeatureRecorder {
  /// The index of where the training begins, and how many layers are frozen.
  public let start, frozen: Int
  private let pictures: LabelledImages
  /// The picture without a class, (1, H, W, C), or nil.
  public let own: Tensor?
  private let staysSame: Bool
  private(set) var steps: [Int] = []
  private(set) var accuracies: [Float] = []
  private(set) var reads: [[Int]] = []
  /// The features (N, D) at each step; only the first where they stay the same. One's own picture
  /// comes last.
  public private(set) var features: [Tensor] = []

  /// Makes a recorder.
  ///
  /// - Parameters:
  ///   - pictures: the pictures that are read.
  ///   - own: another picture without a class, (1, H, W, C), or nil.
  ///   - start: the index of where the training begins, among the figure's `starts`.
  ///   - frozen: how many of the figure's layers are frozen, from the first on.
  ///   - staysSame: whether all but the head is frozen, so that features never change.
  public init(
    _ pictures: LabelledImages, own: Tensor? = nil, start: Int, frozen: Int, staysSame: Bool
  ) {
    (self.pictures, self.own, self.start) = (pictures, own, start)
    (self.frozen, self.staysSame) = (frozen, staysSame)
  }

  /// Notes what the network has come to after a step.
  ///
  /// - Parameters:
  ///   - step: the number of steps so far, 0 before the first.
  ///   - all: the features of the pictures and, behind them, of any others, (M, D).
  ///   - ownFeatures: those of the picture without a class, (1, D), or nil.
  ///   - head: the layer that reads them.
  ///   - accuracy: the share of test pictures that are read rightly, 0…1.
  public func record(
    _ step: Int, features all: Tensor, own ownFeatures: Tensor? = nil, _ head: Network,
    accuracy: Float
  ) {
    if features.isEmpty || !staysSame {
      let known = all[0..<pictures.count]
      features.append(ownFeatures.map { .concatenated([known, $0], axis: 0) } ?? known)
    }
    steps.append(step)
    accuracies.append(accuracy)
    reads.append(predictions(head(features[features.count - 1])))
  }

  /// The maps: the plane is that of the pictures alone, in which one's own is placed. From one step
  /// to the next directions are turned over where points would otherwise change sides.
  func maps() -> [Figure.Transfer.Map] {
    var before: Tensor?
    return features.map { features in
      let known = features[0..<pictures.count]
      let plane = PrincipalComponents(of: known, count: min(2, known.shape[0], known.shape[1]))
      var points = plane(features)
      if points.shape[1] == 1 {
        points = .concatenated([points, Tensor(shape: points.shape, repeating: 0)], axis: 1)
      }
      if let before {
        let agreement = (before * points).sum(axes: [0]).map { $0 < 0 ? -1 : 1 }
        points = points * agreement
      }
      before = points
      return .init(shares: plane.shares, points: points.scalars)
    }
  }
}

extension Notebook {
  /// Shows a network's layers with locks: how many parameters move, what is learned with as many
  /// frozen, and where the features of pictures lie, step by step.
  ///
  /// - Parameters:
  ///   - layers: names and numbers of parameters; the last one is the head.
  ///   - recorders: what was recorded, for each start and each number of frozen layers one, all at
  ///     the same steps.
  ///   - pictures: the pictures that were recorded, grey, (N, H, H, 1), 0…1.
  ///   - own: the reader's own picture, (1, H, H, 1), if it was recorded, too.
  ///   - starts: where trainings begin, "with digits".
  public func transfer(
    _ key: String, layers: [(name: Message, parameters: Int)], _ recorders: [FeatureRecorder],
    of pictures: LabelledImages, own: Tensor? = nil, starts: [Message],
    file: String = #filePath, line: Int = #line
  ) {
    let columns = 20
    precondition(
      recorders.allSatisfy { $0.steps == recorders[0].steps }
        && starts.indices.allSatisfy { start in
          layers.indices.allSatisfy { frozen in
            recorders.contains { $0.start == start && $0.frozen == frozen }
          }
        }, "for each start and each number of frozen layers there is a training, of the same steps")
    let images = own.map { Tensor.concatenated([pictures.images, $0], axis: 0) } ?? pictures.images
    let runs = recorders.map { recorder in
      Figure.Transfer.Run(
        start: recorder.start, frozen: recorder.frozen, accuracies: recorder.accuracies,
        reads: recorder.reads, maps: recorder.maps())
    }
    let still = FeatureMapStill(
      runs: runs.filter { $0.start == 0 }, labels: pictures.labels,
      classes: pictures.classNames)
    transfer(
      key, sheet: Self.sheet(images, columns: columns), drawing: still.drawing, file: file,
      line: line
    ) { sheet in
      Figure.Transfer(
        layers: layers.map { .init(name: $0.name, parameters: $0.parameters) },
        steps: recorders[0].steps, classes: pictures.classNames,
        labels: pictures.labels, starts: starts, runs: runs, file: sheet, columns: columns,
        side: images.shape[1], hasOwn: own != nil)
    }
  }

  /// Pictures (N, H, H, 1) in rows, without gaps, in sixteen greys, of which PNG makes half the
  /// bytes.
  private static func sheet(_ pictures: Tensor, columns: Int) -> Image {
    let (count, side) = (pictures.shape[0], pictures.shape[1])
    let rows = (count + columns - 1) / columns
    var samples = [UInt8](repeating: 0, count: rows * side * columns * side)
    let greys = GreyMapping.unit.grey(pictures)
    for index in 0..<count {
      let (top, left) = (index / columns * side, index % columns * side)
      for row in 0..<side {
        for column in 0..<side {
          samples[(top + row) * columns * side + left + column] =
            greys[(index * side + row) * side + column] / 16 * 17
        }
      }
    }
    return Image(
      height: rows * side, width: columns * side, channels: 1, pixels: samples)
  }
}

/// Draws the maps of features at the end of trainings, side by side, each class a letter: for
/// paper, Jupyter and pages without scripts.
struct FeatureMapStill: DrawnFigure {
  let runs: [Figure.Transfer.Run]
  let labels: [Int]
  let classes: [Message]

  private static let side = 220, gap = 16, perRow = 2
  private static let colours = [
    Colour(red: 31, green: 119, blue: 180), Colour(red: 200, green: 90, blue: 10),
    Colour(red: 44, green: 130, blue: 44), Colour(red: 190, green: 30, blue: 30),
    Colour(red: 120, green: 80, blue: 170), Colour(red: 120, green: 70, blue: 60),
    Colour(red: 190, green: 70, blue: 150), Colour(grey: 90),
    Colour(red: 110, green: 110, blue: 20), Colour(red: 10, green: 130, blue: 150),
  ]

  /// The drawing.
  var drawing: Drawing {
    let rows = max(1, (runs.count + Self.perRow - 1) / Self.perRow)
    let (high, wide) = (Self.side + 28 + Self.gap, Self.side + Self.gap)
    var drawing = Drawing(height: rows * high, width: Self.perRow * wide)
    for (index, run) in runs.enumerated() {
      guard let map = run.maps.last else { continue }
      let (top, left) = (Double(index / Self.perRow * high), Double(index % Self.perRow * wide))
      drawing.drawText(
        "frozen layers: \(run.frozen)", at: Point(y: top + 4, x: left + 4), capHeight: 9,
        anchor: .topLeft, Colour(grey: 50))
      drawing.strokeRectangle(
        y: top + 24, x: left + 4, height: Double(Self.side), width: Double(Self.side),
        lineWidth: 1, Colour(grey: 150))
      let half = Double(Self.side) / 2
      for (place, label) in labels.enumerated() where map.points.count >= 4 * place + 4 {
        let bytes = map.points.dropFirst(4 * place).prefix(4).map(Int.init)
        func share(_ at: Int) -> Double {
          Double(Int16(truncatingIfNeeded: bytes[at] | bytes[at + 1] << 8)) / 32767
        }
        drawing.drawText(
          classes[label],
          at: Point(
            y: top + 24 + half - share(2) * (half - 8), x: left + 4 + half + share(0) * (half - 8)),
          capHeight: 7, anchor: .centre, Self.colours[label % Self.colours.count])
      }
    }
    return drawing
  }
}
