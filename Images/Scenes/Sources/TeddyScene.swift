// teddy.jpg: the bear on a cobbled garden path, toy blocks beside it, a fence and a hedge behind.

import Foundation

func teddyScene() -> Scene {
  var builder = SceneBuilder()
  Bear(origin: Vector(-2.6, 0.1, -1), facing: Frame(turn: 9)).add(to: &builder)
  addBlocks(&builder)
  Garden().add(to: &builder)
  let sky = Sky(
    sun: normalize(Vector(-0.62, 0.70, 0.36)), sunRadiance: Vector(5.0, 4.4, 3.5),
    sunAngle: 0.012, zenith: Vector(0.22, 0.38, 0.72), horizon: Vector(0.62, 0.72, 0.86))
  let camera = Camera(
    at: Vector(5, 20, 84), lookingAt: Vector(1.2, 14.3, 0), angle: 28.2,
    focusAt: Vector(-2, 20, 8.0), aperture: 1.25, roll: 0.5)
  return Scene(
    builder, lighting: .outdoors(sky), camera: camera,
    film: Film(exposure: 1.5, balance: Vector(1.03, 1, 0.95)))
}

private func addBlocks(_ builder: inout SceneBuilder) {
  let blue = Vector(0.035, 0.115, 0.34)
  let yellow = Vector(0.60, 0.36, 0.035)
  let green = Vector(0.05, 0.22, 0.075)
  for (color, place, frame, seed) in [
    (blue, Vector(16.3, 2.75, 4.5), Frame(turn: -3), 0.03),
    (yellow, Vector(16.0, 7.95, 4.3), Frame(turn: 6), 0.10),
    (green, Vector(22.3, 2.75, 6.3), Frame(turn: 31, tilt: 2), 0.20),
  ] as [(Vector, Vector, Frame, Float)] {
    let block = Mesh.block(size: Vector(repeating: 2.6), rounding: 0.22, steps: 6) { p in
      p + Vector(0.03, 0.03, 0.03) * noise(p * 0.8 + seed * 90)
    }
    builder.add(block, .block(color), at: place, frame, seed: seed)
  }
}
