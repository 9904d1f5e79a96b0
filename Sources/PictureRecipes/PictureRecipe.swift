// What turns an input picture into another one: channel, filter, pooling, and how numbers are
// drawn. The commands `filter` and `pool` run these recipes, `compare` searches for them: one
// definition, so that a recipe that was found is a command that gives the same picture.

import Pixels
import Tensors

/// The steps from an input picture to an output picture.
///
/// The order is fixed: channel, resize, pooling if it comes first, filter, 8-bit overflow,
/// activation, pooling if it comes last, drawing, flip. Steps that are nil are left out.
package struct PictureRecipe: Equatable, Sendable {
  /// Which number of a pixel is used.
  package enum Channel: String, CaseIterable, Sendable {
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
    package var isSingle: Bool { self != .each && self != .bgr }
  }

  /// A change of size.
  package struct Resize: Equatable, Sendable {
    package var height: Int
    package var width: Int
    package var interpolation: Interpolation
    /// Whether a smaller picture is made of all old pixels; for bilinear and bicubic.
    package var antialias: Bool

    package init(height: Int, width: Int, interpolation: Interpolation, antialias: Bool = false) {
      self.height = height
      self.width = width
      self.interpolation = interpolation
      self.antialias = antialias
    }
  }

  /// A filter and how it slides.
  package struct Filter: Equatable, Sendable {
    /// (FH, FW).
    package var weights: Tensor
    /// Whether the filter is turned by 180°, as convolution in mathematics does.
    package var isTrueConvolution = false
    /// [down, right].
    package var stride = [1, 1]
    package var padding = Padding.valid
    /// [down, right].
    package var dilation = [1, 1]

    package init(
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
  package enum Activation: String, CaseIterable, Sendable {
    /// max(x, 0).
    case relu
    /// |x|.
    case absolute
  }

  /// A pooling window.
  package struct Pooling: Equatable, Sendable {
    /// Which number stands for a window.
    package typealias Kind = PoolingKind
    package var kind: Kind
    /// [height, width].
    package var window: [Int]
    /// [down, right].
    package var stride: [Int]
    package var padding: Padding

    /// The stride is the window's own size unless given, so that windows touch.
    package init(
      _ kind: Kind = .max, window: [Int], stride: [Int]? = nil, padding: Padding = .valid
    ) {
      self.kind = kind
      self.window = window
      self.stride = stride ?? window
      self.padding = padding
    }
  }

  /// How numbers become grey levels or colours.
  package enum Display: String, CaseIterable, Sendable {
    /// Cut off below 0 and above white.
    case clamp
    /// Zero is mid-grey, the largest magnitude black or white.
    case signed
    /// Without the sign, cut off above white.
    case absolute
    /// The smallest number is black, the largest white.
    case stretch
    /// From the smallest number to the largest in the colours of viridis, as matplotlib draws them.
    case viridis
  }

  /// How the finished picture is laid down.
  package enum Flip: String, CaseIterable, Sendable {
    case leftRight = "left-right"
    case upDown = "up-down"
    /// Turned by 180°.
    case both
    /// Rows and columns exchanged.
    case transpose
  }

  package var channel: Channel
  package var resize: Resize?
  package var filter: Filter?
  /// Whether the filter's sums are taken modulo 256, as in UInt8 arithmetic.
  package var overflows = false
  package var activation: Activation?
  package var pooling: Pooling?
  package var poolsFirst = false
  package var display: Display
  /// The number drawn white; nil for 255, or on a signed scale for the largest magnitude.
  package var limit: Float?
  /// Whether fractions of grey levels are cut off, not rounded.
  package var roundsDown = false
  package var flip: Flip?

  /// Describes a recipe of one filter; by default the picture itself.
  package init(channel: Channel = .each, filter: Filter? = nil, display: Display = .clamp) {
    self.channel = channel
    self.filter = filter
    self.display = display
  }
}
