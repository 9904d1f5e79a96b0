// The teddy bear: stuffed parts, each with its own pile; button eyes; a nose, mouth and paw pads
// sewn with thread; a knitted scarf.

import Foundation

/// A stuffed part: an ellipsoid, a little lumpy.
private struct Part {
  var center: Vector
  var radii: Vector
  var frame = Frame()
  var pile: Float = 1.15

  func mesh(columns: Int = 72, rows: Int = 48) -> Mesh {
    Mesh.round(columns: columns, rows: rows) { _ in 1 }
      .bent { $0 * radii * (1 + 0.05 * noise($0 * 1.6 + center)) }
      .moved(to: center, frame)
  }

  func contains(_ point: Vector) -> Bool { depth(point) < 0.93 }

  /// 0 at the centre, 1 on the skin.
  func depth(_ point: Vector) -> Float {
    let local = frame.toLocal(point - center) / radii
    return dot(local, local)
  }

  /// The point of the skin in a given direction from the centre.
  func skin(_ direction: Vector) -> Vector {
    let local = frame.toLocal(direction)
    return center + direction * (1 / length(local / radii))
  }
}

struct Bear {
  /// Where the bear sits and which way it faces.
  let origin: Vector
  let facing: Frame
  private let gold = Vector(0.74, 0.53, 0.29)
  private let cream = Vector(0.87, 0.78, 0.60)
  private let black = Vector(0.045, 0.035, 0.03)
  private let red = Vector(0.40, 0.032, 0.035)

  private let body = Part(center: Vector(0, 9.8, 0), radii: Vector(8.4, 10.2, 7.6))
  private let head = Part(
    center: Vector(0, 24.6, 1), radii: Vector(7.6, 6.5, 6.5), pile: 1.0)
  private let muzzle = Part(
    center: Vector(0, 22.9, 6.5), radii: Vector(3.3, 2.75, 3.9), pile: 0.38)

  func add(to builder: inout SceneBuilder) {
    var own = SceneBuilder()
    addParts(&own)
    addFace(&own)
    addScarf(&own)
    builder.append(own, at: origin, facing)
  }

  private func addParts(_ builder: inout SceneBuilder) {
    var parts = [body, head]
    var pads: [(part: Part, out: Vector)] = []
    for side: Float in [-1, 1] {
      let leg = normalize(Vector(side * 0.42, 0.02, 1))
      let foot = Vector(side * 9.3, 4.5, 13.6 + side * 0.6)
      parts.append(
        Part(
          center: Vector(side * 7.0, 4.1, 6.5), radii: Vector(3.9, 3.9, 7.4), frame: along(leg)))
      let upright = along(normalize(Vector(side * 0.42, 0.22, 1)))
      parts.append(Part(center: foot, radii: Vector(3.6, 4.7, 2.4), frame: upright, pile: 0.8))
      pads.append(
        (
          Part(center: foot + upright.z * 1.15, radii: Vector(2.65, 3.6, 1.5), frame: upright),
          upright.z
        ))
      let arm = normalize(Vector(side * 0.50, -0.72, side > 0 ? 0.55 : 0.42))
      parts.append(
        Part(
          center: Vector(side * 9.3, 13.4, 3.6), radii: Vector(2.9, 3.1, 6.6), frame: along(arm)))
      let palm = normalize(Vector(-side * 0.15, -0.15, 1))
      let hand = Vector(side * 9.3, 13.4, 3.6) + arm * 5.0
      let palmFrame = along(palm)
      pads.append(
        (
          Part(center: hand + palm * 1.55, radii: Vector(1.75, 2.0, 1.35), frame: palmFrame),
          palm
        ))
      let earFrame = Frame(turn: side * 12, tilt: -4, roll: -side * 24)
      parts.append(
        Part(
          center: Vector(side * 6.2, 30.2, 0.3), radii: Vector(3.0, 3.1, 1.35), frame: earFrame,
          pile: 0.75))
    }
    let all = parts + [muzzle]
    for (index, part) in parts.enumerated() {
      let mesh = part.mesh()
      builder.add(mesh, .plush(gold * 0.35))
      var pile = Pile(
        fiber: .plush(gold), density: 80, length: part.pile, radius: 0.0175,
        comb: Vector(0, -0.7, 0.05), tuft: 0.9, gather: 0.6, curl: 0.16)
      if part.pile < 0.9 { pile.tuft = 0.6 }
      builder.grow(pile, on: mesh, seed: UInt32(100 + index)) { root, out in
        let others = all.enumerated().contains { $0.offset != index && $0.element.contains(root) }
        if others { return 0 }
        // Pads and eyes stay bare; the face is clipped; nobody sees the back.
        var trim: Float = 1
        for pad in pads {
          let away = pad.part.depth(root + out * 0.25)
          if away < 1.12 { return 0 }
          trim = min(trim, mix(0.35, 1, smoothstep(1.12, 1.7, away)))
        }
        let face = 1 - 0.45 * smoothstep(3, 6, root.z) * (root.y > 18.5 ? 1 : 0)
        for side: Float in [-1, 1] {
          let toEye = length(root - Vector(side * 2.55, 25.7, 6.9))
          if toEye < 0.8 { return 0 }
          trim = min(trim, mix(0.4, 1, smoothstep(0.8, 2.2, toEye)))
        }
        let back: Float = out.z < -0.45 ? 0.5 : 1
        return min(face, trim) * back
      }
    }
    let snout = muzzle.mesh()
    builder.add(snout, .plush(cream * 0.4))
    var short = Pile(
      fiber: .plush(cream), density: 130, length: muzzle.pile, radius: 0.015,
      comb: Vector(0, -0.15, -0.25), tuft: 0.45, gather: 0.4)
    short.curl = 0.05
    builder.grow(short, on: snout, seed: 77) { root, _ in
      let toNose = length((root - Vector(0, 24.2, 9.6)) * Vector(0.7, 1, 1))
      return head.contains(root) || toNose < 0.8 ? 0 : 1
    }
    for (index, pad) in pads.enumerated() {
      builder.add(pad.part.mesh(), .felt)
      stitch(&builder, around: pad.part, seed: UInt32(index))
    }
  }

  /// Stitches around a pad, each a short thread across its edge.
  private func stitch(_ builder: inout SceneBuilder, around pad: Part, seed: UInt32) {
    var random = Random(seed: 500 + seed)
    let count = Int((pad.radii.x + pad.radii.y) * 6)
    for index in 0..<count {
      let angle = (Float(index) + random.next(in: -0.15...0.15)) / Float(count) * 2 * .pi
      let points = (0...3).map { step in
        let open = mix(0.72, 0.93, Float(step) / 3)
        let local = Vector(
          cos(angle) * open, sin(angle + 0.05) * open, (1 - open * open).squareRoot() + 0.05)
        return pad.center + pad.frame.toWorld(local * pad.radii)
      }
      builder.addStrand(
        points, radius: 0.062, tip: 0.9, fiber: .thread(Vector(0.22, 0.12, 0.06)),
        seed: seed &* 97 &+ UInt32(index))
    }
  }

  private func addFace(_ builder: inout SceneBuilder) {
    for side: Float in [-1, 1] {
      let direction = normalize(Vector(side * 2.55, 1.25, 5.9))
      let eye = along(direction)
      var stood = Frame()
      (stood.x, stood.y, stood.z) = (eye.x, direction, -eye.y)
      let place = head.skin(direction) + direction * 0.3
      let button = Mesh.turned(
        columns: 64, rows: 70,
        outline([
          (0, 0), (0.74, 0), (0.88, 0.12), (0.92, 0.28), (0.84, 0.44), (0.72, 0.46), (0.6, 0.36),
          (0.4, 0.3), (0, 0.29),
        ]))
      builder.add(button, .glass, at: place, stood)
      for cross: Float in [-1, 1] {
        let points = (0...4).map { step in
          let t = Float(step) / 2 - 1
          let local = Vector(t * 0.24, 0.29 + 0.11 * (1 - t * t), t * 0.24 * cross)
          return place + stood.toWorld(local)
        }
        builder.addStrand(
          points, radius: 0.055, tip: 1, fiber: .thread(Vector(0.42, 0.33, 0.22)), seed: 9)
      }
    }
    let nose = Part(center: Vector(0, 24.25, 9.55), radii: Vector(1.55, 1.08, 0.8))
    builder.add(nose.mesh(columns: 40, rows: 30), .leather)
    for index in 0..<25 {
      // Satin stitches: close threads from the top of the nose down to a blunt point.
      let x = (Float(index) / 24 * 2 - 1) * 0.97
      let low = mix(-0.98, -0.35, abs(x))
      let points = (0...6).map { step in
        let y = mix(0.85, low, Float(step) / 6) * (1 - x * x).squareRoot()
        let z = max(0, 1 - x * x - y * y).squareRoot() + 0.07
        return nose.center + Vector(x, y, z) * nose.radii
      }
      builder.addStrand(
        points, radius: 0.075, tip: 1, fiber: .thread(black), seed: UInt32(300 + index))
    }
    // The mouth: one thread down, two that smile.
    func onMuzzle(_ x: Float, _ y: Float) -> Vector {
      let local = Vector(x, y - muzzle.center.y, 0) / muzzle.radii
      let z = max(0.05, 1 - dot(local, local)).squareRoot() * muzzle.radii.z
      return Vector(x, y, muzzle.center.z + z + 0.47)
    }
    let down = (0...4).map { onMuzzle(0, mix(23.4, 21.9, Float($0) / 4)) }
    builder.addStrand(down, radius: 0.095, tip: 1, fiber: .thread(black), seed: 41)
    for side: Float in [-1, 1] {
      let smile = (0...6).map { step in
        let t = Float(step) / 6
        return onMuzzle(side * 1.75 * t, 21.9 - 0.55 * sin(t * 2.1) + 0.35 * t * t)
      }
      builder.addStrand(smile, radius: 0.095, tip: 0.9, fiber: .thread(black), seed: 42)
    }
  }

  private func addScarf(_ builder: inout SceneBuilder) {
    func ring(_ u: Float, _ v: Float) -> Vector {
      let angle = v * 2 * Float.pi
      let around = -u * 2 * Float.pi
      let fold = 0.35 * noise(Vector(cos(angle) * 1.6, sin(angle) * 1.6, 1))
      let thick = 1.05 + 0.22 * sin(around * 3 + angle * 2) + fold
      let out = 6.3 + thick * cos(around) * 0.95
      let y = 18.5 + thick * 1.55 * sin(around) - 0.8 * cos(angle) + fold
      return Vector(sin(angle) * out, y, 0.9 + cos(angle) * out * 0.94)
    }
    let wrap = Mesh.sheet(
      columns: 64, rows: 180, closed: true, place: { Vector($0 * 9.2, $1 * 39.7, 0) }, at: ring)
    builder.add(wrap, .knit(red))
    var meshes = [wrap]
    for (index, (top, turn, size)) in [
      (Vector(-2.6, 18.2, 7.6), Float(10), Float(5.0)), (Vector(-4.3, 17.9, 7.0), 24, 4.1),
    ].enumerated() {
      let tail = Mesh.block(size: Vector(1.75, size, 0.32), rounding: 0.3, steps: 40) { p in
        let drop = size - p.y
        let spread = p.x * (0.72 + 0.05 * drop)
        let slide = -sin(turn * .pi / 180) * drop
        // It hangs from the knot and follows the belly.
        let wave = 0.25 * sin(drop * 0.8 + Float(index)) + 0.3 * noise(p * 0.35)
        let place = Vector(top.x + spread + slide, top.y - drop * cos(turn * .pi / 180), 0)
        let local = Vector(place.x, place.y - body.center.y, 0) / (body.radii + 1.15)
        let belly = max(0.02, 1 - dot(local, local)).squareRoot() * (body.radii.z + 1.15)
        let z = mix(top.z + 0.5, max(belly, 6.8), smoothstep(0, 3, drop))
        return place + Vector(0, 0, z + p.z + wave * 0.5 + Float(1 - index) * 0.45)
      }
      builder.add(tail, .knit(red))
      meshes.append(tail)
    }
    builder.add(
      Mesh.round(columns: 48, rows: 32) { direction in
        1 + 0.08 * noise(direction * 3)
      }.bent { $0 * Vector(1.7, 1.75, 1.25) }, .knit(red), at: Vector(-3.1, 18.3, 7.6),
      Frame(turn: -20, roll: 15))
    let fuzz = Pile(
      fiber: .wool(red * 1.2), density: 45, length: 0.34, radius: 0.011, comb: .zero, tuft: 0.3,
      gather: 0.1, curl: 0.12, pieces: 3)
    for (index, mesh) in meshes.enumerated() {
      builder.grow(fuzz, on: mesh, seed: UInt32(900 + index)) { _, _ in 0.8 }
    }
    // Fringes: knotted wool at the ends of the tails.
    for mesh in meshes.dropFirst() {
      let lowest = mesh.points.map(\.y).min() ?? 0
      var random = Random(seed: 21)
      for point in mesh.points where point.y < lowest + 0.25 && random.next() < 0.5 {
        let drift = random.inBall() * 0.5
        let points = (0...4).map { step in
          let t = Float(step) / 4
          return point + Vector(drift.x * t, -1.5 * t, drift.z * t + 0.35 * t * t)
        }
        builder.addStrand(
          points, radius: 0.06, tip: 0.7, fiber: .wool(red * 1.3),
          seed: UInt32(random.next() * 9999))
      }
    }
  }

  /// A frame whose z axis points along a direction, with y as upright as possible.
  private func along(_ direction: Vector) -> Frame {
    var frame = Frame()
    frame.z = direction
    frame.x = normalize(cross(Vector(0, 1, 0), direction))
    frame.y = cross(direction, frame.x)
    return frame
  }
}
