import Tensors

/// One filter, all channels
///
/// A filter is as deep as its input, and adds up what it finds in all channels. Count what a layer
/// of filters has to learn, and make the map of one filter.
public protocol ChannelsAndFiltersExercise: Exercise {
  /// How many numbers a convolution layer has to learn, biases included.
  ///
  /// A picture of 32 × 32 with 3 channels and ten filters of 5 × 5: 760.
  ///
  /// - Parameters:
  ///   - height: rows of the input.
  ///   - width: columns of the input.
  ///   - channels: channels of the input.
  ///   - filters: how many filters there are.
  ///   - window: how high and how wide a filter is.
  /// - Returns: weights and biases of all filters.
  func parameters(height: Int, width: Int, channels: Int, filters: Int, window: Int) throws -> Int

  /// The map of one filter: slid over the input, one step at a time, inside it, not turned.
  ///
  /// At each place all products of all channels are added up into one number.
  ///
  /// - Parameters:
  ///   - input: shape (H, W, C); read a number with input[y, x, c].
  ///   - filter: shape (FH, FW, C).
  /// - Returns: shape (H − FH + 1, W − FW + 1), as Tensor(shape: …, scalars: …).
  func map(_ input: Tensor, filter: Tensor) throws -> Tensor
}

extension ChannelsAndFiltersExercise {
  /// Functions and types of the library that would answer for the student.
  public static var libraryAnswers: [String] { ["conv2D", "plainConv2D", "im2col", "Convolution"] }

  /// The functions above.
  public static var problems: [Problem] {
    [
      Problem("parameters") { (answer: Self) in answer.parameters },
      Problem("map") { (answer: Self) in answer.map },
    ]
  }
}
