// Smaller and larger pictures: area averages for thumbnails, bilinear interpolation for the rest.

extension Image {
  /// Resized so that each new pixel is the mean of the area it covers; the right way to shrink.
  ///
  /// Channels are averaged each on its own, in Double, and rounded. To enlarge use
  /// ``resizedBilinear(height:width:)`` or ``enlarged(by:)``; here it gives blocks.
  public func resizedByArea(height newHeight: Int, width newWidth: Int) -> Image {
    let rows = (0..<newHeight).map { areaWeights($0, from: height, to: newHeight) }
    let columns = (0..<newWidth).map { areaWeights($0, from: width, to: newWidth) }
    return resampled(rows: rows, columns: columns)
  }

  /// Resized by interpolating linearly between the four nearest pixel centres, edges repeated.
  ///
  /// The convention is that of OpenCV's INTER_LINEAR and of align_corners=False: new pixel i lies at
  /// (i + ½) · old / new − ½. Shrinking by more than 2 skips pixels; there use areas.
  public func resizedBilinear(height newHeight: Int, width newWidth: Int) -> Image {
    let rows = (0..<newHeight).map { linearWeights($0, from: height, to: newHeight) }
    let columns = (0..<newWidth).map { linearWeights($0, from: width, to: newWidth) }
    return resampled(rows: rows, columns: columns)
  }

  /// Shrunk by area averages until both sides are at most `side`; a smaller picture stays as it is.
  public func thumbnail(fitting side: Int) -> Image {
    precondition(side >= 1, "a thumbnail needs at least one pixel")
    let longer = max(height, width)
    guard longer > side else { return self }
    func scaled(_ length: Int) -> Int { max(1, (2 * length * side + longer) / (2 * longer)) }
    return resizedByArea(height: scaled(height), width: scaled(width))
  }

  /// Columns first, then rows: both are weighted sums, so that they can be done one after the other.
  private func resampled(rows: [Weights], columns: [Weights]) -> Image {
    precondition(
      height > 0 && width > 0 || rows.isEmpty || columns.isEmpty,
      "there is nothing to resize in \(height) × \(width) pixels")
    let stride = columns.count * channels
    var narrow = [Double](repeating: 0, count: height * stride)
    for y in 0..<height {
      for (x, weights) in columns.enumerated() {
        for (offset, weight) in weights.values.enumerated() {
          let source = (y * width + weights.first + offset) * channels
          for channel in 0..<channels {
            narrow[y * stride + x * channels + channel] += weight * Double(pixels[source + channel])
          }
        }
      }
    }
    var result: [UInt8] = []
    result.reserveCapacity(rows.count * stride)
    var sums = [Double](repeating: 0, count: stride)
    for weights in rows {
      for index in 0..<stride { sums[index] = 0 }
      for (offset, weight) in weights.values.enumerated() {
        let source = (weights.first + offset) * stride
        for index in 0..<stride { sums[index] += weight * narrow[source + index] }
      }
      for sum in sums { result.append(UInt8(min(max((sum).rounded(), 0), 255))) }
    }
    return Image(height: rows.count, width: columns.count, channels: channels, pixels: result)
  }
}

/// What a new pixel takes from the old ones: old pixel `first + i` counts `values[i]`; they sum to 1.
private struct Weights {
  var first: Int
  var values: [Double]
}

private func areaWeights(_ index: Int, from old: Int, to new: Int) -> Weights {
  let scale = Double(old) / Double(new)
  let start = Double(index) * scale
  let end = index == new - 1 ? Double(old) : Double(index + 1) * scale
  let first = min(Int(start), old - 1)
  let last = max(first + 1, min(Int(end.rounded(.up)), old))
  let values = (first..<last).map { max(0, min(Double($0 + 1), end) - max(Double($0), start)) }
  let sum = values.reduce(0, +)
  return Weights(first: first, values: values.map { $0 / sum })
}

private func linearWeights(_ index: Int, from old: Int, to new: Int) -> Weights {
  let centre = (Double(index) + 0.5) * Double(old) / Double(new) - 0.5
  let position = min(max(centre, 0), Double(old - 1))
  let first = min(Int(position), max(0, old - 2))
  let fraction = position - Double(first)
  return Weights(first: first, values: old == 1 ? [1] : [1 - fraction, fraction])
}
