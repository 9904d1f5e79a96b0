// The shapes of fruit and crockery, each a formula bent a little out of true.

import Foundation

/// A smooth line through a few points: the outline of something turned on a wheel.
func outline(_ points: [(radius: Float, height: Float)])
  -> (Float) -> (radius: Float, height: Float)
{
  { share in
    let place = clamp(share) * Float(points.count - 1)
    let index = min(Int(place), points.count - 2)
    let t = place - Float(index)
    func knot(_ offset: Int) -> SIMD2<Float> {
      let point = points[min(max(index + offset, 0), points.count - 1)]
      return SIMD2(point.radius, point.height)
    }
    let (a, b, c, d) = (knot(-1), knot(0), knot(1), knot(2))
    let bend = (b - c) * 3 + d - a
    let ease = a * 2 - b * 5 + c * 4 - d
    let result = b + (c - a + (ease + bend * t) * t) * (0.5 * t)
    return (max(0, result.x), result.y)
  }
}

enum FruitShape {
  /// Broad shoulders, a hollow for the stem, five bumps underneath.
  static func apple(seed: Float) -> Mesh {
    Mesh.round(columns: 144, rows: 120) { direction in
      let polar = acos(clamp(direction.y, -1, 1))
      let angle = atan2(direction.x, direction.z)
      let top = 0.42 * bell(polar, width: 0.36)
      let base = 0.22 * bell(.pi - polar, width: 0.33)
      let shoulder = 0.075 * bell(polar - 0.95, width: 0.6)
      let narrow = 0.09 * smoothstep(1.5, 2.8, polar)
      let bumps = 0.028 * cos(5 * angle + seed * 6) * smoothstep(1.7, 2.7, polar)
      let lobes = 0.016 * cos(3 * angle + seed * 11)
      let uneven = 0.07 * noise(direction * 1.1 + seed * 20)
      return 3.95 * (1 + shoulder - top - base - narrow + bumps + lobes + uneven)
    }.bent { Vector($0.x, $0.y * 0.95 + $0.x * 0.04 * (seed - 0.5), $0.z) }
  }

  static func orange(seed: Float) -> Mesh {
    Mesh.round { direction in
      let polar = acos(clamp(direction.y, -1, 1))
      let hollow = 0.05 * bell(polar, width: 0.22) + 0.02 * bell(.pi - polar, width: 0.2)
      return 3.9 * (1 - hollow + 0.06 * noise(direction * 1.2 + seed * 20))
    }.bent { Vector($0.x, $0.y * 0.94, $0.z) }
  }

  static func lemon(seed: Float) -> Mesh {
    Mesh.turned { share in
      let height = -cos(share * .pi) * 4.5
      let level = abs(height) / 4.5
      let belly = 2.85 * pow(max(0, 1 - pow(level * 1.13, 2.1)), 0.62)
      let tip = 0.75 * pow(max(0, 1 - pow(level, 6)), 0.5)
      return ((belly * belly * belly + tip * tip * tip).squareRoot() / 1.62, height)
    }.bent { p in
      let swell = 1 + 0.10 * noise(p * 0.35 + seed * 20)
      return Vector(p.x * swell, p.y + 0.05 * p.x, p.z * swell)
    }
  }

  static func pear(seed: Float) -> Mesh {
    let profile = outline([
      (0, 0.35), (1.0, 0.1), (2.6, 0.6), (3.7, 2.3), (3.75, 4.0), (2.9, 5.9), (2.0, 7.6),
      (1.65, 8.9), (1.15, 9.8), (0.45, 9.95), (0, 9.7),
    ])
    return Mesh.turned(rows: 90, profile).bent { p in
      let swell = 1 + 0.12 * noise(p * 0.3 + seed * 20)
      let lean = 0.02 * p.y * p.y * (0.4 + seed * 0.3)
      return Vector(p.x * swell + lean * 0.5, p.y, p.z * swell)
    }
  }

  /// A bent tube with five soft ridges, lying in the plane of its curve.
  static func banana(seed: Float) -> Mesh {
    func place(_ u: Float, _ v: Float) -> Vector { Vector(u * 2 * .pi, v, 0) }
    func ridges(_ angle: Float) -> Float { 0.98 + 0.055 * pow(abs(cos(angle * 2.5)), 3) }
    return Mesh.tube(columns: 60, rows: 96, place: place, section: ridges) { v in
      let bend = mix(-0.95, 0.85, v) * (1 + 0.06 * seed)
      let center = Vector(sin(bend) * 11.5, 0, (1 - cos(bend)) * 11.5)
      let body = 1.95 * pow(max(0, sin(clamp(v * 1.02 + 0.02) * .pi)), 0.42)
      let neck = 1 - smoothstep(0.80, 0.93, v) * 0.62
      let tip = smoothstep(-0.01, 0.06, v) * 0.75 + 0.25
      let end = smoothstep(1, 0.999, v) * smoothstep(0, 0.003, v)
      return (center, max(0.42, body * neck * tip) * end)
    }
  }

  static func grape(seed: Float) -> Mesh {
    Mesh.round(columns: 40, rows: 28) { direction in
      1 + 0.06 * noise(direction * 1.3 + seed * 30) - 0.05 * bell(direction.y + 1, width: 0.1)
    }.bent { Vector($0.x, $0.y * 1.12, $0.z) }
  }

  /// A short stem that widens towards its cut end.
  static func stem(length: Float, radius: Float, lean: Float) -> Mesh {
    Mesh.tube(columns: 12, rows: 16) { v in
      let end = smoothstep(1, 0.99, v)
      let center = Vector(lean * v * v, length * v, 0.2 * lean * sin(v * 3))
      return (center, radius * (0.8 + 0.7 * pow(v, 6) + 0.15 * noise(center * 4)) * end)
    }
  }

  static func bowl() -> Mesh {
    let profile = outline([
      (0, 0.45), (3, 0.45), (4.5, 0.4), (4.9, 0), (5.5, 0), (5.7, 0.6), (7.2, 1.2), (9.4, 2.6),
      (11.2, 4.6), (12.3, 6.8), (12.75, 8.2), (12.65, 8.45), (12.4, 8.3), (11.9, 7.0),
      (10.8, 4.9), (9.0, 3.0), (6.5, 1.75), (3.5, 1.25), (0, 1.1),
    ])
    return Mesh.turned(columns: 160, rows: 150, profile).bent { p in
      let wobble = 1 + 0.012 * noise(p * 0.12) + 0.004 * noise(p * Vector(0.1, 1.1, 0.1))
      return Vector(p.x * wobble, p.y * (1 + 0.012 * noise(p * 0.1 + 7)), p.z * wobble)
    }
  }
}
