// Arguments and results of an exercise's functions, in a form that can be sent to another process.

import Pixels
import Tensors

/// An argument or a result.
public enum Value: Sendable {
  /// A whole number, or true and false as 1 and 0.
  case whole(Int)
  /// A number.
  case number(Double)
  /// A list of whole numbers: a shape, labels.
  case wholes([Int])
  /// An array of numbers of any shape.
  case tensor(Tensor)
  /// A text.
  case text(String)
  /// A picture.
  case picture(Image)
  /// A list of values.
  case list([Value])
}

/// A type of arguments and results.
public protocol ExerciseValue {
  /// Decodes a value; nil when it is of another kind.
  init?(value: Value)
  /// The encoded value.
  var value: Value { get throws }
}

/// A type of the elements of array arguments and results.
public protocol ExerciseElement {
  /// Decodes an array; nil when the value is of another kind.
  static func elements(of value: Value) -> [Self]?
  /// Encodes an array as one value.
  static func value(of elements: [Self]) throws -> Value
}

extension Array: ExerciseValue where Element: ExerciseElement {
  /// Decodes a value; nil when it is of another kind.
  public init?(value: Value) {
    guard let elements = Element.elements(of: value) else { return nil }
    self = elements
  }
  /// The encoded value.
  public var value: Value { get throws { try Element.value(of: self) } }
}

extension Int: ExerciseValue, ExerciseElement {
  /// Decodes a value; nil when it is of another kind.
  public init?(value: Value) {
    guard case .whole(let whole) = value else { return nil }
    self = whole
  }
  /// The encoded value.
  public var value: Value { .whole(self) }
  /// Decodes an array; nil when the value is of another kind.
  public static func elements(of value: Value) -> [Int]? {
    guard case .wholes(let wholes) = value else { return nil }
    return wholes
  }
  /// Encodes an array as one value.
  public static func value(of elements: [Int]) -> Value { .wholes(elements) }
}

extension UInt8: ExerciseValue {
  /// Decodes a value; nil when it is of another kind.
  public init?(value: Value) {
    guard case .whole(let whole) = value, let byte = UInt8(exactly: whole) else { return nil }
    self = byte
  }
  /// The encoded value.
  public var value: Value { .whole(Int(self)) }
}

extension Bool: ExerciseValue, ExerciseElement {
  /// Decodes a value; nil when it is of another kind.
  public init?(value: Value) {
    guard case .whole(let whole) = value, whole == 0 || whole == 1 else { return nil }
    self = whole == 1
  }
  /// The encoded value.
  public var value: Value { .whole(self ? 1 : 0) }
  /// Decodes an array; nil when the value is of another kind.
  public static func elements(of value: Value) -> [Bool]? {
    guard case .wholes(let wholes) = value, wholes.allSatisfy({ $0 == 0 || $0 == 1 }) else {
      return nil
    }
    return wholes.map { $0 == 1 }
  }
  /// Encodes an array as one value.
  public static func value(of elements: [Bool]) -> Value { .wholes(elements.map { $0 ? 1 : 0 }) }
}

extension Double: ExerciseValue {
  /// Decodes a value; nil when it is of another kind.
  public init?(value: Value) {
    guard case .number(let number) = value else { return nil }
    self = number
  }
  /// The encoded value.
  public var value: Value { .number(self) }
}

extension Float: ExerciseValue, ExerciseElement {
  /// Decodes a value; nil when it is of another kind.
  public init?(value: Value) {
    guard case .number(let number) = value else { return nil }
    self = Float(number)
  }
  /// The encoded value.
  public var value: Value { .number(Double(self)) }
  /// Decodes an array; nil when the value is of another kind.
  public static func elements(of value: Value) -> [Float]? {
    guard case .tensor(let tensor) = value, tensor.rank == 1 else { return nil }
    return tensor.scalars
  }
  /// Encodes an array as one value.
  public static func value(of elements: [Float]) -> Value {
    .tensor(Tensor(shape: [elements.count], scalars: elements))
  }
}

/// Rows of numbers: `[[Float]]` is a tensor of two axes, or a list of rows where they are of
/// different lengths.
extension Array: ExerciseElement where Element == Float {
  /// Decodes an array; nil when the value is of another kind.
  public static func elements(of value: Value) -> [[Float]]? {
    guard case .tensor(let tensor) = value, tensor.rank == 2 else { return nil }
    let width = tensor.shape[1]
    return (0..<tensor.shape[0]).map { Array(tensor.scalars[$0 * width..<($0 + 1) * width]) }
  }
  /// Encodes an array as one value.
  public static func value(of elements: [[Float]]) throws -> Value {
    let lengths = elements.map(\.count)
    guard lengths.allSatisfy({ $0 == lengths[0] }) else {
      return .list(elements.map { Float.value(of: $0) })
    }
    return .tensor(
      Tensor(shape: [elements.count, lengths.first ?? 0], scalars: elements.flatMap { $0 }))
  }
}

extension Tensor: ExerciseValue, ExerciseElement {
  /// Decodes a value; nil when it is of another kind.
  public init?(value: Value) {
    guard case .tensor(let tensor) = value else { return nil }
    self = tensor
  }
  /// The encoded value.
  public var value: Value { .tensor(self) }
  /// Decodes an array; nil when the value is of another kind.
  public static func elements(of value: Value) -> [Tensor]? {
    guard case .list(let values) = value else { return nil }
    let tensors = values.compactMap(Tensor.init(value:))
    return tensors.count == values.count ? tensors : nil
  }
  /// Encodes an array as one value.
  public static func value(of elements: [Tensor]) -> Value { .list(elements.map(\.value)) }
}

extension String: ExerciseValue {
  /// Decodes a value; nil when it is of another kind.
  public init?(value: Value) {
    guard case .text(let text) = value else { return nil }
    self = text
  }
  /// The encoded value.
  public var value: Value { .text(self) }
}

extension Image: ExerciseValue {
  /// Decodes a value; nil when it is of another kind.
  public init?(value: Value) {
    guard case .picture(let picture) = value else { return nil }
    self = picture
  }
  /// The encoded value.
  public var value: Value { .picture(self) }
}
