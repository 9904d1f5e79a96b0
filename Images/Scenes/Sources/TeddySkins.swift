// What surrounds the bear's fur: felt, knitting, painted toys, stone, earth, boards and leaves.

import Foundation

func feltSkin(_ point: SurfacePoint) -> Skin {
  let own = point.ownPlace
  let worn = clamp(0.5 + 0.9 * fractal(own * 0.8, octaves: 5))
  let color = mix(Vector(0.30, 0.185, 0.10), Vector(0.44, 0.30, 0.185), worn)
  return Skin(
    color: color * (0.85 + 0.3 * noise(own * 14)),
    normal: bumped(point, 0.03) { noise($0 * 6) + 0.6 * noise($0 * 13) },
    roughness: 0.95, gloss: 0.02)
}

/// Rows of V-shaped stitches. The texture place is (across, along) in centimetres.
func knitSkin(_ point: SurfacePoint, _ dye: Vector) -> Skin {
  let (wide, tall): (Float, Float) = (0.46, 0.36)
  func stitch(_ p: Vector) -> Float {
    let x = p.x / wide
    let column = x - x.rounded(.down)
    let side = column < 0.5 ? column * 2 : (1 - column) * 2
    let y = p.y / tall - side * 0.75
    let row = y - y.rounded(.down)
    let strand = sin(side * .pi) * (0.35 + 0.65 * sin(row * .pi))
    return strand.squareRoot()
  }
  let p = point.place
  let height = stitch(p)
  let pale = Vector(0.58, 0.52, 0.40)
  let stripe = p.y / 6.2 - (p.y / 6.2).rounded(.down)
  let isPale = (stripe > 0.62 && stripe < 0.71) || (stripe > 0.79 && stripe < 0.88)
  var color = (isPale ? pale : dye) * (0.35 + 0.75 * height)
  color = color * (0.85 + 0.4 * fractal(point.ownPlace * 2, octaves: 4))
  let normal = bumped(point, 0.14, step: 0.02) { stitch($0) + 0.25 * noise($0 * 12) }
  return Skin(color: color, normal: normal, roughness: 0.95, gloss: 0.015)
}

func leatherSkin(_ point: SurfacePoint) -> Skin {
  Skin(
    color: Vector(0.030, 0.018, 0.013),
    normal: bumped(point, 0.05) { noise($0 * 5) }, roughness: 0.5)
}

/// A toy block: bare wood at the worn edges, a painted frame and a letter on each face.
func blockSkin(_ point: SurfacePoint, _ paint: Vector) -> Skin {
  let p = point.place
  let own = point.ownPlace
  let half: Float = 2.6
  let size = Vector(abs(p.x), abs(p.y), abs(p.z))
  let axis = size.x >= size.y && size.x >= size.z ? 0 : (size.y >= size.z ? 1 : 2)
  let across = axis == 0 ? -p.z * (p.x > 0 ? 1 : -1) : p.x * (axis == 2 && p.z < 0 ? -1 : 1)
  let up = axis == 1 ? -p.z : p.y
  let inset = half - max(abs(across), abs(up))
  let grain = Grain(own, along: 1, ringWidth: 0.4)
  let wood = mix(Vector(0.46, 0.32, 0.18), Vector(0.34, 0.21, 0.10), grain.ring)
  let faded = paint * (0.85 + 0.35 * fractal(own * 0.9, octaves: 4))
  let letter = letterDistance(across / 1.25, up / 1.25, Int(point.object.seed * 30) + axis)
  let isPainted = (inset > 0.32 && inset < 0.72) || letter < 0.2
  var color = isPainted ? faded : mix(wood, Vector(0.62, 0.53, 0.38), 0.6)
  let wear = noise(own * 2.4) + 0.6 * noise(own * 8) + 0.5 * (1 - smoothstep(0, 0.35, inset))
  color = mix(color, wood * 0.8, smoothstep(0.42, 0.55, wear))
  color = color * (1 - 0.3 * smoothstep(0.1, 0.5, fractal(own * 0.8 + 4, octaves: 3)))
  return Skin(
    color: color, normal: bumped(point, 0.02) { noise($0 * Vector(8, 1.2, 8)) }, roughness: 0.55)
}

/// How far a point is from the strokes of a letter drawn in a square from -1 to 1.
private func letterDistance(_ x: Float, _ y: Float, _ index: Int) -> Float {
  let strokes: [SIMD4<Float>]
  switch index % 5 {
  case 0: strokes = [SIMD4(-0.7, -1, 0, 1), SIMD4(0, 1, 0.7, -1), SIMD4(-0.4, -0.25, 0.4, -0.25)]
  case 1: strokes = [SIMD4(-0.6, -1, -0.6, 1), SIMD4(0.6, -1, 0.6, 1), SIMD4(-0.6, 0, 0.6, 0)]
  case 2: strokes = [SIMD4(-0.7, 1, 0.7, 1), SIMD4(0, 1, 0, -1)]
  case 3: strokes = [SIMD4(-0.6, -1, -0.6, 1), SIMD4(-0.6, 1, 0.6, -1), SIMD4(0.6, -1, 0.6, 1)]
  default:
    strokes = [
      SIMD4(-0.6, -1, -0.6, 1), SIMD4(-0.6, 1, 0.6, 1), SIMD4(-0.6, 0, 0.4, 0),
      SIMD4(-0.6, -1, 0.6, -1),
    ]
  }
  var nearest: Float = 9
  for stroke in strokes {
    let (ax, ay) = (stroke.z - stroke.x, stroke.w - stroke.y)
    let (px, py) = (x - stroke.x, y - stroke.y)
    let t = clamp((px * ax + py * ay) / (ax * ax + ay * ay))
    let (dx, dy) = (px - ax * t, py - ay * t)
    nearest = min(nearest, (dx * dx + dy * dy).squareRoot())
  }
  return nearest
}

/// Granite: every stone its own grey, with dark and pale crystals.
func cobbleSkin(_ point: SurfacePoint) -> Skin {
  let own = point.place + Vector(91, 17, 53) * point.object.seed
  let kind = chance(UInt32(point.object.seed * 99_999))
  let warm = chance(UInt32(point.object.seed * 77_777))
  var color = mix(Vector(0.155, 0.150, 0.148), Vector(0.30, 0.275, 0.245), kind)
  color = mix(color, Vector(0.27, 0.20, 0.155), warm * warm * 0.7)
  color = color * (1 + 0.75 * fractal(own * 0.5, octaves: 4))
  let crystal = cell(own / 0.26)
  let tone = chance(crystal.seed)
  color = color * mix(0.72, 1.28, tone)
  if tone > 0.9 { color = mix(color, Vector(0.50, 0.48, 0.45), 0.5) }
  // Grit and moss gather low on the stone.
  let low = smoothstep(0.2, -1.6, point.position.y + 0.5 * noise(own * 1.5))
  color = mix(color, Vector(0.075, 0.062, 0.042), low * 0.75)
  let lichen = smoothstep(0.30, 0.42, fractal(own * 0.45 + 33, octaves: 4))
  color = mix(color, Vector(0.33, 0.33, 0.21), lichen * 0.5)
  let normal = bumped(point, 0.10, step: 0.03) {
    fractal($0 * 1.3 + 5, octaves: 4) * 1.6 + 0.2 * noise($0 * 6)
  }
  return Skin(
    color: color, normal: normal, roughness: 0.55 + 0.2 * fractal(own, octaves: 3), gloss: 0.035)
}

func soilSkin(_ point: SurfacePoint) -> Skin {
  let p = point.place
  let tone = clamp(0.5 + fractal(p * 0.7, octaves: 5))
  let grit = cell(p / 0.5)
  var color = mix(Vector(0.050, 0.036, 0.022), Vector(0.125, 0.095, 0.062), tone)
  color = color * mix(0.6, 1.5, chance(grit.seed))
  let normal = bumped(point, 0.25, step: 0.04) { -cell($0 / 0.5).distance + noise($0 * 0.6) }
  return Skin(color: color, normal: normal, roughness: 0.9, gloss: 0.02)
}

/// Boards painted pale blue many summers ago.
func fenceSkin(_ point: SurfacePoint) -> Skin {
  let own = point.ownPlace
  let grain = Grain(own, along: 1, ringWidth: 0.9)
  let wood = mix(Vector(0.25, 0.22, 0.19), Vector(0.13, 0.11, 0.09), grain.ring)
  let paint = mix(
    Vector(0.17, 0.26, 0.34), Vector(0.23, 0.31, 0.37), chance(UInt32(point.object.seed * 9999)))
  let peel = fractal(own * Vector(1, 0.22, 1), octaves: 4) + 0.3 * grain.fiber
  let color = mix(paint, wood, smoothstep(0.16, 0.28, peel))
  return Skin(
    color: color * (0.9 + 0.2 * grain.fiber),
    normal: bumped(point, 0.05) { noise($0 * Vector(4, 0.4, 4)) }, roughness: 0.6)
}

func leafSkin(_ point: SurfacePoint, _ tint: Vector) -> Skin {
  let tone = chance(UInt32(abs(point.object.seed) * 9999) &+ UInt32(abs(point.place.z) * 31))
  let color = tint * mix(0.6, 1.35, tone)
  return Skin(
    color: color * (0.9 + 0.3 * noise(point.place * 2)), normal: point.normal, roughness: 0.42,
    gloss: 0.035, transmission: 0.35)
}
