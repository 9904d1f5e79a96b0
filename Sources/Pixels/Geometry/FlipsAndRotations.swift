// Flips, rotates and transposes pictures.

extension Image {
  /// Flips left to right: column x becomes column width − 1 − x.
  public func flippedLeftRight() -> Image {
    rearranged(height, width, from: width - 1, perRow: width, perColumn: -1)
  }

  /// Flips top to bottom: row y becomes row height − 1 − y.
  public func flippedUpDown() -> Image {
    rearranged(height, width, from: (height - 1) * width, perRow: -width, perColumn: 1)
  }

  /// Rotates by 180°.
  public func rotated180() -> Image {
    rearranged(height, width, from: height * width - 1, perRow: -width, perColumn: -1)
  }

  /// Transposes rows and columns: (y, x) becomes (x, y), as NumPy's `transpose(1, 0, 2)`.
  public func transposed() -> Image {
    rearranged(width, height, from: 0, perRow: 1, perColumn: width)
  }

  /// Transposes over the other diagonal, from bottom left to top right.
  public func transposedOverAntidiagonal() -> Image {
    rearranged(width, height, from: height * width - 1, perRow: -1, perColumn: -width)
  }

  /// Rotates by 90° clockwise: the left edge becomes the top one.
  public func rotated90Clockwise() -> Image {
    rearranged(width, height, from: (height - 1) * width, perRow: 1, perColumn: -width)
  }

  /// Rotates by 90° anticlockwise: the right edge becomes the top one.
  public func rotated90Anticlockwise() -> Image {
    rearranged(width, height, from: width - 1, perRow: -1, perColumn: width)
  }

  /// Rearranges pixels: pixel (y, x) of the result is pixel number `start + y · perRow + x ·
  /// perColumn`.
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
