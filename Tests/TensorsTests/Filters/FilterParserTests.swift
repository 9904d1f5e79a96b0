// Parsing filters, and every parsing error.

import Testing

@testable import Tensors

@Suite struct FilterParserTests {
  @Test(arguments: [
    "-1 0 1; -1 0 1; -1 0 1", "-1,0,1;-1,0,1;-1,0,1", "-1, 0, 1\n-1, 0, 1\n-1, 0, 1\n",
    "  -1\t0  1 ;\r\n-1 , 0 ,1;\n\n-1.0 0e0 +1;", "\u{2212}1 0 1; \u{2212}1 0 1; \u{2212}1 0 1",
  ])
  func waysToWriteTheSame(text: String) throws {
    #expect(try parseFilter(text) == Tensor([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]))
  }

  @Test(arguments: [
    ("1/9 1/9", Tensor([[1.0 / 9, 1.0 / 9]])),
    ("-1/2, .5; 1e-3 12", Tensor([[-0.5, 0.5], [0.001, 12]])),
    ("7", Tensor([[7]])), ("2.5/4", Tensor([[0.625]])),
  ])
  func numbers(text: String, filter: Tensor) throws {
    #expect(try parseFilter(text) == filter)
  }

  @Test(
    arguments: [
      ("", .empty), (" ;\n ; ", .empty),
      ("1 2 3; 1 2; 1 2 3", .ragged(row: 2, count: 2, expected: 3)),
      ("1 2; 3 x", .notANumber(token: "x", row: 2, column: 2)),
      ("1,,2", .notANumber(token: "", row: 1, column: 2)),
      ("1,2,", .notANumber(token: "", row: 1, column: 3)),
      ("1 nan", .notFinite(token: "nan", row: 1, column: 2)),
      ("-Inf", .notFinite(token: "-Inf", row: 1, column: 1)),
      ("1e99", .notFinite(token: "1e99", row: 1, column: 1)),
      ("0x10", .notANumber(token: "0x10", row: 1, column: 1)),
      ("1/0", .notANumber(token: "1/0", row: 1, column: 1)),
      ("1/2/3", .notANumber(token: "1/2/3", row: 1, column: 1)),
      // Slashes between rows are an error, not fractions.
      ("-1,0,1/-2,0,2/-1,0,1", .notANumber(token: "1/-2", row: 1, column: 3)),
      ("0 1 0/1 -4 1/0 1 0", .notANumber(token: "0/1", row: 1, column: 3)),
      ("[[1, 2], [3, 4]]", .notANumber(token: "[[1", row: 1, column: 1)),
      ("--1", .notANumber(token: "--1", row: 1, column: 1)),
      ("①", .notANumber(token: "①", row: 1, column: 1)),
      ("1/②", .notANumber(token: "1/②", row: 1, column: 1)),
    ] as [(String, FilterParsingError)])
  func mistakes(text: String, error: FilterParsingError) {
    #expect(throws: error) { try parseFilter(text) }
  }

  @Test func absurdlyMany() throws {
    #expect(try parseFilter(String(repeating: "1 ", count: 10_000)).shape == [1, 10_000])
    #expect(throws: FilterParsingError.tooMany(limit: 10_000)) {
      try parseFilter(String(repeating: "1 ", count: 10_001))
    }
  }

  @Test func errorsSayWhere() {
    #expect(
      FilterParsingError.ragged(row: 2, count: 1, expected: 3).description
        == "row 2 has 1 number, row 1 has 3: all rows are equally long")
    #expect(
      FilterParsingError.notANumber(token: "1/-2", row: 1, column: 3).description
        == "\"1/-2\" in row 1, column 3 is not a number: rows end with a semicolon, "
        + "and a slash is for fractions like 1/9")
    let long = String(repeating: "9x", count: 100_000)
    #expect(FilterParsingError.notANumber(token: long, row: 1, column: 1).description.count < 100)
  }
}
