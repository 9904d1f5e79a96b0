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
    //: A digit, and the first 24 of its maps after each convolution:
    let digit = test.images[0..<1]
    page.show(PictureGrid(digit, zoom: 4), "digit")
    //: ![A handwritten digit, white on black](digit "The digit")
    for convolution in 1...3 {
      let all = page.trace(
        "after convolution \(convolution)", network.maps(digit, after: convolution),
        from: digit)
      let side = all.shape[1]
      page.show(
        PictureGrid(
          PictureGrid.channels(of: all)[0..<24], columns: 12, zoom: 56 / side, scale: .stretched),
        "maps-\(convolution)", with: ["side": side])
    }
    //: ![Small grey pictures of {side} by {side} pixels, some bright, some almost
    //: black](maps-{convolution} "The first 24 maps after convolution {convolution}")

    //: **Notice** how the maps of the first convolution still show the digit: its strokes, the left
    //: or upper banks of them. Those of the third look like nothing. Is nothing left of the
    //: picture's form? Put a number to it: take the mean of all maps, enlarge it to 28 × 28, and
    //: **correlate** it with the digit (1: equal but for contrast, 0: unrelated).
    func enlarged(_ map: Tensor, cell: Int) -> Tensor {
      var large = Tensor.zeros(28, 28)
      for y in 0..<28 {
        for x in 0..<28 { large[y, x] = map[y / cell, x / cell] }
      }
      return large
    }
    func correlation(_ left: Tensor, _ right: Tensor) -> Float {
      let (left, right) = (left - left.mean(), right - right.mean())
      return (left * right).mean()
        / ((left * left).mean() * (right * right).mean()).squareRoot()
    }
    var means = [digit]
    for convolution in 1...3 {
      let all = network.maps(digit, after: convolution)
      let mean = enlarged(all.mean(axes: [0, 3]), cell: 1 << convolution)
      let likeness = correlation(mean, digit.reshaped(28, 28))
      page.trace("likeness after convolution \(convolution)", value: likeness.rounded(to: 3))
      means.append(mean.reshaped(1, 28, 28, 1) / max(mean.max(), 1e-9))
    }
    page.show(
      PictureGrid(
        .concatenated(means), columns: 4, zoom: 4,
        labels: ["the digit", "after 1", "after 2", "after 3"]), "mean-maps")
    //: ![A digit that gets coarser from left to right, at last sixteen grey squares](mean-maps "The
    //: mean of all maps, enlarged")

    //: Less with every step, but not nothing: the third still knows roughly where the ink was.
    //: Where the fine detail went is a question for a measurement. We come to it.
    //:
    //: > [!mistake] 001, of maps near the output it is said that nothing at all is left of the
    //: > picture's form. One can't *see* it in single maps. The numbers above still have it.
  }
}
