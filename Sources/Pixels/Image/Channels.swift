// Converts between 1, 2, 3 and 4 channels: repeats grey, adds, drops or blends alpha.

extension Image {
  /// Creates a picture of one colour.
  public init(height: Int, width: Int, channels: Int, filledWith colour: Colour) {
    let pixel = colour.samples(channels: channels)
    let count = height * width
    let pixels = [UInt8](unsafeUninitializedCapacity: count * channels) { result, filled in
      for index in 0..<count {
        for channel in 0..<channels { result[index * channels + channel] = pixel[channel] }
      }
      filled = count * channels
    }
    self.init(height: height, width: width, channels: channels, pixels: pixels)
  }

  /// Whether the last channel is alpha.
  public var hasAlpha: Bool { channels == 2 || channels == 4 }

  /// Converts to RGB: grey is repeated three times, alpha is dropped (see ``flattened(over:)``).
  public func rgb() -> Image {
    guard channels != 3 else { return self }
    let isGrey = channels < 3
    return mapPixels(channels: 3) { source, from, result, to in
      for channel in 0..<3 { result[to + channel] = source[from + (isGrey ? 0 : channel)] }
    }
  }

  /// Converts to RGBA: grey is repeated three times, missing alpha is opaque.
  public func rgba() -> Image {
    guard channels != 4 else { return self }
    let isGrey = channels < 3
    let hasAlpha = hasAlpha
    return mapPixels(channels: 4) { source, from, result, to in
      for channel in 0..<3 { result[to + channel] = source[from + (isGrey ? 0 : channel)] }
      result[to + 3] = hasAlpha ? source[from + 1] : 255
    }
  }

  /// Drops the alpha channel; transparent pixels keep their colour.
  public func withoutAlpha() -> Image {
    guard hasAlpha else { return self }
    let samples = channels - 1
    return mapPixels(channels: samples) { source, from, result, to in
      for channel in 0..<samples { result[to + channel] = source[from + channel] }
    }
  }

  /// Blends every pixel over a colour, and drops alpha: round(sample · α + colour · (1 − α)).
  ///
  /// - Returns: 1 or 3 channels; the picture itself if it has no alpha. Over a colour that is no
  ///   grey, a grey picture becomes RGB.
  public func flattened(over colour: Colour) -> Image {
    guard hasAlpha else { return self }
    let isGrey = colour.red == colour.green && colour.green == colour.blue
    if channels == 2, !isGrey { return rgba().flattened(over: colour) }
    let samples = channels - 1
    let under = colour.samples(channels: samples).map(Int.init)
    return mapPixels(channels: samples) { source, from, result, to in
      let alpha = Int(source[from + samples])
      for channel in 0..<samples {
        let over = Int(source[from + channel])
        result[to + channel] = UInt8((over * alpha + under[channel] * (255 - alpha) + 127) / 255)
      }
    }
  }

  /// Converts to as many or more channels; missing colour is grey, missing alpha opaque.
  func converted(to newChannels: Int) -> Image {
    precondition(newChannels >= channels, "channels are added here, not dropped")
    switch newChannels {
    case channels: return self
    case 2:
      return mapPixels(channels: 2) { source, from, result, to in
        result[to] = source[from]
        result[to + 1] = 255
      }
    case 3 where channels == 1: return rgb()
    default: return rgba()
    }
  }

  /// Maps pixels: calls (source, index there, result, index there) for each.
  @inline(__always)
  func mapPixels(
    channels newChannels: Int,
    _ body: (UnsafeBufferPointer<UInt8>, Int, UnsafeMutableBufferPointer<UInt8>, Int) -> Void
  ) -> Image {
    let count = height * width
    let result = pixels.withUnsafeBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: count * newChannels) { result, filled in
        for pixel in 0..<count { body(source, pixel * channels, result, pixel * newChannels) }
        filled = count * newChannels
      }
    }
    return Image(height: height, width: width, channels: newChannels, pixels: result)
  }
}
