import Testing

@testable import Live
@testable import Notebooks

@Suite struct CellTextTests {
  private static let lesson = """
    //: # 9. Edges
    import LessonKit

    @main
    struct Edges: Lesson {
      func run(_ page: Notebook) throws {
        //: ## One
        let one = 1
        page.show(one, "one")
        //: ![A one](one
        //: "One")

        //: ## Two
        if one > 0 {
          page.say("two")
        }
      }
    }

    """

  private func texts(_ text: String = lesson) -> [CellText] {
    let source = LessonSource(swift: text)
    return CellText.all(in: source) { $0 == nil ? text : nil }
      .sorted { $0.key < $1.key }.map(\.value)
  }

  @Test func aCellHasTheWordsOfItsPicturesAndNoIndentation() {
    #expect(
      texts().dropFirst().map(\.text) == [
        "let one = 1\npage.show(one, \"one\")\n//: ![A one](one\n//: \"One\")",
        "if one > 0 {\n  page.say(\"two\")\n}",
      ])
    #expect(texts().map(\.line) == [2, 8, 14])
  }

  @Test func anEditReplacesItsLinesAndNoOthers() throws {
    let cell = texts()[2]
    let edited = try #require(cell.replaced(by: "page.say(\"2\")\n\nlet b = 2", in: Self.lesson))
    let expected = Self.lesson.replacing(
      "    if one > 0 {\n      page.say(\"two\")\n    }",
      with: "    page.say(\"2\")\n\n    let b = 2")
    #expect(edited == expected)
  }

  /// Another cell above it may have grown since the page was drawn.
  @Test func theLinesAreFoundWhereTheyAreNow() throws {
    let grown = Self.lesson.replacing("let one = 1", with: "let one = 1\n    let half = 0.5")
    let edited = try #require(texts()[2].replaced(by: "let c = 3", in: grown))
    #expect(
      edited
        == grown.replacing(
          "    if one > 0 {\n      page.say(\"two\")\n    }", with: "    let c = 3"))
  }

  @Test func linesThatSomebodyElseHasChangedAreNotReplaced() {
    let changed = Self.lesson.replacing("say(\"two\")", with: "say(\"zwei\")")
    #expect(texts()[2].replaced(by: "let c = 3", in: changed) == nil)
    // Nor when they are there twice, and neither is where they were.
    let cell = CellText(part: nil, line: 1, text: "a")
    #expect(cell.replaced(by: "b", in: "x\na\na") == nil)
    #expect(cell.replaced(by: "b", in: "a\na") == "b\na")
  }

  @Test func aLineThatNoFileHasIsSearchedFor() {
    for line in [Int.min, -5, 0, 99, Int.max] {
      let cell = CellText(line: line, text: "b")
      #expect(cell.replaced(by: "B", in: "a\nb\nc") == "a\nB\nc")
    }
  }
}
