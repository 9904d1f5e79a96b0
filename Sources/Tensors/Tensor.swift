// The number container everything else computes with: a shape and Floats in row-major order.
// Reading, arithmetic, windows and convolutions are extensions in files of their own.

/// A block of numbers with a shape, a value type.
///
/// Scalars lie in row-major order: the last axis moves fastest. Pictures are (N, H, W, C), that is
/// batch, height, width, channels; filters are (FH, FW, C, K): height, width, input channels, and
/// how many filters there are.
public struct Tensor: Sendable {
  /// The length of every axis, outermost first. An empty shape is a single number.
  public let shape: [Int]
  /// The numbers themselves, row-major; `scalars.count` is the product of `shape`.
  public internal(set) var scalars: [Float]
  /// How this tensor was made, when an operation with something to explain made it.
  ///
  /// It lets a notebook print the sum behind a shape. It is no part of the value: equality ignores
  /// it and the next operation replaces it.
  public internal(set) var origin: Operation?

  /// Makes a tensor from its numbers.
  ///
  /// - Precondition: as many scalars as the shape holds.
  public init(shape: [Int], scalars: [Float]) {
    let count = shape.reduce(1, *)
    precondition(
      shape.allSatisfy { $0 >= 0 } && scalars.count == count,
      "shape \(describe(shape)) holds \(count) numbers, not the \(scalars.count) given")
    self.shape = shape
    self.scalars = scalars
  }

  /// A tensor with the same number everywhere.
  public init(shape: [Int], repeating value: Float) {
    self.init(shape: shape, scalars: Array(repeating: value, count: shape.reduce(1, *)))
  }

  /// All zeros.
  public static func zeros(_ shape: Int...) -> Tensor { Tensor(shape: shape, repeating: 0) }

  /// All ones.
  public static func ones(_ shape: Int...) -> Tensor { Tensor(shape: shape, repeating: 1) }

  /// One axis: `Tensor([1, 2, 3])` has shape (3).
  public init(_ values: [Float]) { self.init(shape: [values.count], scalars: values) }

  /// Rows of equal length: `Tensor([[1, 2], [3, 4]])` has shape (2, 2).
  public init(_ rows: [[Float]]) {
    let width = rows.first?.count ?? 0
    precondition(
      rows.allSatisfy { $0.count == width },
      "the rows of a tensor are equally long, these have \(rows.map(\.count)) numbers")
    self.init(shape: [rows.count, width], scalars: rows.flatMap { $0 })
  }

  /// How many numbers there are.
  public var count: Int { scalars.count }
  /// How many axes there are.
  public var rank: Int { shape.count }
}

extension Tensor: Equatable {
  /// Equal shapes and equal numbers.
  public static func == (left: Tensor, right: Tensor) -> Bool {
    left.shape == right.shape && left.scalars == right.scalars
  }
}

/// A shape as people write it: `(1, 429, 640, 3)`.
public func describe(_ shape: [Int]) -> String {
  "(" + shape.map(String.init).joined(separator: ", ") + ")"
}
