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

  /// The words of pictures belong to the code above them, are wrapped like other prose, and take
  /// what stands in place of a placeholder.
  @Test func picturesHaveTheirWords() {
    #expect(source.pictures.map(\.line) == [14, 17])
    let words = source.words(for: "photo", ["count": .text("cat")])
    #expect(words?.caption.english == "Photo" && words?.alt.english == "A bear and a cat")
    #expect(source.words(for: "map-12")?.caption.english == "Map 12")
    #expect(source.words(for: "map-") == nil && source.words(for: "map-1-2")?.caption != nil)
    #expect(source.words(for: "phot") == nil && source.words(for: "photos") == nil)
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
    #expect(source.codeCell(stoppedAfter: line) == cell)
  }

  @Test(arguments: [(nil, 11), (12, 25), (25, nil)] as [(Int?, Int?)])
  func errorsComeThroughATry(line: Int?, expected: Int?) {
    #expect(source.lineOfThrow(after: line) == expected)
  }

  @Test(arguments: ["", "\n\n", "//:", "import X", "//: # Only a title"])
  func sourcesWithAlmostNothingInThem(text: String) {
    let source = LessonSource(swift: text)
    #expect(source.cells.count <= 1)
    #expect(source.summary == "")
  }
}
