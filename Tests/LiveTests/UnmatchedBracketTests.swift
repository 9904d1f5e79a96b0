import Testing

@testable import Live

@Suite struct UnmatchedBracketTests {
  @Test(arguments: [
    ("f(a, [1, 2], { g() })", nil, ""),
    ("let a = f(\nlet b = [1]", "(", "let a = f(\n         ^"),
    ("f((1, 2)", "(", "f((1, 2)\n ^"),
    ("f(1))", ")", "f(1))\n    ^"),
    ("let a = [1, 2)\nf()", "[", "let a = [1, 2)\n        ^"),
    ("if a {\n  f()", "{", "if a {\n     ^"),
    // In strings and comments they are none; beside such the place in the line is left open.
    ("f(\"(\") // (", nil, ""),
    ("f(\"(\"", "(", "f(\"(\""),
    ("f(\"\\(a[0])\")", nil, ""),
  ])
  func theFirstWithoutAPartnerIsFound(text: String, bracket: String?, marked: String) {
    let unmatched = UnmatchedBracket.first(in: text)
    #expect(unmatched?.bracket == bracket)
    #expect((unmatched?.marked(in: text) ?? "") == marked)
  }
}
