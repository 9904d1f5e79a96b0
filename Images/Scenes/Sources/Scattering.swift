// Scattering models: surfaces with a thin gloss, and fibres.

import Foundation

/// A scattering model. `sample` picks a direction; `evaluate` returns the light in a direction
/// (with the cosine) and its probability density in `sample`.
protocol Scattering {
  func evaluate(_ direction: Vector) -> (value: Vector, density: Float)
  func sample(_ random: inout Random) -> (direction: Vector, weight: Vector, density: Float)?
}

/// The material parameters at a surface point.
struct Skin {
  var color: Vector
  var normal: Vector
  var roughness: Float = 0.5
  /// Mirror reflection seen head-on: 0.04 for most things.
  var gloss: Float = 0.04
  /// The share of light that passes through, as through a leaf.
  var transmission: Float = 0
  /// The mean free path of light under the skin; 0 for an opaque thing.
  var depth: Float = 0
  /// How much of the light survives each turn in the flesh under the skin.
  var flesh = Vector(repeating: 0.5)
  /// The share of light that the skin itself sends back before it enters the flesh.
  var cover: Float = 0
}

struct SkinScattering: Scattering {
  let skin: Skin
  let view: Vector
  let flat: Vector
  private let frame: Frame
  private let alpha: Float
  private let localView: Vector
  private let mirrorShare: Float

  init(_ skin: Skin, view: Vector, flat: Vector) {
    self.skin = skin
    self.view = view
    self.flat = flat
    // A bump must not turn the skin away from the viewer.
    var normal = skin.normal
    let facing = dot(normal, view)
    if facing < 0.02 { normal = normalize(normal + view * (0.02 - facing)) }
    frame = Frame(normal: normal)
    alpha = max(0.003, skin.roughness * skin.roughness)
    localView = frame.toLocal(view)
    let mirror = SkinScattering.fresnel(skin.gloss, max(localView.y, 0))
    let diffuse = luminance(skin.color) * (1 - mirror)
    mirrorShare = skin.gloss <= 0 ? 0 : clamp(mirror / max(mirror + diffuse, 1e-4), 0.1, 0.95)
  }

  /// The share of light a gloss reflects, larger at grazing angles.
  static func fresnel(_ headOn: Float, _ cosine: Float) -> Float {
    let m = clamp(1 - cosine)
    return headOn + (1 - headOn) * m * m * m * m * m
  }

  private func mirrorPart(_ light: Vector) -> (value: Float, density: Float) {
    guard light.y > 0, localView.y > 0 else { return (0, 0) }
    let half = normalize(light + localView)
    let a2 = alpha * alpha
    let spread = half.y * half.y * (a2 - 1) + 1
    let distribution = a2 / (.pi * spread * spread)
    func shade(_ cosine: Float) -> Float {
      2 * cosine / (cosine + (a2 + (1 - a2) * cosine * cosine).squareRoot())
    }
    let masking = shade(localView.y)
    let reflect = SkinScattering.fresnel(skin.gloss, dot(light, half))
    let value = reflect * distribution * masking * shade(light.y) / (4 * localView.y)
    return (value, distribution * masking / (4 * localView.y))
  }

  func evaluate(_ direction: Vector) -> (value: Vector, density: Float) {
    let light = frame.toLocal(direction)
    let through = 1 - SkinScattering.fresnel(skin.gloss, abs(localView.y))
    if dot(direction, flat) <= 0 {
      guard skin.transmission > 0, light.y < 0 else { return (.zero, 0) }
      let amount = -light.y / .pi * skin.transmission
      return (skin.color * (amount * through), amount * (1 - mirrorShare))
    }
    guard light.y > 0 else { return (.zero, 0) }
    let diffuse = light.y / .pi * (1 - skin.transmission)
    let mirror = mirrorPart(light)
    let value = skin.color * (diffuse * through) + Vector(repeating: mirror.value)
    return (value, mix(diffuse, mirror.density, mirrorShare))
  }

  func sample(_ random: inout Random) -> (direction: Vector, weight: Vector, density: Float)? {
    var local: Vector
    if random.next() < mirrorShare {
      // A mirror facet, picked among those the viewer can see.
      let stretched = normalize(
        Vector(localView.x * alpha, max(localView.y, 1e-3), localView.z * alpha))
      let radius = random.next().squareRoot()
      let angle = 2 * Float.pi * random.next()
      let a = radius * cos(angle)
      let lift = 0.5 * (1 + stretched.y)
      let level = normalize(cross(Vector(0, 1, 0), stretched) + Vector(1e-7, 0, 0))
      let lean = cross(stretched, level)
      let b = mix((1 - a * a).squareRoot(), radius * sin(angle), lift)
      let c = max(0, 1 - a * a - b * b).squareRoot()
      let facet = level * a + lean * b + stretched * c
      let half = normalize(Vector(facet.x * alpha, max(1e-6, facet.y), facet.z * alpha))
      local = half * (2 * dot(localView, half)) - localView
    } else {
      local = random.cosineDirection()
      if skin.transmission > 0 && random.next() < skin.transmission { local.y = -local.y }
    }
    let direction = frame.toWorld(local)
    let (value, density) = evaluate(direction)
    guard density > 1e-7 else { return nil }
    return (direction, value * (1 / density), density)
  }
}

/// A fibre scatters in cones around its axis: a narrow, colourless one off its surface (the sheen
/// of hair) and a wide, coloured one from inside. Each lobe is a density over directions, so no
/// light is invented.
struct FiberScattering: Scattering {
  let color: Vector
  /// The share of the colourless sheen.
  let sheen: Float
  private let frame: Frame
  private let lean: Float
  private let angle: Float
  private let narrow: Float
  private let forward: Float = 0.35

  init(color: Vector, sheen: Float, narrow: Float, axis: Vector, view: Vector) {
    self.color = color
    self.sheen = sheen
    self.narrow = narrow
    frame = Frame(normal: axis)
    let local = frame.toLocal(view)
    lean = asin(clamp(local.y, -0.999, 0.999))
    angle = atan2(local.z, local.x)
  }

  private func cone(_ tilt: Float, width: Float) -> Float {
    let x = (tilt + lean) / width
    return exp(-0.5 * x * x) / (width * 2.5066)
  }

  func evaluate(_ direction: Vector) -> (value: Vector, density: Float) {
    let local = frame.toLocal(direction)
    let tilt = asin(clamp(local.y, -0.999, 0.999))
    let around = atan2(local.z, local.x) - angle
    let share = 1 / (max(cos(tilt), 0.15) * 2 * .pi)
    let sharp = cone(tilt, width: narrow) * (1 + 0.6 * cos(around)) * share
    let wide = cone(tilt, width: 0.55) * (1 - forward * cos(around)) * share
    let value = color * (wide * (1 - sheen)) + Vector(repeating: sharp * sheen)
    return (value, mix(wide, sharp, sheen))
  }

  func sample(_ random: inout Random) -> (direction: Vector, weight: Vector, density: Float)? {
    let isSheen = random.next() < sheen
    let width = isSheen ? narrow : 0.55
    let bias = isSheen ? 0.6 : -forward
    var tilt: Float = 9
    while abs(tilt) > 1.5 { tilt = -lean + width * random.normal() }
    var around: Float = 0
    repeat {
      around = 2 * .pi * random.next()
    } while random.next() * (1 + abs(bias)) > 1 + bias * cos(around)
    let final = around + angle
    let local = Vector(cos(tilt) * cos(final), sin(tilt), cos(tilt) * sin(final))
    let direction = frame.toWorld(local)
    let (value, density) = evaluate(direction)
    guard density > 1e-7 else { return nil }
    return (direction, value * (1 / density), density)
  }
}
