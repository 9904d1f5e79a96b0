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
    func kinds(_ labels: [Int]) -> Float {
      let rows = stride(from: 0, to: labels.count, by: 9).map { Set(labels[$0..<$0 + 9]).count }
      return Float(rows.reduce(0, +)) / Float(rows.count)
    }
    var different: [(Message, Float)] = []
    for convolution in [2, 3] {
      let all = numbers(test.images, convolution: convolution)
      let chosen = (0..<6).flatMap { nine(all.channel($0)) }
      let pictures = test.selecting(chosen.map(\.picture))
      page.show(
        PictureGrid(
          pictures.images, columns: 9, zoom: 2, labels: pictures.labels.map { "\($0)" },
          frames: chosen.map { patch($0.y, $0.x, through: convolution) }), "patches-\(convolution)")
      different.append(("convolution \(convolution)", kinds(pictures.labels)))
    }
    //: ![Six rows of nine digits, a square drawn around the part that a map answers to
    //: most](patches-{convolution} "Convolution {convolution}: a row for each of six maps")

    //: How many different digits are in a row? Ask the ten scores, too, each for the nine digits
    //: that get most of it:
    let scores = network(test.images)
    let highest = (0..<10).flatMap { nine(scores.reshaped(test.count, 1, 1, 10).channel($0)) }
    different.append(("the dense layer", kinds(highest.map { test.labels[$0.picture] })))
    // Of ten digits, the expected number that nine draws find.
    let random = 10 - 10 * (0..<9).reduce(Float(1)) { missing, _ in missing * 0.9 }
    page.table(
      "Different digits in a row of nine, on average", columns: ["rows of", "digits"],
      rows: (different + [("nine at random", random)]).map {
        [$0.0, "\(number($0.1.rounded(to: 1)))"]
      })

    //: **Notice** that a row of the second convolution agrees on a little piece: the end of a
    //: stroke, a crossing. Whose piece it is hardly matters. In the third the pieces are larger, a
    //: bow, half a loop, and rows begin to prefer certain digits. The scores are about nothing
    //: else. It is tempting to write names beside the rows. They would be ours: nine pictures are
    //: what a map likes *most*, and it answers to thousands of others.
    //:
    //: ## Textures, parts, things
    //: Document 000 shows such levels in a large network: edges and blobs first, then textures,
    //: then parts of things, at last things. That was learned from photos of a thousand kinds of
    //: things. Here is the same order, but with the words of digits: banks of strokes, then ends
    //: and crossings, bows, at last the ten. Digits have no texture and few parts, so of *those*
    //: levels this network shows nothing. ZFNet's authors looked at theirs in the way used here,
    //: nine pictures for a map, and found them: layer 2 corners, layer 3 textures such as meshes,
    //: layer 4 parts such as dogs' faces, layer 5 whole things (lesson 22).
    //:
    //: > [!mistake] 000, the deeper the layer, the more it is said to understand what things
    //: > *mean*. What was seen is that deeper maps answer to larger and rarer patterns, and go with
    //: > one label. That need not be meaning: a network trained on those photos took a cat with an
    //: > elephant's skin for an elephant. Where form and texture disagreed, it went by texture
    //: > (Geirhos and others, 2019).
    //:
    //: ## Is the frame the whole truth?
    //: Take the first picture for the first map of the third convolution, and paint over everything
    //: outside its frame with noise:
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
    page.say(
      abs(new - old) < 1e-4
        ? "The number stays: whatever is outside the frame, this number never saw it."
        : "The number changes: it has seen more than the frame.")
  }
}
