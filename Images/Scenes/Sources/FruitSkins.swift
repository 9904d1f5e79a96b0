// The skins of the fruit. None has one colour: each is a mixture steered by noise, with the small
// marks real fruit has (pores, pale dots, streaks, bruises, bloom).

import Foundation

/// Small pale dots where an apple or pear breathes.
private func dots(_ p: Vector, spacing: Float, size: Float) -> Float {
  let near = cell(p / spacing)
  let own = size * (0.5 + chance(near.seed))
  return 1 - smoothstep(own * 0.6, own, near.distance)
}

func redAppleSkin(_ point: SurfacePoint) -> Skin {
  let p = point.place
  let own = point.ownPlace
  let out = normalize(Vector(p.x, 0.001, p.z))
  let seed = Vector(repeating: point.object.seed * 50)
  // Streaks run from stem to base, so they vary around the apple and hardly along it.
  let streaks =
    noise(out * 4 + Vector(0, p.y * 0.30, 0) + seed) * 0.35
    + noise(out * 16 + Vector(0, p.y * 0.32, 0) + seed) * 0.42
    + noise(out * 38 + Vector(0, p.y * 0.45, 0) + seed) * 0.42
    + noise(own * 2.2) * 0.16
  let side = dot(normalize(p), normalize(Vector(0.7, 0.25, chance(UInt32(seed.x)) - 0.3)))
  let blush = 0.80 + 0.38 * side + 0.5 * streaks + 0.5 * fractal(own * 0.35, octaves: 3)
  let ground = mix(
    Vector(0.56, 0.42, 0.10), Vector(0.40, 0.36, 0.07), clamp(0.5 + noise(own * 0.5)))
  let red = mix(
    Vector(0.40, 0.035, 0.022), Vector(0.17, 0.010, 0.012), clamp(0.45 + streaks * 0.9))
  var color = mix(ground, red, smoothstep(0.12, 0.75, blush))
  color = mix(color, Vector(0.52, 0.36, 0.16), 0.55 * dots(own, spacing: 0.62, size: 0.11))
  // The hollow around the stem is greenish and rough.
  let hollow = 1 - smoothstep(0.5, 1.5, length(Vector(p.x, 0, p.z)) + 0.3 * noise(own * 3))
  let top = smoothstep(0, 1, p.y) * hollow
  color = mix(color, Vector(0.30, 0.24, 0.08), top * 0.85)
  let bruise = smoothstep(0.42, 0.6, noise(own * 0.55 + 70))
  color = mix(color, color * Vector(0.55, 0.5, 0.45), bruise * 0.6)
  let wax = fractal(own * 1.6, octaves: 4)
  let normal = bumped(point, 0.02) { noise($0 * 1.4) + 0.12 * noise($0 * 9) }
  return Skin(color: color, normal: normal, roughness: 0.27 + 0.14 * wax + 0.2 * top)
}

func greenAppleSkin(_ point: SurfacePoint) -> Skin {
  let p = point.place
  let own = point.ownPlace
  let tone = clamp(0.5 + fractal(own * 0.45, octaves: 3))
  var color = mix(Vector(0.34, 0.43, 0.07), Vector(0.21, 0.34, 0.035), tone)
  let cheek = dot(normalize(p), normalize(Vector(-0.7, 0.4, 0.5)))
  color = mix(color, Vector(0.46, 0.36, 0.09), smoothstep(0.55, 1, cheek) * 0.65)
  color = mix(color, Vector(0.55, 0.58, 0.30), 0.7 * dots(own, spacing: 0.55, size: 0.12))
  let hollow = 1 - smoothstep(0.4, 1.3, length(Vector(p.x, 0, p.z)) + 0.3 * noise(own * 3))
  let top = smoothstep(0, 1, p.y) * hollow
  color = mix(color, Vector(0.22, 0.15, 0.06), top * 0.8)
  let scuff = smoothstep(0.40, 0.55, noise(own * 0.8 + 20)) * clamp(noise(own * 6) + 0.5)
  color = mix(color, Vector(0.27, 0.19, 0.07), scuff * 0.6)
  let normal = bumped(point, 0.02) { noise($0 * 1.3) + 0.1 * noise($0 * 8) }
  return Skin(
    color: color, normal: normal, roughness: 0.30 + 0.12 * fractal(own * 1.5, octaves: 3))
}

/// The pitted rind of citrus fruit: pits between small swellings.
private func rind(_ p: Vector, spacing: Float) -> Float {
  let near = cell(p / spacing)
  return -bell(near.distance, width: 0.34) * (0.6 + 0.8 * chance(near.seed))
    + 0.35 * noise(p / spacing * 0.45)
}

func orangeSkin(_ point: SurfacePoint) -> Skin {
  let p = point.place
  let own = point.ownPlace
  let tone = clamp(0.5 + 0.9 * fractal(own * 0.35, octaves: 4))
  var color = mix(Vector(0.72, 0.235, 0.022), Vector(0.80, 0.335, 0.040), tone)
  let pit = bell(cell(own / 0.24).distance, width: 0.30)
  color = mix(color, color * Vector(0.72, 0.60, 0.5), pit * 0.75)
  let scar = smoothstep(0.42, 0.62, noise(own * Vector(0.9, 0.5, 0.7) + 90))
  color = mix(color, Vector(0.42, 0.24, 0.09), scar * 0.55)
  let top = 1 - smoothstep(0.35, 1.1, length(Vector(p.x, p.y - 3.6, p.z)))
  color = mix(color, Vector(0.42, 0.33, 0.05), top * 0.5)
  let seed = Vector(37, 11, 23) * point.object.seed
  let normal = bumped(point, 0.052, step: 0.02) { rind($0 + seed, spacing: 0.24) }
  return Skin(color: color, normal: normal, roughness: 0.38 + 0.08 * noise(own))
}

func lemonSkin(_ point: SurfacePoint) -> Skin {
  let p = point.place
  let own = point.ownPlace
  let tone = clamp(0.5 + 0.9 * fractal(own * 0.4, octaves: 4))
  var color = mix(Vector(0.72, 0.50, 0.045), Vector(0.80, 0.62, 0.09), tone)
  let tip = smoothstep(3.4, 4.6, abs(p.y))
  color = mix(color, Vector(0.42, 0.40, 0.07), tip * 0.7)
  let pit = bell(cell(own / 0.27).distance, width: 0.3)
  color = mix(color, color * Vector(0.8, 0.74, 0.6), pit * 0.6)
  let scar = smoothstep(0.45, 0.6, noise(own * 0.8 + 33))
  color = mix(color, Vector(0.40, 0.27, 0.10), scar * 0.5)
  let seed = Vector(37, 11, 23) * point.object.seed
  let normal = bumped(point, 0.034, step: 0.02) {
    rind($0 + seed, spacing: 0.29) + 1.5 * noise(($0 + seed) * 0.6)
  }
  return Skin(color: color, normal: normal, roughness: 0.36)
}

func pearSkin(_ point: SurfacePoint) -> Skin {
  let p = point.place
  let own = point.ownPlace
  let tone = clamp(0.5 + fractal(own * 0.4, octaves: 4))
  var color = mix(Vector(0.47, 0.43, 0.085), Vector(0.36, 0.38, 0.06), tone)
  let cheek = dot(normalize(Vector(p.x, p.y * 0.3, p.z)), normalize(Vector(0.8, 0, 0.5)))
  color = mix(color, Vector(0.46, 0.17, 0.05), smoothstep(0.3, 1.1, cheek + 0.3 * tone) * 0.75)
  let freckles = dots(own, spacing: 0.33, size: 0.16)
  color = mix(color, Vector(0.22, 0.15, 0.05), 0.55 * freckles)
  let russet = smoothstep(0.1, 0.5, fractal(own * 1.1 + 8, octaves: 4) + (p.y > 6 ? 0.2 : 0))
  color = mix(color, Vector(0.33, 0.20, 0.07), russet * 0.6)
  let normal = bumped(point, 0.05) { noise($0 * 1.2) * 0.6 + 0.15 * noise($0 * 7) }
  return Skin(color: color, normal: normal, roughness: 0.42 + 0.15 * russet)
}

/// A banana's texture place is (angle around it, share along it, 0), not a point in space.
func bananaSkin(_ point: SurfacePoint) -> Skin {
  let along = point.place.y
  let own = Vector(
    cos(point.place.x) * 1.6, along * 19, sin(point.place.x) * 1.6 + point.object.seed * 40)
  let tone = clamp(0.5 + fractal(own * 0.5, octaves: 3))
  var color = mix(Vector(0.74, 0.50, 0.075), Vector(0.66, 0.46, 0.09), tone)
  color = mix(color, Vector(0.40, 0.42, 0.08), smoothstep(0.80, 0.97, along) * 0.7)
  // Brown flecks, drawn out along the fruit, and scuffs on the ridges.
  let fleck = cell(own * Vector(2.3, 1.1, 2.3))
  let size = 0.12 + 0.22 * chance(fleck.seed) * chance(fleck.seed &+ 5)
  let spot = (1 - smoothstep(size * 0.6, size, fleck.distance)) * (0.5 + 0.5 * tone)
  color = mix(color, Vector(0.10, 0.045, 0.018), spot * 0.85)
  let ridge = pow(abs(cos(point.place.x * 2.5)), 24)
  let scuff = ridge * smoothstep(-0.1, 0.35, noise(own * 1.4 + 9))
  color = mix(color, Vector(0.19, 0.10, 0.04), scuff * 0.75)
  let ends = smoothstep(0.045, 0.015, along) + smoothstep(0.975, 0.995, along)
  color = mix(color, Vector(0.05, 0.030, 0.018), clamp(ends))
  let normal = point.normal
  return Skin(color: color, normal: normal, roughness: 0.45)
}

/// Dark flesh that glows where light passes through, under a dusty, fingerprinted bloom.
func grapeSkin(_ point: SurfacePoint) -> Skin {
  let own = point.ownPlace
  let rubbed = fractal(own * 0.9, octaves: 4) + 0.25 * noise(own * 7)
  let bloom = smoothstep(-0.32, 0.28, rubbed)
  let ripe = chance(UInt32(point.object.seed * 9999))
  let deep = mix(Vector(0.016, 0.008, 0.028), Vector(0.045, 0.010, 0.022), ripe)
  let color = mix(deep, Vector(0.13, 0.155, 0.26), 0.55 * bloom)
  let flesh = mix(Vector(0.50, 0.16, 0.34), Vector(0.78, 0.22, 0.26), ripe)
  let speck = dots(own, spacing: 0.45, size: 0.1)
  return Skin(
    color: mix(color, Vector(0.30, 0.22, 0.16), speck * 0.4),
    normal: bumped(point, 0.02) { noise($0 * 2.2) },
    roughness: mix(0.16, 0.42, bloom), gloss: mix(0.04, 0.025, bloom), depth: 0.26,
    flesh: flesh, cover: 0.62)
}

func stemSkin(_ point: SurfacePoint) -> Skin {
  let own = point.ownPlace
  let tone = clamp(0.5 + fractal(own * 4, octaves: 3))
  return Skin(
    color: mix(Vector(0.085, 0.050, 0.022), Vector(0.21, 0.14, 0.06), tone),
    normal: bumped(point, 0.06) { noise($0 * Vector(9, 3, 9)) }, roughness: 0.7)
}
