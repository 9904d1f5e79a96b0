// Formats arguments and results: small ones in full, large ones by shape and range.

import Foundation
import LessonKit

/// Formats values for a terminal.
enum ValueText {
  /// The maximum length and number of rows that are written out.
  private static let longestRow = 12

  /// Lines under a heading.
  typealias Block = (heading: String, lines: [String])

  /// Returns a value as lines of equal width.
  static func lines(_ value: Value) -> [String] {
    guard case .tensor(let tensor) = value, tensor.rank == 2, tensor.shape[1] > 0,
      tensor.shape.allSatisfy({ $0 <= longestRow })
    else { return [oneLine(value).text] }
    let texts = tensor.scalars.map { number($0) }
    let width = texts.map(\.count).max() ?? 0
    return (0..<tensor.shape[0]).map { row in
      (0..<tensor.shape[1]).map { column in
        let text = texts[row * tensor.shape[1] + column]
        return text.padded(to: width, .right)
      }.joined(separator: "  ")
    }
  }

  /// Returns a value on one line.
  static func oneLine(_ value: Value) -> Message {
    switch value {
    case .whole(let whole): "\(whole)"
    case .number(let value): Message(number(value))
    case .wholes(let wholes):
      wholes.count <= longestRow
        ? Message("\(wholes)" as String) : "\(wholes.count) numbers"
    case .tensor(let tensor): text(tensor)
    case .text(let text): "“\(printable(text))”"
    case .picture(let picture):
      "a picture of shape \([picture.height, picture.width, picture.channels])"
    case .list(let values):
      values.count <= 4
        ? values.map { oneLine($0) }.joined(separator: "; ") : "\(values.count) values"
    }
  }

  private static func text(_ tensor: Tensor) -> Message {
    if tensor.rank == 0 { return Message(number(tensor.scalars[0])) }
    if tensor.rank == 1, tensor.count <= longestRow {
      return Message(row(tensor.scalars))
    }
    if tensor.rank == 2, tensor.shape.allSatisfy({ $0 <= 5 }) {
      let rows = (0..<tensor.shape[0]).map {
        row(tensor.scalars[$0 * tensor.shape[1]..<($0 + 1) * tensor.shape[1]])
      }
      return Message("[" + rows.joined(separator: ", ") + "]")
    }
    let finite = tensor.scalars.filter(\.isFinite)
    guard let least = finite.min(), let most = finite.max() else {
      return "numbers of shape \(tensor.shape)"
    }
    return "numbers of shape \(tensor.shape), from \(least) to \(most)"
  }

  private static func row(_ numbers: some Sequence<Float>) -> String {
    "[" + numbers.map { number($0) }.joined(separator: ", ") + "]"
  }

  /// Joins blocks of lines side by side, each under its heading.
  static func columns(_ blocks: [Block]) -> [String] {
    let height = blocks.map(\.lines.count).max() ?? 0
    let rows = (0..<height).map { line in
      blocks.map { line < $0.lines.count ? $0.lines[line] : "" }
    }
    return alignedColumns([blocks.map(\.heading)] + rows, separator: "     ")
  }
}
