//: ## What lights a map up
import LessonKit

extension FeatureMaps {
  func receptiveFields(
    _ page: Notebook, of network: Network, _ test: LabelledImages,
    using generator: inout SeededGenerator
  ) {
    //: What has a single number of a map seen? Go back step by step. A 3 × 3 filter adds one
    //: neighbour on each side; a place after pooling stands for two before it.
    func patch(_ y: Int, _ x: Int, through convolutions: Int) -> PixelArea {
      func seen(from place: Int) -> ClosedRange<Int> {
        var (first, last) = (place - 1, place + 1)
        for _ in 1..<convolutions {
          (first, last) = (2 * first, 2 * last + 1)
          (first, last) = (first - 1, last + 1)
        }
        return max(0, first)...min(27, last)
      }
      let (rows, columns) = (seen(from: y), seen(from: x))
      return PixelArea(
        y: rows.lowerBound, x: columns.lowerBound, height: rows.count, width: columns.count)
    }
    for convolution in 1...3 {
      let middle = [14, 7, 3][convolution - 1]
      let width = patch(middle, middle, through: convolution).width
      page.trace("convolution \(convolution) sees", value: width, "pixels, down and across")
    }

    //: That patch is its **receptive field**. Now let each of six maps, not chosen but simply the
    //: first six, name the nine test digits in which one of its numbers is largest. The frame is
    //: what that number saw.
    func nine(_ map: Tensor) -> [(picture: Int, y: Int, x: Int)] {
      let width = map.shape[2]
      let flat = map.reshaped(map.shape[0], width * width)
      let (best, places) = (flat.max(axes: [1]).scalars, flat.argmax(axis: 1))
      return best.indices.sorted { best[$0] > best[$1] }.prefix(9).sorted().map {
        ($0, places[$0] / width, places[$0] % width)
      }
    }
    func numbers(_ pictures: Tensor, convolution: Int) -> Tensor {
      Network(Array(network.layers[..<(3 * convolution - 1)]))(pictures)
    }
    for convolution in [2, 3] {
      let all = numbers(test.images, convolution: convolution)
      let chosen = (0..<6).flatMap { nine(all.channel($0)) }
      let pictures = test.selecting(chosen.map(\.picture))
      page.show(
        PictureGrid(
          pictures.images, columns: 9, zoom: 2, labels: pictures.labels.map(String.init),
          frames: chosen.map { patch($0.y, $0.x, through: convolution) }), "patches-\(convolution)")
      let kinds = (0..<6).map { Float(Set(pictures.labels[$0 * 9..<$0 * 9 + 9]).count) }
      let average = kinds.reduce(0, +) / 6
      let random = 10 - 10 * (0..<9).reduce(Float(1)) { missing, _ in missing * 0.9 }
      page.say(
        "A row of convolution \(convolution) shows \(number(average.rounded(to: 1))) different "
          + "digits on average; nine at random would show \(number(random.rounded(to: 1)))."
      )
    }
    //: ![Six rows of nine digits, a square drawn around the part that a map answers to
    //: most](patches-{convolution} "Convolution {convolution}: a row for each of six maps")

    //: **Notice** that a row of the second convolution agrees on a little piece: the upper end of a
    //: stroke, a crossing. Whose piece it is hardly matters. In the third the pieces are larger, a
    //: bow, half a loop, and rows begin to prefer certain digits; the first has found nothing but
    //: zeros. It is tempting to write names beside the rows. They would be ours: nine pictures are
    //: what a map likes *most*, and it answers to thousands of others.
    //:
    //: Is the frame the whole truth? Paint over everything outside one with noise:
    let all = numbers(test.images, convolution: 3)
    let top = nine(all.channel(0))[0]
    let frame = patch(top.y, top.x, through: 3)
    var painted = Tensor.random(uniform: 0..<1, shape: [1, 28, 28, 1], using: &generator)
    for y in frame.y..<frame.y + frame.height {
      for x in frame.x..<frame.x + frame.width {
        painted[0, y, x, 0] = test.images[top.picture, y, x, 0]
      }
    }
    let (old, new) = (
      all[top.picture, top.y, top.x, 0], numbers(painted, convolution: 3)[0, top.y, top.x, 0]
    )
    page.trace("the number", value: old.rounded(to: 2))
    page.trace("changed by", value: abs(new - old).rounded(to: 3), "with noise around the frame")
  }
}
