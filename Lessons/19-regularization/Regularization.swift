//: # 19. Regularization
//: In lesson 15 a network knew twenty digits by heart and of others not even half. Here it gets two
//: hundred. What keeps it from learning them by heart, too? Some remedies, what each does, and what
//: it is good for. Not all that goes by the name is a remedy.
import LessonKit

@main
struct Regularization: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions
  @Option(
    in: 0...UInt64.max / 2,
    help: "Where the random numbers start; the same seed gives the same run.")
  var seed: UInt64 = 1
  @Option(
    help: .message(
      "The folder of MNIST, or “drawn” for digits drawn by this program.", valueName: "folder"))
  var data: String?

  var augmentation: Augmentation { Augmentation(shift: 1, rotation: 10, scale: 0.1) }

  func run(_ page: Notebook) throws {
    //: ## The digits
    //: Two hundred to learn from, two hundred to choose by and a thousand to be judged by, halved
    //: to 14 × 14 so that it goes quickly:
    let source = try DataSource.digits.load(from: data, seed: seed)
    page.say(source.explanation)
    func halved(_ pictures: LabelledImages) -> LabelledImages {
      LabelledImages(
        images: averagePool2D(pictures.images, windowSize: 2, stride: 2), labels: pictures.labels,
        classNames: pictures.classNames)
    }
    let digits = halved(source.training.prefix(200))
    let validation = halved(source.validation.prefix(200))
    let others = halved(source.test.prefix(1000))
    page.trace("to learn from", digits.images)
    page.trace("to choose by", validation.images)
    page.trace("to be judged by", others.images)

    learningByHeart(page, digits, validation, others)
    remedies(page, digits, others)

    //: One run may be lucky. Five with different digits and different first weights tell more, and
    //: whether ten times the digits would have done better than any remedy.
    let five = (0..<5).map { halved(source.training[2000 * $0..<2000 * ($0 + 1)]) }
    comparison(page, five, validation, others)
    page.say(
      source.isDrawn
        ? """
        How much augmentation gains depends on whether pictures differ in just that way. These \
        digits were drawn moved and turned, and so are the others that judge. MNIST's have been \
        centred before: run this on them and compare.
        """
        : """
        How much augmentation gains depends on whether pictures differ in just that way. MNIST's \
        digits have been centred before. Drawn ones (`--data drawn`) are moved and turned: run \
        this on them and compare.
        """)

    //: And batch normalization is no remedy here at all. What does it do, and what is it for?
    batchNormalization(page)
    normalizedTraining(page, five, others)
    localResponses(page)

    //: ## Exercise
    //: Write batch normalization and dropout: `Lessons/19-regularization/Exercise/Exercise.swift`,
    //: checked by `swift run convbook check 19`.
    //:
    //: ## Try next
    //: - p = 0.9 in both dropouts. What becomes of the loss on the two hundred?
    //: - Put dropout *and* augmentation in. Do they add up?
    //: - Let the augmentation turn by up to 90°. Which digits suffer?
    //: - A batch of two in training: what can batch normalization make of it?
    //: - Which of these layers give a different answer for a picture if the batch is shuffled?
    //: - `--seed 2`: which sentences of this page still hold? (They should.)
  }
}
