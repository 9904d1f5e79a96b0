// Colours for drawing, padding and filling.

/// A colour: red, green, blue and alpha, each 0…255.
public struct Colour: Hashable, Codable, Sendable {
  /// Red, 0…255.
  public var red: UInt8
  /// Green, 0…255.
  public var green: UInt8
  /// Blue, 0…255.
  public var blue: UInt8
  /// 0 transparent … 255 opaque.
  public var alpha: UInt8

  /// Creates a colour, opaque by default.
  public init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  /// Creates a grey, 0 black … 255 white.
  public init(grey: UInt8, alpha: UInt8 = 255) {
    self.init(red: grey, green: grey, blue: grey, alpha: alpha)
  }

  /// Grey 0.
  public static let black = Colour(grey: 0)
  /// Grey 255.
  public static let white = Colour(grey: 255)
  /// Grey 128.
  public static let grey = Colour(grey: 128)
  /// A red that reads well on white and on photos.
  public static let red = Colour(red: 214, green: 39, blue: 40)
  /// A green of the same weight.
  public static let green = Colour(red: 34, green: 139, blue: 64)
  /// A blue of the same weight.
  public static let blue = Colour(red: 31, green: 97, blue: 200)
  /// An orange of the same weight.
  public static let orange = Colour(red: 235, green: 122, blue: 12)
  /// A yellow for marking things on dark pictures.
  public static let yellow = Colour(red: 255, green: 214, blue: 0)
  /// Black with alpha 0.
  public static let transparent = Colour(grey: 0, alpha: 0)

  /// Replaces the opacity, 0…1.
  public func withOpacity(_ opacity: Double) -> Colour {
    var result = self
    result.alpha = UInt8((min(max(opacity, 0), 1) * 255).rounded())
    return result
  }

  /// The perceived brightness, 0…255: luma of ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B, rounded.
  public var luma: UInt8 { luma601(red, green, blue) }

  /// Black or white, whichever has more contrast with this colour.
  public var contrasting: Colour { luma >= 140 ? .black : .white }

  /// Converts the colour to a pixel of 1 (luma), 2 (luma, alpha), 3 (RGB) or 4 (RGBA) channels.
  public func samples(channels: Int) -> [UInt8] {
    switch channels {
    case 1: return [luma]
    case 2: return [luma, alpha]
    case 3: return [red, green, blue]
    default: return [red, green, blue, alpha]
    }
  }
}

/// Computes the luma 0.299 R + 0.587 G + 0.114 B in 16-bit fixed point, rounded, as Pillow computes
/// it.
@inline(__always)
func luma601(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
  let sum: UInt32 = UInt32(red) * 19595 + UInt32(green) * 38470 + UInt32(blue) * 7471
  return UInt8((sum + 32768) >> 16)
}
