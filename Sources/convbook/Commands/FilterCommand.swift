// Any filter over any picture: a named one or rows of numbers, with the sum behind the size.

import LessonKit
import PictureRecipes

/// `convbook filter IN -o OUT --filter sobel-x`.
struct FilterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "filter", abstract: text("Slide a filter over a picture."),
    discussion: text(
      """
      Every colour channel is filtered by itself, unless --channel chooses one number a pixel; \
      opacity is kept. The filter is not turned, as in networks, unless with --true-convolution.

      The order is: channel, resize, pooling with --pool-first, filter, overflow, activation, \
      pooling, drawing, flip. A PNG keeps the command that made it, for “compare” to tell.

      Exit status: 0, 1 when the filter doesn't fit, 2 for trouble with a file, 64 for wrong usage.

        swift run convbook filter photo.jpg -o edges.png --filter sobel-x --channel luma
        swift run convbook filter photo.jpg -o blur.png --filter "1 1 1; 1 1 1; 1 1 1" \
        --show stretch
      """))

  @Argument(help: .message("A PNG or JPEG.", valueName: "in")) var input: String?

  @Option(
    name: [.customShort("o"), .long],
    help: .message("The picture to write, .png or .jpg.", valueName: "out"))
  var output: String?

  @Option(
    name: [.customLong("filter"), .customLong("kernel"), .customShort("k")],
    parsing: .unconditional,
    help: .message(
      "A name (see --list), or rows of numbers: \"-1 0 1; -1 0 1; -1 0 1\".", valueName: "filter"),
    transform: FilterChoice.init(text:))
  var filter: FilterChoice?

  @Flag(help: .message("Turn the filter by 180°, as convolution does in mathematics."))
  var trueConvolution = false

  @Option(
    parsing: .unconditional,
    help: .message(
      "How far the filter moves: 1, or down and right as 2x1.",
      valueName: NumberParsing.strides.valueName),
    transform: NumberParsing.stride)
  var stride = [1, 1]

  @OptionGroup var padding: PaddingOption

  @Option(
    parsing: .unconditional,
    help: .message(
      "Distance between neighbours in the filter.", valueName: NumberParsing.dilations.valueName),
    transform: NumberParsing.dilation)
  var dilation = [1, 1]

  @OptionGroup var channel: ChannelOption

  @Option(
    parsing: .unconditional,
    help: .message(
      "Height and width to resize to, as 48x64.", valueName: NumberParsing.windows.valueName),
    transform: NumberParsing.window)
  var resize: [Int]?

  @Option(help: .message("How --resize finds numbers between pixels.", valueName: "method"))
  var interpolation = Interpolation.bilinear

  @Flag(help: .message("Make a smaller picture of all pixels; for bilinear and bicubic."))
  var antialias = false

  @Flag(help: .message("Take the filter's sums modulo 256, as UInt8 arithmetic does."))
  var overflow = false

  @Option(help: .message("What is done to the filter's numbers.", valueName: "activation"))
  var activation: PictureRecipe.Activation?

  @Option(
    parsing: .unconditional,
    help: .message(
      "Pool with a window: 2, or 2x3.", valueName: NumberParsing.windows.valueName),
    transform: NumberParsing.window)
  var pool: [Int]?

  @Option(
    parsing: .unconditional,
    help: .message(
      "How far the pooling window moves; by default its own size.",
      valueName: NumberParsing.strides.valueName),
    transform: NumberParsing.stride)
  var poolStride: [Int]?

  @Option(help: .message("What is kept of a pooling window.", valueName: "kind"))
  var poolKind = PictureRecipe.Pooling.Kind.max

  @Flag(help: .message("Pool before the filter, not after it.")) var poolFirst = false

  @Option(
    name: [.long, .customLong("scale")],
    help: .message(
      "How numbers become grey levels. clamp: as they are, cut off at 0 and white; signed: zero is "
        + "mid-grey; absolute: without the sign, cut off at white; stretch: from the smallest to "
        + "the largest; viridis: the same in matplotlib's colours. By default signed for a filter "
        + "that sums to 0, clamp for others.",
      valueName: "how"))
  var show: PictureRecipe.Display?

  /// The colours of grey levels.
  enum Colours: String, ExpressibleByArgument, CaseIterable {
    case grey, viridis
  }

  @Option(
    help: .message(
      "The colours in which levels are drawn, from the smallest number to the largest. viridis is "
        + "what matplotlib takes unless told otherwise; grey by default.",
      valueName: "colours"))
  var colours: Colours?

  @Option(
    in: 0.000_001...1_000_000_000,
    help: "The number drawn white; by default 255, for signed the largest.")
  var white: Float?

  @Flag(help: .message("Cut off the fractions of grey levels, instead of rounding."))
  var roundDown = false

  @Option(help: .message("Mirror, turn or transpose what comes out.", valueName: "flip"))
  var flip: PictureRecipe.Flip?

  @Flag(help: .message("Show the named filters and their numbers.")) var list = false

  @OptionGroup var pictures: PictureOptions

  /// What the options say.
  var recipe: PictureRecipe {
    var recipe = PictureRecipe(channel: channel.channel)
    recipe.filter = filter.map {
      .init(
        $0.numbers, isTrueConvolution: trueConvolution, stride: stride, padding: padding.padding,
        dilation: dilation)
    }
    recipe.resize = resize.map {
      .init(
        height: $0[0], width: $0[1], interpolation: interpolation, antialias: antialias)
    }
    recipe.overflows = overflow
    recipe.activation = activation
    recipe.pooling = pool.map { .init(poolKind, window: $0, stride: poolStride) }
    recipe.poolsFirst = poolFirst
    recipe.display =
      colours == .viridis ? .viridis : show ?? filter?.defaultDisplay ?? .clamp
    recipe.limit = white
    recipe.roundsDown = roundDown
    recipe.flip = flip
    return recipe
  }

  func validate() throws {
    if list { return }
    if input == nil { throw ValidationError(text("name a picture to filter.")) }
    if output == nil { throw ValidationError(text("name the picture to write, with --output.")) }
    if recipe == PictureRecipe() {
      throw ValidationError(
        text("name a filter, with --filter; --list shows those that have names."))
    }
    if antialias, interpolation != .bilinear, interpolation != .bicubic {
      throw ValidationError(text("--antialias is for bilinear and bicubic."))
    }
    if colours == .viridis, let show, ![.stretch, .viridis].contains(show) {
      throw ValidationError(
        text(
          "--colours viridis goes from the smallest number to the largest: leave --scale out, or "
            + "take stretch."))
    }
    if colours == .grey, show == .viridis {
      throw ValidationError(text("--scale viridis and --colours grey are two answers to one."))
    }
    if recipe.display == .viridis, !channel.channel.isSingle {
      throw ValidationError(
        text("viridis draws one number a pixel: choose it with --channel."))
    }
    if let white, !(white > 0 && white.isFinite) {
      throw ValidationError(text("--white is \(white); it must be above 0."))
    }
    if white != nil, [.stretch, .viridis].contains(recipe.display) {
      throw ValidationError(text("--white is for clamp, absolute and signed."))
    }
  }

  func run() throws {
    if list { return Self.printPresets() }
    guard let input, let output else { return }
    try RecipeRun(recipe: recipe, input: input, output: output, pictures: pictures).run()
  }

  private static func printPresets() {
    let style = TerminalStyle.standardOutput
    for preset in FilterPreset.all {
      print(style.bold(preset.name) + "  " + style.faint(preset.summary.text))
      print(
        preset.weights.description.split(separator: "\n").map { "    " + $0 }
          .joined(separator: "\n"))
    }
  }
}

/// The filter that was asked for.
struct FilterChoice: Equatable {
  /// (FH, FW).
  let numbers: Tensor

  /// A name, or rows of numbers: those begin with a digit, a sign or a point.
  init(text: String) throws {
    let first = text.first { !$0.isWhitespace }
    if let first, !first.isNumber, !"+-−.,;".contains(first) {
      numbers = try FilterPreset.named(text.trimmingCharacters(in: .whitespaces)).weights
    } else {
      numbers = try parseFilter(text)
      if let hint = NumberParsing.decimalCommaHint(text) { printError(hint.text) }
    }
  }

  /// Filters that sum to zero answer with both signs around zero; others give a picture again.
  var defaultDisplay: PictureRecipe.Display {
    abs(numbers.sum()) <= 1e-5 * numbers.map { abs($0) }.sum() ? .signed : .clamp
  }
}
