// Runs a recipe from file to file, each step traced as lessons do; what `filter` and `pool` share.

import Foundation
import LessonKit
import PictureRecipes

extension PictureRecipe.Channel: ExpressibleByArgument {}
extension PictureRecipe.Display: ExpressibleByArgument {}
extension PictureRecipe.Activation: ExpressibleByArgument {}
extension PictureRecipe.Flip: ExpressibleByArgument {}
extension PictureRecipe.Pooling.Kind: ExpressibleByArgument {}
extension Interpolation: ExpressibleByArgument {}

/// Which number of a pixel is used, as an option.
struct ChannelOption: ParsableArguments {
  @Option(
    name: [.long, .customLong("grey")],
    help: .message(
      "Which numbers of a pixel are used; by default each colour channel by itself.",
      valueName: "channel"))
  var channel = PictureRecipe.Channel.each
}

/// A recipe, the picture it is applied to and the one that comes out.
struct RecipeRun {
  let recipe: PictureRecipe
  let input: String
  let output: String
  var pictures = PictureOptions()

  /// The steps that are words and no functions, for the catalogues.
  static let steps: [Message] = [
    "picture", "opacity", "resize", "channels", "8-bit overflow", "written",
  ]

  /// Reads, renders and writes; the PNG tells the command that made it.
  ///
  /// - Throws: a `CommandError`, `GeometryError` or `ImageError`; then nothing is written.
  func run() throws {
    try checkOutput()
    let image = try pictures.image(input)
    show(.init(step: "picture", shape: image.shape))
    try checkSize(of: image)
    if image.hasAlpha { show(.init(step: "opacity", shape: image.shape, detail: "set aside")) }
    var numbers = Tensor.zeros(1)
    let drawn = try recipe.render(image) { step, result in
      numbers = result
      let detail = step == "channels" ? recipe.channel.rawValue : ""
      show(
        detail.isEmpty
          ? .init(step: step, tensor: result)
          : .init(step: step, shape: result.shape, detail: Message(detail)))
    }
    // A JPEG has no opacity; what it would lose is said.
    let isPNG = output.lowercased().hasSuffix(".png")
    let losesOpacity = drawn.hasAlpha && !isPNG
    let picture = losesOpacity ? drawn.flattened(over: .white) : drawn
    if losesOpacity {
      show(.init(step: "opacity", shape: picture.shape, detail: "a JPEG has none: over white"))
    }
    let names = [input, output].map { URL(fileURLWithPath: $0).lastPathComponent }
    if isPNG {
      try picture.writePNG(to: output, command: recipe.command(input: names[0], output: names[1]))
    } else {
      try picture.write(to: output)
    }
    let (black, white) = recipe.ends(of: numbers)
    let display = recipe.display.rawValue
    show(
      .init(
        step: "written", shape: picture.shape,
        detail: recipe.display == .signed
          ? "\(output), \(display): \(black) black, 0 grey, \(white) white"
          : "\(output), \(display): \(black) black, \(white) white"))
  }

  /// Makes sure that a result can go where it is to go, before anything is computed.
  private func checkOutput() throws(CommandError) {
    let ending = URL(fileURLWithPath: output).pathExtension.lowercased()
    guard ["png", "jpg", "jpeg"].contains(ending) else {
      throw CommandError(
        .trouble,
        ending.isEmpty
          ? "\(output): pictures are written as .png or .jpg, and this name has no ending."
          : "\(output): pictures are written as .png or .jpg, and this name ends in .\(ending).")
    }
    guard !DifferenceFile.isSame(input, output) else {
      throw CommandError(
        .usage, "\(output): is the picture itself, which would be lost; choose another output.")
    }
  }

  private func checkSize(of image: Image) throws {
    let pixelLimit = DecodingOptions().pixelLimit
    let sizes =
      try recipe.windows(over: image).map(\.output)
      + (recipe.resize.map { [[$0.height, $0.width]] } ?? [])
    // The channels as they go in, and the largest of what comes out, once more in another order,
    // as Floats, and the pixels as bytes.
    var needed = image.height * image.width * image.channels * 4
    for size in sizes {
      let pixels = Count.product(size)
      guard let exact = pixels.exact, exact <= pixelLimit else {
        throw CommandError(
          .usage,
          "\(pixels) pixels would come out, more than the \(Count(pixelLimit)) that a picture may "
            + "have: use less padding.")
      }
      needed = max(needed, image.height * image.width * image.channels * 4 + exact * (8 * 3 + 5))
    }
    let limit = pictures.memory.byteLimit
    guard needed <= limit else {
      throw CommandError(
        .trouble,
        "this takes about \(Count(needed / 1_000_000)) MB of memory, more than the limit of "
          + "\(Count(limit / 1_000_000)) MB: use less padding or a smaller picture, or raise the "
          + "limit with --megabytes.")
    }
  }

  private func show(_ trace: CellOutput.Trace) {
    for line in trace.lines(style: .standardOutput) { print(line) }
  }
}
