// The operands, the geometry and the output of conv1D, conv2D and conv3D.

extension Tensor {
  /// An input as convolutions compute with it: one without batch and channels, (H, W), is a batch
  /// of one with one channel, (1, H, W, 1).
  func withBatchAndChannel(axes: Int) -> Tensor {
    rank == axes ? reshaped(to: [1] + shape + [1]) : self
  }

  /// Filters as convolutions compute with them: one without channels, (FH, FW), is one filter of
  /// one channel, (FH, FW, 1, 1).
  func withChannels(axes: Int) -> Tensor {
    rank == axes ? reshaped(to: shape + [1, 1]) : self
  }
}

/// Makes the output of a convolution from what was computed, (N, …, K): an input without batch and
/// channels gives an output without them.
func convolved(
  _ name: String, axes: Int = 2, _ input: Tensor, _ filters: Tensor, _ geometry: WindowGeometry,
  _ computed: Tensor
) -> Tensor {
  var output = computed
  var filters = filters
  if input.rank == axes {
    output = output.reshaped(to: geometry.output)
  } else {
    filters = filters.withChannels(axes: axes)
  }
  output.provenance = convolutionProvenance(name, input, filters, geometry)
  return output
}

/// Computes where filters fit into an input, or stops with both shapes.
///
/// - Parameters:
///   - name: the operation, for the message.
///   - axes: the number of axes that the filters slide along, 1 to 3.
///   - input: the shape (N, …, C), or with filters (…) also (…).
///   - filters: the shape (…, C, K), or (…) for one filter of one channel.
///   - bias: the shape (K), or nil.
package func convolutionGeometry(
  _ name: String, axes: Int = 2, _ input: [Int], _ filters: [Int], bias: [Int]?,
  stride: any PerAxis, padding: Padding, dilation: any PerAxis
) -> WindowGeometry {
  // Computed only for a message: networks call this in every step.
  var shapes: String { "\(name) of input \(describe(input)) and filters \(describe(filters))" }
  let layout = [
    1: "(N, L, C) and (FL, C, K) or (FL), or (L) and (FL)",
    2: "(N, H, W, C) and (FH, FW, C, K) or (FH, FW), or (H, W) and (FH, FW)",
    3: "(N, D, H, W, C) and (FD, FH, FW, C, K) or (FD, FH, FW), or (D, H, W) and (FD, FH, FW)",
  ]
  let (inputIsBare, filterIsBare) = (input.count == axes, filters.count == axes)
  require(
    (inputIsBare || input.count == axes + 2) && (filterIsBare || filters.count == axes + 2)
      && (filterIsBare || !inputIsBare),
    "\(shapes): they are \(layout[axes] ?? "of other ranks")")
  let (channels, count) = filterIsBare ? (1, 1) : (filters[axes], filters[axes + 1])
  let inputChannels = inputIsBare ? 1 : input[axes + 1]
  require(
    inputChannels == channels,
    "\(shapes): the input has \(inputChannels) channels, the filters \(channels)")
  if let bias {
    require(
      bias == [count],
      "\(shapes): a bias has one number for each of the \(count) filters, not shape "
        + describe(bias))
  }
  do {
    return try WindowGeometry(
      input: inputIsBare ? input : Array(input[1...axes]), windowSize: Array(filters[..<axes]),
      stride: stride, padding: padding, dilation: dilation)
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
