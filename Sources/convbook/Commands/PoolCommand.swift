// Pooling over any picture: the largest or the mean of each window, with the sum behind the size.

import LessonKit

/// `convbook pool IN -o OUT --window 3`.
struct PoolCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pool", abstract: "Pool a picture: one number for each window.",
    discussion: """
      Every colour channel is pooled for itself; opacity is kept. Padding never wins under max, \
      and \
      is not counted under average.

      Exit status: 0, 1 when the window doesn't fit, 2 for trouble with a file, 64 for wrong usage.

        swift run convbook pool edges.png -o pooled.png --window 3
      """)

  /// Which number stands for a window.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case max
    case average
  }

  @Argument(help: ArgumentHelp("A PNG or JPEG.", valueName: "in")) var input: String

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The picture to write, .png or .jpg.", valueName: "out"))
  var output: String

  @Option(
    name: [.customLong("window"), .customLong("window-size"), .customShort("w")],
    parsing: .unconditional,
    help: ArgumentHelp("The window: 2, or height and width as 2x3.", valueName: "size"),
    transform: NumberParsing.window)
  var window = [2, 2]

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How far the window moves; by default its own size, so that windows touch.",
      valueName: "steps"),
    transform: NumberParsing.stride)
  var stride: [Int]?

  @Option(help: ArgumentHelp("What is kept of a window.", valueName: "kind")) var kind = Kind.max

  @OptionGroup var padding: PaddingOption

  @Option(help: ArgumentHelp("Make the picture grey first.", valueName: "grey")) var grey: Grey?

  @OptionGroup var pictures: PictureOptions

  func run() throws {
    try WindowedImage.check(input: input, output: output)
    var picture = try WindowedImage(pictures.image(input), grey: grey)
    let stride = stride ?? window
    _ = try picture.geometry(window: window, stride: stride, padding: padding.padding)
    picture.slide(kind == .max ? "maxPool2D" : "averagePool2D") { channels in
      switch kind {
      case .max: maxPool2D(channels, windowSize: window, stride: stride, padding: padding.padding)
      case .average:
        averagePool2D(channels, windowSize: window, stride: stride, padding: padding.padding)
      }
    }
    try picture.finish(.clamp, to: output)
  }
}
