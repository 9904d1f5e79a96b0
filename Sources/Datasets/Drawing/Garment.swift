// A kind of clothing: its outlines between which cuts vary, and what is sewn on.

import Tensors

/// One of the ten kinds of DrawnClothes.
struct Garment: Sendable {
  /// A seam, a button row, a strap.
  struct Detail: Sendable {
    let stroke: Sketch.Stroke
    /// How often it is there.
    let share: Float
    /// Half its width in pixels.
    let halfWidth: ClosedRange<Float>
    /// What the cloth's brightness is multiplied by.
    let tone: ClosedRange<Float>
    /// Whether it may reach beyond the cloth, as straps do.
    let isStrap: Bool
    /// Whether it is drawn on both sides.
    let isMirrored: Bool
  }

  /// The least and the most of what a cut may be, point by point.
  private let outlines: [Sketch.Stroke]
  private let isMirrored: Bool
  private let details: [Detail]
  private let stripes: Float
  private let prints: Float

  /// - Parameters:
  ///   - outlines: of equally many points, in a box of 100 × 100; every garment is a mixture of two
  ///     of them. Of a mirrored garment the right half, from its middle line at x = 0.
  ///   - stripes: the share with stripes or checks.
  ///   - prints: the share with a print.
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

  /// Draws one piece.
  ///
  /// - Returns: 28 · 28 grey levels, bright cloth on a dark ground.
  func drawn(using generator: inout SeededGenerator) -> [UInt8] {
    var manner = StrokeVariation.Manner.tailoring
    // Shoes are seen from both sides.
    manner.isTurnedOver = !isMirrored && generator.happens(0.5)
    let hand = StrokeVariation(manner, using: &generator)
    let fabric = Fabric(stripes: stripes, prints: prints, using: &generator)
    let coverage = GarmentRaster.coverage(of: cut(hand, &generator))
    var cloth = GarmentRaster()
    cloth.lay(fabric, where: coverage)
    for detail in details where generator.happens(detail.share) {
      sew(detail, on: &cloth, fabric, coverage, hand, &generator)
    }
    return finished(cloth, coverage, &generator)
  }

  /// The outline of one piece in pixels, closed.
  private func cut(_ hand: StrokeVariation, _ generator: inout SeededGenerator) -> [SIMD2<Float>] {
    let one = outlines[generator.draw(below: outlines.count)]
    let other = outlines[generator.draw(below: outlines.count)]
    let share = generator.draw(0...1)
    var points = zip(one.points, other.points).map { place($0 + ($1 - $0) * share) }
    points = points.map { hand.shaken($0, using: &generator) }
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
    return smoothCurve(through: points, isCorner: isCorner, piece: 0.16).map(hand.placed)
  }

  private func sew(
    _ detail: Detail, on cloth: inout GarmentRaster, _ fabric: Fabric, _ coverage: [Float],
    _ hand: StrokeVariation,
    _ generator: inout SeededGenerator
  ) {
    let halfWidth = generator.draw(detail.halfWidth)
    let tone = generator.draw(detail.tone)
    let points = detail.stroke.points.map { hand.shaken(place($0), using: &generator) }
    for side: Float in detail.isMirrored ? [1, -1] : [1] {
      let curve = smoothCurve(
        through: points.map { [side * $0.x, $0.y] }, isCorner: detail.stroke.isCorner, piece: 0.16
      ).map(hand.placed)
      if detail.isStrap {
        cloth.strap(curve, halfWidth: halfWidth, level: min(fabric.shade * tone, 1))
      } else {
        cloth.seam(curve, halfWidth: halfWidth, tone: tone, within: coverage)
      }
    }
  }

  /// From the box of 100 to −1…1.
  private func place(_ point: SIMD2<Float>) -> SIMD2<Float> {
    isMirrored ? [point.x / 50, (point.y - 50) / 50] : (point - 50) / 50
  }

  /// Adds the weave: noise in the cloth, none beside it.
  private func finished(
    _ cloth: GarmentRaster, _ coverage: [Float], _ generator: inout SeededGenerator
  ) -> [UInt8] {
    let weave = generator.draw(0.02...0.16)
    var bits: UInt64 = 0
    return cloth.levels.indices.map { pixel in
      // 64 bits are noise for four pixels.
      bits = pixel % 4 == 0 ? generator.next() : bits >> 16
      let noise = Float(bits & 0xFFFF) * 0x1p-15 - 1
      let level = cloth.levels[pixel] * (1 + weave * noise)
      return UInt8(min(max(level, 0), 1) * 255 + 0.5)
    }
  }
}

extension Garment.Detail {
  /// A line on the cloth, darker or lighter than it.
  static func seam(
    _ text: String, share: Float, halfWidth: ClosedRange<Float> = 0.3...0.6,
    tone: ClosedRange<Float> = 0.4...0.75, isMirrored: Bool = false
  ) -> Self {
    Self(
      stroke: Sketch.Stroke(text), share: share, halfWidth: halfWidth, tone: tone, isStrap: false,
      isMirrored: isMirrored)
  }

  /// A line with a brightness of its own, which may leave the cloth.
  static func strap(
    _ text: String, share: Float, halfWidth: ClosedRange<Float>,
    tone: ClosedRange<Float> = 0.7...1.2
  ) -> Self {
    Self(
      stroke: Sketch.Stroke(text), share: share, halfWidth: halfWidth, tone: tone, isStrap: true,
      isMirrored: false)
  }
}

extension StrokeVariation.Manner {
  /// Clothes laid flat: nearly upright, filling the picture.
  static let tailoring = StrokeVariation.Manner(
    tremor: 0.01...0.035, slant: (0, 0.07), size: (11.2, 0.9), stretch: 0.12, mostWidth: 13,
    turn: 0.05, shift: 1.4, bend: 0.035)
}
