// Tensor: a shape, and Floats in row-major order. Its operations are extensions in other files.

// `describe` formats the shapes of tensors.
@_exported import Formatting

/// A multidimensional array of Floats (NumPy's `ndarray`), a value type.
///
/// Scalars are in row-major order: the last axis varies fastest. Pictures are (N, H, W, C): batch,
/// height, width, channels, also called channels last. Filters are (FH, FW, C, K): height, width,
/// input channels, number of filters.
///
/// A call whose shapes don't fit stops the program and prints the shapes.
public struct Tensor: Sendable {
  /// The length of each axis, outermost first. An empty shape is a single number.
  public let shape: [Int]
  /// The numbers in row-major order; `scalars.count` is the product of `shape`.
  public internal(set) var scalars: [Float]
  /// The operation that made this tensor, if it explains its shape.
  ///
  /// A notebook prints it. It is not part of the value: equality ignores it, changing an element
  /// keeps it, and the result of an operation has its own or none.
  public package(set) var provenance: Provenance?

  /// Makes a tensor of scalars in row-major order.
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

  /// Makes a tensor of one repeated number.
  public init(shape: [Int], repeating value: Float) {
    self.init(shape: shape, scalars: Array(repeating: value, count: scalarCount(of: shape)))
  }

  /// Makes a tensor of zeros: `Tensor.zeros(2, 3)` has shape (2, 3).
  public static func zeros(_ shape: Int...) -> Tensor { Tensor(shape: shape, repeating: 0) }

  /// Makes a tensor of ones: `Tensor.ones(2, 3)` has shape (2, 3).
  public static func ones(_ shape: Int...) -> Tensor { Tensor(shape: shape, repeating: 1) }

  /// Makes an identity matrix (size, size): ones on the diagonal, zeros elsewhere.
  public static func identity(_ size: Int) -> Tensor {
    var matrix = zeros(size, size)
    for index in 0..<size { matrix[index, index] = 1 }
    return matrix
  }

  /// Makes a tensor of a single number, with the empty shape ().
  public init(_ value: Float) { self.init(shape: [], scalars: [value]) }

  /// Makes a tensor with one axis: `Tensor([1, 2, 3])` has shape (3).
  public init(_ values: [Float]) { self.init(shape: [values.count], scalars: values) }

  /// Makes a matrix of rows of equal length: `Tensor([[1, 2], [3, 4]])` has shape (2, 2).
  public init(_ rows: [[Float]]) {
    let width = rows.first?.count ?? 0
    require(
      rows.allSatisfy { $0.count == width },
      "the rows of a tensor are equally long, these have \(rows.map(\.count)) numbers")
    self.init(shape: [rows.count, width], scalars: rows.flatMap { $0 })
  }

  /// Makes a tensor with three axes of nested lists.
  public init(_ planes: [[[Float]]]) { self = Tensor.stacked(planes.map { Tensor($0) }) }

  /// Makes a tensor with four axes of nested lists.
  public init(_ blocks: [[[[Float]]]]) { self = Tensor.stacked(blocks.map { Tensor($0) }) }

  /// Makes a tensor filled in place; `fill` must set every element.
  package init(shape: [Int], filledBy fill: (UnsafeMutableBufferPointer<Float>) -> Void) {
    let count = scalarCount(of: shape)
    self.shape = shape
    self.scalars = Array(unsafeUninitializedCapacity: count) { buffer, filled in
      fill(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      filled = count
    }
  }

  /// Calls a function with a pointer to the scalars, valid during the call; it must not be read
  /// when there are none.
  @inline(__always)
  package func withUnsafeScalars<Result>(
    _ body: (UnsafePointer<Float>) throws -> Result
  ) rethrows -> Result {
    try scalars.withUnsafeBufferPointer { buffer in
      try body(buffer.baseAddress ?? UnsafePointer(bitPattern: MemoryLayout<Float>.alignment)!)
    }
  }

  /// Calls a function that changes the scalars in place, and removes the provenance.
  package mutating func withUnsafeMutableScalars(
    _ body: (UnsafeMutableBufferPointer<Float>) -> Void
  ) {
    provenance = nil
    scalars.withUnsafeMutableBufferPointer { body($0) }
  }

  /// Whether two tensors share one buffer.
  package func sharesMemory(with other: Tensor) -> Bool {
    shape == other.shape && withUnsafeScalars { place in other.withUnsafeScalars { $0 == place } }
  }

  /// The number of elements.
  public var count: Int { scalars.count }
  /// The number of axes.
  public var rank: Int { shape.count }

  /// The element of a tensor with exactly one, of any shape.
  public var scalar: Float {
    require(count == 1, "a tensor of shape \(describe(shape)) holds \(count) numbers, not one")
    return scalars[0]
  }
}

extension Tensor: Equatable {
  /// Tells whether shapes and elements are equal; a tensor with a NaN equals none. See `isClose`.
  public static func == (left: Tensor, right: Tensor) -> Bool {
    left.shape == right.shape && left.scalars == right.scalars
  }
}

/// Computes the number of elements of a shape.
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

/// Computes the stride of each axis: the distance in scalars between two neighbours along it.
func rowMajorStrides(of shape: [Int]) -> [Int] {
  var strides = Array(repeating: 1, count: shape.count)
  for axis in shape.indices.dropLast().reversed() {
    strides[axis] = strides[axis + 1] * shape[axis + 1]
  }
  return strides
}

extension Tensor? {
  /// Calls a function with a pointer to the scalars, or nil without a tensor.
  @inline(__always)
  package func withUnsafeScalars<Result>(
    _ body: (UnsafePointer<Float>?) throws -> Result
  ) rethrows -> Result {
    guard let self else { return try body(nil) }
    return try self.withUnsafeScalars { try body($0) }
  }
}
