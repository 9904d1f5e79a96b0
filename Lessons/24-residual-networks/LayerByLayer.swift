//: ## Layer by layer
import Foundation
import LessonKit

extension ResidualNetworks {
  func layerByLayer(
    _ page: Notebook, _ known: LabelledImages, _ plain: Trained, _ residual: Trained
  ) {
    //: What does that do in the networks from above? A hundred of the digits they learn from,
    //: through the deepest two: how far do the numbers behind each ReLU spread, and how far do the
    //: gradients that come back there?
    func deviation(_ tensor: Tensor) -> Float { tensor.variance().squareRoot() }
    let hundred = known.prefix(100)
    func signals(_ network: Network) -> (places: [Int], forward: [Float], back: [Float]) {
      var layers = network.layers
      var (values, place) = (hundred.images, 0)
      var (places, forward, back): ([Int], [Float], [Float]) = ([], [], [])
      for index in layers.indices {
        values = layers[index].forward(values)
        if layers[index] is Convolution { place += 1 }
        if layers[index] is ResidualBlock { place += 2 }
        guard layers[index] is ReLU || layers[index] is ResidualBlock else { continue }
        places.append(place)
        forward.append(deviation(values))
      }
      var (_, gradient) = softmaxCrossEntropy(values, labels: hundred.labels)
      for index in layers.indices.reversed() {
        if layers[index] is ReLU || layers[index] is ResidualBlock {
          back.append(deviation(gradient))
        }
        gradient = layers[index].backward(gradient)
      }
      return (places, forward, back.reversed())
    }
    let measured: [(name: Message, signals: (places: [Int], forward: [Float], back: [Float]))] = [
      ("plain, at the start", signals(network(plain.depth, shortcuts: false))),
      ("plain, trained", signals(plain.network)),
      ("shortcuts, at the start", signals(network(residual.depth, shortcuts: true))),
      ("shortcuts, trained", signals(residual.network)),
    ]
    let start = measured[0].signals
    page.predictCourse(
      """
      The plain network, before training: draw how large the gradients are from the first \
      convolution to the last. 0 is as large as behind the last, 1 ten times as large, −1 a tenth.
      """,
      x: start.places.map { Float($0) }, range: -2.5...2.5,
      right: .init(
        "measured", Tensor(start.back.map { log10($0 / (start.back.last ?? 1)) })),
      mistakes: [
        .init(
          "they vanish", Tensor(start.back.map { -log10($0 / (start.back.last ?? 1)) }),
          """
          That is as if they shrank on their way to the front. It is said often, and without \
          normalization it may be so. With it they grow.
          """),
        .init(
          "they stay the same", Tensor(start.back.map { _ in 0 }),
          "That is as if each layer handed on as much as it gets. Each makes a little more of it."),
      ],
      otherwise: "Each layer multiplies by nearly the same factor: a straight line on this scale.")
    page.sideBySide {
      page.plot(
        "activations",
        lines: measured.map { .init($0.name, x: $0.signals.places, y: $0.signals.forward) },
        xAxis: "convolutions so far", yAxis: "deviation", logarithmicY: true)
      page.plot(
        "gradients",
        lines: measured.map { .init($0.name, x: $0.signals.places, y: $0.signals.back) },
        xAxis: "convolutions so far", yAxis: "deviation", logarithmicY: true)
    }
    //: ![Plain, at the start: a level line. With shortcuts the lines rise within each of three
    //: stages and fall back where the next begins](activations "Activations")
    //: ![At the start the plain network's line falls by nearly two powers of ten from the first
    //: layer to the last, that with shortcuts by about one; after training both are
    //: flatter](gradients "Gradients")
    page.table(
      "The gradient behind the first convolution, times that behind the last",
      columns: ["", "ratio"],
      rows: measured.map { name, signals in
        let ratio = (signals.back.first ?? 0) / (signals.back.last ?? 1)
        return [name, "\(ratio.rounded(to: 2))"]
      })

    //: **Notice** the gradients at the start. In the plain network they grow from the last layer to
    //: the first, by nearly the same factor at each: it is a straight line on this scale. A step
    //: that is right for the last layers may be too large for the first ones. With shortcuts the
    //: line is flatter. And the activations: in the plain network normalization sets them back at
    //: every layer, with shortcuts each block adds its share to what is there, until a stage ends.
    //: There the shortcut has a convolution of its own (the next section), and that is normalized,
    //: too.
    //:
    //: (Often it is said that the gradients *vanish* in plain networks. With batch normalization
    //: they don't, and the paper says so itself. That they grow is seen here; that this is the
    //: whole reason is not. *Try next* has something for that.)
  }
}
