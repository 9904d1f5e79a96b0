//: ## Where a decision comes from
import LessonKit

extension FeatureMaps {
  func occlusion(
    _ page: Notebook, of network: Network, _ test: LabelledImages, readAs read: [Int]
  ) {
    //: Cover a square of 7 × 7 pixels and see how far the share of the right answer falls. Do it at
    //: every place, and draw the fall there: red where the network missed what was covered, blue
    //: where it was better off without. This is occlusion, one way to measure saliency: how much
    //: each place matters to the answer.
    func falls(_ index: Int, grey: Float) -> Tensor {
      let (picture, label) = (test.images[index..<index + 1].scalars, test.labels[index])
      let covered = (0..<28 * 28).map { place in
        var pixels = picture
        let (y, x) = place.quotientAndRemainder(dividingBy: 28)
        for row in max(0, y - 3)...min(27, y + 3) {
          for column in max(0, x - 3)...min(27, x + 3) { pixels[row * 28 + column] = grey }
        }
        return Tensor(shape: [1, 28, 28, 1], scalars: pixels)
      }
      let shares = softmax(network(.concatenated(covered)))
      let before = softmax(network(test.images[index..<index + 1]))[0, label]
      return (before - shares[0..<28 * 28, label..<label + 1]).reshaped(1, 28, 28)
    }

    //: The first five test digits, and the first that was misread:
    let wrong = read.indices.first { read[$0] != test.labels[$0] }
    let looked = Array(0..<5) + (wrong.map { [$0] } ?? [])
    let heats = looked.map { falls($0, grey: 0) }
    // Of these digits the one that a single square harms most.
    let asked = Tensor(heats.map { $0.max() }).argmax()
    let (fall, ink) = (heats[asked], test.images[looked[asked]].reshaped(1, 28, 28))
    let limit = max(0.5 * fall.max(), .leastNormalMagnitude)
    page.predictPlace(
      "Where does a black square of 7 × 7 harm the reading of this digit most?", "harm",
      on: GreyMapping.unit.image(
        ink.reshaped(1, 28, 28, 1).resized(height: 224, width: 224, by: .nearest)),
      from: limit, right: .init("at least half of the largest fall", fall[0]),
      mistakes: [
        .init(
          "ink", ink[0] * (2 * limit),
          "There is ink, but without it there it is much the same digit to the network.")
      ],
      otherwise: "There is hardly anything to cover: black on black.")
    page.show(
      HeatMap(
        .concatenated(heats), over: .concatenated(looked.map { test.images[$0..<$0 + 1] }),
        limit: 1, columns: 3, zoom: 6,
        labels: zip(looked, heats).map { index, heat in
          let most = number(heat.max().rounded(to: 2))
          return read[index] == test.labels[index]
            ? "\(test.labels[index]), up to \(most)"
            : "\(test.labels[index]) read as \(read[index]), up to \(most)"
        }), "occlusion")
    //: ![Six digits, some with red on the strokes that distinguish them; the last with blue,
    //: too](occlusion "How far the right answer falls when a black square covers a place")

    //: **Notice** what red singles out: strokes without which it would be another digit. Where the
    //: number below is small, there is hardly any red. Such a digit does not rest on nothing; no
    //: single square is enough to make it something else. The last, if it was misread, has blue
    //: where ink led astray.
    //:
    //: Black was a choice: on a black ground it takes ink away. A grey or a white square brings
    //: some:
    let example = test.images[2..<3]
    page.show(
      HeatMap(
        .concatenated([0, 0.5, 1].map { falls(2, grey: $0) }),
        over: .concatenated([example, example, example]), limit: 1, columns: 3, zoom: 6,
        labels: ["black", "grey", "white"]), "occlusion-greys")
    //: ![A digit three times: red on its strokes, then in the empty parts, then over half of
    //: it](occlusion-greys "The same digit under squares of three greys")

    //: Three pictures of the same decision, and not the same places: a white square on the empty
    //: ground can make another digit. So such a picture tells what would happen *if this were put
    //: there*, no more.
  }
}
