// Byte counts in the unit that suits them; a kB is 1,000 bytes, a MB 10⁶.

/// Formats a number of bytes: "312 bytes", "28.9 kB", "26.4 MB".
///
/// - Parameter isShort: for labels of drawings: "312 B", "28.9 kB" as "29 kB", 2.0 as 2.
package func byteCount(_ count: Int, isShort: Bool = false) -> Message {
  func text(_ value: Double) -> String {
    if !isShort { return fixed(value, decimals: 1) }
    return number(value < 10 ? (value * 10).rounded() / 10 : value.rounded())
  }
  switch count {
  case ..<1_000: return isShort ? Message("\(count) B") : "\(count) bytes"
  case ..<1_000_000: return Message(text(Double(count) / 1e3) + " kB")
  default: return Message(text(Double(count) / 1e6) + " MB")
  }
}
