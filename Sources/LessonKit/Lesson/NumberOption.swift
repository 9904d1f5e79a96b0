// Options that take a number. The range is declared once: parsing checks it, and `--help` shows it.

import ArgumentParser

extension Option {
  /// Declares an option that takes a number of a range, with a default.
  ///
  /// The range becomes the name of the value, as `--steps <1…200>`.
  public init(
    wrappedValue: Value, name: NameSpecification = .long, in range: ClosedRange<Value>,
    help: Message
  ) where Value: OptionNumber {
    self.init(
      wrappedValue: wrappedValue, name: name, parsing: .unconditional,
      help: .message(help, valueName: range.valueName, standard: wrappedValue.description),
      transform: { try range.number(from: $0) })
  }

  /// Declares an option that takes a number of a range, and is nil when it is not given.
  public init<Number: OptionNumber>(
    name: NameSpecification = .long, in range: ClosedRange<Number>, help: Message
  ) where Value == Number? {
    self.init(
      name: name, parsing: .unconditional,
      help: .message(help, valueName: range.valueName),
      transform: { try range.number(from: $0) })
  }
}

/// A number that an option can take.
public protocol OptionNumber: Comparable, LosslessStringConvertible, Sendable {
  /// Whether only whole numbers are taken.
  static var isWhole: Bool { get }
}

extension OptionNumber where Self: BinaryInteger {
  /// True.
  public static var isWhole: Bool { true }
}

extension OptionNumber where Self: BinaryFloatingPoint {
  /// False.
  public static var isWhole: Bool { false }
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
      let (least, most) = (Self.digits(lowerBound), Self.digits(upperBound))
      let message: Message =
        Bound.isWhole
        ? "it must be a whole number from \(least) to \(most)."
        : "it must be a number from \(least) to \(most)."
      throw ValidationError(message.text)
    }
    return value
  }

  /// A bound without the ".0" of a whole number.
  private static func digits(_ bound: Bound) -> String {
    let text = bound.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
