import Testing

@testable import Notebooks

@Suite struct DisplayStatementsTests {
  /// Code, and the lines that only display, from 0.
  @Test(arguments: [
    ("let a = 1\npage.numbers(a, \"A\")", [1..<2]),
    ("page.show(\n  a.image, \"a\")\npage.say(\"b (\")\nlet c = 2", [0..<3]),
    ("page.show(a, \"a\")\n\npage.plot(b, \"b\")", [0..<3]),
    (
      "for row in 0..<2 {\n  page.sideBySide {\n    page.show(a, \"a\")\n  }\n}\nlet b = a", [0..<5]
    ),
    ("for row in 0..<2 {\n  sum += row\n  page.show(a, \"a\")\n}", []),
    ("let a = page.train(b)\n  .last", []),
    ("page.trace(\"sum\", sum)\npage.trace(\"sum\", a.sum())", [0..<1]),
    ("page.trace(\"mean (all)\", value: mean.rounded(to: 2), \"of all\")", [0..<1]),
    ("// Words\npage.show(a, \"a\")", [0..<2]),
    ("let text = \"\"\"\n  page.show(a)\n  \"\"\"", []),
    ("page.say(\n  \"\"\"\n  a (\n  \"\"\")\ntry part(page)", [0..<4]),
    (
      "page.say(\n  \"\"\"\n  a) \\\n  b\n  \"\"\"\n)\nlet b = 1\npage.show(a, \"a\")",
      [0..<6, 7..<8]
    ),
    ("page.moves(\n  \"a\", a, becomes: moves\n)\nlet b = 1", [0..<3]),
    ("page.moves(\"a\", a, becomes: [(\"b\", { $0.transposed })])", []),
    (
      """
      let ends = [0, 1]
      let right = a.sum()
      func moved(_ b: Int) -> Int {
        ends[b]
      }
      page.predictSum("ends", moved(1), right)
      page.trace("sum", right)
      """, [0..<1, 2..<7]
    ),
    ("let unused = 1\npage.predictSum(\"a\", b)", [1..<2]),
    ("", []),
  ])
  func runs(code: String, expected: [Range<Int>]) {
    #expect(DisplayStatements.runs(in: code) == expected)
  }
}
