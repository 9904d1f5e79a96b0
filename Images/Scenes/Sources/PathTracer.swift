// Path tracing: traces rays from the camera to surfaces, samples the light there, and continues in
// random directions until the contribution is negligible.

import Foundation

struct PathTracer: Sendable {
  let scene: Scene
  var bounces = 6
  /// The maximum radiance of an indirect path; brighter ones would be white specks (fireflies).
  var ceiling: Float = 3

  /// Returns the radiance along a ray. `first` and `second` select the first light sample; they
  /// come from a low-discrepancy sequence, which has less noise than random numbers.
  func light(along start: Ray, _ random: inout Random, _ first: Float, _ second: Float) -> Vector {
    var ray = start
    var carried = Vector(repeating: 1)
    var total = Vector.zero
    var density: Float = .infinity
    for bounce in 0..<bounces {
      let met = scene.contact(ray)
      let found = scene.lighting.found(ray, limit: met?.distance ?? 1e9)
      if found.radiance != .zero {
        total += limited(carried * found.radiance * balance(density, found.density), bounce)
      }
      guard let met, !found.ends else { break }

      let (a, b) = bounce == 0 ? (first, second) : (random.next(), random.next())
      let next: Step?
      switch met.contact {
      case .fiber(let point, let axis, let share, let fiber, let seed):
        let scattering = fiber.scattering(
          axis: axis, view: -ray.direction, share: share, seed: seed)
        let out = point - ray.direction * 1e-3
        next = step(scattering, from: out, out, lamp: (a, b), carried, &total, bounce, &random)
      case .surface(let point):
        var skin = point.object.material.skin(at: point)
        // Sharp reflections after the first bounce add mostly noise.
        if bounce > 0 { skin.roughness = max(skin.roughness, 0.45) }
        var place = point
        var view = -ray.direction
        if skin.depth > 0 && random.next() > skin.cover {
          let mirror = SkinScattering.fresnel(
            skin.gloss, max(dot(point.normal, view), 0))
          // More samples for the gloss reduce noise in highlights.
          let pick = max(mirror, 0.4)
          if random.next() > pick {
            carried = carried * ((1 - mirror) / (1 - pick))
            guard let exit = wander(from: point, skin, &carried, &random) else { return total }
            place = exit
            view = exit.normal
            skin = Skin(color: Vector(repeating: 1), normal: exit.normal, gloss: 0)
          } else {
            // Light that does not enter: only the gloss.
            skin.color = .zero
            carried = carried * (1 / pick)
          }
        }
        let scattering = SkinScattering(skin, view: view, flat: place.flat)
        let above = place.position + place.flat * 1e-3
        let below = place.position - place.flat * 1e-3
        next = step(
          scattering, from: above, below, lamp: (a, b), carried, &total, bounce, &random,
          flat: place.flat)
      }
      guard let next else { break }
      ray = next.ray
      carried = carried * next.weight
      density = next.density

      if bounce > 1 {
        let survival = min(0.95, max(carried.x, max(carried.y, carried.z)))
        if random.next() > survival { break }
        carried = carried * (1 / survival)
      }
    }
    return total
  }

  private struct Step {
    var ray: Ray
    var weight: Vector
    var density: Float
  }

  /// Adds direct light, then samples the next direction.
  private func step<Kind: Scattering>(
    _ scattering: Kind, from above: Vector, _ below: Vector, lamp: (Float, Float),
    _ carried: Vector, _ total: inout Vector, _ bounce: Int, _ random: inout Random,
    flat: Vector? = nil
  ) -> Step? {
    func origin(_ direction: Vector) -> Vector {
      guard let flat else { return above }
      return dot(direction, flat) > 0 ? above : below
    }
    if let sample = scene.lighting.sample(from: above, lamp.0, lamp.1) {
      let (value, density) = scattering.evaluate(sample.direction)
      if value.max() > 0 {
        let ray = Ray(origin: origin(sample.direction), direction: sample.direction)
        if !scene.blocked(ray, limit: sample.distance * 0.9999) {
          let share = sample.density == .infinity ? 1 : balance(sample.density, density)
          let scale = sample.density == .infinity ? 1 : 1 / sample.density
          total += limited(carried * value * sample.radiance * (share * scale), bounce)
        }
      }
    }
    guard let next = scattering.sample(&random) else { return nil }
    return Step(
      ray: Ray(origin: origin(next.direction), direction: next.direction),
      weight: next.weight, density: next.density)
  }

  /// Returns the weight of multiple importance sampling (power heuristic).
  private func balance(_ own: Float, _ other: Float) -> Float {
    if own == .infinity || other <= 0 { return 1 }
    return own * own / (own * own + other * other)
  }

  private func limited(_ light: Vector, _ bounce: Int) -> Vector {
    let peak = light.max()
    guard bounce > 0, peak > ceiling else { return light }
    return light * (ceiling / peak)
  }

  /// Subsurface scattering: a random walk through the flesh of a fruit.
  private func wander(
    from point: SurfacePoint, _ skin: Skin, _ carried: inout Vector, _ random: inout Random
  ) -> SurfacePoint? {
    var ray = Ray(
      origin: point.position - point.flat * 2e-3,
      direction: -Frame(normal: point.flat).toWorld(random.cosineDirection()))
    for _ in 0..<48 {
      guard let wall = scene.skin(ray) else { return nil }
      let travel = -log(max(1 - random.next(), 1e-7)) * skin.depth
      if travel >= wall.distance {
        var exit = wall.point
        exit.flat = -exit.flat
        exit.normal = -exit.normal
        return exit
      }
      carried = carried * skin.flesh
      ray = Ray(origin: ray.origin + ray.direction * travel, direction: random.direction())
      if carried.max() < 0.01 { return nil }
    }
    return nil
  }
}
