// Pictures in a terminal: asked for on a pseudo-terminal that answers as terminals do.

import Foundation
import Pixels
import Tensors
import Testing

@testable import Notebooks

@Suite struct TerminalGraphicsTests {
  /// A terminal that answers when it has been asked.
  private static func answers(_ answer: String) -> Bool {
    var (master, slave): (Int32, Int32) = (0, 0)
    guard openpty(&master, &slave, nil, nil, nil) == 0 else { return false }
    defer {
      close(master)
      close(slave)
    }
    let (terminal, text) = (master, Array(answer.utf8))
    let thread = Thread {
      var asked: [UInt8] = []
      while !String(decoding: asked, as: UTF8.self).contains("[c") {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = read(terminal, &bytes, bytes.count)
        guard count > 0 else { return }
        asked += bytes.prefix(count)
      }
      _ = write(terminal, text, text.count)
    }
    thread.start()
    return TerminalGraphics.answersKitty(slave, slave)
  }

  @Test func onlyWhoSaysSoGetsPixels() {
    #expect(Self.answers("\u{1B}_Gi=31;OK\u{1B}\\\u{1B}[?62;c"))
    #expect(!Self.answers("\u{1B}[?62;22c"))
    #expect(!Self.answers("\u{1B}_Gi=31;ENOTSUP\u{1B}\\\u{1B}[?1;2c"))
    #expect(!Self.answers(""))
    #expect(!TerminalGraphics.answersKitty(STDERR_FILENO + 1000, STDERR_FILENO + 1000))
  }

  @Test func aPictureIsSentInPieces() throws {
    var generator = SeededGenerator(seed: 4)
    let noise = Tensor.random(integers: 0..<256, shape: [16200], using: &generator)
    let image = Image(height: 60, width: 90, channels: 3, pixels: noise.scalars.map { UInt8($0) })
    let text = TerminalGraphics.kitty.text(image, columns: 80, indent: 2)
    let pieces = text.matches(of: #/\u{1B}_G([^;]*);([^\u{1B}]*)\u{1B}\\/#)
    #expect(pieces.count > 1 && pieces.allSatisfy { $0.output.2.count <= 4096 })
    #expect(pieces[0].output.1 == "a=T,f=100,c=11,m=1")
    #expect(pieces.last?.output.1 == "m=0")
    let png = try #require(Data(base64Encoded: pieces.map { String($0.output.2) }.joined()))
    #expect(Array(png) == (try image.pngData()))
    // Elsewhere two pixels are a character.
    let lines = TerminalGraphics.halfBlocks.text(image, columns: 30, indent: 2).split(
      separator: "\n")
    #expect(lines.count == 10 && lines.allSatisfy { $0.hasPrefix("  \u{1B}") })
    #expect(lines[0].count { $0 == "▀" } == 30)
  }

  @Test func proseIsToldByItsBeginning() {
    let source = LessonSource(
      swift: """
        //: # 1. A title
        //: The summary. It has two sentences.
        let a = 1
        //: ## A heading
        //: The **first** sentence with `code` 0.5 and [a link](x). The second.
        //:
        //: - a list
        let b = 2
        //: > A quotation.
        //:
        //: ## Another
        //: No end
        let c = 3
        """)
    let code = source.cells.indices.filter { source.cells[$0].kind == .code }
    let first = source.opening(of: 0..<code[0])
    #expect(first.headings.isEmpty && first.sentence.isEmpty)
    let second = source.opening(of: code[0] + 1..<code[1])
    #expect(second.headings == ["A heading"])
    #expect(second.sentence == "The first sentence with code 0.5 and a link.")
    let third = source.opening(of: code[1] + 1..<code[2])
    #expect(third.headings == ["Another"] && third.sentence == "No end")
  }
}
