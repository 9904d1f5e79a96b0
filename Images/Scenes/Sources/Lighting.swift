// Light sources: a window in a dim room, or sun and sky.

import Foundation

/// A light sample: a direction with its radiance and probability density.
struct LightSample {
  var direction: Vector
  var distance: Float
  var radiance: Vector
  /// The probability density; infinite for a single direction, whose `radiance` is then the whole
  /// light.
  var density: Float
}

enum Lighting: Sendable {
  case room(Window)
  case outdoors(Sky)

  /// Samples a direction of direct light.
  func sample(from point: Vector, _ first: Float, _ second: Float) -> LightSample? {
    switch self {
    case .room(let window): window.sample(from: point, first, second)
    case .outdoors(let sky): sky.sample(first, second)
    }
  }

  /// Returns the radiance along an unoccluded ray up to `limit`, the density with which `sample`
  /// picks it, and whether the ray ends there.
  func found(_ ray: Ray, limit: Float) -> (radiance: Vector, density: Float, ends: Bool) {
    switch self {
    case .room(let window): window.found(ray, limit: limit)
    case .outdoors(let sky): (limit < 1e8 ? .zero : sky.color(ray.direction), 0, limit > 1e8)
    }
  }
}

/// A tall window with glazing bars. Its panes show a bright overcast sky above a darker garden,
/// which the shiny fruit will mirror.
struct Window: Sendable {
  var center: Vector
  /// From the centre to the right and top edges, as seen from inside.
  var half: (right: Vector, up: Vector)
  var brightness: Float
  /// The rest of the room, unseen, sends back a little of the daylight.
  var room: Vector

  private var inward: Vector { normalize(cross(half.right, half.up)) }
  private var area: Float { 4 * length(half.right) * length(half.up) }

  func radiance(_ x: Float, _ y: Float) -> Vector {
    let (column, row) = ((x + 1) * 1.0, (y + 1) * 1.5)
    let nearBar = min(
      abs(column - column.rounded()) * length(half.right),
      abs(row - row.rounded()) * length(half.up) / 1.5)
    let border = min(
      (1 - abs(x)) * length(half.right), (1 - abs(y)) * length(half.up))
    if min(nearBar, border) < 2.2 { return Vector(0.30, 0.29, 0.27) * (brightness * 0.05) }
    let sky = mix(Vector(0.80, 0.92, 1.08), Vector(1.08, 1.04, 1.0), clamp(0.6 - 0.5 * y))
    let garden = smoothstep(-0.55, -0.35, y + 0.12 * noise(Vector(x * 4, y * 4, 3)))
    return mix(Vector(0.30, 0.34, 0.22), sky, garden) * brightness
  }

  func sample(from point: Vector, _ first: Float, _ second: Float) -> LightSample? {
    let (x, y) = (2 * first - 1, 2 * second - 1)
    let offset = center + half.right * x + half.up * y - point
    let distance = length(offset)
    let direction = offset / distance
    let cosine = -dot(direction, inward)
    guard cosine > 1e-4 else { return nil }
    return LightSample(
      direction: direction, distance: distance, radiance: radiance(x, y),
      density: distance * distance / (cosine * area))
  }

  func found(_ ray: Ray, limit: Float) -> (radiance: Vector, density: Float, ends: Bool) {
    let cosine = -dot(ray.direction, inward)
    if cosine > 1e-4 {
      let distance = dot(ray.origin - center, inward) / cosine
      let hit = ray.origin + ray.direction * distance - center
      let x = dot(hit, half.right) / dot(half.right, half.right)
      let y = dot(hit, half.up) / dot(half.up, half.up)
      if distance > 1e-3 && distance < limit && abs(x) < 1 && abs(y) < 1 {
        return (radiance(x, y), distance * distance / (cosine * area), true)
      }
    }
    guard limit > 1e8 else { return (.zero, 0, false) }
    // Brighter towards the window wall and the ceiling, darker towards the floor.
    let d = ray.direction
    let side = 0.6 + 0.4 * d.x * -0.6 + 0.5 * d.y
    let patch = 1 + 0.5 * noise(d * 2.3 + 5)
    return (room * max(0.1, side * patch), 0, true)
  }
}

/// A clear sky, paler near the horizon and around the sun, and the sun's disc.
struct Sky: Sendable {
  var sun: Vector
  var sunRadiance: Vector
  /// The angle from the middle of the disc to its edge. A thin haze makes it larger than the real
  /// quarter of a degree, and shadows a little softer.
  var sunAngle: Float
  var zenith: Vector
  var horizon: Vector

  func color(_ direction: Vector) -> Vector {
    let height = max(direction.y, 0)
    let base = mix(horizon, zenith, height.squareRoot())
    let toSun = max(dot(direction, sun), 0)
    let haze = Vector(1.0, 0.93, 0.82) * (0.9 * pow(toSun, 10) + 2.0 * pow(toSun, 60))
    let clouds = smoothstep(0.02, 0.35, fractal(direction * 3 + 9, octaves: 4))
    let sky = base + haze + Vector(0.9, 0.9, 0.92) * (0.7 * clouds)
    // Below the horizon: unseen ground.
    return mix(Vector(0.16, 0.15, 0.10), sky, smoothstep(-0.06, 0.02, direction.y))
  }

  /// The sun's disc only: the sky itself is found by rays that bounce into it.
  func sample(_ first: Float, _ second: Float) -> LightSample? {
    let radius = sin(sunAngle) * first.squareRoot()
    let angle = 2 * Float.pi * second
    let frame = Frame(normal: sun)
    let local = Vector(radius * cos(angle), 1, radius * sin(angle))
    return LightSample(
      direction: normalize(frame.toWorld(local)), distance: 1e9, radiance: sunRadiance,
      density: .infinity)
  }
}
