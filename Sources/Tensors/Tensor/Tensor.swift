// The number container everything else computes with: a shape and Floats in row-major order.
// Reading, arithmetic, windows and convolutions are extensions in files of their own.

/// A block of numbers with a shape, a value type.
///
/// Scalars lie in row-major order: the last axis moves fastest. Pictures are (N, H, W, C), that is
/// batch, height, width, channels; filters are (FH, FW, C, K): height, width, input channels, and
/// how many filters there are.
///
/// A call whose shapes don't fit stops the program and prints the shapes: that is a mistake in the
/// program, not in its data.
public struct Tensor: Sendable {
  /// The length of every axis, outermost first. An empty shape is a single number.
  public let shape: [Int]
  /// The numbers themselves, row-major; `scalars.count` is the product of `shape`.
  public internal(set) var scalars: [Float]
  /// How this tensor was made, when an operation with something to explain made it.
  ///
  /// It lets a notebook print the sum behind a shape. It is no part of the value: equality ignores
  /// it, changing a number keeps it, and what the next operation returns has its own or none.
  public package(set) var provenance: Provenance?

  /// Makes a tensor from its numbers.
  ///
  /// - Precondition: as many scalars as the shape holds.
  public init(shape: [Int], scalars: [Float]) {
    let count = scalarCount(of: shape)
    require(
      scalars.count == count,
      "shape \(describe(shape)) holds \(count) numbers, not the \(scalars.count) given")
    self.shape = shape
    self.scalars = scalars
  }

  /// A tensor with the same number everywhere.
  public init(shape: [Int], repeating value: Float) {
    self.init(shape: shape, scalars: Array(repeating: value, count: scalarCount(of: shape)))
  }

  /// All zeros: `Tensor.zeros(2, 3)` has shape (2, 3).
  public static func zeros(_ shape: Int...) -> Tensor { Tensor(shape: shape, repeating: 0) }

  /// All ones: `Tensor.ones(2, 3)` has shape (2, 3).
  public static func ones(_ shape: Int...) -> Tensor { Tensor(shape: shape, repeating: 1) }

  /// One number, with the empty shape ().
  public init(_ value: Float) { self.init(shape: [], scalars: [value]) }

  /// One axis: `Tensor([1, 2, 3])` has shape (3).
  public init(_ values: [Float]) { self.init(shape: [values.count], scalars: values) }

  /// Rows of equal length: `Tensor([[1, 2], [3, 4]])` has shape (2, 2).
  public init(_ rows: [[Float]]) {
    let width = rows.first?.count ?? 0
    require(
      rows.allSatisfy { $0.count == width },
      "the rows of a tensor are equally long, these have \(rows.map(\.count)) numbers")
    self.init(shape: [rows.count, width], scalars: rows.flatMap { $0 })
  }

  /// Three axes written as nested lists.
  public init(_ planes: [[[Float]]]) { self = Tensor.stacked(planes.map { Tensor($0) }) }

  /// Four axes written as nested lists.
  public init(_ blocks: [[[[Float]]]]) { self = Tensor.stacked(blocks.map { Tensor($0) }) }

  /// Fills a new tensor in place; `fill` must set every number.
  package init(shape: [Int], filledBy fill: (UnsafeMutableBufferPointer<Float>) -> Void) {
    let count = scalarCount(of: shape)
    self.shape = shape
    self.scalars = Array(unsafeUninitializedCapacity: count) { buffer, filled in
      fill(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      filled = count
    }
  }

  /// Calls a function with the address of the numbers, which is valid during the call; one that must
  /// not be read when there are none.
  @inline(__always)
  package func withUnsafeScalars<Result>(
    _ body: (UnsafePointer<Float>) throws -> Result
  ) rethrows -> Result {
    try scalars.withUnsafeBufferPointer { buffer in
      try body(buffer.baseAddress ?? UnsafePointer(bitPattern: MemoryLayout<Float>.alignment)!)
    }
  }

  /// Calls a function with the scalars, to be changed in place. What they were made from, the
  /// provenance, is forgotten.
  package mutating func withUnsafeMutableScalars(
    _ body: (UnsafeMutableBufferPointer<Float>) -> Void
  ) {
    provenance = nil
    scalars.withUnsafeMutableBufferPointer { body($0) }
  }

  /// How many numbers there are.
  public var count: Int { scalars.count }
  /// How many axes there are.
  public var rank: Int { shape.count }

  /// The number in a tensor that holds exactly one, whatever its shape.
  public var scalar: Float {
    require(count == 1, "a tensor of shape \(describe(shape)) holds \(count) numbers, not one")
    return scalars[0]
  }
}

extension Tensor: Equatable {
  /// Equal shapes and equal numbers, so a tensor with a NaN equals nothing; see `isClose`.
  public static func == (left: Tensor, right: Tensor) -> Bool {
    left.shape == right.shape && left.scalars == right.scalars
  }
}

/// A shape as people write it: `(1, 429, 640, 3)`.
public func describe(_ shape: [Int]) -> String {
  "(" + shape.map(String.init).joined(separator: ", ") + ")"
}

/// How many numbers a shape holds.
func scalarCount(of shape: [Int]) -> Int {
  require(
    shape.allSatisfy { $0 >= 0 }, "shape \(describe(shape)) has an axis of negative length")
  if shape.contains(0) { return 0 }
  var count = 1
  for length in shape {
    let (product, overflow) = count.multipliedReportingOverflow(by: length)
    require(!overflow, "shape \(describe(shape)) holds more numbers than can be counted")
    count = product
  }
  return count
}

/// For every axis, how many scalars lie between two neighbours along it.
func rowMajorStrides(of shape: [Int]) -> [Int] {
  var strides = Array(repeating: 1, count: shape.count)
  for axis in shape.indices.dropLast().reversed() {
    strides[axis] = strides[axis + 1] * shape[axis + 1]
  }
  return strides
}

extension Tensor? {
  /// Calls a function with the address of the numbers, nil without a tensor.
  @inline(__always)
  package func withUnsafeScalars<Result>(
    _ body: (UnsafePointer<Float>?) throws -> Result
  ) rethrows -> Result {
    guard let self else { return try body(nil) }
    return try self.withUnsafeScalars { try body($0) }
  }
}
