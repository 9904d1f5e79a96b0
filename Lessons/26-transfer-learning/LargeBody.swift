//: ## ResNet18
import Foundation
import LessonKit

extension TransferLearning {
  func largeBody(_ page: Notebook, _ clothes: LabelledImages) throws {
    //: The notes take the smallest of the ResNets. It is called 18 for its layers with weights on
    //: the main way: seventeen convolutions and a dense layer. (The three 1 × 1 in shortcuts are
    //: not counted.)
    var resNet = Network.resNet18(seed: training.seed)
    let shape = [1, 224, 224, 3]
    let whole = resNet.summary(for: shape)
    page.network(
      "resnet18", Plot.Network(whole, input: "a photo"))
    //: ![Boxes that shrink from 224 by 224 to 7 by 7, then a single row of 512 and one of
    //: 1000](resnet18 "ResNet18")
    let convolutions = resNet.parameters.filter { $0.value.rank == 4 }
    page.trace(
      "convolutions on the main way", value: convolutions.count { $0.value.shape[0] > 1 })
    page.trace("in shortcuts", value: convolutions.count { $0.value.shape[0] == 1 })
    page.trace("parameters", value: whole.parameters)

    //: To tell two kinds of things apart its last layer is replaced. Weights come from a file,
    //: `--weights`, in torchvision's names and layout; without one they are random here.
    if let weights {
      try resNet.loadTorchvision(from: URL(fileURLWithPath: weights), .resNet18)
    }
    page.say(
      weights.map { "Weights from \($0)." }
        ?? "No `--weights`: a body that has never seen anything.")
    func twoClasses(frozen: Bool) -> Network {
      var layers = Array(resNet.layers.dropLast())
      if frozen { for index in layers.indices { layers[index].freeze() } }
      var generator = SeededGenerator(seed: training.seed)
      return Network(layers + [Dense(inputs: 512, outputs: 2, using: &generator)])
    }
    page.trace(
      "two classes, all trainable", value: twoClasses(frozen: false).summary(for: shape).trainable)
    page.trace(
      "two classes, body frozen", value: twoClasses(frozen: true).summary(for: shape).trainable,
      "512 · 2 + 2")

    //: The features of a frozen body once more, this time 512. A bag or a boot: 40 pictures to
    //: learn from, 80 to be judged by; small and grey, made larger and of three channels:
    let kinds = clothes.classNames
    let pair = (kinds.count - 2, kinds.count - 1)
    let chosen = clothes.labels.indices.filter { clothes.labels[$0] >= pair.0 }.prefix(120)
    let things = clothes.selecting(Array(chosen))
    let twoLabels = things.labels.map { $0 - pair.0 }
    let enlarged = things.images.resized(height: 64, width: 64)
    let coloured = Normalize.imageNet(.concatenated([enlarged, enlarged, enlarged], axis: 3))
    let raw = Network(Array(resNet.layers.dropLast()))(coloured, batchSize: 20)
    page.trace("features", raw, from: coloured)

    //: Features are moved and scaled as the 40 say. (The 80 must have no part in that: in earnest
    //: they are not known yet.) A head learns from them; and for comparison another one gets no
    //: body at all, but the 28 · 28 pixels as they are:
    func scoresOfHead(on raw: Tensor) -> Tensor {
      let known = raw[0..<40]
      let features = (raw - known.mean(axes: [0])) / (known.absolute.mean() + 1e-6)
      var generator = SeededGenerator(seed: training.seed)
      var head = Network(Dense(inputs: raw.shape[1], outputs: 2, using: &generator))
      var adam = Adam(learningRate: 0.003)
      for _ in 0..<60 {
        let (_, gradient) = softmaxCrossEntropy(
          head.forward(features[0..<40]), labels: Array(twoLabels[0..<40]))
        head.backpropagate(gradient)
        adam.update(&head)
      }
      return head(features[40...])
    }
    let scores = scoresOfHead(on: raw)
    let answers = predictions(scores)
    page.trace(
      "told apart", value: accuracy(scores, labels: Array(twoLabels[40...])),
      "\(kinds[pair.0]) or \(kinds[pair.1]), of \(answers.count)")
    page.trace(
      "told apart by pixels",
      value: accuracy(
        scoresOfHead(on: things.images.reshaped(120, 784)), labels: Array(twoLabels[40...])),
      "of \(answers.count)")
    page.show(
      PictureGrid(
        things.images[40..<60], columns: 10,
        labels: answers.prefix(20).map { "\(kinds[pair.0 + $0])" },
        colours: zip(answers, twoLabels[40...]).prefix(20).map { $0 == $1 ? .green : .red }
      ), "told-apart")
    //: ![Twenty drawn bags and boots, each with its kind in green, or in red where it is
    //: wrong](told-apart "Told apart by ResNet18's features")

    //: **Notice** how the two compare. If there were no weights, the body is one of random numbers:
    //: it makes 512 mixtures of a picture, and a head finds some that tell the two apart, as it
    //: does among plain pixels. Which of the two is ahead then depends on the `--seed`. So a good
    //: result on an easy task does not prove that anything was transferred. Run it with weights and
    //: without, and compare.
  }
}
