import Testing

@testable import Notebooks

@Suite struct CrashWordsTests {
  /// Recorded: programs of one wrong line each, compiled by Swift 6.3.1 without optimisation.
  @Test(arguments: [
    ("Fatal error: Index out of range", "[1, 2, 3][5]", "does not have"),
    ("Fatal error: Array index is out of range", "[1, 2, 3][1...5]", "does not have"),
    ("Fatal error: Index out of bounds", "[1, 2, 3][1...][0]", "slice"),
    ("Fatal error: String index is out of bounds", "\"abc\"[…]", "character"),
    ("Fatal error: Division by zero", "7 / 0", "divided by 0"),
    ("Fatal error: Division by zero in remainder operation", "7 % 0", "divided by 0"),
    ("Fatal error: Range requires lowerBound <= upperBound", "3..<0", "a..<b"),
    ("Fatal error: Unexpectedly found nil while unwrapping an Optional value", "x!", "??"),
    (
      "Fatal error: Float value cannot be converted to Int because it is either infinite or NaN",
      "Int(1 / Float(0))", "NaN"
    ),
    ("Fatal error: Not enough bits to represent the passed value", "UInt8(300)", "0 to 255"),
    ("Fatal error: Negative value is not representable", "UInt8(-1)", "0 to 255"),
    (
      """
      Fatal error: Double value cannot be converted to UInt8 because the result would be greater \
      than UInt8.max
      """, "UInt8(300.0)", "0 to 255"
    ),
    ("Fatal error: arithmetic overflow", "UInt8(200) + 100", "200 + 100"),
    ("Fatal error: Can't remove last element from an empty collection", "removeLast()", "isEmpty"),
    ("Fatal error: Can't construct Array with count < 0", "Array(repeating:count:)", "less than 0"),
    ("Fatal error: Negative count not allowed", "String(repeating:count:)", "less than 0"),
    (
      "Fatal error: Can't take a prefix of negative length from a collection", "prefix(-1)",
      "less than 0"
    ),
    ("Fatal error: Can't get random value with an empty range", "Int.random(in: 3..<3)", "range"),
    ("Fatal error: Duplicate values for key: 'a'", "uniqueKeysWithValues:", "same key"),
    ("Could not cast value of type 'Swift.Int' (0x7f) to 'Swift.String'", "as! String", "as!"),
    ("Fatal error: Stride size must not be zero", "stride(from:to:by:)", "by 0"),
  ])
  func theUsualCrashesAreExplained(message: String, code: String, words: String) {
    let meaning = Outcome.Failure.meaning(ofCrash: message)?.text ?? ""
    #expect(meaning.contains(words), "\(code): \(meaning)")
  }

  @Test func anAuthorsOwnWordsAreLeftAlone() {
    #expect(Outcome.Failure.meaning(ofCrash: "Fatal error: the picture is upside down") == nil)
  }
}
