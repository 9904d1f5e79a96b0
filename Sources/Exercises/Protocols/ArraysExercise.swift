/// Random numbers, and rows
///
/// How far do random numbers lie from their mean? And when pictures become rows, where does each
/// pixel go? Both can be worked out.
public protocol ArraysExercise: Exercise {
  /// The standard deviation of numbers drawn evenly between two ends.
  ///
  /// Between 0 and 1 it is 0.2887.
  ///
  /// - Parameters:
  ///   - low: the lower end.
  ///   - high: the upper end, above the lower.
  /// - Returns: the root of the mean squared distance from the mean.
  func deviation(low: Float, high: Float) throws -> Float

  /// Where a pixel lands when N pictures of shape (H, W) are viewed as N rows of H · W numbers.
  ///
  /// Of pictures of 28 × 28, the pixel in row 2, column 5 of picture 3 lands in row 3, at place
  /// 61.
  ///
  /// - Parameters:
  ///   - picture: which picture, from 0.
  ///   - row: which row of it, from 0.
  ///   - column: which column, from 0.
  ///   - height: rows of a picture.
  ///   - width: columns of a picture.
  /// - Returns: two numbers: the row, and the place in it.
  func place(picture: Int, row: Int, column: Int, height: Int, width: Int) throws -> [Int]
}

extension ArraysExercise {
  /// Functions and types of the library that would answer for the student.
  public static var libraryAnswers: [String] { ["variance"] }

  /// The functions above.
  public static var problems: [Problem] {
    [
      Problem("deviation") { (answer: Self) in answer.deviation },
      Problem("place") { (answer: Self) in answer.place },
    ]
  }
}
