// Pooling over any picture: the largest or the mean of each window, with the sum behind the size.

import LessonKit
import PictureRecipes

/// `convbook pool IN -o OUT --window 3`.
struct PoolCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pool", abstract: text("Pool a picture: one number for each window."),
    discussion: text(
      """
      Every colour channel is pooled for itself; opacity is kept. Padding never wins under max, \
      and is not counted under average. “filter --pool” pools before or after a filter.

      Exit status: 0, 1 when the window doesn't fit, 2 for trouble with a file, 64 for wrong usage.

        swift run convbook pool edges.png -o pooled.png --window 3
      """))

  @Argument(help: .message("A PNG or JPEG.", valueName: "in")) var input: String

  @Option(
    name: [.customShort("o"), .long],
    help: .message("The picture to write, .png or .jpg.", valueName: "out"))
  var output: String

  @Option(
    name: [.customLong("window"), .customLong("window-size"), .customShort("w")],
    parsing: .unconditional,
    help: .message(
      "The window: 2, or height and width as 2x3.", valueName: NumberParsing.windows.valueName),
    transform: NumberParsing.window)
  var window = [2, 2]

  @Option(
    parsing: .unconditional,
    help: .message(
      "How far the window moves; by default its own size, so that windows touch.",
      valueName: NumberParsing.strides.valueName),
    transform: NumberParsing.stride)
  var stride: [Int]?

  @Option(help: .message("What is kept of a window.", valueName: "kind"))
  var kind = PictureRecipe.Pooling.Kind.max

  @OptionGroup var padding: PaddingOption

  @OptionGroup var channel: ChannelOption

  /// What the options say.
  var recipe: PictureRecipe {
    var recipe = PictureRecipe(channel: channel.channel)
    recipe.pooling = .init(kind, window: window, stride: stride, padding: padding.padding)
    return recipe
  }

  @OptionGroup var pictures: PictureOptions

  func run() throws {
    try RecipeRun(recipe: recipe, input: input, output: output, pictures: pictures).run()
  }
}
