//: ## The maps of one digit
//: To look inside, stop early. The first three layers end with the pooled maps of the first
//: convolution, the first six with those of the second, nine with those of the third.
import LessonKit

extension Network {
  /// The maps after one of the three convolutions, pooled; after none the pictures themselves.
  func maps(_ pictures: Tensor, after convolution: Int) -> Tensor {
    Network(Array(layers[..<(3 * convolution)]))(pictures)
  }
}

//: Such maps are what the rest of this lesson looks at.
extension FeatureMaps {
  func digitMaps(_ page: Notebook, of network: Network, _ test: LabelledImages) {
    //: A digit, and the first 24 of its maps after each convolution, each from its own black to its
    //: own white:
    let digit = test.images[0..<1]
    page.show(PictureGrid(digit, zoom: 4), "digit")
    //: ![A digit, white on black](digit "The digit")
    for convolution in 1...3 {
      let all = page.trace(
        "after convolution \(convolution)", network.maps(digit, after: convolution),
        from: digit)
      let (side, channels) = (all.shape[1], PictureGrid.channels(of: all))
      let stretched = (0..<24).map { index in
        let map = channels[index] - channels[index].min()
        return map / max(map.max(), 1e-9)
      }
      page.show(
        PictureGrid(.stacked(stretched), columns: 12, zoom: 56 / side),
        "maps-\(convolution)", with: ["side": side])
    }
    //: ![Small grey pictures of {side} by {side} pixels](maps-{convolution} "The first 24 maps
    //: after convolution {convolution}, each on its own scale")

    //: **Notice** how the maps of the first convolution still show the digit: its strokes, the left
    //: or upper banks of them. Those of the third look like nothing. Is nothing left of the
    //: picture's form? Put a number to it: take the mean of all maps, enlarge it to 28 × 28, and
    //: **correlate** it with the digit (1: equal but for contrast, 0: unrelated). But any two
    //: digits are somewhat alike, with ink in the middle and none at the border. So correlate it
    //: with digits of other kinds as well, and do both for a hundred:
    let hundred = test.prefix(100)
    /// Each picture a row with the mean 0 and the length 1: their products are correlations.
    func rows(_ pictures: Tensor) -> Tensor {
      let rows = pictures.reshaped(100, 784)
      let centred = rows - rows.mean(axes: [1], keepingAxes: true)
      return centred
        / (centred * centred).sum(axes: [1], keepingAxes: true).map { max($0.squareRoot(), 1e-9) }
    }
    var (means, likenesses) = ([digit], [(own: Float, others: Float)]())
    for convolution in 1...3 {
      let mean = network.maps(hundred.images, after: convolution)
        .mean(axes: [3], keepingAxes: true)
      let side = mean.shape[1] << convolution
      let enlarged = mean.resized(height: side, width: side, by: .nearest)[
        0..., 0..<28, 0..<28, 0...]
      let likeness = matmul(rows(enlarged), rows(hundred.images).transposed)
      let own = (0..<100).map { likeness[$0, $0] }
      let others = (0..<100).flatMap { one in
        (0..<100).filter { hundred.labels[$0] != hundred.labels[one] }.map { likeness[one, $0] }
      }
      likenesses.append((Spread(own).mean, Spread(others).mean))
      page.trace(
        "likeness after convolution \(convolution)", value: Spread(own).mean.rounded(to: 3))
      means.append(enlarged[0..<1] / max(enlarged[0..<1].max(), 1e-9))
    }
    page.table(
      "Correlation of the mean map, a hundred digits",
      columns: ["after convolution", "with its own digit", "with digits of other kinds"],
      rows: likenesses.enumerated().map {
        ["\($0 + 1)", "\($1.own.rounded(to: 2))", "\($1.others.rounded(to: 2))"]
      })
    page.show(
      PictureGrid(
        .concatenated(means), columns: 4, zoom: 4,
        labels: ["the digit", "after 1", "after 2", "after 3"]), "mean-maps")
    //: ![A digit that gets coarser from left to right, at last sixteen grey squares](mean-maps "The
    //: mean of all maps, enlarged")

    //: What counts is how far the second column is above the third: that is what the maps know of
    //: *this* digit's form. Less with every step, but not nothing: roughly where its ink was. Where
    //: the fine detail went is a question for a measurement. We come to it.
    //:
    //: > [!mistake] 001, of maps near the output it is said that nothing at all is left of the
    //: > picture's form. One can't *see* it in single maps. The mean of all is still more like its
    //: > own digit than like others.
  }
}
