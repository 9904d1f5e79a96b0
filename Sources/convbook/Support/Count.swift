// Counts with commas, and without overflow: products of typed numbers can exceed every Int.

/// Counts that may be too large for an Int, written with commas, or as a power of ten.
struct Count: CustomStringConvertible, Equatable {
  /// The exact count, unless it is too large.
  let exact: Int?
  private let approximate: Double

  init(_ value: Int) { self.init(exact: value, approximate: Double(value)) }

  private init(exact: Int?, approximate: Double) {
    self.exact = exact
    self.approximate = approximate
  }

  static func * (left: Count, right: Count) -> Count {
    let product = left.exact.flatMap { one in
      right.exact.flatMap { two -> Int? in
        let (value, overflow) = one.multipliedReportingOverflow(by: two)
        return overflow ? nil : value
      }
    }
    return Count(exact: product, approximate: left.approximate * right.approximate)
  }

  static func + (left: Count, right: Count) -> Count {
    let sum = left.exact.flatMap { one in
      right.exact.flatMap { two -> Int? in
        let (value, overflow) = one.addingReportingOverflow(two)
        return overflow ? nil : value
      }
    }
    return Count(exact: sum, approximate: left.approximate + right.approximate)
  }

  /// The product of several numbers.
  static func product(_ values: [Int]) -> Count { values.map(Count.init).reduce(Count(1), *) }

  /// "1,234,567", or "about 1.2·10²⁴".
  var description: String {
    guard let exact else {
      var exponent = 0
      var mantissa = approximate
      // 9.95 would be rounded to 10.0.
      while mantissa >= 9.95 {
        mantissa /= 10
        exponent += 1
      }
      let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
      let power = String(exponent).compactMap(\.wholeNumberValue).map { superscripts[$0] }
      return "about \((mantissa * 10).rounded() / 10)·10" + String(power)
    }
    var groups: [Substring] = []
    var digits = String(exact.magnitude)[...]
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits = digits.dropLast(3)
    }
    return (exact < 0 ? "−" : "") + ([digits] + groups).joined(separator: ",")
  }
}
