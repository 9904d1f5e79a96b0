import Formatting
import Foundation
import TestSupport
import Testing

@testable import Notebooks

private let lesson = """
  //: # 3. A title
  //: The first sentence
  //: and the second.
  import LessonKit

  @main
  struct Example: Lesson {
    func run(_ page: Notebook) throws {
      //: ## One
      //: Prose with `code`.
      let photo = try options.image(default: "x")
      page.show(
        photo, "photo")
      //: ![A bear
      //: and a {count}](photo "Photo")
      page.show(maps, "map-1")
      //: ![Map](map-{number} "Map {number}")
      //: **Notice** the bear.

      //: ## Two
      let text = \"\"\"
        //: not prose
        \"\"\"
      page.say(text)
      let last = try compute()
    }
  }

  """

@Suite struct LessonSourceTests {
  /// Comments in code are translated, and every line of code keeps its number.
  @Test func commentsInCodeAreTranslated() throws {
    let source = LessonSource(
      swift: """
        //: Prose
        let a = [
          255, 0,  // row 0
          // One comment
          // on two lines.
        ]
        let url = "http://example.com"  // a link
        // not translated
        """)
    var catalogue = Catalogue(language: "xx")
    for (id, translation) in [
      ("row 0", "vico 0"), ("One comment on two lines.", "Unu komento en du linioj."),
      ("a link", "ligilo"), ("Prose", "Prozo"),
    ] {
      catalogue.add(try CatalogueFile("msgid \"\(id)\"\nmsgstr \"\(translation)\"\n"))
    }
    #expect(source.proseTexts.contains("One comment on two lines."))
    let translated = source.translated(by: catalogue)
    #expect(translated.cells[0].text == "Prozo")
    let code = translated.cells[1].text.components(separatedBy: "\n")
    #expect(code.count == source.cells[1].text.components(separatedBy: "\n").count)
    #expect(code[1] == "  255, 0,  // vico 0")
    #expect(
      code[2...3].joined().replacing("//", with: "").split(separator: " ")
        == ["Unu", "komento", "en", "du", "linioj."])
    // Beside a text in quotes a comment is left alone: it may be part of the text.
    #expect(code[5] == "let url = \"http://example.com\"  // a link")
    #expect(code[6] == "// not translated")
    #expect(translated.cells[1].lines == source.cells[1].lines)
  }

  let source = LessonSource(swift: lesson)

  @Test func cellsAlternateAndKeepTheirLines() {
    #expect(source.cells.map(\.kind) == [.prose, .code, .prose, .code, .prose, .prose, .code])
    #expect(
      source.cells.map(\.lines) == [1...3, 4...8, 9...10, 11...16, 18...18, 20...20, 21...25])
  }

  @Test func proseLosesItsMarkAndCodeItsMargin() {
    #expect(source.cells[2].text == "## One\nProse with `code`.")
    #expect(source.cells[3].text.hasPrefix("let photo = try"))
    #expect(source.cells[3].text.hasSuffix("\n  photo, \"photo\")\npage.show(maps, \"map-1\")"))
  }

  @Test func proseMarksInsideStringsAreCode() {
    #expect(source.cells[6].text.contains("//: not prose"))
  }

  /// A line of prose is replaced by a declaration of another file, with that file's lines.
  @Test func declarationsAreQuoted() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "// A file.\nstruct A {\n  func one() {\n    if x {\n    }\n  }\n}\n", to: "a.swift")
    let lesson = """
      //: # 1. A title
      //: > [!source] ../a.swift, func one
      //: After it.
      let x = 1
      //: > [!source] ../a.swift, func two

      """
    try folder.write(lesson, to: "lesson/Lesson.swift")
    let text = LessonText(path: folder.path("lesson/Lesson.swift"))
    let cells = LessonSource(text).cells
    #expect(cells.map(\.kind) == [.prose, .code, .prose, .code, .prose])
    #expect(cells[1].text == "func one() {\n  if x {\n  }\n}")
    #expect(cells[1].lines == 3...6 && cells[1].part == "../a.swift" && cells[1].isQuoted)
    #expect(cells[2].text == "After it." && cells[3].part == nil)
    // What is not there stays to be seen.
    #expect(cells[4].text == "> [!source] ../a.swift, func two")
    // A change of the declaration is a change of the page.
    try folder.write("struct A {\n  func one() {\n  }\n}\n", to: "a.swift")
    #expect(LessonText(path: folder.path("lesson/Lesson.swift")).hash != text.hash)
  }

  /// The words of pictures belong to the code above them, are wrapped like other prose, and take
  /// what stands in place of a placeholder.
  @Test func picturesHaveTheirWords() {
    #expect(source.pictures.map(\.place.line) == [14, 17])
    let words = source.words(for: "photo", ["count": .text("cat")])
    #expect(words?.caption.english == "Photo" && words?.alt.english == "A bear and a cat")
    #expect(source.words(for: "map-12")?.caption.english == "Map 12")
    #expect(source.words(for: "map-") == nil && source.words(for: "map-1-2")?.caption != nil)
    #expect(source.words(for: "phot") == nil && source.words(for: "photos") == nil)
  }

  /// A line of just one key is that picture's, also below one with a placeholder that would fit.
  @Test func aPictureOfItsOwnComesBeforeATemplate() {
    let source = LessonSource(
      swift: """
        //: # 1. A title
        let a = 1
        //: ![Map](map-{number} "Map {number}")
        //: ![All of them](map-all "All maps")
        """)
    #expect(source.words(for: "map-all")?.caption.english == "All maps")
    #expect(source.words(for: "map-3")?.caption.english == "Map 3")
  }

  @Test func bracesThatCloseTheProgramAreNotShown() {
    #expect(source.cells[6].text.hasSuffix("let last = try compute()"))
  }

  @Test func titleAndSummaryComeFromTheOpening() {
    #expect(source.title == "3. A title")
    #expect(source.summary == "The first sentence and the second.")
  }

  /// (the line of the last words, the cell the lesson stopped in)
  @Test(
    arguments: [
      (nil, 3),  // before the first words: the first cell that runs
      (12, 3),  // something is left after the call of line 12
      (16, 6),  // the call of line 16 ends its cell: the next one
      (24, 6),  // something is left after line 24
      (25, 6),  // nothing is left anywhere
    ] as [(Int?, Int)])
  func stopsAreFoundAfterTheLastWords(line: Int?, cell: Int) {
    #expect(source.codeCell(stoppedAfter: line.map { .init(line: $0) }) == cell)
  }

  @Test(arguments: [(nil, 11), (12, 25), (25, nil)] as [(Int?, Int?)])
  func errorsComeThroughATry(line: Int?, expected: Int?) {
    #expect(source.placeOfThrow(after: line.map { .init(line: $0) })?.line == expected)
  }

  @Test(arguments: ["", "\n\n", "//:", "import X", "//: # Only a title"])
  func sourcesWithAlmostNothingInThem(text: String) {
    let source = LessonSource(swift: text)
    #expect(source.cells.count <= 1)
    #expect(source.summary == "")
  }
}

private let own = """
  //: # 4. Parts
  //: A summary.
  struct Parts: Lesson {
    func run(_ page: Notebook) throws {
      //: ## First
      let sum = try firstHalf(
        page, with: 3)
      helper(page)
      unknown(page)
      //: ## Then
      try secondHalf(page)
      //: The end.
    }
  }

  """

private let parts = [
  "FirstHalf.swift": """
  //: ## Half
  extension Parts {
    func firstHalf(_ page: Notebook, with number: Int) throws -> Int {
      //: Prose of it.
      page.show(number, "one")
      //: ![Alt](one "Caption")
      return try compute()
    }
  }

  """,
  "SecondHalf.swift": """
  extension Parts {
    func secondHalf(_ page: Notebook) throws {
      //: The rest.
      page.say("done")
    }
  }

  """,
  "Guesses.swift": "let guesses = 1",
]

/// A lesson of several files: the cells of a part follow the statement that calls it.
@Suite struct LessonPartsTests {
  let source = LessonSource(LessonText(own, file: "Parts.swift", others: parts))

  @Test func partsStandWhereTheyAreCalled() {
    let first = "FirstHalf.swift"
    let second = "SecondHalf.swift"
    #expect(
      source.cells.map(\.part) == [
        nil, nil, nil, nil, first, first, first, first, nil, nil, nil, second, second, second, nil,
      ])
    #expect(source.cells[3].text == "let sum = try firstHalf(\n  page, with: 3)")
    #expect(source.cells[8].text == "helper(page)\nunknown(page)")
    #expect(source.cells[7].text.hasSuffix("return try compute()"))
    #expect(source.pictures.map(\.place) == [.init(part: first, line: 6)])
    #expect(source.cells.indices.filter(source.isFrame) == [1, 5, 11])
    #expect(
      source.cells.indices.compactMap(source.fileBeginning) == [
        first, "Parts.swift", second, "Parts.swift",
      ])
  }

  /// The same line number is in every file: a place names its file, too.
  @Test func placesNameTheirFile() {
    #expect(source.codeCell(containing: .init(line: 7)) == 3)
    #expect(source.codeCell(containing: .init(part: "FirstHalf.swift", line: 7)) == 7)
    #expect(source.codeCell(containing: .init(part: "SecondHalf.swift", line: 1)) == 11)
    #expect(source.codeCell(containing: .init(part: "Guesses.swift", line: 1)) == nil)
    #expect(source.codeCell(stoppedAfter: nil) == 3)
    #expect(source.codeCell(stoppedAfter: .init(part: "FirstHalf.swift", line: 7)) == 8)
  }

  /// What threw is looked for in the part, and only without a `try` there in the call.
  @Test func errorsComeFromTheParts() {
    #expect(source.placeOfThrow(after: nil) == .init(part: "FirstHalf.swift", line: 7))
    #expect(
      source.placeOfThrow(after: .init(part: "FirstHalf.swift", line: 7)) == .init(line: 11))
  }

  @Test func theHashIsThatOfAllFilesShown() {
    let hash = source.hash
    for (name, text) in parts {
      var changed = parts
      changed[name] = text + " "
      let other = LessonText(own, others: changed)
      #expect((other.hash == hash) == (name == "Guesses.swift"), "\(name)")
    }
    #expect(LessonText(own + " ", others: parts).hash != hash)
    #expect(LessonText(own, others: parts).partNames == ["FirstHalf.swift", "SecondHalf.swift"])
  }
}
