// Follows light backwards: from the camera to a surface, from there to the lamp and onwards in a
// random direction, until too little light is left to matter.

import Foundation

struct PathTracer: Sendable {
  let scene: Scene
  var bounces = 6
  /// No single indirect path may be brighter than this: it would show as a white speck.
  var ceiling: Float = 3

  /// The light arriving along `ray`. `first` and `second` pick the first sample on the lamp; they
  /// come from an even sequence, which leaves less noise than plain random numbers.
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
        // A mirror seen only by way of another surface makes more noise than difference.
        if bounce > 0 { skin.roughness = max(skin.roughness, 0.45) }
        var place = point
        var view = -ray.direction
        if skin.depth > 0 && random.next() > skin.cover {
          let mirror = SkinScattering.fresnel(
            skin.gloss, max(dot(point.normal, view), 0))
          // Many samples go to the gloss, or its highlights would be speckled.
          let pick = max(mirror, 0.4)
          if random.next() > pick {
            carried = carried * ((1 - mirror) / (1 - pick))
            guard let exit = wander(from: point, skin, &carried, &random) else { return total }
            place = exit
            view = exit.normal
            skin = Skin(color: Vector(repeating: 1), normal: exit.normal, gloss: 0)
          } else {
            // The light that did not enter: only the gloss is left.
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

  /// Adds the light that comes straight from the lamp, then picks where to go on.
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

  /// Two ways to find the same light share the work: the likelier way counts for more.
  private func balance(_ own: Float, _ other: Float) -> Float {
    if own == .infinity || other <= 0 { return 1 }
    return own * own / (own * own + other * other)
  }

  private func limited(_ light: Vector, _ bounce: Int) -> Vector {
    let peak = light.max()
    guard bounce > 0, peak > ceiling else { return light }
    return light * (ceiling / peak)
  }

  /// Light that enters a fruit turns many times in its flesh and leaves somewhere else, coloured.
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
