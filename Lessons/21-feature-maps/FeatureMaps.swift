//: # 21. What a network sees
//: A picture goes in, ten numbers come out. In between lie hundreds of other pictures, and one can
//: look at them. Do they show what the network sees? And do they say why it answers as it does?
import LessonKit

@main
struct FeatureMaps: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions
  @OptionGroup var training: TrainingOptions

  func run(_ page: Notebook) throws {
    //: ## A map by hand
    //: A small 7, and a filter that likes level strokes: bright in the middle, dark above and
    //: below. Slide it, drop what is negative (ReLU), and keep the largest of each 2 × 2 (pooling):
    let seven = Tensor([
      [0, 0, 0, 0, 0, 0],
      [0, 1, 1, 1, 1, 0],
      [0, 0, 0, 1, 0, 0],
      [0, 0, 1, 0, 0, 0],
      [0, 0, 1, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
    ])
    let level = Tensor([[-1, -1, -1], [2, 2, 2], [-1, -1, -1]])
    page.predictSum(
      "The filter's answers, before ReLU: which is the second of the first row?", of: seven,
      filter: level, at: (row: 0, column: 1))
    let answers = page.trace("map by hand", relu(conv2D(seven, level)), from: seven)
    let pooled = page.trace("map by hand, pooled", maxPool2D(answers, windowSize: 2, stride: 2))
    page.sideBySide {
      page.numbers(seven, "The picture")
      page.numbers(level, "The filter")
      page.numbers(answers, "Its map")
      page.numbers(pooled, "Pooled")
    }

    //: A **feature map** has a number for each place: how much is there of what the filter likes?
    //: The first row says "a level stroke, all along here". At the bottom, the foot of the 7 is
    //: liked a little. The pooled map still says that there is a stroke at the top, no longer
    //: exactly where.
    //:
    //: ## A network that reads
    //: The network of lesson 17: three convolutions with 32, 64 and 128 filters, each with ReLU and
    //: pooling, and a dense layer. One pass through the digits is enough to have something to look
    //: at.
    let data = try DataSource.digits.load(from: training.data)
    page.say(data.explanation)
    var generator = SeededGenerator(seed: training.seed)
    func block(_ filters: Int, _ channels: Int) -> [any Layer] {
      [
        Convolution(
          filters: filters, filterSize: 3, channels: channels, padding: .same, using: &generator),
        ReLU(), Pooling(.max, windowSize: 2, padding: .same),
      ]
    }
    var network = Network(
      block(32, 1) + block(64, 32) + block(128, 64)
        + [Flatten(), Dense(inputs: 2048, outputs: 10, using: &generator)])
    let untrained = network

    //: `page.train` is the loop of lesson 17, too.
    try training.loadWeights(into: &network)
    let run = try page.train(
      &network, on: data, optimizer: Adam(learningRate: training.learningRate ?? 0.001),
      epochs: training.epochs ?? (training.full ? 30 : 1), options: training)
    try training.saveWeights(of: network)
    page.say("Trained: \(run.summary).")
    let test = data.test.prefix(1000)
    let logits = network(test.images)
    let read = predictions(logits)
    page.trace(
      "test accuracy", value: accuracy(logits, labels: test.labels), "of \(test.count) digits")

    //: Here it is at work, all of its maps at once. Choose a digit or draw one; press a number of a
    //: map, and see which part of the picture it depends on:
    page.overview("at-work", of: network, test)
    //: ![The network from left to right: the input, three times a convolution and a pooling, a
    //: dense layer. Each is a stack of maps in perspective, with its shape, parameters and memory,
    //: and below it the maps of a digit](at-work "The network at work")

    //: Now for the looking. First at the maps themselves, of a digit and of a photo; then at what
    //: they know, and at what they have to do with the answer.
    digitMaps(page, of: network, test)
    try photoMaps(page, of: network)
    nearestDigits(page, by: network, untrained, test)
    receptiveFields(page, of: network, test, using: &generator)
    occlusion(page, of: network, test, readAs: read)
    try gradients(page, of: network, test, readAs: read, using: &generator)
    mapsSwitchedOff(page, of: network, test, readAs: read, using: &generator)

    //: ## Exercise
    //: Tell which filter made a map: `Lessons/21-feature-maps/Exercise/Exercise.swift`, checked by
    //: `swift run convbook check 21`.
    //:
    //: ## Try next
    //: - `--image me.jpg`: which maps find your outline?
    //: - `--epochs 0`: which of the pictures change, which don't? What does that say about them?
    //: - Make the covering square 3 × 3. What becomes of the red? Is it more like saliency?
    //: - Take the saliency of the network before training. Would you have known?
    //: - Let the nine pictures come from the nine *smallest* numbers of a map. What does it
    //:   dislike?
  }
}
