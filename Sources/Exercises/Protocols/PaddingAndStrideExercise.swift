/// How large, and what is left over
///
/// How many windows fit, and how many rows does none of them read? Work out both, for any input,
/// filter, padding and stride.
public protocol PaddingAndStrideExercise: Exercise {
  /// How many windows fit along one axis.
  ///
  /// 6 rows, a window of 3, no padding, stride 2: two windows.
  ///
  /// - Parameters:
  ///   - n: rows of the input.
  ///   - window: rows of the filter, not more than the padded input has.
  ///   - padding: rows of padding on each side.
  ///   - stride: how far the window moves.
  /// - Returns: rows of the output.
  func outputSize(_ n: Int, window: Int, padding: Int, stride: Int) throws -> Int

  /// How many rows of the input no window reads, at the end. The stride is not larger than the
  /// window.
  ///
  /// 6 rows, a window of 3, no padding, stride 2: the last row is not read.
  ///
  /// - Parameters:
  ///   - n: rows of the input.
  ///   - window: rows of the filter, not more than the padded input has.
  ///   - padding: rows of padding on each side.
  ///   - stride: how far the window moves.
  /// - Returns: rows at the end of the input that are never read.
  func unread(_ n: Int, window: Int, padding: Int, stride: Int) throws -> Int
}

extension PaddingAndStrideExercise {
  /// Functions and types of the library that would answer for the student.
  public static var libraryAnswers: [String] { ["WindowGeometry", "outputShape", "coverage"] }

  /// The functions above.
  public static var problems: [Problem] {
    [
      Problem("outputSize") { (answer: Self) in answer.outputSize },
      Problem("unread") { (answer: Self) in answer.unread },
    ]
  }
}
