// Fur, wool, moss and grass: what strands are made of, and how they grow out of a skin.
//
// Every hair is really there, as three or four thin cones. They shade each other, let light
// through and send it on, so that the pile looks soft without any trick.

import Foundation

enum Fiber: Sendable {
  case plush(Vector)
  case thread(Vector)
  case wool(Vector)
  case grass(Vector)

  /// How a strand scatters light at `share` of its length.
  func scattering(axis: Vector, view: Vector, share: Float, seed: UInt32) -> FiberScattering {
    let tone = chance(seed)
    switch self {
    case .plush(let color):
      // Darker at the root, bleached at the tip; now and then a dark or a pale hair.
      let light = mix(0.80, 1.08, share) * mix(0.86, 1.1, tone)
      let pale = chance(seed &+ 1) > 0.93 ? Float(0.35) : 0.08 * share
      let shade = mix(color * light, Vector(0.86, 0.76, 0.60), pale)
      return FiberScattering(color: shade, sheen: 0.07, narrow: 0.16, axis: axis, view: view)
    case .thread(let color):
      return FiberScattering(
        color: color * mix(0.7, 1.2, tone), sheen: 0.05, narrow: 0.22, axis: axis, view: view)
    case .wool(let color):
      return FiberScattering(
        color: color * mix(0.8, 1.25, tone), sheen: 0.03, narrow: 0.3, axis: axis, view: view)
    case .grass(let color):
      let dry = chance(seed &+ 2) > 0.9 ? Float(0.7) : 0.15 * tone
      let green = color * mix(0.55, 1.25, tone) * mix(0.6, 1.15, share)
      return FiberScattering(
        color: mix(green, Vector(0.48, 0.38, 0.16), dry), sheen: 0.06, narrow: 0.2, axis: axis,
        view: view)
    }
  }
}

/// How a pile grows.
struct Pile {
  var fiber: Fiber
  /// Strands per square centimetre.
  var density: Float
  var length: Float
  var radius: Float
  /// Which way the strands lean, and how strongly.
  var comb = Vector(0, -0.5, 0)
  /// Tufts: their size, and how far their tips draw together (0 to 1).
  var tuft: Float = 0.7
  var gather: Float = 0.55
  var curl: Float = 0.12
  var pieces = 4
}

extension SceneBuilder {
  /// Grows a pile on a mesh. `keep` thins or shortens it: 0 is bald, 1 is full length.
  mutating func grow(
    _ pile: Pile, on mesh: Mesh, seed: UInt32, keep: (_ root: Vector, _ out: Vector) -> Float
  ) {
    var random = Random(seed: seed)
    var owed: Float = 0
    for corner in mesh.corners {
      let (a, b, c) = (Int(corner.x), Int(corner.y), Int(corner.z))
      let edgeA = mesh.points[b] - mesh.points[a]
      let edgeB = mesh.points[c] - mesh.points[a]
      let normal = cross(edgeA, edgeB)
      owed += 0.5 * length(normal) * pile.density
      while owed >= 1 {
        owed -= 1
        var (u, v) = (random.next(), random.next())
        if u + v > 1 { (u, v) = (1 - u, 1 - v) }
        let root = mesh.points[a] + edgeA * u + edgeB * v
        let out = normalize(
          mesh.normals[a] * (1 - u - v) + mesh.normals[b] * u + mesh.normals[c] * v)
        let kept = keep(root, out)
        if kept <= 0 || random.next() > kept * 2 { continue }
        addHair(pile, root: root, out: out, scale: min(1, kept), &random)
      }
    }
  }

  private mutating func addHair(
    _ pile: Pile, root: Vector, out: Vector, scale: Float, _ random: inout Random
  ) {
    // Neighbours belong to the same tuft: they lean alike and their tips meet.
    let swirl = Vector(
      noise(root * 0.33), noise(root * 0.33 + 19), noise(root * 0.33 + 43))
    let ragged = Vector(noise(root * 1.9), noise(root * 1.9 + 7), noise(root * 1.9 + 13))
    let tuft = cell((root + ragged * 0.3 + swirl * 0.8) / pile.tuft)
    let toTuft = tuft.offset * pile.tuft
    let own = Vector(
      chance(tuft.seed) - 0.5, chance(tuft.seed &+ 1) - 0.5, chance(tuft.seed &+ 2) - 0.5)
    let lean = pile.comb + swirl * 0.8 + own * 0.7 + random.inBall() * 0.28
    let size = pile.length * scale * random.next(in: 0.65...1.1)
    let phase = chance(tuft.seed &+ 3) * 2 * .pi + random.next() * 1.2
    let frame = Frame(normal: out)
    var points: [Vector] = []
    var point = root - out * 0.05
    for step in 0...pile.pieces {
      let share = Float(step) / Float(pile.pieces)
      let turn = phase + share * 5
      let wave = (frame.x * cos(turn) + frame.z * sin(turn)) * (pile.curl * share)
      let level = toTuft - out * dot(toTuft, out)
      points.append(point + wave + level * (pile.gather * share * share))
      let direction = normalize(out + (lean - out * min(0, dot(lean, out))) * (0.35 + share))
      point += direction * (size / Float(pile.pieces))
    }
    addStrand(
      points, radius: pile.radius, tip: 0.35, fiber: pile.fiber,
      seed: UInt32(random.next() * 16_000_000))
  }
}
