//: ## Where it starts
import LessonKit

extension SimpleConvNet {
  func whereItStarts(
    _ page: Notebook, _ data: DatasetSplits, _ run: TrainingRun,
    _ recorders: [ReplayRecorder], network made: (_ spread: Float?) -> Network
  ) throws {
    //: The first weights were spread by √(2 / inputs) in each layer, if `--spread` did not say
    //: otherwise, so that signals keep their size on the way. The book spreads them by 0.01 in all
    //: layers. How large is the gradient that arrives at the filters?
    let hundred = data.training.prefix(100)
    let epochs = min(training.epochs ?? 1, 1)
    for (name, spread) in [("√(2 / inputs)", nil), ("0.01", Float(0.01))] {
      var network = made(spread)
      let (_, gradient) = softmaxCrossEntropy(
        network.forward(hundred.images), labels: hundred.labels)
      network.backpropagate(gradient)
      page.trace(
        "gradient of W1, \(name)", value: network.parameters[0].gradient.absolute.max(),
        "the largest")
    }

    //: An SGD step is in proportion to the gradient, so from 0.01 the steps are tiny. **Adam**, the
    //: rule of lesson 17, gives every number a step size of its own, larger where gradients are
    //: small. One epoch with each:
    var patient = made(0.01)
    let withSGD = try page.train(
      &patient, called: "0.01, SGD", on: data,
      optimizer: SGD(learningRate: training.learningRate ?? 0.2), epochs: epochs,
      options: training, recorder: recorders[1])
    var adaptive = made(0.01)
    let withAdam = try page.train(
      &adaptive, called: "0.01, Adam", on: data, optimizer: Adam(learningRate: 0.001),
      epochs: epochs, options: training, recorder: recorders[2])
    let curve = run.smoothedLosses()
    let (sgdCurve, adamCurve) = (withSGD.smoothedLosses(), withAdam.smoothedLosses())
    page.plot(
      "three-starts",
      lines: [
        .init(
          "as above", x: Array(curve.steps.prefix(sgdCurve.steps.count)),
          y: Array(curve.losses.prefix(sgdCurve.steps.count))),
        .init("0.01, SGD", x: sgdCurve.steps, y: sgdCurve.losses),
        .init("0.01, Adam", x: adamCurve.steps, y: adamCurve.losses),
      ], xAxis: "step", yAxis: "loss")
    //: ![One curve falls at once, one a little later; 0.01 with SGD stays level for
    //: long](three-starts "Three starts")

    //: The same three under one slider: the filters, what a hundred validation digits are read as,
    //: and how far activations and gradients spread in each layer:
    page.replay(
      "replayed",
      [
        ("as above", run, recorders[0]), ("0.01, SGD", withSGD, recorders[1]),
        ("0.01, Adam", withAdam, recorders[2]),
      ])
    //: ![Loss and accuracy of three trainings, the spread of activations and gradients by layer,
    //: thirty filters and a table of what a hundred digits are read as, for each](replayed "Three
    //: starts, step by step")

    //: **Notice** the level stretch. A network that starts too small begins late; how far it gets
    //: afterwards this plot does not show. Start and rule belong together: 0.01 goes well with
    //: Adam, which the book takes, and √(2 / inputs) with either.
  }
}
