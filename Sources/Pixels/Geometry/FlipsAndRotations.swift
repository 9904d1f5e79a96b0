// The eight ways to lay a rectangle onto itself or its transpose: flips, rotations, transposes.

extension Image {
  /// Mirrored left to right: column x becomes column width − 1 − x.
  public func flippedLeftRight() -> Image {
    rearranged(height, width, from: width - 1, perRow: width, perColumn: -1)
  }

  /// Mirrored top to bottom: row y becomes row height − 1 − y.
  public func flippedUpDown() -> Image {
    rearranged(height, width, from: (height - 1) * width, perRow: -width, perColumn: 1)
  }

  /// Turned by half a turn.
  public func rotated180() -> Image {
    rearranged(height, width, from: height * width - 1, perRow: -width, perColumn: -1)
  }

  /// Rows and columns swapped: (y, x) becomes (x, y), as NumPy's `transpose(1, 0, 2)`.
  public func transposed() -> Image {
    rearranged(width, height, from: 0, perRow: 1, perColumn: width)
  }

  /// Swapped over the other diagonal, from bottom left to top right.
  public func transposedOverAntidiagonal() -> Image {
    rearranged(width, height, from: height * width - 1, perRow: -1, perColumn: -width)
  }

  /// Turned by a quarter clockwise: the left edge becomes the top one.
  public func rotated90Clockwise() -> Image {
    rearranged(width, height, from: (height - 1) * width, perRow: 1, perColumn: -width)
  }

  /// Turned by a quarter anticlockwise: the right edge becomes the top one.
  public func rotated90Anticlockwise() -> Image {
    rearranged(width, height, from: width - 1, perRow: -1, perColumn: width)
  }

  /// A picture whose pixel (y, x) is our pixel number `start + y · perRow + x · perColumn`.
  private func rearranged(
    _ newHeight: Int, _ newWidth: Int, from start: Int, perRow: Int, perColumn: Int
  ) -> Image {
    let channels = self.channels
    let pixels = pixels.withUnsafeBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: source.count) { result, count in
        var written = 0
        for y in 0..<newHeight {
          var pixel = start + y * perRow
          for _ in 0..<newWidth {
            for channel in 0..<channels {
              result[written] = source[pixel * channels + channel]
              written += 1
            }
            pixel += perColumn
          }
        }
        count = written
      }
    }
    return Image(height: newHeight, width: newWidth, channels: channels, pixels: pixels)
  }
}
