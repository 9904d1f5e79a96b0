// Computes a layer's output shape, parameters and multiplications, line by line.

import Foundation
import LessonKit

/// `convbook shape 32x32x3 --filters 10 --filter-size 5 --padding 2`.
struct ShapeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shape", abstract: text("Work out the size that comes out of a layer."),
    discussion: text(
      """
      Prints the sum behind each axis, the parameters, the multiplications, and what stays unread.

      Sizes are height x width x channels: 32x32x3, 32,32,3 or "(32, 32, 3)", with the batch \
      before \
      it or without channels.

      Exit status: 0, 1 when the window doesn't fit, 64 for numbers that can't be meant.

        swift run convbook shape 32x32x3 --filters 10 --filter-size 5 --padding 2
        swift run convbook shape 427x638x1 --pool --window-size 3
      """))

  @Argument(help: .message("The size that goes in, as 32x32x3.", valueName: "size"))
  var input: [String]

  @Option(
    parsing: .unconditional,
    help: .message(
      "How many filters there are.", valueName: NumberParsing.filterCounts.valueName),
    transform: NumberParsing.filterCount)
  var filters = 1

  @Option(
    name: [
      .customLong("filter-size"), .customLong("window-size"), .customLong("filter"),
      .customLong("kernel"),
    ],
    parsing: .unconditional,
    help: .message(
      "The filter or pooling window: 3, or height and width as 3x5.",
      valueName: NumberParsing.windows.valueName),
    transform: NumberParsing.window)
  var windowSize = [3, 3]

  @Option(
    parsing: .unconditional,
    help: .message(
      "How far the window moves: 1, or down and right as 2x1. By default 1, and the window's size "
        + "with --pool.", valueName: NumberParsing.strides.valueName),
    transform: NumberParsing.stride)
  var stride: [Int]?

  @OptionGroup var padding: PaddingOption

  @Option(
    parsing: .unconditional,
    help: .message(
      "Distance between neighbours in the window.", valueName: NumberParsing.dilations.valueName),
    transform: NumberParsing.dilation)
  var dilation = [1, 1]

  @Flag(help: .message("A pooling window instead of filters: channels stay, no parameters."))
  var pool = false

  func run() throws {
    let layer = LayerShape(
      input: try NumberParsing.shape(input.joined(separator: " ")), windowSize: windowSize,
      filters: pool ? nil : filters, stride: stride ?? (pool ? windowSize : [1, 1]),
      padding: padding.padding, dilation: dilation)
    let style = TerminalStyle.standardOutput
    for row in try layer.rows() {
      let label = row.label.text.padded(to: 17)
      print((row.label.isEmpty ? label : style.bold(label)) + row.text.text)
    }
  }
}

/// `--padding`, the same for every command that slides a window.
struct PaddingOption: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: .message(
      "valid (none), same, a number for every edge, or top,bottom,left,right.",
      valueName: NumberParsing.paddings.valueName),
    transform: NumberParsing.padding)
  var padding = Padding.valid
}

/// A layer that slides a window, in numbers.
struct LayerShape {
  /// (N, H, W, C).
  let input: [Int]
  let windowSize: [Int]
  /// nil for pooling.
  let filters: Int?
  let stride: [Int]
  let padding: Padding
  let dilation: [Int]

  /// A line that `shape` prints.
  typealias Row = (label: Message, text: Message)

  /// The lines that `shape` prints.
  ///
  /// - Throws: `GeometryError` when the window doesn't fit.
  func rows() throws(GeometryError) -> [Row] {
    let geometry = try WindowGeometry(
      input: Array(input[1...2]), windowSize: windowSize, stride: stride, padding: padding,
      dilation: dilation)
    let output = [input[0]] + geometry.output + [filters ?? input[3]]
    var rows: [Row] = [("input", "\(input)   \(inputInWords)")]
    rows += windowRows
    rows.append(("output", Message(describe(output))))
    rows += geometry.explanation.map { ("", $0) }
    rows += costRows(output)
    let unread = geometry.unreadNotes
    rows.append(("unread", unread.first ?? "nothing: every row and column is read"))
    rows += unread.dropFirst().map { ("", $0) }
    rows += geometry.paddingNotes.map { ("note", $0) }
    return rows
  }

  private var inputInWords: Message {
    let batch: Message = input[0] == 1 ? "one picture" : "\(input[0]) pictures"
    // Lengths of axes are not grouped, as in shapes.
    let (height, width) = (String(input[1]), String(input[2]))
    let words: Message = "\(batch), height \(height), width \(width), \(channels)"
    // A size that begins with 1 or 3 and ends with something large was probably channels first.
    guard [1, 3].contains(input[1]), input[3] > 4, input[3] == input[2] else { return words }
    let reordered = "\(input[2])x\(input[3])x\(input[1])"
    return "\(words) (channels come last here: \(reordered)?)"
  }

  private var channels: Message {
    Message(input[3], "\(input[3]) channel", "\(input[3]) channels")
  }

  private var windowRows: [Row] {
    let size = "\(windowSize[0]) × \(windowSize[1])"
    guard let filters else {
      return [("window", "\(size), on each channel for itself")]
    }
    let shape = windowSize + [input[3], filters]
    let bank = Message(
      filters, "\(shape)   \(filters) filter of \(size)", "\(shape)   \(filters) filters of \(size)"
    )
    return [("filters", input[3] == 1 ? bank : "\(bank), each through all \(channels)")]
  }

  private func costRows(_ output: [Int]) -> [Row] {
    guard let filters else {
      return [
        ("parameters", "none: a pooling window learns nothing"),
        (
          "numbers seen",
          "\(product(output)) · (\(product(windowSize))) = \(Count.product(output + windowSize))"
        ),
      ]
    }
    let one = windowSize + [input[3]]
    let weights = Count.product(one) * Count(filters)
    let biased = weights + Count(filters)
    // Numbers of a formula are not grouped.
    let count = String(filters)
    return [
      (
        "parameters",
        "\(count) · (\(product(one))) + \(count) = \(biased)   with a bias for each filter"
      ),
      ("", "\(count) · (\(product(one))) = \(weights)   without"),
      (
        "multiplications",
        "\(product(output)) · (\(product(one))) = \(Count.product(output + one))"
      ),
    ]
  }

  /// "5·5·3", a leading batch of one left out.
  private func product(_ values: [Int]) -> String {
    let shown = values.count == 4 && values[0] == 1 ? Array(values.dropFirst()) : values
    return shown.map(String.init).joined(separator: "·")
  }
}
