// A training is found again by all that decides it, and by nothing else.

import Datasets
import Foundation
import Networks
import TestSupport
import Testing

@testable import LessonKit

@Suite struct KeptTrainingTests {
  private let folder: TemporaryFolder
  private let data: DatasetSplits

  init() throws {
    folder = try TemporaryFolder()
    data = try DataSource.digits.load(from: "drawn", drawing: 140)
  }

  private func network(seed: UInt64 = 1, dropout: Bool = false) -> Network {
    var generator = SeededGenerator(seed: seed)
    let dense = Dense(inputs: 784, outputs: 10, using: &generator)
    return dropout
      ? Network(Flatten(), Dropout(probability: 0.5, seed: 1), dense) : Network(Flatten(), dense)
  }

  private func keeper(
    _ network: Network, options: [String] = ["SGD", "1"],
    preprocess: (Tensor) -> Tensor = { $0 }
  ) -> KeptTraining? {
    KeptTraining(
      of: network, on: data, options: options, preprocess: preprocess, in: folder.url.path)
  }

  @Test func whatWasLearnedComesBack() throws {
    let start = network()
    var trained = start
    let run = TrainingRun("", epochs: 1, lineEvery: nil, isQuiet: true)
    var order = SeededGenerator(seed: 2)
    let recorder = ReplayRecorder(data.validation, steps: 2, moments: 2)
    recorder.record(0, trained)
    for epoch in run.epochs {
      for (images, labels) in run.batches(of: data.training, size: 20, using: &order) {
        let (loss, gradient) = softmaxCrossEntropy(trained.forward(images), labels: labels)
        trained.backpropagate(gradient)
        var sgd = SGD(learningRate: 0.1)
        sgd.update(&trained)
        try run.step(loss: loss, accuracy: 0.5, learningRate: 0.1)
        recorder.record(run.losses.count, trained)
        if run.losses.count == 3 { run.copies[3] = trained }
      }
      run.end(epoch, trained, validation: 0.5)
    }
    try #require(keeper(start)).keep(run, trained, recorder: recorder)
    var again = start
    let other = ReplayRecorder(data.validation, steps: 2, moments: 2)
    let kept = try #require(keeper(start)?.load(into: &again, recorder: other))
    #expect(other.moments.map(\.confusion) == recorder.moments.map(\.confusion))
    #expect(other.moments.count == 2 && other.layers.map(\.english) == ["1 Dense"])
    #expect(kept.losses == run.losses && kept.validation == run.validation)
    #expect(kept.summary == run.summary)
    #expect(again.parameters.map(\.value) == trained.parameters.map(\.value))
    #expect(kept.best?.parameters.map(\.value) == trained.parameters.map(\.value))
    let copies = [kept, run].map { $0.copies.mapValues { $0.parameters.map(\.value) } }
    #expect(copies[0] == copies[1] && Array(copies[0].keys) == [3])
    #expect(copies[0][3] != trained.parameters.map(\.value))
    // Anything else trains.
    var stranger = network(seed: 2)
    #expect(keeper(stranger)?.load(into: &stranger) == nil)
    stranger = start
    #expect(keeper(start, options: ["SGD", "2"])?.load(into: &stranger) == nil)
    #expect(keeper(start, preprocess: { 1 - $0 })?.load(into: &stranger) == nil)
  }

  /// Its random numbers go on from where a training has left them.
  @Test func networksWithDropoutAreNotKept() {
    #expect(keeper(network(dropout: true)) == nil)
  }
}
