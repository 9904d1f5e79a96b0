//: ## What is lost, what is gained
import LessonKit

extension FeatureMaps {
  func nearestDigits(
    _ page: Notebook, by network: Network, _ untrained: Network, _ test: LabelledImages
  ) {
    //: Draw an upright bar, one pixel wide, at twenty places, and ask the maps where it is. Read it
    //: off the brightest column of all maps. After the third convolution a column stands for 8
    //: pixels:
    let bars = Tensor.stacked(
      (4..<24).map { x in
        var picture = Tensor.zeros(28, 28, 1)
        for y in 8..<20 { picture[y, x, 0] = 1 }
        return picture
      })
    func missed(after convolution: Int) -> Float {
      let columns = network.maps(bars, after: convolution).sum(axes: [1, 3])
      let cell = Float(1 << convolution)
      let errors = columns.argmax(axis: 1).enumerated().map { index, column in
        abs((Float(column) + 0.5) * cell - 0.5 - Float(index + 4))
      }
      return errors.reduce(0, +) / Float(errors.count)
    }
    for convolution in 0...3 {
      page.trace(
        "missed by", value: missed(after: convolution).rounded(to: 2),
        convolution == 0
          ? "pixels, read off the picture" : "pixels, after convolution \(convolution)")
    }

    //: So the place gets lost? That was the brightest spot only. Ask all the numbers together:
    //: which other digit has the most similar ones? For this we take 800 digits and move each by up
    //: to 4 pixels to the left or right.
    let count = 800
    let moves = (0..<count).map { $0 % 9 - 4 }
    let none = Padding.Edge(before: 0, after: 0)
    let wide = test.images.padded([none, none, .init(before: 4, after: 4), none])
    let moved = Tensor.concatenated(
      moves.enumerated().map { index, move in
        wide[index..<index + 1].sliced(4 - move..<32 - move, axis: 2)
      })

    //: The first 200 ask, each for its nearest neighbour among the others, and we ask two things of
    //: the one that is found: is it the same digit? And how differently were the two moved?
    func neighbours(_ values: Tensor) -> [Int] {
      let rows = values.reshaped(count, values.count / count)
      let (asking, others) = (rows[0..<200], rows[200..<count])
      // |a − b|² is |a|² − 2 a · b + |b|², and |a|² is the same for all others.
      let squares = (others * others).sum(axes: [1])
      let closeness = matmul(asking, others.transposed) * 2 - squares
      return closeness.argmax(axis: 1).map { $0 + 200 }
    }
    func sameDigit(_ found: [Int]) -> Message {
      let same = found.indices.count { test.labels[$0] == test.labels[found[$0]] }
      return "\(percent(same, of: found.count)) %"
    }
    func apart(_ found: [Int]) -> Message {
      let sum = found.indices.reduce(0) { $0 + abs(moves[$1] - moves[found[$1]]) }
      return "\((Float(sum) / Float(found.count)).rounded(to: 2))"
    }

    //: Nearest by pixels, by the maps of each convolution, by the ten logits; and once more by
    //: those of the network before it was trained:
    let stages: [Message] = ["pixels", "maps 1", "maps 2", "maps 3"]
    let found = (0...3).map { neighbours(network.maps(moved, after: $0)) }
    let blind = (0...3).map { neighbours(untrained.maps(moved, after: $0)) }
    let (logitsFound, logitsBlind) = (neighbours(network(moved)), neighbours(untrained(moved)))
    let anyone = (0..<200).map { 200 + $0 * 7 % 600 }
    page.table(
      "The nearest neighbour of 200 moved digits",
      columns: ["judged by", "is the same digit", "before training", "moved differently by"],
      rows: zip(stages, zip(found, blind)).map { stage, found in
        [stage, sameDigit(found.0), sameDigit(found.1), apart(found.0)]
      } + [
        ["logits", sameDigit(logitsFound), sameDigit(logitsBlind), apart(logitsFound)],
        ["anyone", sameDigit(anyone), "", apart(anyone)],
      ])

    //: Read the columns one by one. *What* it is becomes clearer from map to map. The first maps
    //: probably owe that to pooling, which forgives small moves: they do as well before training.
    //: Of what the third maps know, a good part was there before as well; the difference of the two
    //: columns was learned. *Where* it is stays about as clear, far from that of anyone, a digit
    //: taken at random: a single map can no longer tell, 128 coarse ones together can. If any
    //: numbers know less of it, it is the ten logits. Some that the pixels get wrong:
    let telling = (0..<200).filter { index in
      test.labels[found[0][index]] != test.labels[index]
        && test.labels[found[3][index]] == test.labels[index]
    }.prefix(3)
    let shown = telling.flatMap { index in [index] + found.map { $0[index] } }
    if !shown.isEmpty {
      page.show(
        PictureGrid(
          .concatenated(shown.map { moved[$0..<$0 + 1] }), columns: 5, zoom: 3,
          labels: telling.flatMap { _ in ["asking"] + stages }), "nearest-neighbour")
    }
    //: ![Rows of five digits; the most similar by pixels is another digit, by maps 3 the
    //: same](nearest-neighbour "The nearest neighbour, by pixels and by maps")
  }
}
