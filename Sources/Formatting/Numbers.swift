// Numbers as people write them: digits in groups, a fixed number of decimals, few significant
// digits, a true minus sign.

import Foundation

/// Formats a number as people write it: no needless zeros, a true minus sign, four significant
/// digits or all those of a whole number, in groups from 10,000 on.
public func number(_ value: Float) -> String { number(Double(value)) }

/// Formats a number as people write it: no needless zeros, a true minus sign, four significant
/// digits or all those of a whole number, in groups from 10,000 on; "1.5·10⁻¹²" what is below
/// 0.0001, and "6.118·10¹⁶" what has more than 15 digits.
public func number(_ value: Double) -> String { number(value, significantDigits: 4) }

/// Formats a number as `number` does, with so many significant digits instead of four.
package func number(_ value: Double, significantDigits digits: Int) -> String {
  guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "−∞" : "∞" }
  if value == value.rounded(), abs(value) < 1e15 { return grouped(Int(value)) }
  let exponent = Int(log10(abs(value)).rounded(.down))
  // Swift itself would write "1.5e-05".
  if exponent < -4 || exponent >= 15 { return timesPowerOfTen(value, exponent, digits) }
  let scale = pow(10.0, Double(max(0, digits - 1 - exponent)))
  var text = "\((value * scale).rounded() / scale)"
  if text.hasSuffix(".0") { text.removeLast(2) }
  return text.hasPrefix("-") ? "−" + text.dropFirst() : text
}

/// Formats a number as one of so many digits, 1…10, times a power of ten.
private func timesPowerOfTen(_ value: Double, _ exponent: Int, _ digits: Int) -> String {
  // In two steps, since the powers that belong to the smallest numbers overflow.
  let half = exponent / 2
  let parts = pow(10, Double(digits - 1))
  let factor = (value * pow(10, Double(-half)) * pow(10, Double(half - exponent)) * parts).rounded()
  guard abs(factor) < 10 * parts else { return timesPowerOfTen(value, exponent + 1, digits) }
  return number(factor / parts, significantDigits: digits) + "·10" + superscript(exponent)
}

/// Formats a whole number with a comma between groups of three digits: "9999", "55,000".
///
/// Groups begin at 10,000: four digits are read at a glance, and most of them here are sizes and
/// counts of one axis, which stand without commas in code and in shapes (SI Brochure 5.4.4 leaves
/// four digits ungrouped too).
package func grouped(_ value: Int) -> String {
  var digits = String(value.magnitude)[...]
  var groups: [Substring] = []
  if digits.count > 4 {
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits = digits.dropLast(3)
    }
  }
  return (value < 0 ? "−" : "") + ([digits] + groups).joined(separator: ",")
}

/// Formats a number with a fixed count of decimals, rounded half away from zero: "−1.30".
///
/// Numbers of more than 15 digits, infinities and NaN are written as Swift writes them.
///
/// - Parameter minus: the sign of negative numbers; what rounds to zero has none.
package func fixed(_ value: Double, decimals: Int, minus: String = "−") -> String {
  let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
  let scaled = (abs(value) * scale).rounded()
  guard scaled < 1e15 else { return "\(value)" }
  let digits = String(Int(scaled))
  let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  let sign = value < 0 && scaled > 0 ? minus : ""
  guard decimals > 0 else { return sign + padded }
  return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
}

/// Formats a number of 0 or more with three significant digits, and all of those before the point:
/// "0.131", "42.1", "1234"; a dash for infinity and NaN.
package func threeDigits(_ value: Double) -> String {
  guard value.isFinite else { return "—" }
  for (limit, decimals) in [(0.9995, 3), (9.995, 2), (99.95, 1)] where value < limit {
    return fixed(value, decimals: decimals)
  }
  return fixed(value, decimals: 0)
}

/// Formats a share, 0…1, as a percentage: "97.5 %".
package func percentage(_ share: Double, decimals: Int = 1) -> String {
  fixed(100 * share, decimals: decimals) + " %"
}

/// Formats an exponent in superscript digits: "⁻¹²".
package func superscript(_ exponent: Int) -> String {
  let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
  return String(String(exponent).map { $0.wholeNumberValue.map { digits[$0] } ?? "⁻" })
}

/// Formats a byte as two hexadecimal digits: "0d".
package func hexadecimal(_ byte: UInt8) -> String {
  (byte < 16 ? "0" : "") + String(byte, radix: 16)
}
