// What turns an input picture into another one: channel, filter, pooling, and how numbers are drawn.
// The commands `filter` and `pool` run these recipes, `compare` searches for them: one definition, so
// that a recipe that was found is a command that gives the same picture.

import Pixels
import Tensors

/// The steps from an input picture to an output picture.
///
/// The order is fixed: channel, resize, pooling if it comes first, filter, 8-bit overflow,
/// activation, pooling if it comes last, drawing, flip. Steps that are nil are left out.
public struct PictureRecipe: Equatable, Sendable {
  /// Which number of a pixel is used.
  public enum Channel: String, CaseIterable, Sendable {
    /// Every colour channel by itself.
    case each
    /// Every colour channel by itself, red and blue exchanged.
    case bgr
    case red
    case green
    case blue
    /// The mean of red, green and blue, its fraction cut off.
    case mean
    /// The luma of ITU-R BT.601.
    case luma
    /// The luma of a picture whose channels were read in BGR order.
    case lumaBGR = "luma-bgr"
    /// A third of the sum of the channels, the sum taken modulo 256 as in UInt8 arithmetic.
    case overflowingMean = "overflowing-mean"

    /// Whether one number a pixel is left.
    public var isSingle: Bool { self != .each && self != .bgr }
  }

  /// A change of size.
  public struct Resize: Equatable, Sendable {
    public var height: Int
    public var width: Int
    public var interpolation: Interpolation
    /// Whether a smaller picture is made of all old pixels; for bilinear and bicubic.
    public var antialias: Bool

    public init(height: Int, width: Int, interpolation: Interpolation, antialias: Bool = false) {
      self.height = height
      self.width = width
      self.interpolation = interpolation
      self.antialias = antialias
    }
  }

  /// A filter and how it slides.
  public struct Filter: Equatable, Sendable {
    /// (FH, FW).
    public var weights: Tensor
    /// Whether the filter is turned by 180°, as convolution in mathematics does.
    public var isTrueConvolution = false
    /// [down, right].
    public var stride = [1, 1]
    public var padding = Padding.valid
    /// [down, right].
    public var dilation = [1, 1]

    public init(
      _ weights: Tensor, isTrueConvolution: Bool = false, stride: [Int] = [1, 1],
      padding: Padding = .valid, dilation: [Int] = [1, 1]
    ) {
      self.weights = weights
      self.isTrueConvolution = isTrueConvolution
      self.stride = stride
      self.padding = padding
      self.dilation = dilation
    }
  }

  /// What is done to the filter's numbers before they are pooled or drawn.
  public enum Activation: String, CaseIterable, Sendable {
    /// max(x, 0).
    case relu
    /// |x|.
    case absolute
  }

  /// A pooling window.
  public struct Pooling: Equatable, Sendable {
    /// Which number stands for a window.
    public enum Kind: String, CaseIterable, Sendable {
      case max
      case average
    }
    public var kind: Kind
    /// [height, width].
    public var window: [Int]
    /// [down, right].
    public var stride: [Int]
    public var padding: Padding

    /// The stride is the window's own size unless given, so that windows touch.
    public init(
      _ kind: Kind = .max, window: [Int], stride: [Int]? = nil, padding: Padding = .valid
    ) {
      self.kind = kind
      self.window = window
      self.stride = stride ?? window
      self.padding = padding
    }
  }

  /// How numbers become grey levels or colours.
  public enum Display: String, CaseIterable, Sendable {
    /// Cut off below 0 and above white.
    case clamp
    /// Zero is mid-grey, the largest magnitude black or white.
    case signed
    /// Without the sign, cut off above white.
    case absolute
    /// The smallest number is black, the largest white.
    case stretch
    /// From the smallest number to the largest in the colours of viridis, as matplotlib's default.
    case viridis
  }

  /// How the finished picture is laid down.
  public enum Flip: String, CaseIterable, Sendable {
    case leftRight = "left-right"
    case upDown = "up-down"
    /// Turned by 180°.
    case both
    /// Rows and columns exchanged.
    case transpose
  }

  public var channel: Channel
  public var resize: Resize?
  public var filter: Filter?
  /// Whether the filter's sums are taken modulo 256, as in UInt8 arithmetic.
  public var overflows = false
  public var activation: Activation?
  public var pooling: Pooling?
  public var poolsFirst = false
  public var display: Display
  /// The number drawn white; nil for 255, or on a signed scale for the largest magnitude.
  public var limit: Float?
  /// Whether fractions of grey levels are cut off, not rounded.
  public var roundsDown = false
  public var flip: Flip?

  /// Describes a recipe of one filter; by default the picture itself.
  public init(channel: Channel = .each, filter: Filter? = nil, display: Display = .clamp) {
    self.channel = channel
    self.filter = filter
    self.display = display
  }
}
