// The training loop of lesson 17 as a function for other lessons.

import Datasets
import Networks
import Notebooks
import Tensors

extension Notebook {
  /// Trains a network with softmax cross-entropy on mini-batches: forward, loss, backward, update.
  ///
  /// Ctrl-C ends training after the current step. The network stays as its last step left it; the
  /// best epoch is in the result's `best`. Where `convbook live` runs the lesson, a training of the
  /// same network on the same data with the same options is not run again: what it has learned is
  /// kept.
  ///
  /// - Parameters:
  ///   - network: the network, from images (N, H, W, C) to logits (N, classes).
  ///   - name: what the terminal calls this training, where a lesson trains more than one network.
  ///   - data: the images to train on, and the validation images that are read after each epoch.
  ///   - optimizer: the optimizer, before its first step.
  ///   - epochs: passes through the training images, 0 or more.
  ///   - options: the batch size, and the seed of the order of the images.
  ///   - preprocess: what is done with images (N, H, W, C) before the network gets them.
  ///   - recorder: looks at the network at some of the steps, to play them again.
  ///   - steps: the steps, from 1, after which the result has a copy of the network.
  ///   - file: the file of the call.
  ///   - line: its line.
  /// - Returns: losses and accuracies of every step and epoch.
  /// - Throws: `DivergenceError` when the loss is NaN or grows without end.
  @discardableResult public func train(
    _ network: inout Network, called name: String = "training", on data: DatasetSplits,
    optimizer: some Optimizer, epochs: Int, options: TrainingOptions,
    preprocess: (Tensor) -> Tensor = { $0 }, recorder: ReplayRecorder? = nil,
    copiesAfter steps: Set<Int> = [], file: String = #filePath, line: Int = #line
  ) throws -> TrainingRun {
    let keeper = KeptTraining(
      of: network, on: data,
      options: [
        "\(optimizer)", "\(epochs)", "\(options.batch)", "\(options.seed)", "\(steps.sorted())",
      ] + (recorder.map { [$0.description] } ?? []),
      preprocess: preprocess)
    if let kept = keeper?.load(into: &network, recorder: recorder) {
      WatcherChannel.ofThisProcess?.send(.keptTraining(name, place: place(file, line)))
      return kept
    }
    var optimizer = optimizer
    var order = SeededGenerator(seed: options.seed)
    let run = training(name, epochs: epochs)
    recorder?.record(0, network)
    for epoch in run.epochs {
      for (images, labels) in run.batches(of: data.training, size: options.batch, using: &order) {
        let logits = network.forward(preprocess(images))
        let (loss, gradient) = softmaxCrossEntropy(logits, labels: labels)
        network.backpropagate(gradient)
        optimizer.update(&network)
        try run.step(
          loss: loss, accuracy: accuracy(logits, labels: labels),
          learningRate: optimizer.learningRate)
        recorder?.record(run.losses.count, network)
        if steps.contains(run.losses.count) { run.copies[run.losses.count] = network }
      }
      let validation = network(preprocess(data.validation.images))
      run.end(
        epoch, network, validation: accuracy(validation, labels: data.validation.labels))
    }
    keeper?.keep(run, network, recorder: recorder)
    return run
  }

  /// Trains a network by a loop of the lesson's own, or not at all where `convbook live` has kept
  /// what the same code above, network and data have learned.
  ///
  /// - Parameters:
  ///   - network: the network, from images (N, H, W, C) to logits (N, classes).
  ///   - name: what the page calls this training.
  ///   - data: the images that it learns from, and those it is validated on.
  ///   - options: the options that the loop reads.
  ///   - recorder: the one that the loop shows the network to.
  ///   - file: the file of the call.
  ///   - line: its line.
  ///   - loop: trains the network.
  /// - Returns: what the loop returns.
  /// - Throws: what the loop throws.
  public func keeping(
    _ network: inout Network, called name: String, on data: DatasetSplits,
    options: TrainingOptions, recorder: ReplayRecorder? = nil, file: String = #filePath,
    line: Int = #line, loop: (inout Network) throws -> TrainingRun
  ) rethrows -> TrainingRun {
    let place = place(file, line)
    let keeper = KeptTraining(
      of: network, on: data,
      options: [
        name, code(upTo: place), String(describing: options.epochs),
        String(describing: options.learningRate), "\(options.batch)", "\(options.seed)",
        "\(options.full)",
      ] + (recorder.map { [$0.description] } ?? []))
    if let kept = keeper?.load(into: &network, recorder: recorder) {
      WatcherChannel.ofThisProcess?.send(.keptTraining(name, place: place))
      return kept
    }
    let run = try loop(&network)
    keeper?.keep(run, network, recorder: recorder)
    return run
  }
}

extension Network {
  /// Trains a copy for a number of steps, with the loop of `Notebook.train` and nothing around it:
  /// for measurements, many networks one after the other.
  ///
  /// - Parameters:
  ///   - pictures: the images to train on, and their labels.
  ///   - optimizer: the optimizer, before its first step.
  ///   - steps: the count of steps, of 100 images each; through all images as often as that takes.
  ///   - seed: of the order of the images, which is new for each epoch.
  ///   - afterStep: is given the number of steps so far and the network.
  /// - Returns: the network after the last step.
  public func trained(
    on pictures: LabelledImages, by optimizer: some Optimizer, steps: Int, seed: UInt64,
    afterStep: (Int, Network) -> Void = { _, _ in }
  ) -> Network {
    var (network, optimizer, order) = (self, optimizer, SeededGenerator(seed: seed))
    var step = 0
    while step < steps {
      let batches = pictures.batches(of: 100, shuffledBy: &order)
      for (images, labels) in batches.prefix(steps - step) {
        let (_, gradient) = softmaxCrossEntropy(network.forward(images), labels: labels)
        network.backpropagate(gradient)
        optimizer.update(&network)
        step += 1
        afterStep(step, network)
      }
    }
    return network
  }
}
