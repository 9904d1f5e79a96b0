//: # 2. From three numbers to one
//: A grey picture has one number for each pixel, a colour picture three. Which one do you keep?
//: There is more than one answer, and one popular mistake that shows.
import LessonKit

@main
struct Grayscale: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## One pixel by hand
    //: Take an orange pixel, red 200, green 100, blue 50. The plain answer is the **mean**.
    let (red, green, blue) = (200, 100, 50)
    let mean = Float(red + green + blue) / 3
    page.trace("mean", value: mean, "(200 + 100 + 50) / 3")

    //: A pixel is stored in 8 bits, a whole number from 0 to 255, and storing *cuts off* what
    //: stands after the point. Rounding would be closer, but has to be asked for.
    let stored = page.trace("stored", value: Int(mean), "cut off, as NumPy and C do")
    page.trace("rounded", value: Int(mean.rounded()), "only if you round first")

    //: Eyes see green far better than blue, so television weighs the three: **luma**.
    let luma = 0.299 * Float(red) + 0.587 * Float(green) + 0.114 * Float(blue)
    page.trace("luma", value: Int(luma.rounded()), "0.299 R + 0.587 G + 0.114 B, rounded")

    //: And some ways to get it wrong. `&+` adds as 8-bit hardware does: past 255 it starts again
    //: from 0.
    let wrapped = UInt8(red) &+ UInt8(green) &+ UInt8(blue)
    let swapped = 0.299 * Float(blue) + 0.587 * Float(green) + 0.114 * Float(red)
    page.table(
      "The same pixel, five greys", columns: ["how", "grey", "what happened"],
      rows: [
        ["mean", "\(stored)", "what this lesson uses"],
        ["luma", "\(luma.rounded())", "what image libraries use"],
        ["luma, B and R exchanged", "\(swapped.rounded())", "a picture read in BGR order"],
        ["sum in 8 bits", "\(wrapped / 3)", "the sum overflowed to \(wrapped)"],
        ["red only", "\(red)", "not grey at all: one channel"],
      ])

    //: ## The whole photo
    //: Now every pixel. First the mean is written back into all three channels, which keeps the
    //: shape: a colour picture that happens to be grey.
    let photo = try options.image(default: "fruits.jpg")
    page.trace("photo", photo)
    let grey = photo.greyByMean()
    let threeEqual = page.trace("three equal channels", grey.rgb(), from: photo, "mean")

    //: Three copies of one number are two too many. Keep channel 0, drop the axis that has become
    //: one long, and the block is a plain matrix of rows and columns.
    let matrix = threeEqual.tensor.channel(0).reshaped(photo.height, photo.width)
    page.trace("one number a pixel", matrix, from: threeEqual, "channel 0")

    page.sideBySide {
      page.show(photo, "colour")
      page.show(matrix, "mean", .bytes, cover: true)
    }
    //: ![A bowl of fruit, a blue tin, grapes and bananas](colour "Colour")
    //: ![The fruit in grey, all colours alike](mean "Mean")

    //: ## Mean, luma, red only
    let byLuma = photo.greyByLuma().tensor
    let redOnly = photo.tensor.channel(0)
    page.predictPicture(
      "The tin is blue, lemon and bananas are yellow. Which picture is red only?", "red-only",
      right: .init(
        redOnly, .bytes, seen: "The tin nearly black, the bananas and apples light",
        "Yellow and red things have much red, the tin has hardly any."),
      mistakes: [
        .init(
          photo.tensor.channel(1), .bytes, seen: "Apples dark, bananas and leaves light",
          "That is green only: the red apples are dark in it."),
        .init(
          photo.tensor.channel(2), .bytes, seen: "The tin light, the bananas nearly black",
          "That is blue only: yellow has no blue, and the tin is light."),
        .init(
          byLuma, .bytes, seen: "The bananas light, the tin and the apples dark grey",
          "That is luma, which takes most of its light from green."),
      ])
    page.sideBySide {
      page.show(byLuma, "luma", .bytes)
      page.show(redOnly, "red-only", .bytes)
    }
    //: ![The fruit in grey, green and yellow things brighter than in the mean](luma "Luma")
    //: ![The fruit in grey, red and yellow things pale, blue things nearly black](red-only "Red
    //: only")

    //: Mix them yourself. How much of each channel makes the tin vanish against the wall? And what
    //: does blue alone see?
    page.mixer(
      "mixture", over: "colour", still: "luma",
      mixtures: [
        ("luma", [0.299, 0.587, 0.114]), ("mean", [Float](repeating: 1 / 3, count: 3)),
        ("red only", [1, 0, 0]), ("green only", [0, 1, 0]), ("blue only", [0, 0, 1]),
        ("B and R exchanged", [0.114, 0.587, 0.299]),
      ])
    //: ![The photo in colour and in grey, with a slider for each channel](mixture "How much
    //: of each makes a grey")

    //: **Notice** the blue tin and the squares of the cloth: dark in luma, black in red. The red
    //: apples are dark in luma and pale in red. "Red only" is often called a grey picture because
    //: it is drawn in grey. It is one third of the photo.
    //:
    //: ## Where they differ
    //: Subtract one from the other and draw the difference: grey where they agree, white where
    //: luma is brighter, black where the mean is.
    let difference = byLuma - matrix.reshaped(photo.height, photo.width, 1)
    page.show(difference, "luma-minus-mean", .signed)
    //: ![Mostly mid-grey; yellow and green fruit light, blue and purple things
    //: dark](luma-minus-mean "Luma minus mean")
    page.trace("largest difference", value: difference.absolute.max(), "of 255")

    //: **Notice** that the wall and the shadows vanish: where red, green and blue are equal, every
    //: fair way to grey gives the same number.
    //:
    //: ## What cutting off costs
    //: The mean of three whole numbers ends in .00, .33 or .67, and storing cuts that off. If the
    //: three endings were equally likely, a pixel would lose a third of a step on average.
    //: Measured:
    let exact = photo.tensor.mean(axes: [2])
    let loss = (matrix - exact).mean()
    page.trace("mean loss", value: loss.rounded(to: 3), "stored minus exact, all pixels")

    page.say(
      abs(loss + 1.0 / 3) < 0.03
        ? "Near a third; not exactly, because in a photo the endings are not equally likely."
        : "Not a third: in this picture the three endings are not equally likely.")

    //: That much can't be seen. But it always goes the same way, and a sum over a whole picture
    //: finds it. Compute in floating point, round once, at the end.
    //:
    //: ## Exercise
    //: Make one number of three, in eight bits and without losing anything:
    //: `Lessons/02-grayscale/Exercise/Exercise.swift`, checked by `swift run convbook check 2`.
    //:
    //: ## Try next
    //: - `swift run 02-grayscale --image me.jpg`: which things in your picture does red only turn
    //:   white, and which black?
    //: - Find two colours that look quite different and have the same mean.
    //: - What would the table above say for a pixel (90, 90, 90)? Work it out, then change the
    //:   code.
  }
}
