// Looks at a network at some steps of its training, for the figure that plays the training again.

import Datasets
import Formatting
import Foundation
import Networks
import Notebooks
import Tensors

/// Records what a network is at some steps of its training: the filters of its first layer, what it
/// reads a few pictures as, and the spread of each layer's outputs and of its weights' gradients.
///
///     let recorder = ReplayRecorder(data.validation.prefix(100), steps: 450)
///     recorder.record(0, network)
///     // … and after each step:
///     recorder.record(step, network)
public final class ReplayRecorder {
  /// The steps at which it looks, rising from 0: close together at first, when much happens.
  public let steps: [Int]
  let examples: LabelledImages
  private let mode: Mode
  /// The names of the layers with weights, known from the first moment on.
  private(set) var layers: [Message] = []
  /// What was seen so far, a moment for each of `steps`.
  private(set) var moments: [Moment] = []

  /// What was seen at a step.
  struct Moment: Codable {
    let loss, accuracy: Float
    let filters: Figure.Replay.Filters?
    let confusion: [Int]
    let activations: [Float]
    let gradients: [Float]?
  }

  /// Makes a recorder.
  ///
  /// - Parameters:
  ///   - examples: the pictures that are read at each moment; a hundred cost little time.
  ///   - total: the steps of the training, 0 or more.
  ///   - count: the moments, 2 or more; fewer where there are fewer steps.
  ///   - mode: how the examples are read: with batch normalization, whose running statistics take
  ///     a while to follow, rather as in training.
  public init(
    _ examples: LabelledImages, steps total: Int, moments count: Int = 20, mode: Mode = .inference
  ) {
    (self.examples, self.mode) = (examples, mode)
    let shares = (0..<count).map { Double($0) / Double(count - 1) }
    steps = Set(shares.map { Int(($0 * $0 * Double(total)).rounded()) }).sorted()
  }

  /// Looks at the network if the step is one of `steps`; others cost nothing.
  ///
  /// - Parameters:
  ///   - step: the number of steps so far, 0 before the first.
  ///   - network: the network, with the gradients of the last step.
  public func record(_ step: Int, _ network: Network) {
    guard moments.count < steps.count, steps[moments.count] == step else { return }
    layers = Self.layers(network)
    // Twenty examples tell the spread as well as all. Only these go layer by layer, since a network
    // that runs as a whole fuses layers; in training mode each depends on all the others.
    let some = min(20, examples.count)
    let watched = mode == .training ? examples.count : some
    var values = examples.images[0..<watched]
    var (activations, gradients): ([Float], [Float]) = ([], [])
    for layer in network.layers {
      var layer = layer
      layer.mode = mode
      values = layer.forward(values)
      let weights = layer.parameters.filter { $0.value.rank > 1 }
      guard !weights.isEmpty else { continue }
      activations.append(Self.deviation(values[0..<some]))
      let all = weights.map { $0.gradient.reshaped(-1) }
      gradients.append(Self.deviation(all.count == 1 ? all[0] : .concatenated(all)))
    }
    let logits =
      watched < examples.count
      ? .concatenated([values, network(examples.images[watched...])]) : values
    let (loss, _) = softmaxCrossEntropy(logits, labels: examples.labels)
    moments.append(
      Moment(
        loss: loss, accuracy: accuracy(logits, labels: examples.labels),
        filters: Self.filters(network),
        confusion: confusionMatrix(logits, labels: examples.labels).scalars.map { Int($0) },
        activations: activations, gradients: step > 0 ? gradients : nil))
  }

  /// The loss of the examples at each of `steps`, or at those so far.
  public var losses: [Float] { moments.map(\.loss) }

  /// The first of `steps` from which on no weight of any layer had a gradient; nil without one.
  public var firstStepWithoutGradients: Int? {
    let last = moments.lastIndex { $0.gradients?.contains { $0 != 0 } ?? true } ?? -1
    return last + 1 < moments.count ? steps[last + 1] : nil
  }

  /// What decides what is seen, besides the training.
  var description: String { "\(steps) \(mode) \(examples.labels) \(examples.images.sum())" }

  /// Takes over what a recorder like it has seen of a training of the network.
  func take(_ seen: [Moment], of network: Network) {
    (moments, layers) = (seen, Self.layers(network))
  }

  /// The names of the layers that have weights, with their number among all such layers.
  static func layers(_ network: Network) -> [Message] {
    network.layers.filter { layer in layer.parameters.contains { $0.value.rank > 1 } }
      .enumerated().map { "\($0 + 1) \($1.name)" }
  }

  /// The first layer's filters (K, FH, FW) over the first channel, if it is a convolution.
  private static func filters(_ network: Network) -> Figure.Replay.Filters? {
    guard let convolution = network.layers.first as? Convolution else { return nil }
    let weights = convolution.weights.value.transposed(permutation: 3, 2, 0, 1)
    let shape = weights.shape
    return .init(
      Tensor.stacked((0..<shape[0]).map { weights[$0][0] }).reshaped(shape[0], shape[2], shape[3]))
  }

  /// The standard deviation, with four digits.
  private static func deviation(_ values: Tensor) -> Float {
    let deviation = Double(values.variance().squareRoot())
    guard deviation > 0, deviation.isFinite else { return 0 }
    let scale = pow(10, 3 - log10(deviation).rounded(.down))
    return Float((deviation * scale).rounded() / scale)
  }
}

/// A training to play again: its name, its curves, and what a recorder saw of it. Without a run the
/// curves are those of the recorder's examples.
public typealias RecordedTraining = (name: Message, run: TrainingRun?, recorder: ReplayRecorder)

extension Notebook {
  /// Shows trainings under one slider: curves, filters, confusion matrices, and the spread of
  /// numbers by layer.
  ///
  /// - Parameters:
  ///   - trainings: what was recorded, of all at the same steps.
  ///   - stretch: how many steps each number of a curve is the mean of.
  ///   - stepsOfEpoch: the steps of an epoch; nil where the first training's run knows.
  public func replay(
    _ key: String, _ trainings: [RecordedTraining], over stretch: Int = 10,
    stepsOfEpoch: Int? = nil, file: String = #filePath, line: Int = #line
  ) {
    guard let first = trainings.first else { return }
    // A training that Ctrl-C has ended has fewer moments.
    let count = trainings.map(\.recorder.moments.count).min() ?? 0
    guard count > 0 else { return }
    let steps = Array(first.recorder.steps.prefix(count))
    let runs = trainings.map { name, run, recorder in
      let moments = recorder.moments.prefix(count)
      func curve(_ first: Float, _ smoothed: (steps: [Float], values: [Float]))
        -> Figure.Replay
        .Curve
      {
        // One training may go on after the last step that all have.
        let points = zip([0] + smoothed.steps.map { Int($0) }, [first] + smoothed.values)
          .filter { $0.0 <= steps[steps.count - 1] }
        return .init(steps: points.map(\.0), values: points.map { $0.1.rounded(to: 4) })
      }
      let later = recorder.steps.prefix(count).dropFirst().map { Float($0) }
      let losses =
        run.map { $0.smoothedLosses(over: stretch) } ?? (later, moments.dropFirst().map(\.loss))
      let shares =
        run.map { $0.smoothedAccuracies(over: stretch) }
        ?? (later, moments.dropFirst().map(\.accuracy))
      return Figure.Replay.Run(
        name: name, loss: curve(moments[0].loss, (losses.0, losses.1)),
        accuracy: curve(moments[0].accuracy, (shares.0, shares.1)),
        filters: moments.compactMap(\.filters), confusion: moments.map(\.confusion),
        layers: recorder.layers, activations: moments.map(\.activations),
        gradients: moments.map(\.gradients))
    }
    replay(
      key, runs, steps: steps, stepsOfEpoch: stepsOfEpoch ?? first.run?.stepsPerEpoch ?? 1,
      classes: first.recorder.examples.classNames, examples: first.recorder.examples.count,
      file: file, line: line)
  }
}
