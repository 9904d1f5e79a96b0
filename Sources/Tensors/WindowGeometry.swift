// The one place that knows output sizes. Convolution and pooling, the trace, the `shape` command
// and the lessons all ask here, so the arithmetic and its explanation can't disagree.

/// How the border of the input is treated.
public enum Padding: Sendable, Equatable {
  /// No padding: the window stays inside.
  case valid
  /// TensorFlow's: as many windows as ⌈n / stride⌉, an odd row going to the bottom and right.
  case same
  /// Rows or columns before and after, one pair for each axis that the window slides along.
  case edges([Edge])

  /// The padding of one axis.
  public struct Edge: Sendable, Equatable {
    /// Rows above, or columns to the left.
    public let before: Int
    /// Rows below, or columns to the right.
    public let after: Int
    /// Padding on both ends of one axis.
    public init(before: Int, after: Int) {
      self.before = before
      self.after = after
    }
  }

  /// The same padding on every edge.
  public static func explicit(_ amount: Int) -> Padding {
    .edges([Edge(before: amount, after: amount)])
  }

  /// Padding for each edge of a picture.
  public static func explicit(top: Int, bottom: Int, left: Int, right: Int) -> Padding {
    .edges([Edge(before: top, after: bottom), Edge(before: left, after: right)])
  }
}

/// A setting for each axis that a window slides along: one number for all, or one each.
public protocol PerAxis: Sendable {
  /// One value for each of `count` axes.
  func values(axes count: Int) -> [Int]
}

extension Int: PerAxis {
  /// The same value for every axis.
  public func values(axes count: Int) -> [Int] { Array(repeating: self, count: count) }
}

extension Array: PerAxis where Element == Int {
  /// The values as they are; a single one stands for all axes.
  public func values(axes count: Int) -> [Int] {
    self.count == 1 ? Array(repeating: self[0], count: count) : self
  }
}

/// A window that cannot be slid: says which number is wrong and what would do.
public struct GeometryError: Error, Equatable, CustomStringConvertible {
  /// The complaint, in words.
  public let description: String
  init(_ description: String) { self.description = description }
}

/// Where a window stops along each axis of its input: how often, and what it never reaches.
public struct WindowGeometry: Sendable, Equatable {
  /// One axis of the input and the window that slides along it.
  public struct Axis: Sendable, Equatable {
    /// "height", "width", …
    public let name: String
    /// Length of the input, without padding.
    public let input: Int
    /// Length of the window, before dilation.
    public let window: Int
    /// How far the window moves between two outputs.
    public let stride: Int
    /// Distance between two neighbouring elements of the window; 1 is an ordinary window.
    public let dilation: Int
    /// Padding on both ends.
    public let padding: Padding.Edge
    /// How many places the window stops at.
    public let output: Int

    /// Length the window covers, its gaps included: dilation · (window − 1) + 1.
    public var reach: Int { dilation * (window - 1) + 1 }
    /// Where the window of an output begins; negative inside the leading padding.
    public func start(of output: Int) -> Int { output * stride - padding.before }
    /// Input positions past the last window, which no output reads.
    public var unread: Int {
      guard output > 0 else { return input }
      return max(0, input - (start(of: output - 1) + reach))
    }
    /// Whether the division left a remainder, so that the result was rounded down.
    public var isFloored: Bool {
      (input + padding.before + padding.after - reach) % stride != 0
    }
  }

  /// The axes the window slides along, in the input's order.
  public let axes: [Axis]
  /// Whether the padding was asked for as `.same`, which explains itself as ⌈n / S⌉.
  public let isSame: Bool

  /// Fits a window to an input.
  ///
  /// - Parameters:
  ///   - input: lengths of the axes slid along, for a picture [height, width].
  ///   - window: the window's length on each.
  /// - Throws: `GeometryError` when nothing can come out, saying why.
  public init(
    input: [Int], window: [Int], stride: some PerAxis = 1, padding: Padding = .valid,
    dilation: some PerAxis = 1
  ) throws(GeometryError) {
    let count = input.count
    let strides = stride.values(axes: count)
    let dilations = dilation.values(axes: count)
    guard window.count == count, strides.count == count, dilations.count == count else {
      throw GeometryError(
        "an input of \(count) axes takes \(count) window lengths, strides and dilations, "
          + "not \(window.count), \(strides.count) and \(dilations.count)")
    }
    let names = count == 1 ? ["length"] : Array(["depth", "height", "width"].suffix(count))
    var axes: [Axis] = []
    for index in 0..<count {
      let name = index < names.count ? names[index] : "axis \(index)"
      axes.append(
        try Self.fit(
          name, input: input[index], window: window[index], stride: strides[index],
          padding: padding, at: index, of: count, dilation: dilations[index]))
    }
    self.axes = axes
    self.isSame = padding == .same
  }

  private static func fit(
    _ name: String, input: Int, window: Int, stride: Int, padding: Padding, at index: Int,
    of count: Int, dilation: Int
  ) throws(GeometryError) -> Axis {
    guard window > 0 else { throw GeometryError("the window's \(name) is \(window): it must be at least 1") }
    guard stride > 0 else {
      throw GeometryError("the stride along \(name) is \(stride): the window must move by at least 1")
    }
    guard dilation > 0 else {
      throw GeometryError("the dilation along \(name) is \(dilation): it must be at least 1")
    }
    let reach = dilation * (window - 1) + 1
    let edge: Padding.Edge
    switch padding {
    case .valid: edge = .init(before: 0, after: 0)
    case .same:
      let total = max(0, ((input + stride - 1) / stride - 1) * stride + reach - input)
      edge = .init(before: total / 2, after: total - total / 2)
    case .edges(let edges):
      guard edges.count == 1 || edges.count == count else {
        throw GeometryError("padding is given for \(edges.count) axes, the window slides along \(count)")
      }
      edge = edges.count == 1 ? edges[0] : edges[index]
    }
    guard edge.before >= 0, edge.after >= 0 else {
      throw GeometryError("the padding along \(name) is negative: \(edge.before) and \(edge.after)")
    }
    let padded = input + edge.before + edge.after
    guard padded >= reach else {
      throw GeometryError(
        "the window is larger than the padded input along \(name): it covers \(reach), "
          + "the input \(padded)" + (padded == input ? "" : " (\(input) and \(padded - input) of padding)"))
    }
    return Axis(
      name: name, input: input, window: window, stride: stride, dilation: dilation, padding: edge,
      output: (padded - reach) / stride + 1)
  }

  /// The output's lengths.
  public var output: [Int] { axes.map(\.output) }
}
