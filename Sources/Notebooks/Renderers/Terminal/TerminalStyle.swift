// Text styles for terminals, and the detection of colour support on standard output.

import Foundation
import Pixels

/// The text styles of a terminal; plain text without one.
public struct TerminalStyle: Sendable {
  /// Whether colour and pictures are printed.
  public let isRich: Bool
  /// The number of characters in a line, at most 100.
  public let width: Int

  /// The style of this process's standard output; respects `NO_COLOR` and `TERM=dumb`.
  public static let standardOutput = TerminalStyle()

  /// Plain text without colour and pictures.
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

  /// Returns a text in bold.
  public func bold(_ text: String) -> String { styled(text, "1") }
  /// Returns a text in a faint style.
  public func faint(_ text: String) -> String { styled(text, "2") }
  /// Returns a text in the accent colour.
  public func accent(_ text: String) -> String { styled(text, "36") }
  /// Returns a text in green.
  public func good(_ text: String) -> String { styled(text, "32") }
  /// Returns a text in red.
  public func bad(_ text: String) -> String { styled(text, "31") }
}

/// Renders pictures as half-block characters, two pixels each.
enum TerminalPicture {
  /// Returns a picture as lines with colour codes, at most `columns` characters wide.
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
