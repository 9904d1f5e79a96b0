// Numbers as people write them.

import Testing

@testable import Formatting

@Suite struct NumbersTests {
  @Test(
    arguments: [
      (0, "0"), (-0.0, "0"), (-1, "−1"), (2.25, "2.25"), (116.6666, "116.7"),
      (0.000123456, "0.0001235"), (137_928, "137,928"), (-15_052_800, "−15,052,800"),
      (9999, "9999"), (10_000, "10,000"), (-0.3577, "−0.3577"), (1e20, "1·10²⁰"),
      (6.118315345628365e+16, "6.118·10¹⁶"), (-9.9999e15, "−1·10¹⁶"),
      (1.7976931348623157e308, "1.798·10³⁰⁸"), (0.0001, "0.0001"), (0.000012, "1.2·10⁻⁵"),
      (-8.4967e-18, "−8.497·10⁻¹⁸"),
      (9.99999e-7, "1·10⁻⁶"), (5e-324, "4.941·10⁻³²⁴"),
      (Double.infinity, "∞"), (-Double.infinity, "−∞"), (Double.nan, "NaN"),
    ] as [(Double, String)])
  func numbersAsPeopleWriteThem(value: Double, text: String) {
    #expect(number(value) == text)
  }

  /// Any number has at most four digits that count and none of Swift's exponents.
  @Test func noNumberIsWrittenAsInCode() {
    for _ in 0..<1000 {
      let value = Double(bitPattern: .random(in: 0 ... .max))
      #expect(!number(value).contains("e"), "\(value)")
    }
  }

  @Test(arguments: [
    (1.0000001, 8, "1.0000001"), (6.118315e16, 6, "6.11832·10¹⁶"), (0.1, 17, "0.1"),
  ])
  func moreDigitsAreGiven(value: Double, digits: Int, text: String) {
    #expect(number(value, significantDigits: digits) == text)
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (9999, "9999"), (-9999, "−9999"), (10_000, "10,000"),
    (-10_000, "−10,000"), (1_234_567, "1,234,567"), (Int.min, "−9,223,372,036,854,775,808"),
  ])
  func groupsBeginAtTenThousand(value: Int, text: String) {
    #expect(grouped(value) == text)
    #expect(value.magnitude > 1_000_000_000 || number(Double(value)) == text)
  }

  @Test(arguments: [
    (0.0, 2, "0.00"), (1.005, 1, "1.0"), (-0.04, 1, "0.0"), (-1.25, 1, "−1.3"),
    (12.5, 0, "13"), (0.99999, 4, "1.0000"), (1e20, 0, "1e+20"), (.infinity, 2, "inf"),
  ])
  func decimals(value: Double, decimals: Int, text: String) {
    #expect(fixed(value, decimals: decimals) == text)
  }

  @Test func theMinusSignMayBeAHyphen() {
    #expect(fixed(-1.5, decimals: 2, minus: "-") == "-1.50")
  }

  @Test(arguments: [
    (0.0004, "0.000"), (0.1314, "0.131"), (0.99949, "0.999"), (0.9996, "1.00"), (1.5, "1.50"),
    (9.994, "9.99"), (9.996, "10.0"), (42.06, "42.1"), (99.96, "100"), (1234.5, "1235"),
    (.infinity, "—"), (.nan, "—"),
  ])
  func threeSignificantDigits(_ value: Double, _ text: String) {
    #expect(threeDigits(value) == text)
  }

  @Test func percentages() {
    #expect([0.0004, 0.975, 1].map { percentage($0) } == ["0.0 %", "97.5 %", "100.0 %"])
    #expect(percentage(2.0 / 3, decimals: 0) == "67 %")
  }

  @Test func superscripts() {
    #expect([0, 24, -15].map(superscript) == ["⁰", "²⁴", "⁻¹⁵"])
  }

  @Test func bytesInHexadecimal() {
    #expect([0, 13, 255].map(hexadecimal) == ["00", "0d", "ff"])
  }
}
