// Parses the task of an exercise from the protocol that the student conforms to, and generates the
// student's initial file from it.

import Formatting
import Foundation

/// The task in a protocol's source.
struct ExerciseTask: Equatable {
  /// A function to write.
  struct Function: Equatable {
    /// The lines of its comment, with "///".
    let comment: [String]
    /// The lines of its declaration.
    let declaration: [String]

    /// The name: "crossCorrelate".
    var name: String {
      let words = declaration.joined(separator: " ").dropFirst("func ".count)
      return String(words.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    }

    /// The internal parameter names: "input", "filter".
    var parameters: [String] {
      let text = declaration.joined(separator: " ")
      return text.matches(of: #/(\w+): /#).map { String($0.1) }
    }
  }

  let protocolName: String
  /// The first line of the protocol's comment.
  let title: String
  /// The other lines of it.
  let text: [String]
  let functions: [Function]
  /// Functions of the library that would answer for the student: "conv2D".
  let libraryAnswers: Set<String>

  /// Parses a source; nil when it does not declare the protocol.
  init?(source: String, protocolName: String) {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let head = "public protocol \(protocolName): Exercise {"
    guard let start = lines.firstIndex(of: head),
      let end = lines[start...].firstIndex(of: "}")
    else { return nil }
    self.protocolName = protocolName
    let comment = lines[..<start].reversed().prefix { $0.hasPrefix("///") }.reversed()
      .map { $0.dropFirst(3).trimmingCharacters(in: .whitespaces) }
    title = comment.first ?? protocolName
    text = Array(comment.dropFirst().drop { $0.isEmpty })
    var functions: [Function] = []
    var comments: [String] = []
    var declaration: [String] = []
    for line in lines[(start + 1)..<end].map({ String($0.dropFirst(2)) }) + [""] {
      if declaration.isEmpty ? line.hasPrefix("func ") : !line.isEmpty && !line.hasPrefix("///") {
        declaration.append(line)
      } else {
        if !declaration.isEmpty {
          functions.append(Function(comment: comments, declaration: declaration))
          (comments, declaration) = ([], [])
        }
        if line.hasPrefix("///") { comments.append(line) }
      }
    }
    self.functions = functions
    let list = source.firstMatch(of: #/libraryAnswers: \[String\] \{\s*\[([^\]]*)\]/#)
    libraryAnswers = Set(list?.1.matches(of: #/"(\w+)"/#).map { String($0.1) } ?? [])
  }

  /// Its paragraphs and those of its functions' comments, each on one line: what a catalogue
  /// translates besides the title.
  var paragraphs: [String] { ([text] + functions.map(\.comment)).flatMap(Self.paragraphs) }

  /// Returns the paragraphs of a comment, each on one line; the slashes may stand before its lines.
  private static func paragraphs(of comment: [String]) -> [String] {
    comment.map { String($0.drop { "/ ".contains($0) }) }
      .reduce(into: [[String]]()) { paragraphs, line in
        // A line of the list of parameters is a paragraph of its own.
        if line.isEmpty || line.hasPrefix("- ") || paragraphs.isEmpty { paragraphs.append([]) }
        if !line.isEmpty { paragraphs[paragraphs.count - 1].append(line) }
      }
      .filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
  }

  /// Returns a comment with its translation below it; as it is where a catalogue has none.
  ///
  /// - Parameter marks: what stands before each line: "///".
  private static func both(
    _ comment: [String], marks: String, indent: Int, in catalogue: Catalogue
  ) -> [String] {
    let english = paragraphs(of: comment)
    let translated = english.map { catalogue.translation(of: $0) ?? $0 }
    guard translated != english else { return comment }
    let lines = translated.flatMap { paragraph in
      [marks] + paragraph.wrapped(to: 99 - marks.count - indent).map { "\(marks) \($0)" }
    }
    return comment + lines
  }

  private static let catalogues =
    [Catalogue.english] + Catalogue.languages.map(Catalogue.init(ofAllLessons:))

  /// Returns whether a file is the student's initial one, in whatever language.
  func isStarter(_ file: some Sequence<UInt8>, lesson: Int) -> Bool {
    Self.catalogues.contains { file.elementsEqual(starter(lesson: lesson, in: $0).utf8) }
  }

  /// Returns the student's initial file: it compiles, and every function is unfinished.
  ///
  /// - Parameter catalogue: the language in which the task stands below the English one.
  func starter(lesson: Int, in catalogue: Catalogue = .english) -> String {
    var lines = ["// Exercise \(lesson): \(title)"]
    if let title = catalogue.translation(of: title) {
      lines.append("// " + ExerciseMessages.heading(lesson, title).text(in: catalogue))
    }
    lines.append("//")
    lines += Self.both(
      text.map { $0.isEmpty ? "//" : "// " + $0 }, marks: "//", indent: 0, in: catalogue)
    lines += ["//", "//     swift run convbook check \(lesson)", ""]
    lines += ["import LessonKit", "", "@main", "struct Answer: \(protocolName), Attempt {"]
    for (place, function) in functions.enumerated() {
      if place > 0 { lines.append("") }
      let comment = Self.both(function.comment, marks: "///", indent: 2, in: catalogue)
      lines += (comment + function.declaration).dropLast().map { "  " + $0 }
      lines.append("  " + (function.declaration.last ?? "") + " {")
      lines += ["    throw Unfinished()  // Your code goes here.", "  }"]
    }
    return (lines + ["}", ""]).joined(separator: "\n")
  }
}
