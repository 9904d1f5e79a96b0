// Any filter over any picture: a named one or rows of numbers, with the sum behind the size.

import LessonKit

/// `convbook filter IN -o OUT --filter sobel-x`.
struct FilterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "filter", abstract: "Slide a filter over a picture.",
    discussion: """
      Every colour channel is filtered for itself, unless --grey makes one of them; opacity is \
      kept. The filter is not turned: this is convolution as networks mean it.

      Exit status: 0, 1 when the filter doesn't fit, 2 for trouble with a file, 64 for wrong usage.

        swift run convbook filter photo.jpg -o edges.png --filter sobel-x --grey luma
        swift run convbook filter photo.jpg -o blur.png --filter "1 1 1; 1 1 1; 1 1 1" --scale \
        stretch
      """)

  @Argument(help: ArgumentHelp("A PNG or JPEG.", valueName: "in")) var input: String?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The picture to write, .png or .jpg.", valueName: "out"))
  var output: String?

  @Option(
    name: [.customLong("filter"), .customLong("kernel"), .customShort("k")],
    parsing: .unconditional,
    help: ArgumentHelp(
      "A name (see --list), or rows of numbers: \"-1 0 1; -1 0 1; -1 0 1\".", valueName: "filter"),
    transform: FilterChoice.init(text:))
  var filter: FilterChoice?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How far the filter moves: 1, or down and right as 2x1.", valueName: "steps"),
    transform: NumberParsing.stride)
  var stride = [1, 1]

  @OptionGroup var padding: PaddingOption

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Distance between neighbours in the filter.", valueName: "distance"),
    transform: NumberParsing.dilation)
  var dilation = [1, 1]

  @Option(help: ArgumentHelp("Make the picture grey first.", valueName: "grey")) var grey: Grey?

  @Option(
    help: ArgumentHelp(
      "How numbers become grey levels. clamp: as they are, cut off at 0 and 255; signed: zero is "
        + "mid-grey; stretch: from the smallest to the largest; absolute: without the sign, cut "
        + "off at 255. By default signed for a filter that sums to 0, clamp for others.",
      valueName: "scale"))
  var scale: Tone?

  @Flag(help: "Show the named filters and their numbers.") var list = false

  @OptionGroup var pictures: PictureOptions

  func validate() throws {
    if list { return }
    if input == nil { throw ValidationError("name a picture to filter.") }
    if output == nil { throw ValidationError("name the picture to write, with --output.") }
    if filter == nil {
      throw ValidationError("name a filter, with --filter; --list shows those that have names.")
    }
  }

  func run() throws {
    if list { return Self.printPresets() }
    guard let input, let output, let filter else { return }
    try WindowedImage.check(input: input, output: output)
    var picture = try WindowedImage(pictures.image(input), grey: grey)
    let filters = filter.numbers.reshaped(to: filter.numbers.shape + [1, 1])
    _ = try picture.geometry(
      window: filter.numbers.shape, stride: stride, padding: padding.padding, dilation: dilation)
    picture.slide("conv2D") {
      conv2D($0, filters, stride: stride, padding: padding.padding, dilation: dilation)
    }
    try picture.finish(scale ?? filter.tone, to: output)
  }

  private static func printPresets() {
    let style = TerminalStyle.standardOutput
    for preset in FilterPreset.all {
      print(style.bold(preset.name) + "  " + style.faint(preset.summary))
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
    }
  }

  /// Filters that sum to zero answer with both signs around zero; others give a picture again.
  var tone: Tone {
    abs(numbers.sum()) <= 1e-5 * numbers.map { abs($0) }.sum() ? .signed : .clamp
  }
}
