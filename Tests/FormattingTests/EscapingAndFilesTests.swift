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

  /// Texts with and without what is replaced, and with what only looks like it in bytes.
  @Test(arguments: 0..<50) func fastWaysGiveTheSame(draw: Int) {
    let letters = ["a", "<", "&", ">", "\"", "'", "\t", "\u{7F}", "\u{1}", "한", "é", "\\"]
    let separators = ["\u{2028}", "\u{2029}", "\u{FFFE}", "\u{FF9F}", "\r\n"]
    var random = SystemRandomNumberGenerator()
    func text(_ count: Int) -> String {
      (0..<count).map { _ in (letters + separators).randomElement(using: &random) ?? "" }.joined()
    }
    let whole = text(draw % 8)
    let replaced: [Unicode.Scalar: String] = [
      "<": "&lt;", "&": "&amp;", ">": "&gt;", "\"": "&quot;", "'": "&#39;", "\u{7F}": " ",
      "\u{1}": " ", "\u{FFFE}": " ",
    ]
    let expected = whole.unicodeScalars.map { replaced[$0] ?? String($0) }.joined()
    #expect(Array(escaped(whole).unicodeScalars) == Array(expected.unicodeScalars))
    let inScripts = [
      ("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u{2028}", "\\u2028"),
      ("\u{2029}", "\\u2029"),
    ].reduce(whole) { $0.replacingOccurrences(of: $1.0, with: $1.1, options: .literal) }
    #expect(Array(escapedForScript(whole).unicodeScalars) == Array(inScripts.unicodeScalars))
    for part in [text(1), text(2), String(whole.suffix(1)), whole] where !part.isEmpty {
      let found = Data(whole.utf8).range(of: Data(part.utf8)) != nil
      #expect(whole.holds(part) == found, "\(part) in \(whole)")
    }
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
