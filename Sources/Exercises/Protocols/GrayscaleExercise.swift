/// Grey, in eight bits
///
/// A byte holds 0 to 255, and a sum of three bytes does not fit into it. Make grey of a pixel as
/// image programs do, and of a whole picture without losing anything.
public protocol GrayscaleExercise: Exercise {
  /// The mean of a pixel's three bytes, as a byte; what is behind the point is dropped.
  ///
  /// The pixel (200, 100, 50) becomes 116.
  ///
  /// - Parameters:
  ///   - red: 0 to 255.
  ///   - green: 0 to 255.
  ///   - blue: 0 to 255.
  /// - Returns: 0 to 255.
  func grey(red: UInt8, green: UInt8, blue: UInt8) throws -> UInt8

  /// How bright a grey picture is: the mean of all its pixels, with what is behind the point.
  ///
  /// - Parameter picture: rows of numbers from 0 to 255, all of one length.
  /// - Returns: 0 to 255.
  func mean(_ picture: [[Float]]) throws -> Float
}

extension GrayscaleExercise {
  /// Functions and types of the library that would answer for the student.
  public static var libraryAnswers: [String] { ["greyByMean", "greyByLuma", "mean"] }

  /// The functions above.
  public static var problems: [Problem] {
    [
      Problem("grey") { (answer: Self) in answer.grey },
      Problem("mean") { (answer: Self) in answer.mean },
    ]
  }
}
