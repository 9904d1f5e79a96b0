// Vectors of three floats, boxes, rotations, and shared formulas.

import Foundation

/// A point, a direction, or a linear RGB colour. One type, because the arithmetic is the same.
typealias Vector = SIMD3<Float>

@inline(__always) func dot(_ a: Vector, _ b: Vector) -> Float {
  a.x * b.x + a.y * b.y + a.z * b.z
}

@inline(__always) func cross(_ a: Vector, _ b: Vector) -> Vector {
  Vector(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}

@inline(__always) func length(_ a: Vector) -> Float { dot(a, a).squareRoot() }

@inline(__always) func normalize(_ a: Vector) -> Vector {
  a * (1 / max(dot(a, a), 1e-20).squareRoot())
}

@inline(__always) func mix(_ a: Float, _ b: Float, _ amount: Float) -> Float {
  a + (b - a) * amount
}

@inline(__always) func mix(_ a: Vector, _ b: Vector, _ amount: Float) -> Vector {
  a + (b - a) * amount
}

@inline(__always) func clamp(_ x: Float, _ low: Float = 0, _ high: Float = 1) -> Float {
  x < low ? low : (x > high ? high : x)
}

/// 0 below `from`, 1 above `to`, and a smooth S between them. Works downhill too (`from > to`).
@inline(__always) func smoothstep(_ from: Float, _ to: Float, _ x: Float) -> Float {
  let t = clamp((x - from) / (to - from))
  return t * t * (3 - 2 * t)
}

/// A bell of height 1 around zero.
@inline(__always) func bell(_ x: Float, width: Float) -> Float {
  exp(-(x / width) * (x / width))
}

/// How bright a linear colour looks.
@inline(__always) func luminance(_ color: Vector) -> Float {
  0.2126 * color.x + 0.7152 * color.y + 0.0722 * color.z
}

/// A box along the axes.
struct Box: Sendable {
  var lower = Vector(repeating: .greatestFiniteMagnitude)
  var upper = Vector(repeating: -.greatestFiniteMagnitude)

  @inline(__always) mutating func include(_ point: Vector) {
    lower = lower.replacing(with: point, where: point .< lower)
    upper = upper.replacing(with: point, where: point .> upper)
  }

  @inline(__always) mutating func include(_ box: Box) {
    lower = lower.replacing(with: box.lower, where: box.lower .< lower)
    upper = upper.replacing(with: box.upper, where: box.upper .> upper)
  }

  var halfArea: Float {
    let size = upper - lower
    return size.x < 0 ? 0 : size.x * size.y + size.y * size.z + size.z * size.x
  }
}

/// Three perpendicular unit vectors: a rotation, and the frame of a surface.
struct Frame: Sendable {
  var x = Vector(1, 0, 0)
  var y = Vector(0, 1, 0)
  var z = Vector(0, 0, 1)

  init() {}

  /// A frame whose y axis is `normal`; the other two are arbitrary.
  init(normal: Vector) {
    let helper = abs(normal.x) > 0.7 ? Vector(0, 0, 1) : Vector(1, 0, 0)
    y = normal
    x = normalize(cross(helper, normal))
    z = cross(x, y)
  }

  /// Turns about the three axes, in degrees: first about z, then x, then y.
  init(turn: Float, tilt: Float = 0, roll: Float = 0) {
    x = Frame.rotate(x, turn, tilt, roll)
    y = Frame.rotate(y, turn, tilt, roll)
    z = Frame.rotate(z, turn, tilt, roll)
  }

  private static func rotate(_ v: Vector, _ turn: Float, _ tilt: Float, _ roll: Float) -> Vector {
    let (a, b, c) = (roll * .pi / 180, tilt * .pi / 180, turn * .pi / 180)
    let first = Vector(v.x * cos(a) - v.y * sin(a), v.x * sin(a) + v.y * cos(a), v.z)
    let second = Vector(
      first.x, first.y * cos(b) - first.z * sin(b), first.y * sin(b) + first.z * cos(b))
    return Vector(
      second.x * cos(c) + second.z * sin(c), second.y, second.z * cos(c) - second.x * sin(c))
  }

  @inline(__always) func toWorld(_ v: Vector) -> Vector { x * v.x + y * v.y + z * v.z }

  @inline(__always) func toLocal(_ v: Vector) -> Vector {
    Vector(dot(v, x), dot(v, y), dot(v, z))
  }
}

/// A half line. `direction` has length one.
struct Ray {
  var origin: Vector
  var direction: Vector
}
