// Counts that do not overflow: products of typed numbers can exceed every Int.

/// Counts that may be too large for an Int, written with commas, or as a power of ten.
package struct Count: CustomStringConvertible, Equatable {
  /// The exact count, unless it is too large.
  package let exact: Int?
  private let approximate: Double

  package init(_ value: Int) { self.init(exact: value, approximate: Double(value)) }

  private init(exact: Int?, approximate: Double) {
    self.exact = exact
    self.approximate = approximate
  }

  package static func * (left: Count, right: Count) -> Count {
    let product = left.exact.flatMap { one in
      right.exact.flatMap { two -> Int? in
        let (value, overflow) = one.multipliedReportingOverflow(by: two)
        return overflow ? nil : value
      }
    }
    return Count(exact: product, approximate: left.approximate * right.approximate)
  }

  package static func + (left: Count, right: Count) -> Count {
    let sum = left.exact.flatMap { one in
      right.exact.flatMap { two -> Int? in
        let (value, overflow) = one.addingReportingOverflow(two)
        return overflow ? nil : value
      }
    }
    return Count(exact: sum, approximate: left.approximate + right.approximate)
  }

  /// The product of several numbers.
  package static func product(_ values: [Int]) -> Count {
    values.map(Count.init).reduce(Count(1), *)
  }

  /// "1,234,567", or "about 1.2·10²⁴".
  package var description: String {
    if let exact { return grouped(exact) }
    var exponent = 0
    var mantissa = approximate
    // 9.95 would be rounded to 10.0.
    while mantissa >= 9.95 {
      mantissa /= 10
      exponent += 1
    }
    return text("about \(fixed(mantissa, decimals: 1))·10\(superscript(exponent))")
  }
}
