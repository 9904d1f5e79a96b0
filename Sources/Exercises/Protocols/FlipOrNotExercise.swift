/// True convolution
///
/// Networks slide a filter as it is, which is cross-correlation. Make true convolution, as signal
/// processing has it.
public protocol FlipOrNotExercise: Exercise {
  /// Convolution: the filter is turned by 180°, then slides over the input, one step at a time,
  /// and stays inside it.
  ///
  /// A dot, [[0, 0, 0], [0, 1, 0], [0, 0, 0]], convolved with [[1, 2], [3, 4]] gives the filter
  /// itself, [[1, 2], [3, 4]]; cross-correlation gives it turned.
  ///
  /// - Parameters:
  ///   - input: rows of numbers, all of one length.
  ///   - filter: rows of numbers, not larger than the input.
  /// - Returns: a row for each place from top to bottom, a number for each from left to right.
  func convolve(_ input: [[Float]], with filter: [[Float]]) throws -> [[Float]]
}

extension FlipOrNotExercise {
  /// Functions and types of the library that would answer for the student.
  public static var libraryAnswers: [String] { ["conv2D", "plainConv2D", "im2col"] }

  /// The functions above.
  public static var problems: [Problem] {
    [
      Problem("convolve") { (answer: Self) in answer.convolve }
    ]
  }
}
