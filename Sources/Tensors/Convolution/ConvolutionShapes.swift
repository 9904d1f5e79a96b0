// The geometry and the provenance of conv1D, conv2D and conv3D.

/// Computes where filters fit into an input, or stops with both shapes.
///
/// - Parameters:
///   - name: the operation, for the message.
///   - axes: the number of axes that the filters slide along, 1 to 3.
///   - input: the shape (N, …, C).
///   - filters: the shape (…, C, K).
///   - bias: the shape (K), or nil.
package func convolutionGeometry(
  _ name: String, axes: Int = 2, _ input: [Int], _ filters: [Int], bias: [Int]?,
  stride: any PerAxis, padding: Padding, dilation: any PerAxis
) -> WindowGeometry {
  // Computed only for a message: networks call this in every step.
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

/// Makes the provenance of a convolution's output.
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
  package var settings: Message {
    let stride = describeSetting(axes.map(\.stride))
    let dilation = describeSetting(axes.map(\.dilation))
    let padding = padding.message
    return dilation == "1"
      ? "stride \(stride), \(padding)" : "stride \(stride), \(padding), dilation \(dilation)"
  }
}
