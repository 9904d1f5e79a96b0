// Antialiased drawing: blends a colour into pixels by how much of each a shape covers.

/// A point on a picture, in pixels: pixel (y, x) reaches from (y, x) to (y + 1, x + 1), so that its
/// centre is at (y + ½, x + ½).
public struct Point: Hashable, Codable, Sendable {
  /// Down from the top edge.
  public var y: Double
  /// To the right of the left edge.
  public var x: Double

  /// Creates a point; y comes first, as everywhere here.
  public init(y: Double, x: Double) {
    self.y = y
    self.x = x
  }
}

extension Image {
  /// Blends a colour into one pixel, which a shape covers by 0…1.
  ///
  /// On a picture with alpha this is "over" of Porter and Duff (1984), with straight (not
  /// premultiplied) alpha.
  @inline(__always)
  mutating func blend(_ colour: [Double], alpha: Double, y: Int, x: Int, coverage: Double) {
    let opacity = alpha * coverage
    guard opacity > 0 else { return }
    let start = (y * width + x) * channels
    let samples = hasAlpha ? channels - 1 : channels
    var share = opacity
    if hasAlpha {
      let under = Double(pixels[start + samples]) / 255
      let result = opacity + under * (1 - opacity)
      pixels[start + samples] = UInt8((result * 255).rounded())
      share = opacity / result
    }
    for channel in 0..<samples {
      let under = Double(pixels[start + channel])
      pixels[start + channel] = UInt8((under + (colour[channel] - under) * share).rounded())
    }
  }

  /// Fills a shape given by how much of each pixel it covers, inside a box.
  ///
  /// - Parameters:
  ///   - box: rows and columns, as pixel edges; cut off at the picture's.
  ///   - coverage: 0…1 for the pixel whose centre is at this point.
  @inline(__always)
  mutating func paint(
    _ colour: Colour, from topLeft: Point, to bottomRight: Point, coverage: (Point) -> Double
  ) {
    guard let rows = clipped(topLeft.y, bottomRight.y, height),
      let columns = clipped(topLeft.x, bottomRight.x, width)
    else { return }
    let samples = colour.samples(channels: 4).map(Double.init)
    let shown = channels < 3 ? [Double(colour.luma)] : samples
    for y in rows {
      for x in columns {
        let covered = coverage(Point(y: Double(y) + 0.5, x: Double(x) + 0.5))
        guard covered > 0 else { continue }
        blend(shown, alpha: samples[3] / 255, y: y, x: x, coverage: min(covered, 1))
      }
    }
  }
}

/// The pixels that an interval touches; nil for none, or for a bound that is no number.
private func clipped(_ from: Double, _ to: Double, _ count: Int) -> Range<Int>? {
  guard from < Double(count), to > 0, from <= to else { return nil }
  let first = Int(max(from, 0).rounded(.down))
  let end = Int(min(to, Double(count)).rounded(.up))
  return first < end ? first..<end : nil
}

/// Computes how much of a pixel a straight stroke covers whose middle runs `distance` past the
/// pixel's centre: the overlap of two intervals, exact for vertical and horizontal strokes.
@inline(__always)
func strokeCoverage(distance: Double, halfWidth: Double) -> Double {
  max(0, min(halfWidth, distance + 0.5) - max(-halfWidth, distance - 0.5))
}

/// Computes the distance from a point to a segment.
@inline(__always)
func distance(_ point: Point, from start: Point, to end: Point) -> Double {
  let dy = end.y - start.y
  let dx = end.x - start.x
  let length = dy * dy + dx * dx
  let along = (point.y - start.y) * dy + (point.x - start.x) * dx
  let share = length > 0 ? min(max(along / length, 0), 1) : 0
  let offY = point.y - start.y - share * dy
  let offX = point.x - start.x - share * dx
  return (offY * offY + offX * offX).squareRoot()
}
