//: ## The training loop
//: Four lines do it. **Forward**: what does the network say? **Loss**: how wrong is that, and
//: how does that change with each logit? **Backward**: how does it change with each weight?
//: **Update**: move each weight a little against that. Repeat with the next hundred pictures.
import LessonKit

extension ThreeConvNet {
  func train(
    _ network: inout Network, called name: String, on data: DatasetSplits, _ page: Notebook,
    recorder: ReplayRecorder
  ) throws -> TrainingRun {
    var adam = Adam(learningRate: training.learningRate ?? 0.001)
    var order = SeededGenerator(seed: training.seed)
    let run = page.training(name, epochs: epochs(on: data), lineEvery: 100)
    recorder.record(0, network)
    for epoch in run.epochs {
      for (images, labels) in run.batches(
        of: data.training, size: training.batch, using: &order)
      {
        let logits = network.forward(images)
        let (loss, gradient) = softmaxCrossEntropy(logits, labels: labels)
        network.backpropagate(gradient)
        adam.update(&network)
        try run.step(
          loss: loss, accuracy: accuracy(logits, labels: labels), learningRate: adam.learningRate)
        recorder.record(run.losses.count, network)
      }
      run.end(
        epoch, network,
        validation: accuracy(network(data.validation.images), labels: data.validation.labels))
    }
    return run
  }
}

//: The other lessons call this loop by its name in the library, `page.train`.
extension ThreeConvNet {
  func epochs(on data: DatasetSplits) -> Int {
    training.epochs ?? (training.full ? 30 : data.isDrawn ? 3 : 1)
  }

  func stepsOfEpoch(on data: DatasetSplits) -> Int {
    (data.training.count + training.batch - 1) / training.batch
  }

  func trainingLoop(
    _ page: Notebook, _ network: inout Network, called name: String, on data: DatasetSplits
  ) throws -> (run: TrainingRun, recorder: ReplayRecorder) {
    //: A pass through all pictures is an **epoch**. The study document takes 30, a class has less
    //: time; `--epochs 5` and `--full` take more. Like the document's program it tells the loss of
    //: every hundredth step of an epoch. In the terminal it also says how much time has passed;
    //: here it does not, so that the same pictures give the same page. The recorder looks at the
    //: network at twenty of its steps; what it sees can be played again at the end. (`keeping`
    //: matters in `convbook live` alone: as long as nothing above changes, the network need not
    //: learn again.)
    let recorder = ReplayRecorder(
      data.validation.prefix(100), steps: epochs(on: data) * stepsOfEpoch(on: data))
    let run = try page.keeping(
      &network, called: name, on: data, options: training, recorder: recorder
    ) { try train(&$0, called: name, on: data, page, recorder: recorder) }
    return (run, recorder)
  }
}
