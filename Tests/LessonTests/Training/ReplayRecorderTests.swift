// A recorder keeps what the network was at its steps, and changes nothing about the training.

import Testing

@testable import LessonKit

@Suite struct ReplayRecorderTests {
  private let data: DatasetSplits

  init() throws { data = try DataSource.digits.load(from: "drawn", drawing: 140) }

  private func network() -> Network {
    var generator = SeededGenerator(seed: 1)
    return Network(
      Convolution(filters: 3, filterSize: 5, channels: 1, stride: 3, using: &generator), ReLU(),
      Flatten(), Dense(inputs: 192, outputs: 10, using: &generator))
  }

  @Test func stepsRiseFromTheFirstToTheLast() {
    for total in [0, 1, 7, 150, 10_000] {
      let steps = ReplayRecorder(data.validation, steps: total).steps
      #expect(steps.first == 0 && steps.last == total)
      #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 } && steps.count <= 20)
    }
  }

  /// Behind a ReLU that lets nothing through no weight has a gradient, except in the beginning,
  /// when there was no step yet.
  @Test func aNetworkWithoutGradientsIsFound() {
    var generator = SeededGenerator(seed: 1)
    var dead = Dense(inputs: 784, outputs: 4, using: &generator)
    dead.bias.value = Tensor(shape: [4], repeating: -1e6)
    let start = Network(Flatten(), dead, ReLU(), Dense(inputs: 4, outputs: 10, using: &generator))
    let recorder = ReplayRecorder(data.validation.prefix(10), steps: 4, moments: 3)
    recorder.record(0, start)
    #expect(recorder.firstStepWithoutGradients == nil)
    _ = start.trained(
      on: data.training, by: SGD(learningRate: 0.1), steps: 4, seed: 2,
      afterStep: recorder.record)
    #expect(recorder.firstStepWithoutGradients == 1)
  }

  @Test func whatWasSeenIsTheNetworkOfTheStep() throws {
    let examples = data.validation.prefix(10)
    let recorder = ReplayRecorder(examples, steps: 6, moments: 3)
    #expect(recorder.steps == [0, 2, 6])
    var seen: [Network] = []
    recorder.record(0, network())
    seen.append(network())
    let trained = network().trained(
      on: data.training, by: SGD(learningRate: 0.1), steps: 6, seed: 2
    ) { step, network in
      recorder.record(step, network)
      if recorder.steps.contains(step) { seen.append(network) }
    }
    let alone = network().trained(
      on: data.training, by: SGD(learningRate: 0.1), steps: 6, seed: 2)
    #expect(trained.parameters.map(\.value) == alone.parameters.map(\.value))
    #expect(recorder.moments.count == 3 && seen.count == 3)
    for (moment, network) in zip(recorder.moments, seen) {
      let logits = network(examples.images)
      #expect(moment.accuracy == accuracy(logits, labels: examples.labels))
      #expect(
        abs(moment.loss - softmaxCrossEntropy(logits, labels: examples.labels).loss) < 1e-4)
      #expect(
        moment.confusion
          == confusionMatrix(logits, labels: examples.labels).scalars.map { Int($0) })
      // Hundredths of the largest weight, filter by filter.
      let filters = try #require(moment.filters)
      let weights = network.parameters[0].value
      #expect(filters.size == [5, 5] && filters.largest == weights.absolute.max())
      for filter in 0..<3 {
        for (y, x) in [(0, 0), (1, 4), (4, 2)] {
          let byte = Int8(bitPattern: filters.weights[filter * 25 + y * 5 + x])
          let stored = Float(byte) / 100 * filters.largest
          #expect(abs(stored - weights[y, x, 0, filter]) <= filters.largest / 199)
        }
      }
      let last = logits - logits.mean()
      let spread = (last * last).mean().squareRoot()
      #expect(abs(moment.activations[1] / spread - 1) < 2e-3)
    }
    #expect(recorder.moments[0].gradients == nil && recorder.moments[1].gradients?.count == 2)
    #expect(recorder.firstStepWithoutGradients == nil)
    #expect(recorder.layers.map(\.english) == ["1 Convolution", "2 Dense"])
  }
}
