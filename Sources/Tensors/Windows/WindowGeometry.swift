// The one place that knows output sizes. Convolution and pooling, the trace, the `shape` command
// and the lessons all ask here, so the arithmetic and its explanation can't disagree.

/// Where a window stops along each axis of its input: how often, and what it never reaches.
///
/// The formula is OH = ⌊(H + 2P − FH) / S⌋ + 1 for each axis, with the reach D·(FH − 1) + 1 in place
/// of FH when the window is dilated by D. Source: Dumoulin and Visin, "A guide to convolution
/// arithmetic for deep learning" (2016), relationships 6 and 15.
public struct WindowGeometry: Sendable, Equatable {
  /// One axis of the input and the window that slides along it.
  public struct Axis: Sendable, Equatable {
    /// "height", "width", "depth" or "length".
    public let name: String
    /// Length of the input, without padding.
    public let input: Int
    /// Length of the window, before dilation.
    public let windowSize: Int
    /// How far the window moves between two outputs.
    public let stride: Int
    /// Distance between two neighbouring elements of the window; 1 is an ordinary window.
    public let dilation: Int
    /// Padding on both ends.
    public let padding: Padding.Edge
    /// How many places the window stops at.
    public let output: Int

    /// Length of the input and its padding.
    public var padded: Int { input + padding.before + padding.after }
    /// Length the window covers, its gaps included: dilation · (window − 1) + 1.
    public var reach: Int { dilation * (windowSize - 1) + 1 }
    /// Where the window of an output begins; negative inside the leading padding.
    public func start(of output: Int) -> Int { output * stride - padding.before }
    /// Input positions past the last window, which no output reads.
    public var unread: Int {
      guard output > 0 else { return input }
      return min(input, max(0, input - (start(of: output - 1) + reach)))
    }
    /// Whether the division left a remainder, so that the result was rounded down.
    public var isFloored: Bool { (padded - reach) % stride != 0 }
  }

  /// The axes the window slides along, in the input's order.
  public let axes: [Axis]
  /// The padding as it was asked for.
  public let padding: Padding

  /// Whether the padding was asked for as `.same`, which explains itself as ⌈n / S⌉.
  public var isSame: Bool { padding == .same }
  /// The output's lengths.
  public var output: [Int] { axes.map(\.output) }

  /// The largest number taken for any setting. It keeps every sum and product here far from the
  /// largest Int, whatever someone types.
  public static let largest = 1_000_000_000

  /// Fits a window to an input.
  ///
  /// - Parameters:
  ///   - input: lengths of the axes slid along, for a picture [height, width].
  ///   - windowSize: the window's length on each.
  ///   - stride: how far the window moves, 1 or more.
  ///   - padding: what is put around the input.
  ///   - dilation: the distance between neighbouring elements of the window, 1 or more.
  /// - Throws: `GeometryError` when nothing can come out, saying which number is wrong and what
  ///   would do. No number, however large, makes this trap.
  public init(
    input: [Int], windowSize: [Int], stride: any PerAxis = 1, padding: Padding = .valid,
    dilation: any PerAxis = 1
  ) throws(GeometryError) {
    let count = input.count
    let strides = stride.values(axes: count)
    let dilations = dilation.values(axes: count)
    for (setting, values) in [("window", windowSize), ("stride", strides), ("dilation", dilations)]
    {
      guard values.count == count else {
        throw .countMismatch(setting, values: values.count, axes: count)
      }
    }
    var edges = Array(repeating: Padding.Edge(before: 0, after: 0), count: count)
    if case .edges(let given) = padding {
      guard given.count == count || given.count == 1 else {
        throw .countMismatch("padding", values: given.count, axes: count)
      }
      edges = given.count == 1 ? Array(repeating: given[0], count: count) : given
    }
    var axes: [Axis] = []
    for index in 0..<count {
      axes.append(
        try Self.fit(
          Self.name(index, of: count), input: input[index], windowSize: windowSize[index],
          stride: strides[index], dilation: dilations[index], edge: edges[index],
          isSame: padding == .same))
    }
    self.axes = axes
    self.padding = padding
  }

  /// Axes that are fitted already, for operations carried out as others: 1D as a picture one row high.
  init(axes: [Axis], padding: Padding) {
    self.axes = axes
    self.padding = padding
  }

  private static func name(_ index: Int, of count: Int) -> String {
    switch (count, count - index) {
    case (1, _): "length"
    case (_, 1): "width"
    case (_, 2): "height"
    case (_, 3): "depth"
    default: "axis \(index)"
    }
  }

  private static func fit(
    _ name: String, input: Int, windowSize: Int, stride: Int, dilation: Int, edge: Padding.Edge,
    isSame: Bool
  ) throws(GeometryError) -> Axis {
    try check(
      "the window's \(name)", windowSize, atLeast: 1, why: "a window holds at least one number")
    try check("the stride along \(name)", stride, atLeast: 1, why: "the window must move")
    try check(
      "the dilation along \(name)", dilation, atLeast: 1, why: "1 is a window without gaps")
    try check("the input's \(name)", input, atLeast: 0, why: "a length can't be negative")
    for amount in [edge.before, edge.after] {
      try check(
        "the padding along \(name)", amount, atLeast: 0, why: "to cut rows off, slice the input")
    }
    let reach = dilation * (windowSize - 1) + 1
    if isSame {
      // As TensorFlow computes it: https://www.tensorflow.org/api_docs/python/tf/nn
      let output = (input + stride - 1) / stride
      let total = output == 0 ? 0 : max(0, (output - 1) * stride + reach - input)
      return Axis(
        name: name, input: input, windowSize: windowSize, stride: stride, dilation: dilation,
        padding: .init(before: total / 2, after: total - total / 2), output: output)
    }
    let padded = input + edge.before + edge.after
    guard padded >= reach else {
      throw .windowTooLarge(
        name, windowSize: windowSize, dilation: dilation, reach: reach, input: input, padded: padded
      )
    }
    return Axis(
      name: name, input: input, windowSize: windowSize, stride: stride, dilation: dilation,
      padding: edge,
      output: (padded - reach) / stride + 1)
  }

  private static func check(
    _ what: String, _ value: Int, atLeast least: Int, why: String
  ) throws(GeometryError) {
    guard value >= least else {
      throw GeometryError("\(what) is \(value), it must be at least \(least): \(why)")
    }
    guard value <= largest else {
      throw GeometryError("\(what) is \(value), more than the largest that is taken, \(largest)")
    }
  }
}

/// A window that cannot be slid: says which number is wrong and what would do.
public struct GeometryError: Error, Equatable, CustomStringConvertible {
  /// The complaint, in words.
  public let description: String
  init(_ description: String) { self.description = description }

  static func countMismatch(_ setting: String, values: Int, axes: Int) -> GeometryError {
    GeometryError(
      "the \(setting) is given for \(plural(values, "axis", "axes")), but the window slides "
        + "along \(axes): give one number for all or \(axes), one each")
  }

  static func windowTooLarge(
    _ axis: String, windowSize: Int, dilation: Int, reach: Int, input: Int, padded: Int
  ) -> GeometryError {
    let extent = ["height": "high", "width": "wide", "depth": "deep"][axis] ?? "long"
    let size =
      dilation == 1
      ? "the window is \(windowSize) \(extent)"
      : "the window of \(windowSize), dilated by \(dilation), is \(reach) \(extent)"
    let found = padded == input ? "the input only \(input)" : "the padded input only \(padded)"
    let needed = (reach - input + 1) / 2
    return GeometryError(
      "\(size) but \(found): use padding of at least \(needed), a smaller window"
        + (dilation == 1 ? "" : ", less dilation") + " or a larger input")
  }
}
