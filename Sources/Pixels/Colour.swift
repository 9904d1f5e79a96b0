// Colour to grey and back, single channels, and transparency laid over a colour.

extension Image {
  /// Without alpha: every pixel blended over a colour, round(sample · α + colour · (1 − α)).
  ///
  /// - Parameter colour: one grey value, or red, green and blue; for a picture with colour a grey
  ///   value counts three times, for a grey picture a colour makes the result RGB unless it is grey.
  /// - Returns: 1 or 3 channels; the picture itself if it has no alpha.
  public func flattened(over colour: [UInt8]) -> Image {
    precondition(colour.count == 1 || colour.count == 3, "a colour is 1 or 3 samples")
    guard channels == 2 || channels == 4 else { return self }
    let isGrey = colour.allSatisfy { $0 == colour[0] }
    if channels == 2, !isGrey { return rgba().flattened(over: colour) }
    let samples = channels - 1
    let under = (0..<samples).map { Int(colour.count == 1 ? colour[0] : colour[$0]) }
    var result = [UInt8](repeating: 0, count: height * width * samples)
    for pixel in 0..<(height * width) {
      let alpha = Int(pixels[pixel * channels + samples])
      for channel in 0..<samples {
        let over = Int(pixels[pixel * channels + channel])
        result[pixel * samples + channel] = UInt8(
          (over * alpha + under[channel] * (255 - alpha) + 127) / 255)
      }
    }
    return Image(height: height, width: width, channels: samples, pixels: result)
  }

  /// Four channels; grey counts three times, and a picture without alpha is opaque.
  public func rgba() -> Image {
    mapPixels(channels: 4) { pixel, result in
      let isGrey = pixel.count < 3
      for channel in 0..<3 { result[channel] = pixel[isGrey ? 0 : channel] }
      result[3] = pixel.count % 2 == 0 ? pixel[pixel.count - 1] : 255
    }
  }

  /// A picture of the same size whose pixels a function of ours writes into place.
  @inline(__always)
  func mapPixels(
    channels newChannels: Int,
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeMutableBufferPointer<UInt8>) -> Void
  ) -> Image {
    let count = height * width
    let result = pixels.withUnsafeBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: count * newChannels) { result, filled in
        for pixel in 0..<count {
          body(
            UnsafeBufferPointer(rebasing: source[(pixel * channels)..<((pixel + 1) * channels)]),
            UnsafeMutableBufferPointer(
              rebasing: result[(pixel * newChannels)..<((pixel + 1) * newChannels)]))
        }
        filled = count * newChannels
      }
    }
    return Image(height: height, width: width, channels: newChannels, pixels: result)
  }
}
