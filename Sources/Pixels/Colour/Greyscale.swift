// Converts colour to greyscale: the mean, the luma, or one channel.

extension Image {
  /// Converts to greyscale by the mean of red, green and blue, rounded down: (200, 100, 50) has
  /// mean 116.67 and becomes 116.
  ///
  /// The sum is taken in 16 bits, where 255 · 3 fits; the fraction is dropped, as NumPy does when
  /// it assigns a mean to an 8-bit array.
  /// - Returns: 1 channel, or 2 if there is alpha, which is kept; a grey picture is returned
  ///   unchanged.
  public func greyByMean() -> Image {
    grey { red, green, blue in UInt8((UInt16(red) + UInt16(green) + UInt16(blue)) / 3) }
  }

  /// Converts to greyscale by the luma of ITU-R BT.601: 0.299 R + 0.587 G + 0.114 B, rounded.
  ///
  /// (200, 100, 50) becomes 124. The same as Pillow's `convert("L")`.
  /// - Returns: 1 channel, or 2 if there is alpha, which is kept; a grey picture is returned
  ///   unchanged.
  public func greyByLuma() -> Image { grey(luma601) }

  /// Extracts one channel as a grey picture: 0 red, 1 green, 2 blue, and alpha where there is one.
  public func channel(_ index: Int) -> Image {
    precondition(
      (0..<channels).contains(index), "there is no channel \(index) in a picture of \(channels)")
    return mapPixels(channels: 1) { source, from, result, to in result[to] = source[from + index] }
  }

  @inline(__always)
  private func grey(_ weigh: (UInt8, UInt8, UInt8) -> UInt8) -> Image {
    guard channels >= 3 else { return self }
    let hasAlpha = hasAlpha
    return mapPixels(channels: hasAlpha ? 2 : 1) { source, from, result, to in
      result[to] = weigh(source[from], source[from + 1], source[from + 2])
      if hasAlpha { result[to + 1] = source[from + 3] }
    }
  }
}
