// Draws a kind of clothing: outlines that are interpolated, fabric, seams and straps.

import Tensors

/// One of the ten kinds of DrawnClothes.
struct Garment: Sendable {
  /// A line on the garment: a seam, buttons, a strap.
  struct Detail: Sendable {
    let stroke: Sketch.Stroke
    /// Its probability.
    let share: Float
    /// Half its width in pixels.
    let halfWidth: ClosedRange<Float>
    /// The factor of the fabric's brightness.
    let tone: ClosedRange<Float>
    /// Whether it may reach beyond the outline, as straps do.
    let isStrap: Bool
    /// Whether it is drawn on both sides.
    let isMirrored: Bool
  }

  /// The outlines that are interpolated, point by point.
  private let outlines: [Sketch.Stroke]
  private let isMirrored: Bool
  private let details: [Detail]
  private let stripes: Float
  private let prints: Float

  /// - Parameters:
  ///   - outlines: of equally many points, in a box of 100 × 100; every garment is a mixture of two
  ///     of them. Of a mirrored garment the right half, from its middle line at x = 0.
  ///   - stripes: the probability of stripes or checks.
  ///   - prints: the probability of a print.
  init(
    _ outlines: [String], isMirrored: Bool, stripes: Float, prints: Float = 0,
    details: [Detail]
  ) {
    self.outlines = outlines.map { Sketch.Stroke($0) }
    precondition(
      Set(self.outlines.map(\.points.count)).count == 1, "outlines must have equally many points")
    self.isMirrored = isMirrored
    self.stripes = stripes
    self.prints = prints
    self.details = details
  }

  /// Draws one garment.
  ///
  /// - Returns: 28 · 28 grey levels, bright fabric on a dark background.
  func drawn(using generator: inout SeededGenerator) -> [UInt8] {
    var distribution = StrokeVariation.Distribution.tailoring
    // Shoes are seen from both sides.
    distribution.isTurnedOver = !isMirrored && generator.happens(0.5)
    let variation = StrokeVariation(distribution, using: &generator)
    let fabric = Fabric(stripes: stripes, prints: prints, using: &generator)
    let coverage = GarmentRaster.coverage(of: cut(variation, &generator))
    var raster = GarmentRaster()
    raster.lay(fabric, where: coverage)
    for detail in details where generator.happens(detail.share) {
      sew(detail, on: &raster, fabric, coverage, variation, &generator)
    }
    return finished(raster, coverage, &generator)
  }

  /// Interpolates a closed outline in pixels.
  private func cut(_ variation: StrokeVariation, _ generator: inout SeededGenerator) -> [SIMD2<
    Float
  >] {
    let one = outlines[generator.draw(below: outlines.count)]
    let other = outlines[generator.draw(below: outlines.count)]
    let share = generator.draw(0...1)
    var points = zip(one.points, other.points).map { place($0 + ($1 - $0) * share) }
    points = points.map { variation.shaken($0, using: &generator) }
    var isCorner = one.isCorner
    if isMirrored {
      // Both halves share the points on the middle line.
      points[0].x = 0
      points[points.count - 1].x = 0
      points += points.dropLast().reversed().map { [-$0.x, $0.y] }
      isCorner += isCorner.dropLast().reversed()
    } else {
      points.append(points[0])
      isCorner.append(isCorner[0])
    }
    return smoothCurve(through: points, isCorner: isCorner, piece: 0.16).map(variation.placed)
  }

  private func sew(
    _ detail: Detail, on raster: inout GarmentRaster, _ fabric: Fabric, _ coverage: [Float],
    _ variation: StrokeVariation,
    _ generator: inout SeededGenerator
  ) {
    let halfWidth = generator.draw(detail.halfWidth)
    let tone = generator.draw(detail.tone)
    let points = detail.stroke.points.map { variation.shaken(place($0), using: &generator) }
    for side: Float in detail.isMirrored ? [1, -1] : [1] {
      let curve = smoothCurve(
        through: points.map { [side * $0.x, $0.y] }, isCorner: detail.stroke.isCorner, piece: 0.16
      ).map(variation.placed)
      if detail.isStrap {
        raster.strap(curve, halfWidth: halfWidth, level: min(fabric.shade * tone, 1))
      } else {
        raster.seam(curve, halfWidth: halfWidth, tone: tone, within: coverage)
      }
    }
  }

  /// Scales a point from the box of 100 to −1…1.
  private func place(_ point: SIMD2<Float>) -> SIMD2<Float> {
    isMirrored ? [point.x / 50, (point.y - 50) / 50] : (point - 50) / 50
  }

  /// Adds the weave: noise inside the outline only.
  private func finished(
    _ raster: GarmentRaster, _ coverage: [Float], _ generator: inout SeededGenerator
  ) -> [UInt8] {
    let weave = generator.draw(0.02...0.16)
    var bits: UInt64 = 0
    return raster.levels.indices.map { pixel in
      // 64 bits are noise for four pixels.
      bits = pixel % 4 == 0 ? generator.next() : bits >> 16
      let noise = Float(bits & 0xFFFF) * 0x1p-15 - 1
      let level = raster.levels[pixel] * (1 + weave * noise)
      return UInt8(min(max(level, 0), 1) * 255 + 0.5)
    }
  }
}

extension Garment.Detail {
  /// Creates a line darker or lighter than the fabric.
  static func seam(
    _ text: String, share: Float, halfWidth: ClosedRange<Float> = 0.3...0.6,
    tone: ClosedRange<Float> = 0.4...0.75, isMirrored: Bool = false
  ) -> Self {
    Self(
      stroke: Sketch.Stroke(text), share: share, halfWidth: halfWidth, tone: tone, isStrap: false,
      isMirrored: isMirrored)
  }

  /// Creates a line with its own brightness, which may cross the outline.
  static func strap(
    _ text: String, share: Float, halfWidth: ClosedRange<Float>,
    tone: ClosedRange<Float> = 0.7...1.2
  ) -> Self {
    Self(
      stroke: Sketch.Stroke(text), share: share, halfWidth: halfWidth, tone: tone, isStrap: true,
      isMirrored: false)
  }
}

extension StrokeVariation.Distribution {
  /// Clothes laid flat: nearly upright, filling the picture.
  static let tailoring = StrokeVariation.Distribution(
    tremor: 0.01...0.035, slant: (0, 0.07), size: (11.2, 0.9), stretch: 0.12, mostWidth: 13,
    turn: 0.05, shift: 1.4, bend: 0.035)
}
