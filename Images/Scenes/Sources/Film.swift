// From light to a photograph: lens falloff and glow, the S-curve of film, and grain.

import Foundation

struct Film: Sendable {
  var exposure: Float
  /// How much bright places glow into their surroundings.
  var glow: Float = 0.04
  var vignette: Float = 0.32
  var contrast: Float = 1.36
  var grain: Float = 1.25
  /// The white balance.
  var balance = Vector(1, 1, 1)

  /// 8-bit RGB, row by row.
  func develop(_ light: [Vector], width: Int, height: Int) -> [UInt8] {
    let halo = Film.blur(light.map { cut($0) }, width: width, height: height, radius: width / 60)
    let coarse = Film.grainField(width: width, height: height)
    var pixels: [UInt8] = []
    pixels.reserveCapacity(light.count * 3)
    for row in 0..<height {
      for column in 0..<width {
        let index = row * width + column
        let x = (Float(column) + 0.5 - Float(width) / 2) / Float(width) * 2
        let y = (Float(row) + 0.5 - Float(height) / 2) / Float(width) * 2
        let falloff = 1 - vignette * (x * x + y * y) * (0.55 + 0.3 * (x * x + y * y))
        let color = mix(light[index], halo[index], glow) * balance * (exposure * falloff)
        for channel in 0..<3 {
          let value = encode(curve(color[channel])) * 255
          let strength = grain * (0.55 + 1.8 * value / 255 * (1 - value / 255))
          let speck = 0.8 * coarse[index].x + 0.35 * coarse[index][channel]
          pixels.append(UInt8(clamp((value + strength * speck).rounded(), 0, 255)))
        }
      }
    }
    return pixels
  }

  /// A lone glint must not light up its whole neighbourhood.
  private func cut(_ color: Vector) -> Vector {
    let limit = Vector(repeating: 12)
    return color.replacing(with: limit, where: color .> limit)
  }

  /// Film's answer to light: mid grey stays, shadows sink softly, highlights never quite burn out.
  private func curve(_ x: Float) -> Float {
    let lifted = pow(max(x, 0), contrast)
    let middle = pow(0.18, contrast) * (1.05 / 0.18 - 1)
    return min(1, 1.05 * lifted / (lifted + middle) + 0.0015)
  }

  /// The standard encoding of screens (sRGB).
  private func encode(_ x: Float) -> Float {
    x <= 0.003_130_8 ? 12.92 * x : 1.055 * pow(x, 1 / 2.4) - 0.055
  }

  /// Bell-shaped noise, blurred a little: grain is wider than a pixel.
  private static func grainField(width: Int, height: Int) -> [Vector] {
    var random = Random(seed: 1934)
    let sharp = (0..<width * height).map { _ in
      Vector(random.normal(), random.normal(), random.normal())
    }
    let soft = blur(sharp, width: width, height: height, radius: 1)
    return zip(sharp, soft).map { $0 * 0.6 + $1 * 1.6 }
  }

  /// Three box blurs in a row come close to a bell-shaped one.
  private static func blur(_ image: [Vector], width: Int, height: Int, radius: Int) -> [Vector] {
    var result = image
    for (count, step, lines, jump) in [(width, 1, height, width), (height, width, width, 1)] {
      for _ in 0..<(radius == 1 ? 1 : 3) {
        var next = result
        for line in 0..<lines {
          for place in 0..<count {
            var sum = Vector.zero
            for offset in -radius...radius {
              let other = min(max(place + offset, 0), count - 1)
              sum += result[line * jump + other * step]
            }
            next[line * jump + place * step] = sum / Float(2 * radius + 1)
          }
        }
        result = next
      }
    }
    return result
  }
}
