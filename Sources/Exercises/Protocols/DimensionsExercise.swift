/// Along a line
///
/// In one direction a filter slides along a row. With SAME, the row keeps its length, and its ends
/// see zeros.
public protocol DimensionsExercise: Exercise {
  /// Slides a filter along a row, with SAME: zeros around the row, so that it keeps its length.
  /// The filter is not turned.
  ///
  /// [1, 1, 1, 1, 1] with [0.25, 0.5, 0.25] gives [0.75, 1, 1, 1, 0.75].
  ///
  /// - Parameters:
  ///   - values: the row, not shorter than the filter.
  ///   - filter: the weights; where the zeros can't be shared evenly, the odd one lies behind the
  ///     row.
  /// - Returns: as many numbers as values has.
  func slide(_ values: [Float], filter: [Float]) throws -> [Float]
}

extension DimensionsExercise {
  /// Functions and types of the library that would answer for the student.
  public static var libraryAnswers: [String] { ["conv1D", "plainConv1D", "conv2D", "conv3D"] }

  /// The functions above.
  public static var problems: [Problem] {
    [
      Problem("slide") { (answer: Self) in answer.slide }
    ]
  }
}
