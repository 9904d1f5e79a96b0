// The garden around the bear: setts and joints, fallen leaves, grass, flowers, a fence, a hedge.

import Foundation

struct Garden {
  private struct Stone {
    var center: SIMD2<Float>
    var half: SIMD2<Float>
  }

  func add(to builder: inout SceneBuilder) {
    let ground = Mesh.sheet(columns: 220, rows: 260) { u, v in
      let p = Vector(mix(-170, 170, u), 0, mix(70, -160, v))
      return Vector(p.x, -1.35 + 0.3 * noise(p * 0.3) + 0.5 * noise(p * 0.06), p.z)
    }
    builder.add(ground, .soil)
    let stones = addStones(&builder)
    addMoss(&builder, between: stones)
    addLitter(&builder)
    addGrass(&builder)
    addFlowers(&builder)
    addFence(&builder)
    addHedge(&builder)
  }

  /// The middle of the path, which bends away to the right.
  private func middle(_ z: Float) -> Float { z < 0 ? z * z * 0.0011 : 0 }
  private func reach(_ z: Float) -> Float { 33 + 2.5 * noise(Vector(0, 3, z * 0.05)) }

  private func addStones(_ builder: inout SceneBuilder) -> [Stone] {
    var random = Random(seed: 31)
    var stones: [Stone] = []
    var z: Float = 48
    while z > -78 {
      let depth = random.next(in: 8.2...9.8)
      var x = middle(z) - 46 + random.next(in: 0...6)
      while x < middle(z) + 44 {
        let width = random.next(in: 8...14)
        let place = Vector(x + width / 2, 0, z - depth / 2)
        let size = Vector(width / 2 - 0.5, 4, depth / 2 - 0.45)
        x += width
        if abs(place.x - middle(z)) > reach(place.z) { continue }
        let lump = random.next() * 90
        let stone = Mesh.block(size: size, rounding: 1.7, steps: 22) { p in
          let wide = Vector(noise(p * 0.23 + lump), noise(p * 0.2 + lump + 30), 0)
          let fine = 0.35 * noise(p * 0.7 + lump) + 0.12 * noise(p * 2.1 + lump)
          let dome = 0.35 * (1 - dot(p / size, p / size) * 0.5)
          let skew = wide.x * 0.8
          let rise = p.y > 0 ? wide.y * 0.7 + fine + dome : 0
          return p + Vector(skew + fine * 0.4, rise, wide.y * 0.6 + fine * 0.3)
        }
        let frame = Frame(
          turn: random.next(in: -3...3), tilt: random.next(in: -2...2),
          roll: random.next(in: -2...2))
        let sink = place.x * place.x + place.z * place.z < 300 ? -0.1 : random.next(in: -0.5...0.1)
        builder.add(stone, .cobble, at: place + Vector(0, -4.1 + sink, 0), frame)
        stones.append(Stone(center: SIMD2(place.x, place.z), half: SIMD2(size.x, size.z)))
      }
      z -= depth
    }
    return stones
  }

  private func addMoss(_ builder: inout SceneBuilder, between stones: [Stone]) {
    var random = Random(seed: 8)
    for _ in 0..<90_000 {
      let p = Vector(random.next(in: -36...40), -1.4, random.next(in: -70...45))
      let thick = fractal(p * 0.09, octaves: 3) + 0.12
      if random.next() > thick * 3 { continue }
      let covered = stones.contains {
        abs(p.x - $0.center.x) < $0.half.x - 0.35 && abs(p.z - $0.center.y) < $0.half.y - 0.35
      }
      if covered { continue }
      let tall = random.next() < 0.05 ? random.next(in: 2.5...5) : random.next(in: 0.8...1.9)
      addBlade(&builder, root: p, height: tall, radius: 0.045, Vector(0.25, 0.34, 0.07), &random)
    }
  }

  private func addBlade(
    _ builder: inout SceneBuilder, root: Vector, height: Float, radius: Float, _ color: Vector,
    _ random: inout Random
  ) {
    let lean = random.inBall() * Vector(0.5, 0, 0.5)
    let bend = Vector(lean.x, -0.3, lean.z) * 0.9
    let points = (0...3).map { step in
      let t = Float(step) / 3
      return root + (Vector(lean.x * 0.4 * t, t, lean.z * 0.4 * t) + bend * (t * t * 0.7)) * height
    }
    builder.addStrand(
      points, radius: radius, tip: 0.2, fiber: .grass(color),
      seed: UInt32(random.next() * 16_000_000))
  }

  private func leaf(length: Float, width: Float, curl: Float) -> Mesh {
    Mesh.sheet(columns: 7, rows: 9) { u, v in
      let across = (u - 0.5) * 2
      let outline = width * pow(max(0, sin(v * .pi)), 0.8) * (1 - 0.35 * v)
      let y = curl * (v - 0.5) * (v - 0.5) * 2 + abs(across) * outline * 0.35
      return Vector(across * outline, y, (v - 0.5) * length)
    }
  }

  /// Leaves and grit that nobody swept.
  private func addLitter(_ builder: inout SceneBuilder) {
    var random = Random(seed: 77)
    let colors = [
      Vector(0.42, 0.22, 0.045), Vector(0.30, 0.13, 0.04), Vector(0.50, 0.36, 0.06),
      Vector(0.20, 0.11, 0.05),
    ]
    for index in 0..<34 {
      let place = Vector(random.next(in: -33...33), 0.25, random.next(in: -50...38))
      if abs(place.x) < 14 && place.z > -12 && place.z < 17 { continue }
      let size = random.next(in: 2.2...4.2)
      builder.add(
        leaf(length: size, width: size * 0.26, curl: random.next(in: 0.3...1.6)),
        .leaf(colors[index % 4]), at: place,
        Frame(
          turn: random.next(in: 0...360), tilt: random.next(in: -12...12),
          roll: random.next(in: -15...15)))
    }
    for index in 0..<260 {
      let place = Vector(
        random.next(in: -34...36), random.next(in: -0.1...0.15), random.next(in: -30...45))
      let size = 0.12 + 0.35 * pow(random.next(), 4)
      let pebble = Mesh.round(columns: 14, rows: 10) {
        size * (1 + 0.5 * noise($0 * 1.4 + Float(index)))
      }
      builder.add(pebble, .cobble, at: place)
    }
  }

  private func addGrass(_ builder: inout SceneBuilder) {
    var random = Random(seed: 12)
    for _ in 0..<75_000 {
      let p = Vector(random.next(in: -115...125), -1.3, random.next(in: -92...34))
      let outside = abs(p.x - middle(p.z)) - reach(p.z)
      if outside < -1.5 || random.next() > 0.35 + 0.65 * smoothstep(-1.5, 5, outside) { continue }
      let tuft = 0.6 + 0.8 * noise(p * 0.08) + 0.5 * noise(p * 0.3)
      let tall = max(2, (4 + min(8, outside * 0.5)) * tuft * random.next(in: 0.6...1.2))
      addBlade(
        &builder, root: p, height: tall, radius: 0.16, Vector(0.28, 0.42, 0.085), &random)
    }
  }

  private func addFlowers(_ builder: inout SceneBuilder) {
    var random = Random(seed: 3)
    let colors = [
      Vector(0.74, 0.73, 0.70), Vector(0.70, 0.50, 0.05), Vector(0.20, 0.16, 0.52),
      Vector(0.58, 0.10, 0.20),
    ]
    for index in 0..<110 {
      let z = random.next(in: -78...2)
      let side: Float = random.next() < 0.5 ? -1 : 1
      let x = middle(z) + side * (reach(z) + random.next(in: 3...42))
      let height = random.next(in: 6...17)
      let top = Vector(x, height, z)
      let frame = Frame(turn: random.next(in: 0...360), tilt: random.next(in: 10...60))
      let size = random.next(in: 0.9...1.7)
      let flower = Mesh.sheet(columns: 40, rows: 6, closed: true) { u, v in
        let angle = u * 2 * Float.pi
        let petal = 0.65 + 0.35 * abs(cos(angle * 4))
        let radius = size * v * mix(1, petal, v)
        return Vector(sin(angle) * radius, 0.35 * size * v * v, cos(angle) * radius)
      }
      builder.add(flower, .petal(colors[(index / 3) % 4]), at: top, frame)
      let heart = Mesh.round(columns: 12, rows: 8) { _ in size * 0.28 }
      builder.add(heart, .petal(Vector(0.62, 0.38, 0.03)), at: top + frame.y * 0.1, frame)
      addBlade(
        &builder, root: Vector(x, -1, z), height: height + 1, radius: 0.14,
        Vector(0.2, 0.34, 0.08), &random)
    }
  }

  private func addFence(_ builder: inout SceneBuilder) {
    var random = Random(seed: 19)
    var x: Float = -125
    while x < 135 {
      let height = random.next(in: 20.5...21.3)
      let board = Mesh.block(size: Vector(3.9, height, 0.9), rounding: 0.35, steps: 10)
      builder.add(
        board, .fence, at: Vector(x, height - 0.5, -94 + random.next(in: -0.2...0.2)),
        Frame(turn: 0, tilt: random.next(in: -1...1), roll: random.next(in: -1.1...1.1)))
      x += random.next(in: 11.2...12.2)
    }
    for y: Float in [10, 33] {
      builder.add(
        Mesh.block(size: Vector(130, 2.3, 1.2), rounding: 0.4, steps: 60), .fence,
        at: Vector(5, y, -96.2), Frame(turn: 0, tilt: 0, roll: 0.3))
    }
    for x: Float in [-58, 62] {
      builder.add(
        Mesh.block(size: Vector(4.2, 20, 4.2), rounding: 0.5), .fence, at: Vector(x, 18, -101))
    }
  }

  private func addHedge(_ builder: inout SceneBuilder) {
    var random = Random(seed: 23)
    let tints = [
      Vector(0.085, 0.19, 0.035), Vector(0.12, 0.25, 0.045), Vector(0.17, 0.28, 0.05),
    ]
    // A hundred clusters, each one mesh of many leaves.
    let single = leaf(length: 7, width: 2.2, curl: 1.2)
    for cluster in 0..<150 {
      let center = Vector(
        random.next(in: -140...150), random.next(in: 0...95), random.next(in: -165 ... -118))
      var bush = Mesh()
      for index in 0..<70 {
        let place = random.inBall() * Vector(18, 15, 12)
        let frame = Frame(
          turn: random.next(in: 0...360), tilt: random.next(in: -70...70),
          roll: random.next(in: -50...50))
        let leaf = single.moved(to: place, frame)
        let base = Int32(bush.points.count)
        bush.points += leaf.points
        bush.normals += leaf.normals
        bush.places += leaf.points.map { Vector($0.x, $0.y, Float(index)) }
        bush.corners += leaf.corners.map { $0 &+ base }
      }
      builder.add(bush, .leaf(tints[cluster % 3]), at: center)
    }
  }
}
