import Formatting
import Testing

@testable import Live
@testable import Notebooks

@Suite struct ShownOutputsTests {
  /// A lesson of cells of one statement each, with a heading before each.
  private func source(_ statements: [String]) -> LessonSource {
    let cells = statements.map { "    //: ## Next\n    \($0)\n" }.joined()
    return LessonSource(
      swift: """
        //: # 90. Odd
        struct Odd: Lesson {
          func run(_ page: Notebook) throws {
        \(cells)  }
        }
        """)
  }

  /// What the cell of a statement says; cells of code are those behind the frame.
  private func says(_ text: String, _ index: Int, in source: LessonSource) -> CellOutput {
    let cell = codeCells(source)[index]
    return CellOutput(
      place: SourcePlace(line: source.cells[cell].lines.lowerBound), content: .text(Message(text)))
  }

  private func codeCells(_ source: LessonSource) -> [Int] {
    Array(source.cells.indices.filter { source.cells[$0].kind == .code }.dropFirst())
  }

  private func words(_ shown: ShownOutputs) -> [String] {
    shown.outputs.map { if case .text(let words) = $0.content { words.text } else { "" } }
  }

  private func run(_ shown: inout ShownOutputs, _ texts: [String]) {
    shown.begin()
    for (index, text) in texts.enumerated() {
      shown.reach(codeCells(shown.source)[index])
      shown.add(says(text, index, in: shown.source))
    }
    shown.end(isComplete: true)
  }

  @Test func whatWasShownStaysUntilTheRunHasComeThere() {
    let source = source(["a()", "b()", "c()"])
    var shown = ShownOutputs(source)
    run(&shown, ["a", "b", "c"])
    #expect(words(shown) == ["a", "b", "c"])
    shown.begin()
    #expect(words(shown) == ["a", "b", "c"])
    shown.reach(codeCells(source)[0])
    shown.add(says("A", 0, in: source))
    #expect(words(shown) == ["A", "b", "c"])
    // A cell that shows nothing any more is empty once the next one runs.
    shown.reach(codeCells(source)[2])
    #expect(words(shown) == ["A", "c"])
    shown.end(isComplete: true)
    #expect(words(shown) == ["A"])
  }

  @Test func aRunThatBreaksOffLeavesTheRest() {
    let source = source(["a()", "b()"])
    var shown = ShownOutputs(source)
    run(&shown, ["a", "b"])
    shown.begin()
    shown.reach(codeCells(source)[0])
    shown.add(says("A", 0, in: source))
    shown.end(isComplete: false)
    #expect(words(shown) == ["A", "b"])
  }

  @Test(
    arguments: [
      (["a()", "b()", "c()"], ["a", "b", "c"]), (["a()", "x()", "c()"], ["a", "b", "c"]),
      (["new()", "a()", "b()", "c()"], ["a", "b", "c"]), (["a()", "c()"], ["a", "c"]),
      (["c()"], ["c"]),
    ])
  func outputsFollowTheirCells(statements: [String], expected: [String]) throws {
    var shown = ShownOutputs(source(["a()", "b()", "c()"]))
    run(&shown, ["a", "b", "c"])
    let new = source(statements)
    shown.change(to: new)
    #expect(words(shown) == expected)
    // Each stands under the cell of its own.
    for output in shown.outputs {
      let cell = try #require(output.place.flatMap(new.codeCell(containing:)))
      guard case .text(let word) = output.content else { continue }
      #expect(["\(word.text)()", "x()"].contains(new.cells[cell].text))
    }
  }
}
