//: # 3. Random numbers and other shapes
//: Networks begin with random weights, and nearly every line of their code changes some shape. Both
//: look harmless. Draw a hundred thousand and look at them: are they what you asked for?
import LessonKit

@main
struct Arrays: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## One die, thrown twelve times
    //: A random generator is a recipe that gives numbers without pattern. Start it with the same
    //: **seed** and it gives the same numbers again, which is how two people get the same picture.
    //: `randint(10)`, as NumPy spells it, throws a die with ten faces:
    var generator = SeededGenerator(seed: 3)
    let throwsOfTen = Tensor.random(integers: 0..<10, shape: [1, 12], using: &generator)
    var again = SeededGenerator(seed: 3)
    let sameThrows = Tensor.random(integers: 0..<10, shape: [1, 12], using: &again)
    page.numbers(throwsOfTen, "Twelve throws")
    page.numbers(sameThrows, "Twelve throws with the same seed")

    //: Watch the throws pile up, ten thousand of them, and beside them numbers of two kinds that
    //: the next section is about. Play from the beginning, step by step if you like: how many
    //: throws does it take until the die looks fair? Then type another seed, and 3 again.
    page.draws(
      "filling",
      [
        .init("randint(10)", .integers, 0..<10, binWidth: 1),
        .init("rand()", .uniform, 0..<1, binWidth: 0.1),
        .init("randn()", .normal, -4..<4, binWidth: 0.5),
      ], seed: 3)
    //: ![Three histograms of random numbers: ten bars of nearly the same height, a block from 0 to
    //: 1, and a bell around 0](filling "Throws of a die with ten faces, uniform and normal
    //: numbers")

    //: Does it ever give 10? Throw often and see:
    let many = Tensor.random(integers: 0..<10, shape: [100_000], using: &generator)
    page.trace("smallest", value: Int(many.min()))
    page.trace("largest", value: Int(many.max()), "of 100000 throws: the upper end is left out")

    //: The same notes let `randint(1, 10)` go from 1 to 9, and that is right: with one number or
    //: two, NumPy leaves the upper end out, as Swift's `0..<10` and Python's `range` do. Python's
    //: own `random.randint(a, b)` is another function. It wants both ends, and *includes* the
    //: upper one, as Swift's `a...b` does:
    let pythons = Tensor.random(integers: 0..<11, shape: [100_000], using: &again)
    page.table(
      "100000 throws each", columns: ["call", "in Swift", "smallest", "largest"],
      rows: [
        ["numpy.random.randint(10)", "0..<10", "\(many.min())", "\(many.max())"],
        ["random.randint(0, 10)", "0...10", "\(pythons.min())", "\(pythons.max())"],
      ])

    //: > [!mistake] 001, `randint(10)` is said to give 0 to 10. It gives 0 to 9: the end is left
    //: > out, as with every range in NumPy.
    //:
    //: ## Uniform and normal
    //: `rand` gives numbers between 0 and 1, all equally likely: a **uniform** distribution.
    //: `randn` gives numbers around 0, small ones often and large ones seldom: the **normal**
    //: distribution. Their names are one letter apart, their pictures are not alike:
    let uniform = Tensor.random(uniform: 0..<1, shape: [100_000], using: &generator)
    let normal = Tensor.random(normal: 0, standardDeviation: 1, shape: [100_000], using: &generator)
    let tenths = (-2..<12).map { Float($0) / 10 }
    func shares(_ numbers: Tensor) -> Tensor {
      Tensor(
        tenths.map { from in
          percent(numbers.count { $0 >= from && $0 < from + 0.1 }, of: numbers.count)
        })
    }
    page.predictCurve(
      "Of \(uniform.count) numbers of rand, how many per cent lie in each tenth?",
      x: tenths.map { $0 + 0.05 }, range: 0...20, right: .init("rand", shares(uniform)),
      mistakes: [
        .init(
          "a bell of the same mean and deviation", shares(normal * 0.2887 + 0.5),
          "A bell is what randn gives. For rand all numbers from 0 to 1 are equally likely.")
      ],
      otherwise: "Ten tenths, all equally likely, share a hundred per cent; outside there are none."
    )
    page.histogram(
      "100000-numbers",
      of: [.init("rand, uniform", uniform), .init("randn, normal", normal)], binWidth: 0.1)
    //: ![A flat block from 0 to 1 for rand; a bell from about minus 4 to 4 around 0 for
    //: randn](100000-numbers "100000 numbers of each kind, in intervals of a tenth")

    //: **Notice** that the block is upright at both ends: its intervals begin at 0 and end at 1,
    //: where the numbers do. With intervals across those ends, half empty ones would stand there,
    //: and the block would look like a staircase that is not in the numbers.
    //:

    //: Two numbers describe them. The **mean** says where the middle is. The **standard deviation**
    //: says how far from it numbers lie, typically: the root of the mean square distance.
    func measured(_ name: Message, _ numbers: Tensor) -> [Message] {
      let mean = numbers.mean()
      let deviation = numbers.variance().squareRoot()
      return [name]
        + [mean, deviation, numbers.min(), numbers.max()].map { "\($0.rounded(to: 3))" }
    }
    page.table(
      "Measured", columns: ["", "mean", "deviation", "smallest", "largest"],
      rows: [measured("rand", uniform), measured("randn", normal)])

    //: For the uniform numbers the deviation can be worked out: √(1/12).
    let theory = (Float(1) / 12).squareRoot()
    page.trace("deviation of rand", value: theory.rounded(to: 4), "√(1/12)")
    let missed = (uniform.variance().squareRoot() - theory) / theory
    page.trace("measured off by", value: (abs(missed) * 100 * 10).rounded() / 10, "per cent")

    //: **Notice** that `rand` stays below 1, although its largest may be written as 1 once it is
    //: rounded. And that `randn` has no smallest number. Ask for more and it goes further out.
    //:
    //: > [!mistake] 001, the numbers of `rand` are called standard normal, between 0 and 1. Normal
    //: > numbers know no such bounds; those of `rand` are uniform.
    //:
    //: ## Shape (8,) is not 1 × 8
    //: `rand(8)` is one axis with eight numbers, `rand(4, 2)` two axes. A row of eight in a table
    //: of one row, (1, 8), has the same numbers and one axis more.
    let eight = Tensor.random(uniform: 0..<1, shape: [8], using: &generator)
    page.trace("rand(8)", eight)
    page.trace("as a row", eight.reshaped(1, 8), from: eight, "1 × 8")
    page.trace("as a table", eight.reshaped(4, 2), from: eight, "4 × 2")

    //: ## View: other lengths, same row
    //: PyTorch says `view`, NumPy and Swift say reshape: the numbers stay in their order, only the
    //: lengths are new. One length may be −1, "whatever is left". Here with small numbers, two
    //: pictures of 2 × 3:
    let twoPictures = Tensor([[[0, 1, 2], [3, 4, 5]], [[6, 7, 8], [9, 10, 11]]])
    let flat = page.trace(
      "view(−1, 6)", twoPictures.reshaped(-1, 6), from: twoPictures, "a row for each")
    page.sideBySide {
      page.numbers(twoPictures[0], "Picture 0")
      page.numbers(twoPictures[1], "Picture 1")
      page.numbers(flat, "view(−1, 6)")
    }

    //: Where does pixel (y, x) land? Each row of the picture is three long, so at 3 y + x. The 10,
    //: at (1, 1) of picture 1:
    let (y, x) = (1, 1)
    page.trace(
      "place of (1, 1)", value: 3 * y + x,
      "3 · 1 + 1, and there stands \(number(flat[1, 3 * y + x]))")

    //: With colours there are three numbers a pixel, and the place is (4 y + x) · 3 + c where a row
    //: has four pixels. Here is a crop of a photo, where blue meets yellow. A view cuts the row of
    //: its numbers elsewhere, and each stays at its place; channels first, (C, H, W), moves them:
    let photo = try options.image(default: "fruits.jpg", atLeast: 4)
    let crop = photo.cropped(
      to: PixelArea(y: 292, x: 184, height: 3, width: 4).moved(inside: photo))
    let readings: [NamedMove] = [
      ("view(−1, 6)", { $0.reshaped(-1, 6) }), ("view(−1, 9)", { $0.reshaped(-1, 9) }),
      ("channels first", { $0.transposed(permutation: 2, 0, 1).reshaped(-1, 4) }),
    ]
    page.moves("crop", crop.tensor, becomes: readings)
    //: ![Twelve pixels from blue to yellow, their 36 numbers, and the same numbers in rows of
    //: six](crop "A crop of the photo and its numbers, seen otherwise")

    //: A batch of digits, 28 × 28, becomes a table with a row of 784 for each:
    let digits = Tensor.random(uniform: 0..<1, shape: [64, 1, 28, 28], using: &generator)
    page.trace("view(−1, 784)", digits.reshaped(-1, 784), from: digits)

    //: ## Clip
    //: `clip(0, 1)` pulls everything that is outside back to the nearest end. Add noise to a photo
    //: and some pixels leave the range that can be shown:
    let clean = photo.tensor / 255
    let noisy =
      clean
      + Tensor.random(normal: 0, standardDeviation: 0.2, shape: clean.shape, using: &generator)
    let clipped = page.trace("clip(0, 1)", noisy.clipped(to: 0...1), from: noisy)
    let outside = Float(noisy.count { $0 < 0 || $0 > 1 }) / Float(noisy.count)
    page.trace("outside before", value: percent(outside), "per cent of the numbers")
    page.predictPicture(
      "Some of the noisy numbers are below 0 or above 1. What does clip(0, 1) make of it?",
      "clipped",
      right: .init(
        clipped, .unit, seen: "The fruit under grain, dark and light as before",
        "What is outside goes to the nearest end; everything else stays."),
      mistakes: [
        .init(
          noisy.map { $0 - $0.rounded(.down) }, .unit,
          seen: "The fruit under grain, with black specks in light places and white ones in dark",
          "That is wrapped around, as bytes do: what is above 1 begins at 0 again."),
        .init(
          noisy, .stretched, seen: "The fruit under grain, pale and without contrast",
          "That is stretched: the smallest becomes 0 and the largest 1, and all others move."),
      ])
    page.sideBySide {
      page.show(clean, "photo", .unit)
      page.show(clipped, "with-noise", .unit, cover: true)
    }
    //: ![Fruit in a bowl on a table](photo "Photo")
    //: ![The same fruit under coarse coloured grain](with-noise "With noise, clipped to 0…1")
    page.histogram(
      "before-and-after",
      of: [.init("noisy", noisy), .init("clipped", clipped)], binWidth: 0.05)
    //: ![A hill that runs below 0 and a little above 1; clipped, those parts are a tower at 0 and
    //: one at 1](before-and-after "The numbers before and after clipping")
    let (atZero, atOne) = (clipped.count { $0 == 0 }, clipped.count { $0 == 1 })
    page.table(
      "What the clip piles up", columns: ["at", "per cent before", "per cent after"],
      rows: [
        [
          "0", "\(percent(noisy.count { $0 == 0 }, of: noisy.count))",
          "\(percent(atZero, of: clipped.count))",
        ],
        [
          "1", "\(percent(noisy.count { $0 == 1 }, of: noisy.count))",
          "\(percent(atOne, of: clipped.count))",
        ],
      ])

    //: **Notice** the towers at 0 and at 1. All the numbers beyond are piled up there. What a clip
    //: cuts off is gone; the picture can't tell any more how dark, or how bright, it was.
    //:
    //: ## Exercise
    //: Work out how far uniform numbers spread, and where a pixel lands when pictures become rows:
    //: `Lessons/03-arrays/Exercise/Exercise.swift`, checked by `swift run convbook check 3`.
    //:
    //: ## Try next
    //: - Change the seed. Which numbers of the tables change much, which hardly?
    //: - Draw ten numbers instead of 100000. How far is the mean from 0.5?
    //: - What deviation has `rand` stretched to the range 0…10?
  }
}
