import Foundation
import TestSupport
import Testing

@testable import convbook

@Suite struct NotebookOrderTests {
  private func date(_ seconds: Double) -> Date { Date(timeIntervalSinceReferenceDate: seconds) }

  private func file(_ cells: [(String, String)], savedAt seconds: Double) -> NotebookOrder.File {
    .init(cells: cells.map { .init(id: $0.0, text: $0.1) }, saved: date(seconds))
  }

  @Test func withoutIdentifiersTheOrderOfExecutionIsTheOrder() {
    var order = NotebookOrder()
    #expect(["a", "b", "a"].map { order.execute($0, id: nil) } == [0, 1, 2])
    #expect(order.cells.map(\.text) == ["a", "b", "a"])
  }

  @Test func aCellThatIsRunAgainStaysWhereItIs() {
    var order = NotebookOrder()
    for id in ["1", "2", "3"] { _ = order.execute("old \(id)", id: id) }
    #expect(order.execute("new", id: "2") == 1)
    #expect(order.cells.map(\.text) == ["old 1", "new", "old 3"])
  }

  @Test func aNewCellStandsBelowTheOneThatWasRunLast() {
    var order = NotebookOrder()
    for id in ["1", "2", "3"] { _ = order.execute(id, id: id) }
    _ = order.execute("1", id: "1")
    #expect(order.execute("between", id: "4") == 1)
    #expect(order.cells.compactMap(\.id) == ["1", "4", "2", "3"])
  }

  @Test func deletedCellsAreGone() {
    var order = NotebookOrder()
    for id in ["1", "2", "3"] { _ = order.execute(id, id: id) }
    #expect(order.execute("3", id: "3", deleted: ["2", "none"]) == 1)
    #expect(order.cells.compactMap(\.id) == ["1", "3"])
  }

  @Test func cellsOfTheFileStandAboveThoughTheyWereNotRun() {
    var order = NotebookOrder()
    let saved = file([("1", "let a = 1"), ("2", "let b = a"), ("3", "b")], savedAt: 0)
    #expect(order.execute("b + 1", id: "3", file: saved, at: date(1)) == 2)
    #expect(order.cells.map(\.text) == ["let a = 1", "let b = a", "b + 1"])
  }

  @Test func whatIsNewerCounts() {
    var order = NotebookOrder()
    _ = order.execute("run", id: "1", at: date(10))
    // The file is older than the run, then younger.
    _ = order.execute(
      "x", id: "2", file: file([("1", "saved"), ("2", "x")], savedAt: 5), at: date(11))
    #expect(order.cells.map(\.text) == ["run", "x"])
    _ = order.execute(
      "x", id: "2", file: file([("1", "saved"), ("2", "x")], savedAt: 12), at: date(13))
    #expect(order.cells.map(\.text) == ["saved", "x"])
  }

  @Test func cellsThatTheFileLacksAreNewOrDeleted() {
    var order = NotebookOrder()
    let old = file([("1", "a"), ("3", "c")], savedAt: 0)
    _ = order.execute("a", id: "1", file: old, at: date(1))
    #expect(order.execute("b", id: "2", file: old, at: date(2)) == 1)
    #expect(order.execute("c", id: "3", file: old, at: date(3)) == 2)
    #expect(order.cells.map(\.text) == ["a", "b", "c"])
    // Saved later without it: it was deleted.
    let saved = file([("1", "a"), ("3", "c")], savedAt: 4)
    #expect(order.execute("c", id: "3", file: saved, at: date(5)) == 1)
  }

  @Test func aFileIsReadInBothFormsOfNbformat() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"""
      {"cells": [{"cell_type": "markdown", "id": "m", "source": "words"},
        {"cell_type": "code", "id": "1", "source": ["let a = 1\n", "a"]},
        {"cell_type": "code", "id": "2", "source": "a + 1"}]}
      """#, to: "n.ipynb")
    let file = NotebookOrder.file(at: folder.url.appendingPathComponent("n.ipynb").path)
    #expect(file?.cells == [.init(id: "1", text: "let a = 1\na"), .init(id: "2", text: "a + 1")])
    try folder.write(#"{"cells": [{"cell_type": "code", "source": ""}]}"#, to: "old.ipynb")
    #expect(NotebookOrder.file(at: folder.url.appendingPathComponent("old.ipynb").path) == nil)
    #expect(NotebookOrder.file(at: "/nowhere.ipynb") == nil)
  }
}
