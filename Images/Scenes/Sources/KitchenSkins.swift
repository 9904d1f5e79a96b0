// What surrounds the fruit: wood, glaze, painted tin, woven cotton, a panelled wall.

import Foundation

func tableSkin(_ point: SurfacePoint) -> Skin {
  let own = point.place + Vector(60, 7, 31) * point.object.seed
  let grain = Grain(own, along: 0, ringWidth: 0.62)
  let plank = chance(UInt32(point.object.seed * 9999))
  var color = mix(Vector(0.175, 0.098, 0.050), Vector(0.080, 0.041, 0.020), grain.ring * 0.85)
  color = color * (0.86 + 0.3 * plank + 0.30 * grain.fiber)
  color = mix(color, Vector(0.028, 0.016, 0.010), grain.pore * 0.55)
  // Years of use: pale scratches, dark stains, a ring left by a cup.
  let stain = smoothstep(0.1, 0.6, fractal(point.place * 0.16 + 4, octaves: 4))
  color = color * (1 - 0.45 * stain)
  let scratch = noise(own * Vector(0.25, 1, 7) + noise(own * 0.2) * 3)
  color = mix(color, Vector(0.30, 0.20, 0.12), smoothstep(0.52, 0.62, scratch) * 0.35)
  let worn = fractal(own * 0.5, octaves: 4)
  let normal = bumped(point, 0.03, step: 0.02) {
    let thin = Vector($0.x * 0.5, $0.y * 8, $0.z * 8)
    return noise(thin) + 0.5 * noise(thin * 2.1)
  }
  return Skin(color: color, normal: normal, roughness: 0.42 + 0.22 * worn)
}

func boardSkin(_ point: SurfacePoint) -> Skin {
  let own = point.ownPlace
  let grain = Grain(own, along: 1, ringWidth: 0.8)
  var color = mix(Vector(0.42, 0.27, 0.135), Vector(0.27, 0.155, 0.07), grain.ring)
  color = color * (0.95 + 0.3 * grain.fiber)
  // Knife cuts.
  let cuts = abs(noise(own * Vector(0.35, 4.5, 1) + 3))
  color = mix(color, color * 0.55, 1 - smoothstep(0.0, 0.03, cuts))
  color = color * (1 - 0.35 * smoothstep(0, 0.5, fractal(own * 0.3 + 50, octaves: 3)))
  // The hole it hangs from.
  let toHole = length(Vector(point.place.x, point.place.y - 8.3, 0))
  color = mix(Vector(0.012, 0.009, 0.007), color, smoothstep(0.95, 1.0, toHole))
  return Skin(
    color: color,
    normal: bumped(point, 0.03) { noise($0 * Vector(7, 0.5, 7)) }, roughness: 0.62)
}

/// Off-white glaze, speckled by iron in the clay, with two bands brushed on by hand.
func ceramicSkin(_ point: SurfacePoint) -> Skin {
  let p = point.place
  let wobble = 0.10 * noise(p * 0.7) + 0.05 * noise(p * 4)
  let height = p.y + wobble
  var color = mix(
    Vector(0.70, 0.66, 0.57), Vector(0.60, 0.55, 0.46), clamp(0.5 + fractal(p * 0.5, octaves: 4)))
  let brush = 0.65 + 0.5 * noise(p * Vector(1.5, 9, 1.5))
  let wide = smoothstep(5.0, 5.15, height) * (1 - smoothstep(6.5, 6.65, height))
  let narrow = smoothstep(4.25, 4.35, height) * (1 - smoothstep(4.6, 4.7, height))
  let isOutside = dot(point.normal, Vector(p.x, 0, p.z)) > 0 || p.y < 3
  if isOutside {
    color = mix(color, Vector(0.030, 0.075, 0.21), clamp((wide + narrow) * brush))
  }
  let fleck = cell(p / 0.42)
  let size = 0.05 + 0.14 * chance(fleck.seed) * chance(fleck.seed &+ 3)
  let iron = 1 - smoothstep(size * 0.5, size, fleck.distance)
  color = mix(color, Vector(0.13, 0.075, 0.04), iron * 0.75)
  // Bare clay where the glaze ran thin, at the rim and the foot.
  let bare = smoothstep(8.15, 8.3, height) + (1 - smoothstep(0.35, 0.5, height))
  color = mix(color, Vector(0.28, 0.15, 0.08), clamp(bare) * 0.8)
  let normal = bumped(point, 0.05) { noise($0 * 0.8) + 0.25 * noise($0 * Vector(0.4, 3.5, 0.4)) }
  return Skin(color: color, normal: normal, roughness: 0.2 + 0.4 * clamp(bare))
}

/// Blue enamel on tin, chipped along the edges.
func tinSkin(_ point: SurfacePoint) -> Skin {
  let p = point.place
  let own = point.ownPlace
  var color = mix(
    Vector(0.040, 0.125, 0.235), Vector(0.055, 0.155, 0.26),
    clamp(0.5 + fractal(own * 0.3, octaves: 4)))
  let edge = max(abs(p.x), abs(p.z)) > 4.9 && min(abs(p.x), abs(p.z)) > 4.5
  let wear = noise(own * 2.2) + 0.5 * noise(own * 7) + (edge ? 0.28 : 0)
  let chip = smoothstep(0.47, 0.53, wear)
  color = mix(color, Vector(0.42, 0.40, 0.36), smoothstep(0.43, 0.47, wear) * 0.6)
  color = mix(color, Vector(0.10, 0.055, 0.03), chip)
  let dust = smoothstep(-0.2, 0.5, fractal(own * 0.8 + 9, octaves: 4))
  color = mix(color, Vector(0.22, 0.23, 0.24), dust * 0.14)
  let normal = bumped(point, 0.03) { noise($0 * 0.6) * 1.4 + 0.1 * noise($0 * 6) }
  return Skin(color: color, normal: normal, roughness: 0.30 + 0.3 * chip + 0.12 * dust)
}

/// A paper label: a double frame and a few lines of faded print.
func labelSkin(_ point: SurfacePoint) -> Skin {
  let p = point.place
  var color = mix(
    Vector(0.62, 0.54, 0.38), Vector(0.50, 0.41, 0.26),
    clamp(0.5 + 1.2 * fractal(p * 0.9, octaves: 4)))
  let (x, y) = (abs(p.x), abs(p.y))
  let edge = min(3.1 - x, 3.6 - y)
  var ink = edge > 0.3 && edge < 0.5 ? Float(1) : 0
  if edge > 0.62 && edge < 0.68 { ink = 1 }
  // Words, as far as one can read them from here: strokes of chance in rows.
  for (row, height, width) in [(1.5, 0.55, 1.9), (0.1, 0.9, 2.2), (-1.5, 0.28, 1.5)]
    as [(Float, Float, Float)]
  {
    if abs(p.y - row) < height / 2 && x < width {
      let letter = (p.x / (height * 0.62)).rounded(.down)
      let within = p.x / (height * 0.62) - letter
      let level = (p.y - row) / height + 0.5
      let shape = chance(UInt32(bitPattern: Int32(letter * 13 + row * 10)))
      let upright = within > 0.12 && within < 0.32
      let bar = abs(level - (shape > 0.5 ? 0.9 : 0.1)) < 0.1 && within > 0.12 && within < 0.8
      let second = shape > 0.35 && within > 0.62 && within < 0.8
      let middle = shape < 0.7 && abs(level - 0.5) < 0.09 && within > 0.12 && within < 0.8
      if upright || bar || second || middle { ink = 0.9 }
    }
  }
  let faded = clamp(0.8 + 0.6 * noise(p * 2.5))
  color = mix(color, Vector(0.12, 0.035, 0.025), ink * faded)
  return Skin(color: color, normal: point.normal, roughness: 0.7)
}

/// Gingham: blue and white yarns in bands, so that crossings come out white, pale or dark.
func ginghamSkin(_ point: SurfacePoint) -> Skin {
  let p = point.place
  let (x, z) = (p.x + 0.05 * noise(p * 0.6), p.z + 0.05 * noise(p * 0.6 + 9))
  func band(_ t: Float) -> Float {
    let part = t / 3.0 - (t / 3.0).rounded(.down)
    return smoothstep(0.01, 0.03, part) * (1 - smoothstep(0.5, 0.52, part))
  }
  let pitch: Float = 0.11
  let (warp, weft) = (x / pitch, z / pitch)
  let isOver = (Int(warp.rounded(.down)) + Int(weft.rounded(.down))) & 1 == 0
  let yarn = isOver ? warp.rounded(.down) : weft.rounded(.down) + 5000
  let tint = 0.82 + 0.36 * chance(UInt32(bitPattern: Int32(yarn)))
  let blue = Vector(0.055, 0.115, 0.30)
  let white = Vector(0.66, 0.65, 0.61)
  let dyed = isOver ? band(x) : band(z)
  var color = mix(white, blue, dyed) * tint
  color = mix(color, mix(white, blue, 0.5 * (band(x) + band(z))), 0.45)
  color = color * (0.93 + 0.16 * fractal(p * 0.5, octaves: 3))
  let normal = bumped(point, 0.02, step: 0.01) {
    let (a, b) = ($0.x / pitch * .pi, $0.z / pitch * .pi)
    return 0.6 * abs(sin(a)) + 0.6 * abs(sin(b)) + 1.4 * noise($0 * 2.6)
  }
  return Skin(color: color, normal: normal, roughness: 0.9, gloss: 0.02, transmission: 0.05)
}

/// Old panelling: dark paint, rubbed and uneven.
func panelSkin(_ point: SurfacePoint) -> Skin {
  let own = point.ownPlace
  let grain = Grain(own, along: 1, ringWidth: 1.1)
  let tone = fractal(own * 0.12, octaves: 5)
  var color = mix(Vector(0.062, 0.064, 0.058), Vector(0.115, 0.112, 0.098), clamp(0.5 + tone))
  color = color * (0.9 + 0.25 * grain.fiber)
  let rubbed = smoothstep(0.28, 0.5, fractal(own * Vector(0.5, 0.12, 0.5) + 13, octaves: 4))
  color = mix(color, Vector(0.15, 0.10, 0.06), rubbed * 0.6)
  return Skin(
    color: color, normal: bumped(point, 0.04) { noise($0 * Vector(3, 0.3, 3)) },
    roughness: 0.55)
}
