// Maps numbers to grey levels. Pictures of tensors state the mapping in their legend.

import Formatting
import Pixels
import Tensors

/// A mapping from numbers to 8-bit grey levels.
public struct GreyMapping: Sendable {
  enum Rule: Sendable {
    case range(Float, Float)
    case stretched
    case signed(limit: Float?)
  }
  let rule: Rule

  /// 0 is black, 255 white: samples as they come from a picture.
  public static let bytes = GreyMapping(rule: .range(0, 255))
  /// 0 is black, 1 white.
  public static let unit = GreyMapping(rule: .range(0, 1))
  /// The smallest number is black, the largest white.
  public static let stretched = GreyMapping(rule: .stretched)
  /// Zero is mid-grey; the largest magnitude, of either sign, is black or white.
  public static let signed = GreyMapping(rule: .signed(limit: nil))
  /// Zero is mid-grey, −limit black, +limit white: the same scale for several pictures.
  public static func signed(_ limit: Float) -> GreyMapping {
    GreyMapping(rule: .signed(limit: limit))
  }
  /// Maps a range of numbers to black … white.
  public static func range(_ black: Float, _ white: Float) -> GreyMapping {
    GreyMapping(rule: .range(black, white))
  }

  /// Returns the numbers that are drawn black and white.
  func ends(of tensor: Tensor) -> (black: Float, white: Float) {
    switch rule {
    case .range(let black, let white): return (black, white)
    case .stretched:
      let range = tensor.finiteRange ?? 0...0
      return (range.lowerBound, range.upperBound)
    case .signed(let limit):
      let range = tensor.finiteRange ?? 0...0
      let reach = limit ?? max(-range.lowerBound, range.upperBound)
      return (-reach, reach)
    }
  }

  /// Returns the ends for the page's loupe; nil when one is not finite.
  package func pictureEnds(of tensor: Tensor) -> CellOutput.Picture.Ends? {
    let (black, white) = ends(of: tensor)
    guard black.isFinite, white.isFinite else { return nil }
    let range = tensor.finiteRange ?? 0...0
    var isSigned = false
    if case .signed = rule { isSigned = true }
    return .init(
      black: black, white: white, isSigned: isSigned,
      clips: range.lowerBound < min(black, white) || range.upperBound > max(black, white))
  }

  /// Maps numbers to grey levels 0…255; numbers beyond the ends are clipped, NaN becomes 0.
  ///
  /// Zero on a signed mapping is 128.
  public func grey(_ tensor: Tensor) -> [UInt8] {
    let (black, white) = ends(of: tensor)
    if case .signed = rule { return tensor.signedGreyLevels(limit: white) }
    return tensor.greyLevels(black: black, white: white)
  }

  /// Returns the legend: "−512 black, 0 grey, 512 white".
  public func legend(for tensor: Tensor) -> Message {
    let (black, white) = ends(of: tensor)
    if case .signed = rule {
      return "\(number(black)) black, 0 grey, \(number(white)) white"
    }
    return "\(number(black)) black, \(number(white)) white"
  }

  /// Draws a tensor of shape (H, W), (H, W, 1) or (1, H, W, 1) in grey, or with 3 channels in
  /// colour.
  public func image(_ tensor: Tensor) -> Image {
    var shape = tensor.shape
    if shape.count == 4, shape[0] == 1 { shape.removeFirst() }
    if shape.count == 2 { shape.append(1) }
    precondition(
      shape.count == 3 && (shape[2] == 1 || shape[2] == 3),
      "a tensor of shape \(describe(tensor.shape)) is not one picture of 1 or 3 channels")
    return Image(height: shape[0], width: shape[1], channels: shape[2], pixels: grey(tensor))
  }
}
