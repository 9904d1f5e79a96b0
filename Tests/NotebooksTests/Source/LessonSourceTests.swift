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
        photo, "Photo",
        alt: "…")

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
    #expect(source.cells.map(\.kind) == [.prose, .code, .prose, .code, .prose, .code])
    #expect(source.cells.map(\.lines) == [1...3, 4...8, 9...10, 11...14, 16...16, 17...21])
  }

  @Test func proseLosesItsMarkAndCodeItsMargin() {
    #expect(source.cells[2].text == "## One\nProse with `code`.")
    #expect(source.cells[3].text.hasPrefix("let photo = try"))
    #expect(source.cells[3].text.hasSuffix("\n  alt: \"…\")"))
  }

  @Test func proseMarksInsideStringsAreCode() {
    #expect(source.cells[5].text.contains("//: not prose"))
  }

  @Test func bracesThatCloseTheProgramAreNotShown() {
    #expect(source.cells[5].text.hasSuffix("let last = try compute()"))
  }

  @Test func titleAndSummaryComeFromTheOpening() {
    #expect(source.title == "3. A title")
    #expect(source.summary == "The first sentence and the second.")
  }

  /// (the line of the last words, the cell the lesson stopped in)
  @Test(
    arguments: [
      (nil, 3),  // before the first words: the first cell that runs
      (12, 5),  // the call of line 12 ends its cell: the next one
      (20, 5),  // something is left after line 20
      (21, 5),  // nothing is left anywhere
    ] as [(Int?, Int)])
  func stopsAreFoundAfterTheLastWords(line: Int?, cell: Int) {
    #expect(source.codeCell(stoppedAfter: line) == cell)
  }

  @Test(arguments: [(nil, 11), (12, 21), (21, nil)] as [(Int?, Int?)])
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
