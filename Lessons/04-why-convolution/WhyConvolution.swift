//: # 4. Why convolution?
//: A network could simply connect every pixel with every output. For a long time that is what
//: people did. Why is it a bad idea for pictures? Count the weights, then shuffle the photo.
import LessonKit

@main
struct WhyConvolution: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## A dense layer by hand
    //: A picture of four pixels, written as one column: x. A **dense** (or fully connected) layer
    //: has one row of weights for each output. Three outputs, four pixels: twelve weights. Each
    //: output is the sum of its row times the pixels, f = W x.
    let x = Tensor([[1], [2], [0], [3]])
    let weights = Tensor([
      [1, 0, 2, 1],
      [0, 1, 0, -1],
      [2, 1, 1, 0],
    ])
    let f = matmul(weights, x)
    page.sideBySide {
      page.numbers(weights, "W")
      page.numbers(x, "x")
      page.numbers(f, "f = W x")
    }
    page.trace("f = W x", f, from: x, "W is \(weights.shape[0]) × \(weights.shape[1])")

    //: Two layers, one after the other, need something in between: **W₂ max(0, W₁ x)**, everything
    //: negative set to 0. Without it two layers are one:
    let second = Tensor([[1, 2, 0], [0, 1, 1]])
    let twoLayers = matmul(second, matmul(weights, x))
    let oneLayer = matmul(matmul(second, weights), x)
    let withMax = matmul(second, matmul(weights, x).map { max(0, $0) })
    page.sideBySide {
      page.numbers(second, "W₂")
      page.numbers(matmul(second, weights), "W₂ W₁")
      page.numbers(matmul(weights, x).map { max(0, $0) }, "max(0, W₁ x)")
    }
    page.sideBySide {
      page.numbers(twoLayers, "W₂ (W₁ x)")
      page.numbers(oneLayer, "(W₂ W₁) x")
      page.numbers(withMax, "W₂ max(0, W₁ x)")
    }

    //: **Notice** that the first two are equal: the product W₂ W₁ is just another matrix. Lesson 14
    //: comes back to that.
    //:
    //: > [!mistake] 002, two layers are written W₂ max(), and what stands in the brackets got lost.
    //: > It is W₂ max(0, W₁ x).
    //:
    //: ## Counting weights
    //: A digit of 28 × 28 pixels becomes a column. A colour photo of 224 × 224 does too, and it is
    //: longer. A hundred outputs:
    let digit = page.trace("digit, flattened", value: 28 * 28, "28 · 28")
    let photoLength = page.trace("photo, flattened", value: 224 * 224 * 3, "224 · 224 · 3")
    let dense = page.trace("dense weights", value: photoLength * 100, "\(photoLength) · 100")

    //: A hundred filters of 3 × 3 read the same three channels, and have the same weights at every
    //: place:
    let shared = page.trace("filter weights", value: 3 * 3 * 3 * 100, "3 · 3 · 3 · 100")
    page.trace("times as many", value: dense / shared, "dense against convolution")
    page.say(
      "The digit, \(digit) pixels, would get by with either. The photo would not: "
        + "\(number(Double(dense))) weights in one layer, and four times as many if it were twice "
        + "as wide and high. The filters stay at \(number(Double(shared))).")

    //: ## Shuffle the pixels
    //: A column of pixels has no neighbours. Take a photo, make it 28 × 28, and shuffle its pixels,
    //: every picture in the same way. To you it is destroyed.
    let photo = try options.image(default: "fruits.jpg").greyByMean()
      .resizedByArea(height: 28, width: 28)
    let pixels = photo.tensor.reshaped(784, 1)
    var generator = SeededGenerator(seed: 4)
    let order = Array(0..<784).shuffled(using: &generator)
    let shuffled = Tensor(shape: [784, 1], scalars: order.map { pixels.scalars[$0] })
    page.sideBySide {
      page.show(pixels.reshaped(28, 28), "28-28", .bytes)
      page.show(shuffled.reshaped(28, 28), "shuffled", .bytes, cover: true)
    }
    //: ![A very coarse grey picture of fruit in a bowl](28-28 "28 × 28")
    //: ![Grey noise without any form](shuffled "The same pixels, shuffled")

    //: To a dense layer nothing has happened. Shuffle the columns of its weights in the same way
    //: and it gives the same answers. Training would find those weights just as easily.
    let denseWeights = Tensor.random(integers: -3..<4, shape: [10, 784], using: &generator)
    let shuffledWeights = Tensor(
      shape: [10, 784],
      scalars: (0..<10).flatMap { row in order.map { denseWeights[row, $0] } })
    let before = matmul(denseWeights, pixels)
    let after = matmul(shuffledWeights, shuffled)
    page.trace(
      "change of a dense layer", value: (before - after).absolute.max(), "largest of ten outputs")

    //: A filter reads neighbours, and can tell at once. The smallest there is, (−1, 1), subtracts a
    //: pixel from the one to its right. In the photo those two are mostly alike, in the noise they
    //: are not:
    let edge = Tensor([[-1, 1]])
    func meanAnswer(_ column: Tensor) -> Float {
      conv2D(column.reshaped(28, 28), edge).absolute.mean()
    }
    let ordered = meanAnswer(pixels).rounded()
    let disordered = meanAnswer(shuffled).rounded()
    page.table(
      "Mean answer of the filter", columns: ["picture", "mean |answer|"],
      rows: [["photo", "\(ordered)"], ["shuffled", "\(disordered)"]])
    page.trace("shuffled against photo", value: disordered / max(ordered, 1), "times the answer")

    //: **Notice** what that means. A dense layer throws away *where* things are and has to learn it
    //: again from many pictures. Convolution starts with the knowledge that neighbours belong
    //: together.
    //:
    //: ## Shift by one pixel
    //: Move the photo one pixel to the right. It is still the same fruit. What do the layers say?
    let picture = pixels.reshaped(28, 28)
    let moved = Tensor.concatenated(
      [picture.sliced(0..<1, axis: 1), picture.sliced(0..<27, axis: 1)], axis: 1)
    let denseMoved = matmul(denseWeights, moved.reshaped(784, 1))
    let change = (before - denseMoved).absolute.mean() / max(before.absolute.mean(), 1)
    page.trace(
      "dense layer", value: percent(change), "per cent change of its outputs")

    //: The outputs of the dense layer are different numbers. The answer of the filter is the *same*
    //: answer, moved by one pixel as well:
    let still = conv2D(picture, edge)
    let shifted = conv2D(moved, edge)
    let difference = still[0..., 1..<26] - shifted[0..., 2..<27]
    page.trace("filter", value: difference.absolute.max(), "largest difference once moved back")

    //: That is called translation equivariance: move the input, and the output moves along. A
    //: lemon learned in one corner is known in every corner, because the same numbers are used
    //: everywhere, which is called weight sharing.
    //:
    //: ## Where the idea comes from
    //: In 1959 David Hubel and Torsten Wiesel showed light bars to a cat and listened to single
    //: cells of its visual cortex. Each cell answered to a bar in one small part of the view and at
    //: one angle, and stayed silent otherwise. A filter is such a cell, copied to every place.
    //:
    //: ## Exercise
    //: Count the parameters of a dense layer, and write two layers behind each other:
    //: `Lessons/04-why-convolution/Exercise/Exercise.swift`, checked by
    //: `swift run convbook check 4`.
    //:
    //: ## Try next
    //: - How many weights would the dense layer need for a photo from your phone?
    //: - Shift the photo down instead of right. Which line of code, which axis?
    //: - Why is the change of the dense layer not 0? Would it be if all its weights were equal?
  }
}
