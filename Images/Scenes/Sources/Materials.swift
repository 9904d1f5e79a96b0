// Everything the two scenes are made of, by name, and the tools their textures share.

import Foundation

enum Material: Sendable {
  case redApple, greenApple, orange, lemon, pear, banana, grape, stem
  case ceramic, tin, label, tableWood, board, gingham, panel
  case cobble, soil, fence, felt, leather, glass
  case block(Vector)
  case plush(Vector)
  case knit(Vector)
  case leaf(Vector)
  case petal(Vector)

  func skin(at point: SurfacePoint) -> Skin {
    switch self {
    case .redApple: redAppleSkin(point)
    case .greenApple: greenAppleSkin(point)
    case .orange: orangeSkin(point)
    case .lemon: lemonSkin(point)
    case .pear: pearSkin(point)
    case .banana: bananaSkin(point)
    case .grape: grapeSkin(point)
    case .stem: stemSkin(point)
    case .ceramic: ceramicSkin(point)
    case .tin: tinSkin(point)
    case .label: labelSkin(point)
    case .tableWood: tableSkin(point)
    case .board: boardSkin(point)
    case .gingham: ginghamSkin(point)
    case .panel: panelSkin(point)
    case .cobble: cobbleSkin(point)
    case .soil: soilSkin(point)
    case .fence: fenceSkin(point)
    case .block(let color): blockSkin(point, color)
    case .felt: feltSkin(point)
    case .plush(let color): Skin(color: color, normal: point.normal, roughness: 0.9, gloss: 0.01)
    case .leather: leatherSkin(point)
    case .glass: Skin(color: Vector(0.012, 0.007, 0.005), normal: point.normal, roughness: 0.16)
    case .knit(let color): knitSkin(point, color)
    case .leaf(let color): leafSkin(point, color)
    case .petal(let color):
      Skin(color: color, normal: point.normal, roughness: 0.6, transmission: 0.3)
    }
  }
}

/// Tilts the normal as if the skin had hills of the given height.
@inline(__always)
func bumped(
  _ point: SurfacePoint, _ strength: Float, step: Float = 0.012, height: (Vector) -> Float
) -> Vector {
  let p = point.place
  let here = height(p)
  let slope = Vector(
    height(p + Vector(step, 0, 0)) - here,
    height(p + Vector(0, step, 0)) - here,
    height(p + Vector(0, 0, step)) - here)
  let gradient = point.object.frame.toWorld(slope / step)
  let tangent = gradient - point.normal * dot(gradient, point.normal)
  return normalize(point.normal - tangent * strength)
}

extension SurfacePoint {
  /// The texture place, shifted so that no two objects show the same piece of texture.
  var ownPlace: Vector { place + Vector(37, 11, 23) * object.seed }
}

/// Wood cut along `along`: growth rings bent by noise, fine fibres, dark pores.
struct Grain {
  /// From early wood (0) to late wood (1).
  var ring: Float
  var fiber: Float
  var pore: Float

  init(_ p: Vector, along: Int, ringWidth: Float) {
    var stretched = p
    stretched[along] *= 0.06
    var slow = p
    slow[along] *= 0.03
    let bend = Vector(noise(slow * 0.35), noise(slow * 0.35 + 31), noise(slow * 0.35 + 57))
    var across = slow + bend * 2.2 + Vector(3, 6, 2)
    across[along] = 0
    let rings = length(across) / ringWidth + 0.25 * noise(stretched * 1.5)
    let part = rings - rings.rounded(.down)
    ring = smoothstep(0.1, 0.8, part) * (1 - smoothstep(0.9, 1, part))
    ring *= 0.55 + 0.45 * chance(UInt32(max(0, rings)))
    var thin = p * 9
    thin[along] = p[along] * 0.45
    fiber = noise(thin) * 0.6 + noise(thin * 2.3) * 0.4
    var hole = p * 16
    hole[along] = p[along] * 0.9
    pore = smoothstep(0.35, 0.6, noise(hole + 40))
  }
}
