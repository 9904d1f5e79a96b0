// Creates a new lesson: its files, and the lines that register it in other files.

import Foundation
import LessonKit
import Live

/// The files of a new lesson, computed before anything is written.
struct NewLesson {
  /// The folder's name: "29-my-lesson".
  let name: String
  let number: Int
  /// The numbers that a lesson can have.
  static let numbers = 1...999
  /// The Swift type: "MyLesson".
  let typeName: String
  /// The name of the check: "myLesson".
  let checkName: String
  /// The title: "My lesson".
  let title: String
  /// The root folder of the project.
  let project: URL

  /// Computes the names of a lesson.
  /// - Parameters:
  ///   - words: the lesson's short name: "my-lesson", "My lesson".
  ///   - number: the number; the next unused one if nil.
  /// - Throws: `CommandError` when the name or number is not possible.
  init(
    _ words: String, number: Int?, in curriculum: Curriculum, project: URL = Project.folder
  ) throws(CommandError) {
    let parts = words.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
      .map(String.init)
    guard let first = parts.first, first.first?.isLetter == true,
      words.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || " -_".contains($0)) })
    else {
      throw CommandError(
        .usage,
        "“\(words)” is no name for a lesson: letters a to z, figures and hyphens, a letter first.")
    }
    let short = parts.joined(separator: "-")
    let last = curriculum.lessons.last?.number ?? 0
    let number = number ?? last + 1
    guard Self.numbers.contains(number) else {
      throw CommandError(
        .usage, "the number is \(number), it must be in \(Self.numbers.valueName).")
    }
    if let other = curriculum.lessons.first(where: { $0.number == number }) {
      throw CommandError(.usage, "there is a lesson \(number) already: \(other.name).")
    }
    if let other = curriculum.lessons.first(where: { $0.shortName == short }) {
      throw CommandError(.usage, "there is a lesson of that name already: \(other.name).")
    }
    let digits = String(number)
    name = (digits.count < 2 ? "0" : "") + digits + "-" + short
    self.number = number
    typeName = parts.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    checkName =
      first + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    let spaced = parts.joined(separator: " ")
    title = spaced.prefix(1).uppercased() + spaced.dropFirst()
    self.project = project
    guard !Self.swiftWords.contains(checkName), !hidesALibraryType else {
      throw CommandError(
        .usage, "“\(words)” has a meaning in Swift or in this project already; add a word to it.")
    }
  }

  /// Keywords, which can't name a check, and words that can't name a type.
  private static let swiftWords: Set = [
    "any", "as", "associatedtype", "break", "case", "catch", "class", "continue", "default",
    "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate",
    "for", "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil",
    "operator", "private", "protocol", "public", "repeat", "rethrows", "return", "self", "static",
    "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "type",
    "typealias", "var", "where", "while",
  ]

  /// Whether the lesson's type would hide one that lessons use; files are named after types.
  private var hidesALibraryType: Bool {
    let sources = project.appendingPathComponent("Sources").path
    let files = FileManager.default.enumerator(atPath: sources)?.compactMap { $0 as? String } ?? []
    return files.contains { $0.hasSuffix("/\(typeName).swift") }
  }

  /// The new files, with paths relative to the project.
  var files: [(path: String, text: String)] {
    let protocolText = NewLessonText.exerciseProtocol(self)
    let task = ExerciseTask(source: protocolText, protocolName: typeName + "Exercise")
    return [
      ("Lessons/\(name)/\(typeName).swift", NewLessonText.lesson(self)),
      ("Lessons/\(name)/expected-trace.json", "[]\n"),
      ("Lessons/\(name)/Exercise/Exercise.swift", task?.starter(lesson: number) ?? ""),
      ("Sources/Exercises/Protocols/\(typeName)Exercise.swift", protocolText),
      ("Sources/Checks/Lessons/\(typeName)Check.swift", NewLessonText.check(self)),
      ("Tests/ExerciseTests/Solutions/\(typeName)Solution.swift", NewLessonText.solution(self)),
      ("Tests/ExerciseTests/Mistakes/\(typeName)Mistakes.swift", NewLessonText.mistakes(self)),
    ]
  }

  /// Returns the changed files with one more line each.
  ///
  /// - Throws: `CommandError` when the position for the line is not found.
  func changedFiles() throws(CommandError) -> [(path: String, text: String)] {
    let row =
      "| [\(name)](Lessons/\(name)/\(typeName).swift) | "
      + "\(title.prefix(1).lowercased())\(title.dropFirst()) |"
    let own = "## Lessons of your own"
    let rowOfShapes =
      "| [\(name)](\(name)/\(typeName).swift) | (429, 640, 3) → (429, 640) | ours |  |"
    return [
      try changedManifest(),
      try inserting(
        "    .\(checkName),", intoList: "  package static let all: [ExerciseCheck] = [",
        endingWith: "  ]", of: "Sources/Checks/Checks.swift", separator: ","),
      try inserting(
        "      \(number): \(checkName),", intoList: "  static var all: [Int: Answers] {",
        endingWith: "    ]", of: "Tests/ExerciseTests/Answers.swift", separator: ","),
      try inserting(
        row, intoList: "| lesson | what happens in it |", endingWith: "", of: "README.md"),
      try appendingRow(rowOfShapes, under: own, of: "Lessons/README.md"),
    ]
  }

  private func changedManifest() throws(CommandError) -> (path: String, text: String) {
    try inserting(
      "  \"\(name)\",", intoList: "let lessons = [", endingWith: "]", of: "Package.swift")
  }

  /// Returns a file with one more line at the end of a list.
  ///
  /// - Parameter separator: what the line before it must end with.
  private func inserting(
    _ line: String, intoList head: String, endingWith end: String, of path: String,
    separator: String = ""
  ) throws(CommandError) -> (path: String, text: String) {
    var lines = try text(of: path).components(separatedBy: "\n")
    guard let start = lines.firstIndex(of: head),
      let place = lines[(start + 1)...].firstIndex(of: end)
    else {
      throw CommandError(
        .trouble, "\(path): “\(head)” and the list under it were not found; add the lesson by hand."
      )
    }
    if !separator.isEmpty, !lines[place - 1].hasSuffix(separator), !lines[place - 1].hasSuffix("[")
    {
      lines[place - 1] += separator
    }
    lines.insert(line, at: place)
    return (path, lines.joined(separator: "\n"))
  }

  /// Returns a file with one more row in the table at its end, which is created when missing.
  private func appendingRow(
    _ row: String, under heading: String, of path: String
  ) throws(CommandError) -> (path: String, text: String) {
    let text = try text(of: path)
    guard text.contains(heading) else {
      let head =
        "| lesson | its shapes and numbers | from | a claim it puts right |\n|---|---|---|---|"
      return (path, text.trimmedEnd + "\n\n\(heading)\n\n\(head)\n\(row)\n")
    }
    return try inserting(
      row, intoList: "|---|---|---|---|", after: heading, in: text, of: path)
  }

  private func inserting(
    _ line: String, intoList head: String, after heading: String, in text: String, of path: String
  ) throws(CommandError) -> (path: String, text: String) {
    var lines = text.components(separatedBy: "\n")
    guard let top = lines.firstIndex(of: heading),
      let start = lines[top...].firstIndex(of: head)
    else {
      throw CommandError(.trouble, "\(path): the table under “\(heading)” was not found.")
    }
    let end = lines[(start + 1)...].firstIndex { !$0.hasPrefix("|") } ?? lines.count
    lines.insert(line, at: end)
    return (path, lines.joined(separator: "\n"))
  }

  private func text(of path: String) throws(CommandError) -> String {
    let file = project.appendingPathComponent(path)
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      throw CommandError(.trouble, "\(file.path): can't be read.")
    }
    return text
  }

  /// Writes a reader's own version of a lesson as this one: its Swift files as they were edited,
  /// and the data beside them. It has no exercise.
  func write(versionOf edited: EditedFiles) throws {
    let folder = edited.lesson.folder
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let data = names.filter {
      ($0.hasSuffix(".json") || $0.hasSuffix(".py")) && $0 != SavedLesson.mark
    }
    let files = Set(names.filter { $0.hasSuffix(".swift") } + edited.names).sorted().map { name in
      let text = edited.text(of: name) ?? ""
      // Under the title of another the contents would have it twice.
      let heading = text.prefix { $0 != "\n" }
      let isTitled = name == edited.lesson.ownFile && heading.hasPrefix("//: # ")
      return (
        path: "Lessons/\(self.name)/\(name)",
        text: isTitled ? "//: # \(number). \(title)" + text.dropFirst(heading.count) : text
      )
    }
    let others = data.filter { $0 != edited.lesson.expectedTrace.lastPathComponent }
      .compactMap { name in
        edited.bookText(of: name).map { (path: "Lessons/\(self.name)/\(name)", text: $0) }
      }
    let mark = (
      path: "Lessons/\(self.name)/\(SavedLesson.mark)",
      text: "{\"lesson\": \"\(edited.lesson.name)\"}\n"
    )
    try write(files + others + [mark], changed: [try changedManifest()])
  }

  /// Writes all files; restores the earlier state when one can't be written.
  func write() throws { try write(files, changed: try changedFiles()) }

  private func write(
    _ files: [(path: String, text: String)], changed: [(path: String, text: String)]
  ) throws {
    for file in files
    where FileManager.default.fileExists(atPath: project.appendingPathComponent(file.path).path) {
      throw CommandError(.trouble, "\(file.path): is there already; choose another name.")
    }
    var undo: [() -> Void] = []
    do {
      for (path, text) in files + changed {
        let file = project.appendingPathComponent(path)
        let before = try? Data(contentsOf: file)
        undo.append {
          if let before {
            try? before.write(to: file)
          } else {
            try? FileManager.default.removeItem(at: file)
          }
        }
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file, options: .atomic)
      }
    } catch {
      undo.reversed().forEach { $0() }
      throw error
    }
  }
}

extension String {
  /// The string without trailing white space.
  fileprivate var trimmedEnd: String {
    String(self[..<(lastIndex { !$0.isWhitespace }.map(index(after:)) ?? startIndex)])
  }
}
