// Pictures in a terminal: as pixels where the terminal says that it draws them, by kitty's protocol
// (https://sw.kovidgoyal.net/kitty/graphics-protocol/), as half blocks elsewhere.

import Foundation
import Pixels

/// The way in which a terminal shows pictures.
enum TerminalGraphics: Sendable {
  /// Two pixels in a character, as colours of its halves.
  case halfBlocks
  /// PNG files, drawn by the terminal.
  case kitty

  /// The way of this process's terminal, asked once.
  static let standardOutput: TerminalGraphics =
    TerminalStyle.standardOutput.isRich && answersKitty(STDIN_FILENO, STDOUT_FILENO)
    ? .kitty : .halfBlocks

  /// Asks a terminal whether it knows the protocol, and then what it is, which every terminal
  /// answers: what has come until then is its answer to the first.
  ///
  /// - Returns: false when it answers nothing within a fifth of a second.
  static func answersKitty(_ input: Int32, _ output: Int32) -> Bool {
    var before = termios()
    guard isatty(input) == 1, tcgetattr(input, &before) == 0 else { return false }
    var raw = before
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    guard tcsetattr(input, TCSANOW, &raw) == 0 else { return false }
    defer { tcsetattr(input, TCSANOW, &before) }
    let question = Array("\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\\u{1B}[c".utf8)
    guard write(output, question, question.count) == question.count else { return false }
    var answer: [UInt8] = []
    let end = ContinuousClock.now + .milliseconds(200)
    while ContinuousClock.now < end {
      var waiting = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 50) > 0 else { continue }
      var bytes = [UInt8](repeating: 0, count: 256)
      let count = read(input, &bytes, bytes.count)
      guard count > 0 else { break }
      answer += bytes.prefix(count)
      // The second answer is ESC [ ? … c.
      if String(decoding: answer, as: UTF8.self).contains(#/\u{1B}\[\?[\d;]*c/#) { break }
    }
    return String(decoding: answer, as: UTF8.self).contains("_Gi=31;OK")
  }

  /// Returns the text that shows a picture.
  ///
  /// - Parameters:
  ///   - columns: the largest width in characters; small pictures stay small.
  ///   - indent: characters to the left of it.
  func text(_ image: Image, columns: Int, indent: Int) -> String {
    let space = String(repeating: " ", count: indent)
    switch self {
    case .halfBlocks:
      return TerminalPicture.lines(image, columns: columns).map { space + $0 + "\n" }.joined()
    case .kitty:
      guard let png = try? image.pngData() else { return "" }
      // A character is about eight pixels wide.
      let wide = max(1, min(columns, image.width / 8))
      let letters = Array(Data(png).base64EncodedString().utf8)
      let pieces = stride(from: 0, to: letters.count, by: Self.piece).map { start in
        String(decoding: letters[start..<min(start + Self.piece, letters.count)], as: UTF8.self)
      }
      return space
        + pieces.enumerated().map { number, piece in
          let head = number == 0 ? "a=T,f=100,c=\(wide)," : ""
          return "\u{1B}_G\(head)m=\(number == pieces.count - 1 ? 0 : 1);\(piece)\u{1B}\\"
        }.joined() + "\n"
    }
  }

  /// The letters that may be sent at once.
  private static let piece = 4096
}
