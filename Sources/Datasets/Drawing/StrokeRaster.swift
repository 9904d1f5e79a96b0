// Rasterizes strokes into 28 × 28 pixels, antialiased.

import Tensors

/// A distance field of strokes: it keeps each pixel's distance to the nearest stroke, so that
/// strokes that cross are not brighter there.
struct StrokeRaster {
  /// Rows and columns.
  static let side = 28

  /// For each pixel the distance from its centre to the nearest stroke's edge; negative inside.
  private(set) var distances = [Float](repeating: 4, count: side * side)

  /// Draws a polyline whose half width in pixels changes linearly from end to end.
  mutating func stroke(_ curve: [SIMD2<Float>], halfWidths: (Float, Float)) {
    guard let last = curve.indices.last, last > 0 else { return }
    let change = (halfWidths.1 - halfWidths.0) / Float(last)
    for index in 0..<last {
      piece(
        from: curve[index], to: curve[index + 1],
        halfWidth: halfWidths.0 + (Float(index) + 0.5) * change)
    }
  }

  private mutating func piece(from start: SIMD2<Float>, to end: SIMD2<Float>, halfWidth: Float) {
    // No edge fades over more than 1.8 pixels, half of it outside.
    let reach = halfWidth + 1
    let rows = Self.pixels(min(start.y, end.y) - reach, max(start.y, end.y) + reach)
    let columns = Self.pixels(min(start.x, end.x) - reach, max(start.x, end.x) + reach)
    let along = end - start
    let square = along.x * along.x + along.y * along.y
    let inverse = square > 0 ? 1 / square : 0
    for row in rows {
      for column in columns {
        let x = Float(column) + 0.5 - start.x
        let y = Float(row) + 0.5 - start.y
        let share = min(max((x * along.x + y * along.y) * inverse, 0), 1)
        let (offX, offY) = (x - along.x * share, y - along.y * share)
        let away = (offX * offX + offY * offY).squareRoot() - halfWidth
        let place = row * Self.side + column
        if away < distances[place] { distances[place] = away }
      }
    }
  }

  /// Renders bright ink on a dark background, 28 · 28 grey levels row by row.
  ///
  /// - Parameters:
  ///   - ink: The brightness of the ink, 0…1.
  ///   - softness: The width in pixels over which an edge fades; 1 is sharp.
  ///   - grain: The largest noise, 0…1, in the ink, and a quarter of it beside.
  func inked(
    _ ink: Float, softness: Float, grain: Float, using generator: inout SeededGenerator
  ) -> [UInt8] {
    var bits: UInt64 = 0
    return distances.indices.map { pixel in
      // 64 bits are noise for four pixels.
      bits = pixel % 4 == 0 ? generator.next() : bits >> 16
      let noise = Float(bits & 0xFFFF) * 0x1p-15 - 1
      let covered = min(max(0.5 - distances[pixel] / softness, 0), 1)
      let level = ink * covered + grain * (0.25 + covered) * noise
      return UInt8(min(max(level, 0), 1) * 255 + 0.5)
    }
  }

  /// The pixels of the raster between two coordinates.
  static func pixels(_ from: Float, _ to: Float) -> Range<Int> {
    let first = Int(max(from, 0))
    return first..<max(first, Int(min(to, Float(side - 1)) + 1))
  }
}
