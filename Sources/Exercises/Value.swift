// What goes into an exercise's function and comes out of it, in a form that can cross from one
// process to another.

import Pixels
import Tensors

/// An argument or an answer.
public enum Value: Sendable {
  /// A whole number, or true and false as 1 and 0.
  case whole(Int)
  /// A number.
  case number(Double)
  /// Whole numbers in a row: a shape, labels.
  case wholes([Int])
  /// Numbers in a row, in rows and columns, or of any shape.
  case tensor(Tensor)
  /// Words.
  case text(String)
  /// A picture.
  case picture(Image)
  /// Several of the others.
  case list([Value])
}

/// A type that exercises take and return.
public protocol ExerciseValue {
  /// Nil when the value is of another kind.
  init?(value: Value)
  /// The same as a value.
  var value: Value { get throws }
}

/// A type that exercises take and return several of.
public protocol ExerciseElement {
  /// Nil when the value is of another kind.
  static func elements(of value: Value) -> [Self]?
  /// Several as one value.
  static func value(of elements: [Self]) throws -> Value
}

/// Rows of different lengths where a rectangle is asked for.
public struct RaggedRows: Error, CustomStringConvertible {
  /// How many numbers each row has.
  public let lengths: [Int]
  /// For people.
  public var description: String {
    let other = lengths.firstIndex { $0 != lengths[0] } ?? 0
    return "the rows are of different lengths: row 0 has \(lengths[0]), "
      + "row \(other) has \(lengths[other])"
  }
}

extension Array: ExerciseValue where Element: ExerciseElement {
  /// From a value of this kind.
  public init?(value: Value) {
    guard let elements = Element.elements(of: value) else { return nil }
    self = elements
  }
  /// The same as a value.
  public var value: Value { get throws { try Element.value(of: self) } }
}

extension Int: ExerciseValue, ExerciseElement {
  /// From a value of this kind.
  public init?(value: Value) {
    guard case .whole(let whole) = value else { return nil }
    self = whole
  }
  /// The same as a value.
  public var value: Value { .whole(self) }
  /// Several from one value.
  public static func elements(of value: Value) -> [Int]? {
    guard case .wholes(let wholes) = value else { return nil }
    return wholes
  }
  /// Several as one value.
  public static func value(of elements: [Int]) -> Value { .wholes(elements) }
}

extension UInt8: ExerciseValue {
  /// From a value of this kind.
  public init?(value: Value) {
    guard case .whole(let whole) = value, let byte = UInt8(exactly: whole) else { return nil }
    self = byte
  }
  /// The same as a value.
  public var value: Value { .whole(Int(self)) }
}

extension Bool: ExerciseValue, ExerciseElement {
  /// From a value of this kind.
  public init?(value: Value) {
    guard case .whole(let whole) = value, whole == 0 || whole == 1 else { return nil }
    self = whole == 1
  }
  /// The same as a value.
  public var value: Value { .whole(self ? 1 : 0) }
  /// Several from one value.
  public static func elements(of value: Value) -> [Bool]? {
    guard case .wholes(let wholes) = value, wholes.allSatisfy({ $0 == 0 || $0 == 1 }) else {
      return nil
    }
    return wholes.map { $0 == 1 }
  }
  /// Several as one value.
  public static func value(of elements: [Bool]) -> Value { .wholes(elements.map { $0 ? 1 : 0 }) }
}

extension Double: ExerciseValue {
  /// From a value of this kind.
  public init?(value: Value) {
    guard case .number(let number) = value else { return nil }
    self = number
  }
  /// The same as a value.
  public var value: Value { .number(self) }
}

extension Float: ExerciseValue, ExerciseElement {
  /// From a value of this kind.
  public init?(value: Value) {
    guard case .number(let number) = value else { return nil }
    self = Float(number)
  }
  /// The same as a value.
  public var value: Value { .number(Double(self)) }
  /// Several from one value.
  public static func elements(of value: Value) -> [Float]? {
    guard case .tensor(let tensor) = value, tensor.rank == 1 else { return nil }
    return tensor.scalars
  }
  /// Several as one value.
  public static func value(of elements: [Float]) -> Value {
    .tensor(Tensor(shape: [elements.count], scalars: elements))
  }
}

/// Rows of numbers: `[[Float]]` is a tensor of two axes.
extension Array: ExerciseElement where Element == Float {
  /// Several from one value.
  public static func elements(of value: Value) -> [[Float]]? {
    guard case .tensor(let tensor) = value, tensor.rank == 2 else { return nil }
    let width = tensor.shape[1]
    return (0..<tensor.shape[0]).map { Array(tensor.scalars[$0 * width..<($0 + 1) * width]) }
  }
  /// Several as one value.
  public static func value(of elements: [[Float]]) throws -> Value {
    let lengths = elements.map(\.count)
    guard lengths.allSatisfy({ $0 == lengths[0] }) else { throw RaggedRows(lengths: lengths) }
    return .tensor(
      Tensor(shape: [elements.count, lengths.first ?? 0], scalars: elements.flatMap { $0 }))
  }
}

extension Tensor: ExerciseValue, ExerciseElement {
  /// From a value of this kind.
  public init?(value: Value) {
    guard case .tensor(let tensor) = value else { return nil }
    self = tensor
  }
  /// The same as a value.
  public var value: Value { .tensor(self) }
  /// Several from one value.
  public static func elements(of value: Value) -> [Tensor]? {
    guard case .list(let values) = value else { return nil }
    let tensors = values.compactMap(Tensor.init(value:))
    return tensors.count == values.count ? tensors : nil
  }
  /// Several as one value.
  public static func value(of elements: [Tensor]) -> Value { .list(elements.map(\.value)) }
}

extension String: ExerciseValue {
  /// From a value of this kind.
  public init?(value: Value) {
    guard case .text(let text) = value else { return nil }
    self = text
  }
  /// The same as a value.
  public var value: Value { .text(self) }
}

extension Image: ExerciseValue {
  /// From a value of this kind.
  public init?(value: Value) {
    guard case .picture(let picture) = value else { return nil }
    self = picture
  }
  /// The same as a value.
  public var value: Value { .picture(self) }
}
