// Output sizes of convolution and pooling. Layers, traces, the `shape` command and lessons all use
// this file, so that sizes and their explanations agree.

/// Computes the positions of a window along each axis of its input, and the output size.
///
/// For each axis OH = ⌊(H + 2P − FH) / S⌋ + 1, with the reach D·(FH − 1) + 1 in place of FH for a
/// dilation of D. Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep learning"
/// (2016), relationships 6 and 15.
public struct WindowGeometry: Sendable, Equatable {
  /// Holds one axis of the input and the window that slides along it.
  public struct Axis: Sendable, Equatable {
    /// "height", "width", "depth" or "length".
    public let name: String
    /// The length of the input, without padding.
    public let input: Int
    /// The length of the window, before dilation.
    public let windowSize: Int
    /// The stride: the distance between the windows of two outputs.
    public let stride: Int
    /// The dilation: the distance between neighbouring elements of the window; 1 is none.
    public let dilation: Int
    /// The padding on both ends.
    public let padding: Padding.Edge
    /// The length of the output: the number of windows.
    public let output: Int

    /// The length of the input and its padding.
    public var padded: Int { input + padding.before + padding.after }
    /// The length of the dilated window: dilation · (window − 1) + 1.
    public var reach: Int { dilation * (windowSize - 1) + 1 }
    /// Computes the first position of an output's window; negative in the padding before.
    public func start(of output: Int) -> Int { output * stride - padding.before }
    /// The number of input positions after the last window, which no output reads.
    public var unread: Int {
      guard output > 0 else { return input }
      return min(input, max(0, input - (start(of: output - 1) + reach)))
    }
    /// Whether the division has a remainder, so that the output size is rounded down.
    public var isFloored: Bool { (padded - reach) % stride != 0 }
  }

  /// The axes that the window slides along, in the input's order.
  public let axes: [Axis]
  /// The padding as it was given.
  public let padding: Padding

  /// Whether the padding is `.same`, which is explained as ⌈n / S⌉.
  public var isSame: Bool { padding == .same }
  /// The output's lengths.
  public var output: [Int] { axes.map(\.output) }

  /// The largest valid number for any setting. It prevents overflow of every sum and product here.
  public static let largest = 1_000_000_000

  /// Computes the geometry of a window on an input.
  ///
  /// - Parameters:
  ///   - input: the lengths of the axes that the window slides along, for a picture [height,
  ///     width].
  ///   - windowSize: the window's length along each axis.
  ///   - stride: the distance between two windows, 1 or more.
  ///   - padding: the padding of the input.
  ///   - dilation: the distance between neighbouring elements of the window, 1 or more.
  /// - Throws: `GeometryError` when there is no output, with the wrong number and what to do. No
  ///   number traps.
  public init(
    input: [Int], windowSize: [Int], stride: any PerAxis = 1, padding: Padding = .valid,
    dilation: any PerAxis = 1
  ) throws(GeometryError) {
    let count = input.count
    let strides = stride.values(axes: count)
    let dilations = dilation.values(axes: count)
    let settings: [(Message, [Int])] = [
      ("window", windowSize), ("stride", strides), ("dilation", dilations),
    ]
    for (setting, values) in settings {
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

  /// Makes a geometry of given axes, for `conv1D` and `conv3D`, which are computed in 2D.
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
      "the window's \(words(name))", windowSize, atLeast: 1,
      why: "a window holds at least one number")
    try check("the stride along \(words(name))", stride, atLeast: 1, why: "the window must move")
    try check(
      "the dilation along \(words(name))", dilation, atLeast: 1, why: "1 is a window without gaps")
    try check("the input's \(words(name))", input, atLeast: 0, why: "a length can't be negative")
    for amount in [edge.before, edge.after] {
      try check(
        "the padding along \(words(name))", amount, atLeast: 0,
        why: "to cut rows off, slice the input")
    }
    let reach = dilation * (windowSize - 1) + 1
    if isSame {
      // As in TensorFlow: https://www.tensorflow.org/api_docs/python/tf/nn
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
    _ what: Message, _ value: Int, atLeast least: Int, why: Message
  ) throws(GeometryError) {
    // As it was typed, without groups.
    let given = String(value)
    guard value >= least else {
      throw GeometryError("\(what) is \(given), it must be at least \(least): \(why)")
    }
    guard value <= largest else {
      throw GeometryError(
        "\(what) is \(given), more than the largest that is taken, \(String(largest))")
    }
  }
}

extension WindowGeometry {
  /// The name of an axis for people.
  static func words(_ axis: String) -> Message {
    switch axis {
    case "length": "length"
    case "width": "width"
    case "height": "height"
    case "depth": "depth"
    default: Message(axis)
    }
  }
}

/// A window does not fit its input, or a setting is not valid.
public struct GeometryError: Error, Equatable, CustomStringConvertible {
  /// What was found, what was expected, and what to do.
  public let message: Message
  /// The same, in the reader's language.
  public var description: String { message.text }
  init(_ message: Message) { self.message = message }

  static func countMismatch(_ setting: Message, values: Int, axes: Int) -> GeometryError {
    GeometryError(
      Message(
        values,
        "the \(setting) is given for \(values) axis, but the window slides along \(axes): give "
          + "one number for all or \(axes), one each",
        "the \(setting) is given for \(values) axes, but the window slides along \(axes): give "
          + "one number for all or \(axes), one each"))
  }

  static func windowTooLarge(
    _ axis: String, windowSize: Int, dilation: Int, reach: Int, input: Int, padded: Int
  ) -> GeometryError {
    let length: Message =
      switch axis {
      case "height": "\(reach) high"
      case "width": "\(reach) wide"
      case "depth": "\(reach) deep"
      default: "\(reach) long"
      }
    let size: Message =
      dilation == 1
      ? "the window is \(length)"
      : "the window of \(windowSize), dilated by \(dilation), is \(length)"
    let found: Message =
      padded == input ? "the input only \(input)" : "the padded input only \(padded)"
    let needed = (reach - input + 1) / 2
    return GeometryError(
      dilation == 1
        ? "\(size) but \(found): use padding of at least \(needed), a smaller window or a larger "
          + "input"
        : "\(size) but \(found): use padding of at least \(needed), a smaller window, less "
          + "dilation or a larger input")
  }
}
