// Crops, pads, enlarges and joins pictures. FlipsAndRotations.swift has the rest.

/// A rectangle of whole pixels: rows y ..< y + height, columns x ..< x + width.
public struct PixelArea: Hashable, Sendable, Codable {
  /// The first row.
  public var y: Int
  /// The first column.
  public var x: Int
  /// How many rows.
  public var height: Int
  /// How many columns.
  public var width: Int

  /// Creates an area from its first row and column and its size.
  public init(y: Int, x: Int, height: Int, width: Int) {
    self.y = y
    self.x = x
    self.height = height
    self.width = width
  }
}

extension Image {
  /// Crops the picture to an area.
  ///
  /// - Precondition: the area lies inside the picture.
  public func cropped(to area: PixelArea) -> Image {
    precondition(
      area.y >= 0 && area.x >= 0 && area.height >= 0 && area.width >= 0
        && area.y + area.height <= height && area.x + area.width <= width,
      "rows \(area.y)..<\(area.y + area.height), columns \(area.x)..<\(area.x + area.width) "
        + "are not inside \(height) × \(width)")
    var result: [UInt8] = []
    result.reserveCapacity(area.height * area.width * channels)
    for y in area.y..<(area.y + area.height) {
      let start = (y * width + area.x) * channels
      result += pixels[start..<(start + area.width * channels)]
    }
    return Image(height: area.height, width: area.width, channels: channels, pixels: result)
  }

  /// Enlarges every pixel to factor × factor equal ones (nearest neighbour).
  public func enlarged(by factor: Int) -> Image {
    precondition(factor >= 1, "pictures are enlarged by 1 or more, not \(factor)")
    var result: [UInt8] = []
    result.reserveCapacity(pixels.count * factor * factor)
    for y in 0..<height {
      var row: [UInt8] = []
      row.reserveCapacity(width * channels * factor)
      for x in 0..<width {
        let start = (y * width + x) * channels
        for _ in 0..<factor { row += pixels[start..<(start + channels)] }
      }
      for _ in 0..<factor { result += row }
    }
    return Image(
      height: height * factor, width: width * factor, channels: channels, pixels: result)
  }

  /// Pads the picture with a border of one colour.
  public func padded(
    top: Int = 0, left: Int = 0, bottom: Int = 0, right: Int = 0, with colour: Colour
  ) -> Image {
    precondition(min(top, left, bottom, right) >= 0, "a border can't be negative")
    var result = Image(
      height: top + height + bottom, width: left + width + right, channels: channels,
      filledWith: colour)
    result.place(self, y: top, x: left)
    return result
  }

  /// Pads the picture with a border of the same width on all four sides.
  public func padded(by border: Int, with colour: Colour) -> Image {
    padded(top: border, left: border, bottom: border, right: border, with: colour)
  }

  /// Copies another picture into this one, clipped at the edges; alpha is copied, not blended.
  ///
  /// - Precondition: both have the same channels.
  public mutating func place(_ other: Image, y: Int, x: Int) {
    precondition(
      other.channels == channels, "\(other.channels) channels don't fit into \(channels)")
    let rows = max(0, -y)..<max(max(0, -y), min(other.height, height - y))
    let columns = max(0, -x)..<max(max(0, -x), min(other.width, width - x))
    guard !columns.isEmpty else { return }
    for row in rows {
      let source = (row * other.width + columns.lowerBound) * channels
      let target = ((y + row) * width + x + columns.lowerBound) * channels
      let count = columns.count * channels
      pixels.replaceSubrange(
        target..<(target + count), with: other.pixels[source..<(source + count)])
    }
  }

  /// Joins pictures in a row, from the left, centred on the tallest.
  ///
  /// - Returns: as many channels as all of them need.
  public static func sideBySide(
    _ images: [Image], gap: Int = 8, background: Colour = .white
  ) -> Image {
    let height = images.map(\.height).max() ?? 0
    let width = images.map(\.width).reduce(0, +) + gap * max(0, images.count - 1)
    var result = canvas(height, width, for: images, background)
    var x = 0
    for image in images {
      result.place(image.converted(to: result.channels), y: (height - image.height) / 2, x: x)
      x += image.width + gap
    }
    return result
  }

  /// Joins pictures in a column, from the top, centred on the widest.
  ///
  /// - Returns: as many channels as all of them need.
  public static func stacked(
    _ images: [Image], gap: Int = 8, background: Colour = .white
  ) -> Image {
    let height = images.map(\.height).reduce(0, +) + gap * max(0, images.count - 1)
    let width = images.map(\.width).max() ?? 0
    var result = canvas(height, width, for: images, background)
    var y = 0
    for image in images {
      result.place(image.converted(to: result.channels), y: y, x: (width - image.width) / 2)
      y += image.height + gap
    }
    return result
  }

  private static func canvas(
    _ height: Int, _ width: Int, for images: [Image], _ background: Colour
  ) -> Image {
    let isGrey = background.red == background.green && background.green == background.blue
    let colour = !isGrey || images.contains { $0.channels >= 3 }
    let alpha = background.alpha < 255 || images.contains(where: \.hasAlpha)
    return Image(
      height: height, width: width, channels: (colour ? 3 : 1) + (alpha ? 1 : 0),
      filledWith: background)
  }
}
