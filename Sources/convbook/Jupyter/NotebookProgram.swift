// Makes a program of the cells of a notebook: they are its text, from top to bottom.

import Foundation
import LessonKit
import Notebooks
import Processes

/// The program that cells of a notebook are.
///
/// A notebook whose cells declare a lesson, as those of the book do, is that lesson with its cells
/// in place of the book's text; one of its parts begins with a cell whose first line is its file's
/// name, `// PoolingClaims.swift`. The cells of any other notebook become the `run` of a lesson of
/// their own; types, and functions that use no variable of the notebook, are moved before it.
struct NotebookProgram {
  /// Where a line of the program comes from.
  struct Origin: Equatable {
    /// The index of the cell.
    var cell: Int
    /// The line in the cell, from 1.
    var line: Int
    /// Whether the line begins the call that shows the value of the cell's last expression.
    var showsValue = false
  }

  /// One of its files.
  struct File: Equatable {
    var lines: [String] = []
    /// For each line where it comes from; nil where the program was completed.
    var origins: [Origin?] = []

    var text: String { lines.joined(separator: "\n") + "\n" }

    fileprivate mutating func add(_ line: String, _ origin: Origin? = nil) {
      lines.append(line)
      origins.append(origin)
    }
  }

  /// The lesson of the book that it is; nil for a notebook of one's own.
  let lesson: LessonFolder?
  /// The name of the file that declares it.
  private(set) var ownFile: String
  /// Its files by name.
  private(set) var files: [String: File] = [:]
  /// The cells that tell their end.
  private(set) var told: Set<Int> = []
  /// The cells that no statement of the program follows: they end with it.
  private(set) var trailing: Set<Int> = []
  /// The cells that do not run, since they only show text of other files.
  private(set) var quoted: Set<Int> = []
  /// The options of the lesson that the first cell names.
  private(set) var arguments: [String] = []

  /// The name of the file of a notebook of one's own.
  static let nameOfOwn = "Notebook.swift"

  /// Makes a program of cells.
  ///
  /// - Parameters:
  ///   - isWhole: whether the notebook ends with these cells; else the program ends with the last
  ///     one, wherever that stands.
  ///   - lessons: the lessons of the book.
  init(_ cells: [String], isWhole: Bool, lessons: [LessonFolder]) {
    let declared = cells.lazy.compactMap(Self.declaredLesson).first
    let found = declared.flatMap { declared in
      lessons.lazy.compactMap { Self.file(of: $0, declaring: declared) }.first
    }
    lesson = found?.lesson
    ownFile = found?.name ?? declared.map { $0 + ".swift" } ?? Self.nameOfOwn
    if let first = cells.first { arguments = Self.options(in: first) }
    if declared == nil {
      compose(own: cells, isWhole: isWhole)
    } else {
      compose(lesson: cells, isWhole: isWhole)
    }
  }

  /// Where a line of a file comes from.
  ///
  /// - Parameter line: from 1.
  func origin(_ file: String?, line: Int) -> Origin? {
    guard let origins = files[file ?? ownFile]?.origins, origins.indices.contains(line - 1) else {
      return nil
    }
    return origins[line - 1]
  }

  /// Returns the name of the lesson that a cell declares: "EdgeFilter".
  private static func declaredLesson(_ text: String) -> String? {
    let tokens = SwiftToken.all(in: text)
    guard tokens.contains(where: { $0.isWord("main") }),
      let place = tokens.indices.dropFirst().first(where: { index in
        tokens[index].isWord("Lesson") && tokens[..<index].contains { $0.isWord("struct") }
      }),
      let declaration = tokens[..<place].lastIndex(where: { $0.isWord("struct") })
    else { return nil }
    return tokens[declaration + 1].text
  }

  /// Returns a lesson and its own file if that declares a type. The type may have another name
  /// than the file, where the library has one of that name.
  private static func file(
    of lesson: LessonFolder, declaring type: String
  ) -> (lesson: LessonFolder, name: String)? {
    guard let name = lesson.ownFile,
      let text = try? String(
        contentsOf: lesson.folder.appendingPathComponent(name), encoding: .utf8),
      text.contains("struct \(type)"), declaredLesson(text) == type
    else { return nil }
    return (lesson, name)
  }

  /// Returns the options that a cell's first line names.
  private static func options(in text: String) -> [String] {
    guard let line = text.split(separator: "\n").first, line.hasPrefix(NotebookCode.options)
    else { return [] }
    return line.dropFirst(NotebookCode.options.count).split(separator: " ").map(String.init)
  }

  // MARK: A lesson of the book

  private mutating func compose(lesson cells: [String], isWhole: Bool) {
    let parts = Set(
      ((try? FileManager.default.contentsOfDirectory(atPath: lesson?.folder.path ?? "")) ?? [])
        .filter { $0.hasSuffix(".swift") && $0 != ownFile })
    var name = ownFile
    var isQuoting = false
    var depths: [String: Int] = [:]
    /// The depth of the statements of `run`, and of a part's function.
    var bases: [String: Int] = [:]
    for (index, text) in cells.enumerated() {
      // Cells of one file follow each other under one name.
      if let begun = NotebookCode.file(begunBy: text) {
        isQuoting = begun != ownFile && !parts.contains(begun)
        if !isQuoting { name = begun }
      }
      if isQuoting {
        quoted.insert(index)
        continue
      }
      let cell = CellStatements(text)
      let isLast = index == cells.count - 1
      let depth = depths[name, default: 0] + cell.depth
      depths[name] = depth
      if bases[name] == nil, Self.isFrame(text, of: name == ownFile ? nil : name) {
        bases[name] = depth
      }
      let isTold = bases[name] == depth
      // Behind a call the part's cells follow, and behind a `return` nothing is reached.
      let leaving = cell.statements.last.flatMap { statement in
        statement.keyword == "return" ? statement : Self.call(statement, of: parts)
      }
      let call = isTold ? leaving : nil
      var marker: String?
      if isTold {
        told.insert(index)
        marker = isLast && !isWhole ? "page.endLastCell(\(index))" : "page.endCell(\(index))"
      } else if bases[name].map({ depth < $0 }) ?? false {
        trailing.insert(index)
      }
      var file = files[name] ?? File()
      // So that each is a cell to whoever splits the text.
      if !file.lines.isEmpty { file.add("//:") }
      add(cell, index, to: &file, isTold ? marker : nil, before: call?.lines.lowerBound)
      files[name] = file
    }
    for (name, depth) in depths where depth > 0 {
      files[name]?.add(String(repeating: "}", count: depth))
    }
  }

  /// Adds a cell, with what tells its end.
  ///
  /// - Parameters:
  ///   - call: the line, from 0, before which it ends; nil for its end.
  ///   - hoisted: lines that stand elsewhere.
  private func add(
    _ cell: CellStatements, _ index: Int, to file: inout File, _ marker: String?,
    before call: Int? = nil, without hoisted: Set<Int> = []
  ) {
    let value = call == nil && marker != nil ? cell.statements.last : nil
    let shown = value.flatMap { $0.isExpression && cell.depth == 0 ? $0 : nil }
    for (number, line) in cell.lines.enumerated() where !hoisted.contains(number) {
      let origin = Origin(cell: index, line: number + 1)
      if number == call, let marker { file.add(marker) }
      if number == shown?.lines.lowerBound {
        file.add("page.value(", Origin(cell: index, line: number + 1, showsValue: true))
      }
      file.add(line, origin)
      if let shown, number == cell.endOfCode(of: shown) - 1 { file.add(")") }
    }
    if call == nil, let marker { file.add(marker) }
  }

  /// Whether a cell ends where `run`, or the function of a part, begins.
  private static func isFrame(_ text: String, of part: String?) -> Bool {
    let function = part.map { $0.prefix(1).lowercased() + $0.dropFirst().dropLast(6) } ?? "run"
    return text.contains("func \(function)(")
  }

  /// Returns a statement if it calls a part of the lesson: the part's cells follow it.
  private static func call(
    _ statement: CellStatements.Statement, of parts: Set<String>
  ) -> CellStatements.Statement? {
    // The function of a part has the part's name, too.
    if statement.declaresForFile || statement.keyword == "func" { return nil }
    let words = statement.tokens.filter { $0.kind == .word }.map(\.text)
    let called = zip(statement.tokens, statement.tokens.dropFirst())
      .first { $0.kind == .word && $1.isSymbol("(") }?.0.text
    guard let called, words.contains(called) else { return nil }
    let name = called.prefix(1).uppercased() + called.dropFirst() + ".swift"
    return parts.contains(name) ? statement : nil
  }

  // MARK: A notebook of one's own

  private mutating func compose(own cells: [String], isWhole: Bool) {
    let all = cells.map(CellStatements.init)
    let variables = Set(all.flatMap(\.statements).flatMap(\.declaredVariables))
    var before = File()
    var inside = File()
    before.add("import LessonKit")
    for (index, cell) in all.enumerated() {
      var hoisted: Set<Int> = []
      for statement in cell.statements where statement.isForFile(of: variables) {
        for line in statement.lines {
          hoisted.insert(line)
          before.add(cell.lines[line], Origin(cell: index, line: line + 1))
        }
      }
      let isLast = index == cells.count - 1
      let marker = isLast && !isWhole ? "page.endLastCell(\(index))" : "page.endCell(\(index))"
      inside.add("//:")
      add(cell, index, to: &inside, marker, without: hoisted)
      told.insert(index)
    }
    var file = before
    for line in [
      "@main struct NotebookOfOnesOwn: Lesson {", "  static let source = #filePath",
      "  @OptionGroup var options: LessonOptions", "  func run(_ page: Notebook) throws {",
    ] { file.add(line) }
    file.lines += inside.lines
    file.origins += inside.origins
    file.add("}")
    file.add("}")
    files[Self.nameOfOwn] = file
  }
}

extension CellStatements.Statement {
  /// The names of the variables that it declares, `let (a, b) = …` too.
  fileprivate var declaredVariables: [String] {
    guard let keyword, ["let", "var"].contains(keyword),
      let start = tokens.firstIndex(where: { $0.isWord(keyword) })
    else { return [] }
    return tokens[(start + 1)...].prefix { !$0.isSymbol("=") && !$0.isSymbol(":") }
      .filter { $0.kind == .word }.map(\.text)
  }

  /// Whether it can stand outside of `run`: what may stand there alone, and functions that use
  /// no variable of the notebook.
  fileprivate func isForFile(of variables: Set<String>) -> Bool {
    if declaresForFile { return true }
    guard keyword == "func", let body = tokens.firstIndex(where: { $0.isSymbol("{") }) else {
      return false
    }
    var own: Set<String> = []
    for (token, next) in zip(tokens, tokens.dropFirst()) where token.kind == .word {
      if next.isSymbol(":") { own.insert(token.text) }
      if ["let", "var", "for"].contains(token.text) { own.insert(next.text) }
    }
    let used = Set(tokens[body...].filter { $0.kind == .word }.map(\.text))
    return used.subtracting(own).isDisjoint(with: variables)
  }
}
