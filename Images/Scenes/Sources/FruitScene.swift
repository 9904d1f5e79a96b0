// fruits.jpg: fruit in and around a bowl on a wooden table, lit by one window on the left.

import Foundation

func fruitScene() -> Scene {
  var builder = SceneBuilder()
  addKitchen(&builder)
  addBowl(&builder, at: Vector(-5.5, 0.2, -3))
  addTableFruit(&builder)
  addGrapes(&builder, at: Vector(5.6, 0, 8.6))
  let window = Window(
    center: Vector(-115, 72, 24), half: (Vector(0.34, 0, -0.94) * 42, Vector(0, 52, 0)),
    brightness: 22, room: Vector(0.155, 0.135, 0.115))
  let camera = Camera(
    at: Vector(2, 27, 78), lookingAt: Vector(0.4, 6.6, 0), angle: 24.5,
    focusAt: Vector(0, 6, 6), aperture: 0.85, roll: -0.3)
  return Scene(
    builder, lighting: .room(window), camera: camera,
    film: Film(exposure: 1.75, balance: Vector(1.02, 1, 0.95)))
}

private func addKitchen(_ builder: inout SceneBuilder) {
  // Table planks, their joints a little uneven.
  var random = Random(seed: 11)
  var front: Float = 18
  while front > -44 {
    let width = random.next(in: 8.5...11.5)
    let plank = Mesh.block(
      size: Vector(75, 1.1, width / 2 - 0.05), rounding: 0.16, steps: 24
    ) { p in
      Vector(p.x, p.y + 0.05 * noise(p * 0.1), p.z + 0.06 * noise(Vector(p.x * 0.12, 0, p.z)))
    }
    let height = -1.1 + random.next(in: -0.04...0.04)
    builder.add(plank, .tableWood, at: Vector(0, height, front - width / 2))
    front -= width
  }
  // The wall: upright boards with dark gaps, and a rail.
  var left: Float = -75
  while left < 75 {
    let width = random.next(in: 10...12.5)
    let board = Mesh.block(size: Vector(width / 2 - 0.12, 50, 1), rounding: 0.25)
    builder.add(
      board, .panel, at: Vector(left + width / 2, 30, -50 + random.next(in: -0.15...0.15)))
    left += width
  }
  builder.add(
    Mesh.block(size: Vector(75, 2.2, 1.6), rounding: 0.4), .panel, at: Vector(0, 21.5, -48.6))
  builder.add(
    Mesh.block(size: Vector(70, 6, 1), rounding: 0.2), .tableWood, at: Vector(0, -8.3, 15.5))
  // A painted tin with a paper label.
  let tinFrame = Frame(turn: -7)
  let tinPlace = Vector(15.2, 7.4, -9.5)
  let dented = Mesh.block(size: Vector(5.4, 7.4, 5.4), rounding: 0.7, steps: 16) { p in
    p + Vector(0.12, 0.03, 0.12) * noise(p * 0.28)
  }
  builder.add(dented, .tin, at: tinPlace, tinFrame)
  builder.add(
    Mesh.block(size: Vector(5.55, 0.9, 5.55), rounding: 0.3), .tin,
    at: tinPlace + Vector(0, 7.6, 0), tinFrame)
  builder.add(
    Mesh.turned(
      columns: 48, rows: 40,
      outline([(0, 1.1), (0.9, 1.0), (1.2, 0.6), (0.7, 0.2), (0.8, 0)])),
    .tin, at: tinPlace + Vector(0, 8.45, 0))
  let label = Mesh.sheet(columns: 16, rows: 16) { u, v in
    let p = Vector(mix(-3.1, 3.1, u), mix(-3.6, 3.6, v), 0)
    return p + Vector(0, 0, 0.03 * noise(p * 0.5))
  }
  builder.add(label, .label, at: tinPlace + tinFrame.toWorld(Vector(0, -0.6, 5.52)), tinFrame)
  // A chopping board leaning on the wall.
  builder.add(
    Mesh.block(size: Vector(8.5, 10.4, 0.9), rounding: 0.35), .board,
    at: Vector(-24, 10.2, -31), Frame(turn: 8, tilt: -14))
  builder.add(cloth(), .gingham)
}

/// A tea towel under the bowl: creased on the table, hanging over its edge.
private func cloth() -> Mesh {
  let (left, right, back, front): (Float, Float, Float, Float) = (-22.5, 7.5, -15, 25)
  func flat(_ u: Float, _ v: Float) -> Vector {
    Vector(mix(left, right, u), 0, mix(back, front, v))
  }
  return Mesh.sheet(columns: 260, rows: 320, place: flat) { u, v in
    let p = flat(u, v)
    let turned = Vector(p.x * 0.998 + p.z * 0.05, 0, p.z * 0.998 - p.x * 0.05)
    // Ridges that fan out from under the bowl, and small creases everywhere.
    let from = p - Vector(-5.5, 0, -3)
    let distance = length(from)
    let angle = atan2(from.x, from.z)
    let fan = pow(max(0, noise(Vector(angle * 2.6, 1.5, distance * 0.03))), 1.4)
    let away = smoothstep(6.5, 14, distance)
    let crease = abs(noise(p * 0.16 + 3)) * 0.32 + 0.10 * fractal(p * 0.55, octaves: 3)
    let lift = 0.11 + (fan * 2.6 + max(0, crease)) * away
    let edge: Float = 18.0
    guard p.z > edge else { return Vector(turned.x, max(0.1, lift), turned.z) }
    let drop = turned.z - edge
    let swing = 0.9 * noise(Vector(p.x * 0.22, 4, 0)) * smoothstep(0, 7, drop)
    let round = min(drop, 1.2)
    let height = max(0.1, lift) * (1 - round * 0.5) - max(0, drop - 0.7)
    return Vector(
      turned.x + 0.15 * noise(p * 0.3 + 60), height,
      edge + round * 0.75 + lift * round * 0.6 + max(0, swing))
  }
}

private func addApple(
  _ builder: inout SceneBuilder, _ material: Material, at place: Vector, _ frame: Frame,
  seed: Float
) {
  builder.add(FruitShape.apple(seed: seed), material, at: place, frame, seed: seed)
  builder.add(
    FruitShape.stem(length: 2.2, radius: 0.17, lean: 0.5 - seed), .stem,
    at: place + frame.toWorld(Vector(0, 1.75, 0)), frame)
}

private func addOrange(
  _ builder: inout SceneBuilder, at place: Vector, _ frame: Frame, seed: Float
) {
  builder.add(FruitShape.orange(seed: seed), .orange, at: place, frame, seed: seed)
  let nub = Mesh.round(columns: 30, rows: 16) { 0.36 + 0.1 * noise($0 * 3) }
  builder.add(
    nub.bent { Vector($0.x, $0.y * 0.4, $0.z) }, .stem,
    at: place + frame.toWorld(Vector(0, 3.5, 0)), frame)
}

private func addBowl(_ builder: inout SceneBuilder, at origin: Vector) {
  builder.add(FruitShape.bowl(), .ceramic, at: origin, Frame(turn: 40))
  var balls = [
    Ball(center: Vector(-5.2, 8, -2.5), radius: 3.9),
    Ball(center: Vector(2.2, 8, -4.5), radius: 3.9),
    Ball(center: Vector(5.6, 8, 1.5), radius: 3.8),
    Ball(center: Vector(-1.0, 8, 4.6), radius: 3.85),
    Ball(center: Vector(-6.6, 11, 3.2), radius: 3.0),
    Ball(center: Vector(0.2, 14, 0.2), radius: 3.85),
  ]
  // The inside of the bowl, as points of its outline.
  let inside: [(Float, Float)] = (0...40).map { step in
    let radius = 12.3 * Float(step) / 40
    return (radius, 1.15 + 7.1 * pow(radius / 12.4, 2.5))
  }
  func keepInBowl(_ ball: inout Ball) {
    let around = max(1e-4, length(Vector(ball.center.x, 0, ball.center.z)))
    let out = Vector(ball.center.x, 0, ball.center.z) / around
    for (radius, height) in inside {
      let (across, up) = (around - radius, ball.center.y - height)
      let distance = (across * across + up * up).squareRoot()
      if distance < ball.radius {
        let push = (ball.radius - distance) / max(distance, 1e-3)
        ball.center += (out * across + Vector(0, up, 0)) * push * 0.5
      }
    }
  }
  settle(&balls, steps: 300, pull: { _ in Vector(0, -0.12, 0) }, confine: keepInBowl)
  let places = balls.map { origin + $0.center }
  addOrange(&builder, at: places[0], Frame(turn: 20, tilt: 48, roll: 25), seed: 0.21)
  addOrange(&builder, at: places[1], Frame(turn: 200, tilt: 8, roll: -14), seed: 0.63)
  addOrange(&builder, at: places[2], Frame(turn: 75, tilt: -35, roll: 50), seed: 0.47)
  addApple(&builder, .redApple, at: places[3], Frame(turn: 150, tilt: 22, roll: -20), seed: 0.35)
  builder.add(
    FruitShape.lemon(seed: 0.4), .lemon, at: places[4], Frame(turn: 64, tilt: 76), seed: 0.4)
  addApple(&builder, .redApple, at: places[5], Frame(turn: 130, tilt: 12, roll: -17), seed: 0.82)
}

private func addTableFruit(_ builder: inout SceneBuilder) {
  addApple(
    &builder, .greenApple, at: Vector(-17.2, 3.62, 9.2), Frame(turn: -40, tilt: 14, roll: 9),
    seed: 0.55)
  builder.add(
    FruitShape.lemon(seed: 0.1), .lemon, at: Vector(-5.4, 2.95, 11.6),
    Frame(turn: -62, tilt: 82, roll: 6), seed: 0.13)
  let pear = Vector(17.6, 0.05, 0.6)
  let lean = Frame(turn: 30, tilt: 2, roll: -4)
  builder.add(FruitShape.pear(seed: 0.7), .pear, at: pear, lean, seed: 0.7)
  builder.add(
    FruitShape.stem(length: 2.6, radius: 0.17, lean: -0.8), .stem,
    at: pear + lean.toWorld(Vector(0.95, 9.6, 0)), lean)
  for (seed, turn, place) in [
    (0.2, 164, Vector(19.8, 1.75, 13.6)), (0.6, 148, Vector(20.6, 1.95, 10.4)),
  ] as [(Float, Float, Vector)] {
    builder.add(
      FruitShape.banana(seed: seed), .banana, at: place,
      Frame(turn: turn, tilt: seed > 0.5 ? 16 : 0), seed: seed)
  }
}

/// A bunch lying on the table: grapes drawn towards a stalk, pushing each other aside.
private func addGrapes(_ builder: inout SceneBuilder, at origin: Vector) {
  var random = Random(seed: 5)
  var balls = (0..<58).map { _ in
    let p = random.inBall() * Vector(6.5, 3, 3.5)
    return Ball(center: Vector(p.x, abs(p.y) + 1.5, p.z), radius: random.next(in: 0.93...1.2))
  }
  settle(
    &balls, steps: 160, overlap: 0.95,
    pull: { ball in
      let x = clamp(ball.center.x, -4.6, 4.6)
      let axis = Vector(x, 1.2, 0.25 * x)
      return (axis - ball.center) * 0.035 + Vector(0, -0.05, 0)
    },
    confine: { ball in
      ball.center.y = max(ball.center.y, ball.radius + 0.02)
    })
  for (index, ball) in balls.enumerated() {
    let seed = chance(UInt32(index) &+ 900)
    let x = clamp(ball.center.x, -4.6, 4.6)
    let outward = normalize(ball.center - Vector(x * 0.8, 1.4, 0.2 * x) + 0.01)
    // The scar of the flower points away from the stalk.
    let side = normalize(cross(outward, Vector(0.3, 0.1, 1)))
    var frame = Frame(normal: -outward)
    frame.x = side
    frame.z = cross(side, frame.y)
    let shape = FruitShape.grape(seed: seed)
    var scaled = shape
    scaled.points = shape.points.map { $0 * ball.radius }
    builder.add(scaled, .grape, at: origin + ball.center, frame, seed: seed)
  }
  let stalk = Mesh.tube(columns: 10, rows: 40) { v in
    let p = Vector(mix(4, 10.2, v), 2.6 + 1.7 * sin(v * 2.6), mix(0.6, -1.2, v))
    return (p, (0.17 + 0.12 * smoothstep(0.85, 1, v)) * smoothstep(1, 0.99, v))
  }
  builder.add(stalk.bent { $0 + 0.1 * noise($0 * 1.2) }, .stem, at: origin)
}
