import Foundation
import LessonKit
import Notebooks
import Processes
import TestSupport
import Testing

@testable import convbook

@Suite struct CellStatementsTests {
  @Test(
    arguments: [
      ("1 + 1", true), ("x", true), ("a == b", true), ("a <= b", true), ("f(x: 1)", true),
      ("try load()", true), ("names\n  .map { $0 }", true), ("x // why", true),
      ("let x = 1", false), ("x = 1", false), ("x += 1", false), ("x;", false),
      ("for i in a { }", false), ("if a { }", false), ("import Foundation", false),
      ("page.show(a, \"a\")", false), ("try page.window(\"a\")", false),
      ("@discardableResult\nfunc f() -> Int { 1 }", false), ("#if DEBUG\n#endif", false),
      ("// nothing", false), ("", false), ("outer: for i in a { }", false),
      ("let x = 1\nx", true), ("x\nlet y = 2", false), ("f { x = 1 }", true),
      ("guard a else {\n  return\n}", false), ("let a =\n  b", false),
    ] as [(String, Bool)])
  func theValueOfTheLastExpressionIsShown(text: String, isShown: Bool) {
    #expect((CellStatements(text).statements.last?.isExpression ?? false) == isShown)
  }

  @Test(
    arguments: [
      ("a\nb", [0..<1, 1..<2]), ("f(\n  a,\n  b\n)\nc", [0..<4, 4..<5]),
      ("a\n  .b\n  .c", [0..<3]), ("if a {\n}\nelse {\n}", [0..<4]),
      ("let x = \"\"\"\n  a\n  \"\"\"\nx", [0..<3, 3..<4]),
      ("@main\nstruct A {\n}", [0..<3]), ("a\n// words\nb", [0..<2, 2..<3]),
    ] as [(String, [Range<Int>])])
  func statementsHaveTheirLines(text: String, lines: [Range<Int>]) {
    #expect(CellStatements(text).statements.map(\.lines) == lines)
  }

  @Test(arguments: [("{", 1), ("f(a) {\n g()", 1), ("}", -1), ("\"{\" // {", 0)])
  func openBracketsAreCounted(text: String, depth: Int) {
    #expect(CellStatements(text).depth == depth)
  }
}

@Suite struct NotebookProgramTests {
  private let lessons = Curriculum().lessons

  private func own(_ cells: String..., isWhole: Bool = true) -> (NotebookProgram, String) {
    let program = NotebookProgram(cells, isWhole: isWhole, lessons: lessons)
    return (program, program.files[NotebookProgram.nameOfOwn]?.text ?? "")
  }

  @Test func cellsFollowEachOther() throws {
    let (program, text) = own("let a = 1", "a", isWhole: false)
    let order = ["let a = 1", "page.endCell(0)", "page.value(\na\n)", "page.endLastCell(1)"]
    var rest = text[...]
    for part in order {
      let found = try #require(rest.firstRange(of: part), "\(part) in \(text)")
      rest = rest[found.upperBound...]
    }
    #expect(program.told == [0, 1] && program.lesson == nil)
  }

  /// A cell ends before its `return`, behind which nothing would be told.
  @Test func aCellEndsBeforeItReturns() throws {
    let lesson = try #require(lessons.first { $0.name == "17-three-conv-net" })
    let part = "// TrainingLoop.swift\nextension ThreeConvNet {\n  func trainingLoop() {"
    let program = NotebookProgram(
      [
        "@main struct ThreeConvNet: Lesson {\n  func run(_ page: Notebook) {", "try trainingLoop()",
        part, "let b = 2\nreturn (b, b)", "// ThreeConvNet.swift\nlet c = 3",
      ], isWhole: true,
      lessons: [lesson])
    let file = try #require(program.files["TrainingLoop.swift"]?.text)
    #expect(file.contains("let b = 2\npage.endCell(3)\nreturn (b, b)"), "\(file)")
  }

  @Test func everyLineOfACellKnowsWhereItIsFrom() throws {
    let cells = [
      "import Foundation\nlet a = 1\n\nstruct B {\n  var c = 2\n}", "// words\nB().c + a",
    ]
    let program = NotebookProgram(cells, isWhole: true, lessons: lessons)
    let file = try #require(program.files[NotebookProgram.nameOfOwn])
    for (cell, text) in cells.enumerated() {
      for (number, line) in text.components(separatedBy: "\n").enumerated() {
        let own = file.origins.indices.filter {
          file.origins[$0] == .init(cell: cell, line: number + 1)
        }
        #expect(own.map { file.lines[$0] } == [line])
      }
    }
    let value = try #require(file.origins.firstIndex { $0?.showsValue ?? false })
    #expect(file.origins[value] == .init(cell: 1, line: 2, showsValue: true))
  }

  @Test(
    arguments: [
      ("import Foundation", true), ("struct A { }", true), ("extension Int { }", true),
      ("public final class A { }", true), ("func f(a: Int) -> Int { a + 1 }", true),
      ("func f() -> Float { rate }", false), ("func f(rate: Float) -> Float { rate }", true),
      ("func f() { let rate = 2; print(rate) }", true), ("rate", false), ("let a = 1", false),
    ] as [(String, Bool)])
  func declarationsStandBeforeRun(text: String, standsBefore: Bool) throws {
    let (_, program) = own("let rate: Float = 1", text)
    let place = try #require(program.range(of: text))
    let run = try #require(program.range(of: "func run("))
    #expect((place.lowerBound < run.lowerBound) == standsBefore)
  }

  /// The cells of code that a lesson's notebook has.
  private func cells(of lesson: LessonFolder) -> [String] {
    let codes = NotebookCode.all(in: LessonRecord(name: lesson.name, source: lesson.source))
    return codes.keys.sorted().compactMap { codes[$0] }
  }

  /// The lines of a text without comments, blank lines and indentation.
  private func code(_ lines: [String]) -> [Substring] {
    lines.map { $0.drop { $0 == " " } }.filter { !$0.isEmpty && !$0.hasPrefix("//") }
  }

  /// The code of a program's file that is of cells, and not added to them.
  private func code(_ file: NotebookProgram.File) -> [Substring] {
    code(zip(file.lines, file.origins).filter { $1?.showsValue == false }.map(\.0))
  }

  /// Whatever cell is run first, it and what is above it are the beginning of the lesson's own
  /// files: no line is in another file, out of its order, or missing. A few cells of each lesson,
  /// or all of them with CONVBOOK_CHECK_ALL=1.
  @Test(arguments: Curriculum().lessons)
  func theFirstCellsOfALessonsNotebookAreTheLessonSoFar(lesson: LessonFolder) throws {
    let cells = cells(of: lesson)
    var files: [String: [Substring]] = [:]
    let isQuoted = lesson.source.cells.filter { $0.kind == .code }.map(\.isQuoted)
    let drawn = cells.indices.dropLast().shuffled().prefix(checksAll ? cells.count : 3)
    for last in drawn + [cells.count - 1] {
      let program = NotebookProgram(Array(cells[...last]), isWhole: false, lessons: lessons)
      #expect(program.lesson == lesson)
      var lines = 0
      for (name, file) in program.files {
        let text =
          try files[name]
          ?? code(
            String(contentsOf: lesson.folder.appendingPathComponent(name), encoding: .utf8)
              .components(separatedBy: "\n"))
        files[name] = text
        let found = code(file)
        #expect(text.starts(with: found), "cell \(last), \(name)")
        lines += found.count
      }
      let own = zip(cells[...last], isQuoted).filter { !$1 }
      let all = own.flatMap { code($0.0.components(separatedBy: "\n")) }
      #expect(lines == all.count, "cell \(last)")
    }
    // What no cell has closes brackets.
    let whole = NotebookProgram(cells, isWhole: true, lessons: lessons)
    for (name, file) in whole.files {
      let rest = try #require(files[name]).dropFirst(code(file).count)
      #expect(rest.allSatisfy { $0 == "}" }, "\(name): \(rest)")
    }
  }

  @Test(arguments: Curriculum().lessons)
  func aLessonsNotebookIsTheLesson(lesson: LessonFolder) throws {
    let cells = cells(of: lesson)
    let program = NotebookProgram(cells, isWhole: true, lessons: lessons)
    #expect(program.lesson == lesson)
    let others = program.files.filter { $0.key != program.ownFile }.mapValues(\.text)
    let text = LessonText(
      try #require(program.files[program.ownFile]?.text), file: program.ownFile, others: others)
    let words = LessonSource(text).pictures.map { [$0.key, $0.caption, $0.alt] }
    #expect(words == lesson.source.pictures.map { [$0.key, $0.caption, $0.alt] })
    #expect(program.told.count > cells.count / 2)
    // Cells end within functions.
    for (name, file) in program.files {
      var depth = 0
      var depths: [Int: Int] = [:]
      for token in SwiftToken.all(in: file.text) where token.kind == .symbol {
        if token.isSymbol("(") || token.isSymbol("{") { depth += 1 }
        if token.isSymbol(")") || token.isSymbol("}") { depth -= 1 }
        depths[token.line] = depth
      }
      for (index, line) in file.lines.enumerated() where line.contains("page.endCell(") {
        #expect(depths[index + 1] == 2, "\(name): \(line)")
      }
    }
  }

  @Test func theFirstCellNamesTheOptions() {
    let program = NotebookProgram(
      ["// Options: --stride 2\nlet a = 1"], isWhole: true, lessons: lessons)
    #expect(program.arguments == ["--stride", "2"])
  }
}

@Suite struct KernelNamesTests {
  @Test(
    arguments: [
      ("conv", 4, "conv", 0, nil), ("a.b", 3, "b", 2, "a"), ("f(x).y", 6, "y", 5, ""),
      ("é.relu", 6, "relu", 2, "é"), ("", 0, "", 0, nil), ("ab", 99, "ab", 0, nil),
    ] as [(String, Int, String, Int, String?)])
  func theNameBeforeTheCursorIsFound(
    code: String, cursor: Int, name: String, start: Int, base: String?
  ) {
    let found = NameAtCursor(code, cursor: cursor, isWhole: false)
    #expect(found.name == name && found.start == start && found.base == base)
  }

  @Test(arguments: [2, 6, 7])
  func theNameAroundTheCursorIsFound(cursor: Int) {
    #expect(NameAtCursor("conv2D(", cursor: cursor, isWhole: true).name == "conv2D")
  }

  @Test func declarationsAreReadWithTheirDocumentation() {
    let found = PublicName.all(
      in: """
        /// A thing.
        ///
        /// More of it.
        public struct Thing: Sendable {
          /// Its size.
          public var size: Int { 1 }
          var hidden = 1
          /// Creates it.
          public init(size: Int) {
          }
        }

        extension Thing {
          /// Grows.
          @discardableResult
          public mutating func grow(
            by amount: Int
          ) -> Int {
          }
        }
        """)
    #expect(found.map(\.name) == ["Thing", "size", "Thing", "grow"])
    #expect(found.map(\.container) == [nil, "Thing", nil, "Thing"])
    #expect(found[0].documentation == "A thing.\n\nMore of it.")
    #expect(found[1].declaration == "public var size: Int")
    #expect(found[3].declaration == "public mutating func grow(by amount: Int) -> Int")
    #expect(found[3].documentation == "Grows.")
  }

  @Test func theModulesHaveWhatLessonsUse() {
    let names = Set(PublicName.all.map(\.name))
    #expect(names.isSuperset(of: ["conv2D", "Tensor", "Network", "show", "trace", "plot", "ReLU"]))
    #expect(PublicName.all.filter { $0.name == "conv2D" }.allSatisfy { !$0.documentation.isEmpty })
  }

  @Test(
    arguments: [
      ("let a = 1", "complete", ""), ("f(", "incomplete", "  "),
      ("if a {\n  g([", "incomplete", "      "),
      ("}", "invalid", ""), ("let t = \"\"\"\n a", "incomplete", ""), ("\"{\"", "complete", ""),
    ])
  func textsAreCompleteOrGoOn(text: String, status: String, indent: String) {
    let found = Completeness(of: text)
    #expect(found.status == status && found.indent == indent)
  }
}
