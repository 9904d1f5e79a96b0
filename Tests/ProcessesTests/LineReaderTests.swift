import Foundation
import Testing

@testable import Processes

@Suite struct LineReaderTests {
  private func write(_ text: String, to pipe: ProcessPipe) {
    _ = Foundation.write(pipe.writing, text, text.utf8.count)
  }

  private func texts(_ lines: [Data]) -> [String] {
    lines.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func linesAreCompleteOnlyWithTheirEnd() throws {
    let pipe = try ProcessPipe()
    var reader = LineReader(pipe.reading)
    #expect(reader.availableLines().isEmpty)
    write("a\n\nb", to: pipe)
    #expect(texts(reader.availableLines()) == ["a", ""])
    write("c\nd", to: pipe)
    #expect(texts(reader.availableLines()) == ["bc"])
    pipe.closeWriting()
    #expect(texts(reader.remainingLines()) == ["d"])
    #expect(!reader.isOpen && reader.remainingLines().isEmpty)
  }

  @Test func waiting() throws {
    let pipe = try ProcessPipe()
    var reader = LineReader(pipe.reading, longestLine: 10)
    #expect(reader.next(within: 0.05) == .timedOut)
    write("a\nb\n", to: pipe)
    #expect(reader.next(within: 5) == .line("a"))
    #expect(reader.next(within: 5) == .line("b"))
    write(String(repeating: "x", count: 11), to: pipe)
    #expect(reader.next(within: 5) == .tooLong)
    pipe.closeWriting()
  }

  @Test func aLineWithoutEndIsNotKept() throws {
    let pipe = try ProcessPipe()
    var reader = LineReader(pipe.reading, longestLine: 10)
    write("a\n" + String(repeating: "x", count: 11), to: pipe)
    #expect(texts(reader.availableLines()) == ["a"])
    write("y\nb\n", to: pipe)
    #expect(texts(reader.availableLines()) == ["y", "b"])
    pipe.closeWriting()
  }

  @Test func theEndIsTold() throws {
    let pipe = try ProcessPipe()
    var reader = LineReader(pipe.reading)
    write("a\nrest", to: pipe)
    pipe.closeWriting()
    #expect(reader.next(within: 5) == .line("a"))
    #expect(reader.next(within: 5) == .ended)
    #expect(texts(reader.remainingLines()) == ["rest"])
  }
}
