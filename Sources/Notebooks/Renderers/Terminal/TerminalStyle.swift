// Whether standard output is a terminal that shows colour, and the few styles that are used.

import Foundation
import Pixels

/// Colours and weights for a terminal; plain text anywhere else.
public struct TerminalStyle: Sendable {
  /// Whether there is a terminal that shows colour and pictures.
  public let isRich: Bool
  /// How many characters fit in a line, at most 100.
  public let width: Int

  /// The style for what this process prints, `NO_COLOR` and `TERM=dumb` honoured.
  public static let standardOutput = TerminalStyle()

  /// No colour, no pictures.
  public static let plain = TerminalStyle(isRich: false, width: 100)

  private init(isRich: Bool, width: Int) {
    self.isRich = isRich
    self.width = width
  }

  private init() {
    let environment = ProcessInfo.processInfo.environment
    let isTerminal = isatty(STDOUT_FILENO) == 1
    isRich =
      isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    var size = winsize()
    let known = isTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
    width = known && size.ws_col > 20 ? min(Int(size.ws_col) - 1, 100) : 100
  }

  private func styled(_ text: String, _ code: String) -> String {
    isRich ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// For what matters most.
  public func bold(_ text: String) -> String { styled(text, "1") }
  /// For what explains.
  public func faint(_ text: String) -> String { styled(text, "2") }
  /// For labels.
  public func accent(_ text: String) -> String { styled(text, "36") }
  /// For what is good.
  public func good(_ text: String) -> String { styled(text, "32") }
  /// For what is wrong.
  public func bad(_ text: String) -> String { styled(text, "31") }
}

/// A picture made of half blocks, two pixels to a character.
enum TerminalPicture {
  /// The picture as lines of text with colour codes, at most `columns` wide.
  static func lines(_ image: Image, columns: Int) -> [String] {
    guard image.width > 0, image.height > 0 else { return [] }
    let width = min(columns, image.width)
    let height = max(2, width * image.height / image.width / 2 * 2)
    let small = image.flattened(over: .white).rgb().resizedByArea(height: height, width: width)
    func colour(_ y: Int, _ x: Int) -> String {
      "\(small[y, x, 0]);\(small[y, x, 1]);\(small[y, x, 2])"
    }
    return stride(from: 0, to: height, by: 2).map { y in
      (0..<width).map { x in
        "\u{1B}[38;2;\(colour(y, x));48;2;\(colour(y + 1, x))m▀"
      }.joined() + "\u{1B}[0m"
    }
  }
}
