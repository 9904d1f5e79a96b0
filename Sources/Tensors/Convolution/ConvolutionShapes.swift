// What conv1D, conv2D and conv3D share: fitting the filters to the input, and saying how it was done.

/// Fits filters to an input, or stops with both shapes.
///
/// - Parameters:
///   - name: what is called, for the message and to know how many axes the filters slide along.
///   - input: the shape of (N, …, C), with 1 to 3 axes between.
///   - filters: the shape of (…, C, K), with as many axes before.
///   - bias: the shape of (K) or none.
package func convolutionGeometry(
  _ name: String, axes: Int = 2, _ input: [Int], _ filters: [Int], bias: [Int]?,
  stride: any PerAxis, padding: Padding, dilation: any PerAxis
) -> WindowGeometry {
  // Built only when something is wrong: a network comes by here at every step.
  var shapes: String { "\(name) of input \(describe(input)) and filters \(describe(filters))" }
  let layout = [
    1: "(N, L, C) and (FL, C, K)", 2: "(N, H, W, C) and (FH, FW, C, K)",
    3: "(N, D, H, W, C) and (FD, FH, FW, C, K)",
  ]
  require(
    input.count == axes + 2 && filters.count == axes + 2,
    "\(shapes): they are \(layout[axes] ?? "of other ranks")")
  let (channels, count) = (filters[axes], filters[axes + 1])
  require(
    input[axes + 1] == channels,
    "\(shapes): the input has \(input[axes + 1]) channels, the filters \(channels)")
  if let bias {
    require(
      bias == [count],
      "\(shapes): a bias has one number for each of the \(count) filters, not shape "
        + describe(bias))
  }
  do {
    return try WindowGeometry(
      input: Array(input[1...axes]), windowSize: Array(filters[..<axes]), stride: stride,
      padding: padding, dilation: dilation)
  } catch { stop("\(shapes): \(error)") }
}

/// What a convolution's output says about itself.
package func convolutionProvenance(
  _ name: String, _ input: Tensor, _ filters: Tensor, _ geometry: WindowGeometry
) -> Provenance {
  Provenance(
    name, symbol: "∗",
    operands: [.init("input", input.shape), .init("filters", filters.shape)],
    detail: geometry.settings, geometry: geometry)
}

extension WindowGeometry {
  /// The settings as a trace prints them: "stride 1, valid", "stride (2, 1), same, dilation 2".
  package var settings: String {
    let stride = describeSetting(axes.map(\.stride))
    let dilation = describeSetting(axes.map(\.dilation))
    return "stride \(stride), \(padding)" + (dilation == "1" ? "" : ", dilation \(dilation)")
  }
}
