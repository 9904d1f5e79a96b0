//: All but the dense layer is the **body**: it makes 288 numbers of a picture, its **features**.
//: The dense layer, the **head**, makes ten scores of these.
import LessonKit

extension TransferLearning {
  func body(seed: UInt64) -> Network {
    var generator = SeededGenerator(seed: seed)
    func block(_ filters: Int, _ channels: Int) -> [any Layer] {
      [
        Convolution(
          filters: filters, filterSize: 3, channels: channels, padding: .same, using: &generator),
        BatchNormalization(channels: filters), ReLU(), Pooling(.max, windowSize: 2),
      ]
    }
    return Network(block(8, 1) + block(16, 8) + block(32, 16) + [Flatten()])
  }

  func head(seed: UInt64) -> Dense {
    var generator = SeededGenerator(seed: seed)
    return Dense(inputs: 288, outputs: 10, using: &generator)
  }
}

//: The features are what this lesson is about.
extension TransferLearning {
  func readerOfDigits(_ page: Notebook, _ digits: DatasetSplits) throws -> Network {
    //: The digits to learn from:
    page.say(digits.explanation)

    //: It learns by `page.train`, the loop of lesson 17. This is the long part, and in real life it
    //: was done by somebody else, for days or weeks, on a million photos.
    var reader = Network(body(seed: training.seed).layers + [head(seed: training.seed)])
    try training.loadWeights(into: &reader)
    let run = try page.train(
      &reader, on: digits, optimizer: Adam(learningRate: training.learningRate ?? 0.003),
      epochs: training.epochs ?? (training.full ? 10 : 1), options: training)
    try training.saveWeights(of: reader)
    page.say("Trained: \(run.summary).")
    page.trace(
      "test accuracy, digits",
      value: accuracy(reader(digits.test.images), labels: digits.test.labels))
    return reader
  }
}
