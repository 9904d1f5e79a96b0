// Options that take a number. The range is declared once: parsing checks it, and `--help` shows it.

import ArgumentParser

extension Option {
  /// Declares an option that takes a number of a range, with a default.
  ///
  /// The range becomes the name of the value, as `--steps <1…200>`.
  public init(
    wrappedValue: Value, name: NameSpecification = .long, in range: ClosedRange<Value>, help: String
  ) where Value: OptionNumber {
    self.init(
      wrappedValue: wrappedValue, name: name, parsing: .unconditional,
      help: ArgumentHelp(help, valueName: range.valueName),
      transform: { try range.number(from: $0) })
  }

  /// Declares an option that takes a number of a range, and is nil when it is not given.
  public init<Number: OptionNumber>(
    name: NameSpecification = .long, in range: ClosedRange<Number>, help: String
  ) where Value == Number? {
    self.init(
      name: name, parsing: .unconditional,
      help: ArgumentHelp(help, valueName: range.valueName),
      transform: { try range.number(from: $0) })
  }
}

/// A number that an option can take.
public protocol OptionNumber: Comparable, LosslessStringConvertible, Sendable {
  /// "a whole number" or "a number".
  static var kind: String { get }
}

extension OptionNumber where Self: BinaryInteger {
  /// "a whole number".
  public static var kind: String { "a whole number" }
}

extension OptionNumber where Self: BinaryFloatingPoint {
  /// "a number".
  public static var kind: String { "a number" }
}

extension Int: OptionNumber {}
extension UInt64: OptionNumber {}
extension Float: OptionNumber {}
extension Double: OptionNumber {}

extension ClosedRange where Bound: OptionNumber {
  /// The range as `--help` names a value: "1…200".
  public var valueName: String { "\(Self.digits(lowerBound))…\(Self.digits(upperBound))" }

  /// Parses a number of this range.
  ///
  /// - Throws: `ValidationError`, which says the range, for any other text; NaN is in no range.
  func number(from text: String) throws -> Bound {
    guard let value = Bound(text), contains(value) else {
      throw ValidationError(
        "it must be \(Bound.kind) from \(Self.digits(lowerBound)) to \(Self.digits(upperBound)).")
    }
    return value
  }

  /// A bound without the ".0" of a whole number.
  private static func digits(_ bound: Bound) -> String {
    let text = bound.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
