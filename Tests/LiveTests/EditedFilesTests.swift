import Foundation
import LessonKit
import TestSupport
import Testing

@testable import Live

@Suite struct EditedFilesTests {
  private let folder: TemporaryFolder
  private let files: EditedFiles

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("@main a\nb\nc\n", to: "Lessons/90-odd/Odd.swift")
    try folder.write("part\n", to: "Lessons/90-odd/Half.swift")
    let lesson = try #require(LessonFolder(folder.url.appendingPathComponent("Lessons/90-odd")))
    files = EditedFiles(of: lesson, in: folder.url.appendingPathComponent("live"))
  }

  @Test func editsGoToTheirOwnFolder() throws {
    try files.write("@main a\nB\nc\n", to: nil)
    #expect(files.names == ["Odd.swift"])
    #expect(files.text(of: nil) == "@main a\nB\nc\n")
    #expect(files.bookText(of: "Odd.swift") == "@main a\nb\nc\n")
    #expect(files.difference.map(\.lines) == [[" @main a", "−b", "+B", " c", " "]])
  }

  @Test func aTextThatIsTheBooksAgainIsNoEdit() throws {
    try files.write("other\n", to: "Half.swift")
    try files.write("part\n", to: "Half.swift")
    #expect(files.names.isEmpty)
    try files.write("other\n", to: nil)
    try files.putBack()
    #expect(files.names.isEmpty && files.text(of: nil) == "@main a\nb\nc\n")
  }

  @Test(arguments: ["../../Lessons/90-odd/Odd.swift", "/tmp/x.swift", ".hidden.swift", "x.txt"])
  func noOtherFileIsWritten(name: String) throws {
    try files.write("stranger\n", to: name)
    #expect(files.names.isEmpty)
    #expect(files.bookText(of: "Odd.swift") == "@main a\nb\nc\n")
  }

  /// Of an editor that saves another encoding: an edit on the page would put the book's text in the
  /// place of what it saved.
  @Test func whatIsNoUTF8StaysTheReaders() throws {
    try FileManager.default.createDirectory(at: files.folder, withIntermediateDirectories: true)
    try Data("@main a\nmine \u{e9}\nc\n".unicodeScalars.map { UInt8($0.value) }).write(
      to: files.folder.appendingPathComponent("Odd.swift"))
    let text = try #require(files.text(of: nil))
    #expect(text == "@main a\nmine \u{fffd}\nc\n")
    #expect(files.text.text(of: nil) == text)
    let cell = CellText(line: 1, text: "@main a")
    try files.write(try #require(cell.replaced(by: "@main b", in: text)), to: nil)
    #expect(files.text(of: nil)?.contains("mine") == true)
  }

  @Test func linesMayEndAsOnWindows() throws {
    try folder.write("@main a\r\nB\r\nc\r\n", to: "live/90-odd/Odd.swift")
    #expect(files.text(of: nil) == "@main a\nB\nc\n")
    #expect(files.text.text(of: nil) == "@main a\nB\nc\n")
    #expect(files.difference.map(\.lines) == [[" @main a", "−b", "+B", " c", " "]])
  }

  @Test func farLinesAreLeftOutOfADifference() {
    let old = (1...30).map(String.init).joined(separator: "\n")
    let new = old.replacing("\n2\n", with: "\ntwo\n").replacing("\n29\n", with: "\n")
    #expect(
      EditedFiles.difference(old, new) == [
        " 1", "−2", "+two", " 3", " 4", " 5", nil, " 26", " 27", " 28", "−29", " 30",
      ])
  }
}
