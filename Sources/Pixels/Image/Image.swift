// A picture in memory, 8 bits a sample.

/// A picture of 8-bit samples, (height, width, channels). The origin is top left, y comes before x.
public struct Image: Equatable, Sendable {
  /// The number of rows.
  public let height: Int
  /// The number of columns.
  public let width: Int
  /// Samples a pixel: 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA.
  public let channels: Int
  /// The samples, row-major, `height · width · channels` of them, each 0…255.
  public var pixels: [UInt8]

  /// (height, width, channels).
  public var shape: [Int] { [height, width, channels] }

  /// Creates a picture from its samples.
  ///
  /// - Precondition: 1 to 4 channels and exactly height · width · channels samples.
  public init(height: Int, width: Int, channels: Int, pixels: [UInt8]) {
    precondition((1...4).contains(channels), "a picture has 1 to 4 channels, not \(channels)")
    precondition(
      height >= 0 && width >= 0 && pixels.count == height * width * channels,
      "(\(height), \(width), \(channels)) holds \(height * width * channels) samples, "
        + "not \(pixels.count)")
    self.height = height
    self.width = width
    self.channels = channels
    self.pixels = pixels
  }

  /// One sample, 0…255.
  public subscript(y: Int, x: Int, channel: Int) -> UInt8 {
    get { pixels[(y * width + x) * channels + channel] }
    set { pixels[(y * width + x) * channels + channel] = newValue }
  }
}
