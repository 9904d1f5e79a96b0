// Resizes pictures: area averages to shrink, bilinear interpolation to enlarge.

extension Image {
  /// Resizes by area averages: each new pixel is the mean of the area it covers.
  ///
  /// Each channel is averaged in Double and rounded. To enlarge use
  /// ``resizedBilinear(height:width:)`` or ``enlarged(by:)``; here it gives blocks.
  public func resizedByArea(height newHeight: Int, width newWidth: Int) -> Image {
    let rows = (0..<newHeight).map { areaWeights($0, from: height, to: newHeight) }
    let columns = (0..<newWidth).map { areaWeights($0, from: width, to: newWidth) }
    return resampled(rows: rows, columns: columns)
  }

  /// Resizes by bilinear interpolation between the four nearest pixel centres, edges repeated.
  ///
  /// The convention is that of OpenCV's INTER_LINEAR and of align_corners=False: new pixel i lies
  /// at (i + ½) · old / new − ½. Shrinking by more than 2 skips pixels: use area averages there.
  public func resizedBilinear(height newHeight: Int, width newWidth: Int) -> Image {
    let rows = (0..<newHeight).map { linearWeights($0, from: height, to: newHeight) }
    let columns = (0..<newWidth).map { linearWeights($0, from: width, to: newWidth) }
    return resampled(rows: rows, columns: columns)
  }

  /// Shrinks by area averages until both sides are at most `side`; a smaller picture stays as it
  /// is.
  public func thumbnail(fitting side: Int) -> Image {
    precondition(side >= 1, "a thumbnail needs at least one pixel")
    let longer = max(height, width)
    guard longer > side else { return self }
    func scaled(_ length: Int) -> Int { max(1, (2 * length * side + longer) / (2 * longer)) }
    return resizedByArea(height: scaled(height), width: scaled(width))
  }

  /// Computes weighted sums along each row, then of the rows.
  ///
  /// Only the rows that the current output row needs are held in Double: all would take 8 times the
  /// memory of the picture.
  private func resampled(rows: [Weights], columns: [Weights]) -> Image {
    precondition(
      height > 0 && width > 0 || rows.isEmpty || columns.isEmpty,
      "there is nothing to resize in \(height) × \(width) pixels")
    let stride = columns.count * channels
    var narrowRows: [(y: Int, samples: [Double])] = []
    var result: [UInt8] = []
    result.reserveCapacity(rows.count * stride)
    var sums = [Double](repeating: 0, count: stride)
    for weights in rows {
      narrowRows.removeAll { $0.y < weights.first }
      for index in 0..<stride { sums[index] = 0 }
      for (offset, weight) in weights.values.enumerated() {
        if offset == narrowRows.count {
          narrowRows.append((weights.first + offset, narrowed(weights.first + offset, columns)))
        }
        let narrow = narrowRows[offset].samples
        for index in 0..<stride { sums[index] += weight * narrow[index] }
      }
      for sum in sums { result.append(UInt8(min(max(sum.rounded(), 0), 255))) }
    }
    return Image(height: rows.count, width: columns.count, channels: channels, pixels: result)
  }

  /// Computes the weighted sums along row y.
  private func narrowed(_ y: Int, _ columns: [Weights]) -> [Double] {
    let (channels, rowStart) = (channels, y * width * channels)
    return [Double](unsafeUninitializedCapacity: columns.count * channels) { narrow, count in
      count = columns.count * channels
      pixels.withUnsafeBufferPointer { pixels in
        for (x, weights) in columns.enumerated() {
          let start = rowStart + weights.first * channels
          weights.values.withUnsafeBufferPointer { values in
            for channel in 0..<channels {
              var sum = 0.0
              for offset in 0..<values.count {
                sum += values[offset] * Double(pixels[start + offset * channels + channel])
              }
              narrow[x * channels + channel] = sum
            }
          }
        }
      }
    }
  }
}

/// The weights of the old pixels in a new one: `values[i]` for old pixel `first + i`; their sum is
/// 1.
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
