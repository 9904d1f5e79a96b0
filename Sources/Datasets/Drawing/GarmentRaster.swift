// Rasterizes filled shapes and lines into grey levels, one layer over the other.

/// A grey raster of filled shapes and lines, 28 × 28.
struct GarmentRaster {
  /// The brightness of each pixel, 0…1, row by row.
  private(set) var levels = [Float](repeating: 0, count: StrokeRaster.side * StrokeRaster.side)

  /// Computes how much of each pixel a closed shape covers, 0…1.
  static func coverage(of outline: [SIMD2<Float>]) -> [Float] {
    var raster = StrokeRaster()
    raster.stroke(outline, halfWidths: (0, 0))
    let inside = isInside(outline)
    // The distance to the outline, signed, is the share of a pixel that the outline cuts.
    return inside.indices.map { pixel in
      let away = inside[pixel] ? -raster.distances[pixel] : raster.distances[pixel]
      return min(max(0.5 - away, 0), 1)
    }
  }

  /// Tests each pixel's centre by the even-odd rule: it lies inside if a ray to the left crosses
  /// the outline an odd number of times.
  private static func isInside(_ outline: [SIMD2<Float>]) -> [Bool] {
    let side = StrokeRaster.side
    var inside = [Bool](repeating: false, count: side * side)
    guard let last = outline.last else { return inside }
    var from = last
    for to in outline {
      let (top, bottom) = from.y < to.y ? (from, to) : (to, from)
      from = to
      for row in StrokeRaster.pixels(top.y - 1, bottom.y + 1) {
        let y = Float(row) + 0.5
        guard top.y <= y, y < bottom.y else { continue }
        let x = top.x + (bottom.x - top.x) * (y - top.y) / (bottom.y - top.y)
        // Every pixel to the right of the crossing changes sides.
        let first = min(max(Int((x + 0.5).rounded(.down)), 0), side)
        for pixel in row * side + first..<(row + 1) * side { inside[pixel].toggle() }
      }
    }
    return inside
  }

  /// Blends fabric in where a shape covers pixels.
  mutating func lay(_ fabric: Fabric, where coverage: [Float]) {
    for pixel in coverage.indices where coverage[pixel] > 0 {
      let level = fabric.level(
        x: Float(pixel % StrokeRaster.side), y: Float(pixel / StrokeRaster.side))
      levels[pixel] += (level - levels[pixel]) * coverage[pixel]
    }
  }

  /// Draws a line that multiplies the brightness below it.
  ///
  /// - Parameters:
  ///   - tone: The factor of the brightness.
  ///   - coverage: The shape that clips the line.
  mutating func seam(
    _ curve: [SIMD2<Float>], halfWidth: Float, tone: Float, within coverage: [Float]
  ) {
    var raster = StrokeRaster()
    raster.stroke(curve, halfWidths: (halfWidth, halfWidth))
    for pixel in coverage.indices {
      let drawn = min(max(0.5 - raster.distances[pixel], 0), 1) * coverage[pixel]
      levels[pixel] = min(levels[pixel] * (1 + (tone - 1) * drawn), 1)
    }
  }

  /// Draws a line with its own brightness, not clipped.
  mutating func strap(_ curve: [SIMD2<Float>], halfWidth: Float, level: Float) {
    var raster = StrokeRaster()
    raster.stroke(curve, halfWidths: (halfWidth, halfWidth))
    for pixel in levels.indices {
      let drawn = min(max(0.5 - raster.distances[pixel], 0), 1)
      levels[pixel] += (level - levels[pixel]) * drawn
    }
  }
}
