// Text inside HTML and XML, errors about files, paths as they are shown.

import Foundation
import Testing

@testable import Formatting

@Suite struct EscapingAndFilesTests {
  @Test func aQuoteWithAnAccentIsEscaped() {
    #expect(escaped("\"\u{301}<\u{301}\u{7}") == "&quot;\u{301}&lt;\u{301} ")
  }

  @Test(arguments: ["a < b && c > \"d\"", "it's", "&lt;", "&amp;lt;", "합성곱\n"])
  func unescapingTakesItBack(text: String) {
    #expect(!escaped(text).contains(where: { "<>\"'".contains($0) }))
    #expect(unescaped(escaped(text)) == text)
  }

  @Test func errorsSayTheFileTheProblemAndWhatToDo() {
    struct Trouble: FileError {
      let file = "a.png"
      let problem = readingProblem(EACCES).problem
      let advice = readingProblem(EACCES).advice
    }
    let text = "a.png: reading it is not allowed. Change its permissions (chmod +r) or copy it."
    #expect(Trouble().description == text)
    #expect(Trouble().localizedDescription == text)
    #expect(readingProblem(EIO).problem.english.hasPrefix("it can't be read: "))
  }

  /// The system's own words, whichever call of Foundation passes them on.
  @Test func reasonsAreTheSystems() throws {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appendingPathComponent("convbook-\(UUID().uuidString)")
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? files.removeItem(at: folder) }
    let file = folder.appendingPathComponent("file")
    let below = file.appendingPathComponent("below")
    let missing = folder.appendingPathComponent("missing")
    try Data("x".utf8).write(to: file)
    #expect(FileKind(at: file.path) == .regular && FileKind(at: folder.path) == .folder)
    #expect(FileKind(at: missing.path) == .missing && FileKind(at: "/dev/null") == .special)
    let failures: [(Int32, () throws -> Void)] = [
      (EISDIR, { try Data().write(to: folder, options: .atomic) }),
      (EISDIR, { _ = try Data(contentsOf: folder) }),
      (ENOENT, { _ = try Data(contentsOf: missing) }),
      (ENOENT, { try Data().write(to: missing.appendingPathComponent("x"), options: .atomic) }),
      (ENOTDIR, { try files.createDirectory(at: below, withIntermediateDirectories: true) }),
      (EEXIST, { try Data().write(to: file, options: .withoutOverwriting) }),
      (ENAMETOOLONG, { try Data().write(to: folder.appendingPathComponent(longName)) }),
    ]
    for (code, fail) in failures {
      let error = #expect(throws: CocoaError.self) { try fail() }
      #expect(error.map(systemReason) == String(cString: strerror(code)))
    }
  }
  private var longName: String { String(repeating: "x", count: 300) }

  @Test func pathsFromHere() {
    let here = FileManager.default.currentDirectoryPath
    #expect(shortPath(here + "/Output/index.html") == "Output/index.html")
    #expect(shortPath("./Output/../a.png") == "a.png")
    #expect(shortPath("/") == "/")
  }
}
