// The raw material of every texture: smooth noise, noise summed over scales, and cells.

import Foundation

@inline(__always) private func lattice(_ x: Int32, _ y: Int32, _ z: Int32) -> UInt32 {
  let mixed = (x &* 374_761_393) &+ (y &* 668_265_263) &+ (z &* 1_274_126_177)
  var h = UInt32(bitPattern: mixed)
  h = (h ^ (h >> 15)) &* 0x846c_a68b
  h = (h ^ (h >> 13)) &* 0x7feb_352d
  return h ^ (h >> 16)
}

@inline(__always) private func floorInteger(_ x: Float) -> Int32 {
  let truncated = Int32(x)
  return Float(truncated) > x ? truncated - 1 : truncated
}

/// A random slope at a lattice corner, times the offset from that corner.
@inline(__always) private func slope(
  _ x: Int32, _ y: Int32, _ z: Int32, _ fx: Float, _ fy: Float, _ fz: Float
) -> Float {
  let h = lattice(x, y, z)
  let gx = Float(h & 1023) - 511.5
  let gy = Float((h >> 10) & 1023) - 511.5
  let gz = Float((h >> 20) & 1023) - 511.5
  return gx * fx + gy * fy + gz * fz
}

/// Smooth noise, about -1 to 1, with one bump per unit of length.
func noise(_ p: Vector) -> Float {
  let (x, y, z) = (floorInteger(p.x), floorInteger(p.y), floorInteger(p.z))
  let (fx, fy, fz) = (p.x - Float(x), p.y - Float(y), p.z - Float(z))
  let u = fx * fx * fx * (fx * (fx * 6 - 15) + 10)
  let v = fy * fy * fy * (fy * (fy * 6 - 15) + 10)
  let w = fz * fz * fz * (fz * (fz * 6 - 15) + 10)
  let a = mix(slope(x, y, z, fx, fy, fz), slope(x + 1, y, z, fx - 1, fy, fz), u)
  let b = mix(slope(x, y + 1, z, fx, fy - 1, fz), slope(x + 1, y + 1, z, fx - 1, fy - 1, fz), u)
  let c = mix(slope(x, y, z + 1, fx, fy, fz - 1), slope(x + 1, y, z + 1, fx - 1, fy, fz - 1), u)
  let d = mix(
    slope(x, y + 1, z + 1, fx, fy - 1, fz - 1),
    slope(x + 1, y + 1, z + 1, fx - 1, fy - 1, fz - 1), u)
  return mix(mix(a, b, v), mix(c, d, v), w) * (1 / 380)
}

/// Noise summed over scales, each half as large and half as strong as the one before.
func fractal(_ p: Vector, octaves: Int) -> Float {
  var sum: Float = 0
  var strength: Float = 0.5
  var point = p
  for _ in 0..<octaves {
    sum += noise(point) * strength
    strength *= 0.5
    point = point * 2.03 + 17.7
  }
  return sum
}

/// The nearest of many scattered points, one in each unit cube.
struct Cell {
  var offset: Vector
  var distance: Float
  var seed: UInt32
}

func cell(_ p: Vector) -> Cell {
  let (x, y, z) = (floorInteger(p.x), floorInteger(p.y), floorInteger(p.z))
  var best = Cell(offset: .zero, distance: 9, seed: 0)
  for dz in Int32(-1)...1 {
    for dy in Int32(-1)...1 {
      for dx in Int32(-1)...1 {
        let h = lattice(x + dx, y + dy, z + dz)
        let jitter = Vector(Float(h & 1023), Float((h >> 10) & 1023), Float((h >> 20) & 1023))
        let corner = Vector(Float(x + dx), Float(y + dy), Float(z + dz))
        let offset = corner + jitter * (1 / 1023) - p
        let squared = dot(offset, offset)
        if squared < best.distance {
          best.distance = squared
          best.offset = offset
          best.seed = h
        }
      }
    }
  }
  best.distance = best.distance.squareRoot()
  return best
}
