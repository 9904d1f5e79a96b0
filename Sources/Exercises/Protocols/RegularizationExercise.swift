/// Batch normalization and dropout
///
/// Batch normalization brings a channel to mean 0 and deviation 1. Dropout leaves numbers out, and
/// makes up for it. Both behave differently in use.
public protocol RegularizationExercise: Exercise {
  /// The numbers of one channel with their mean taken away and divided by their deviation, that
  /// of the batch itself: divided by n. No epsilon, and γ = 1, β = 0.
  ///
  /// [1, 2, 3, 4] becomes [−1.3416, −0.4472, 0.4472, 1.3416].
  ///
  /// - Parameter numbers: of one channel, not all the same.
  /// - Returns: as many numbers, mean 0, deviation 1.
  func normalized(_ numbers: [Float]) throws -> [Float]

  /// Dropout as it is done today: in training those that don't stay become 0, and those that stay
  /// are divided by 1 − p. In use nothing changes.
  ///
  /// [1, 2] of which the second stays, with p = 0.3, in training: [0, 2.857].
  ///
  /// - Parameters:
  ///   - numbers: what comes in.
  ///   - stays: for each whether it stays, already drawn.
  ///   - p: the share that is dropped, below 1.
  ///   - isTraining: whether the network learns.
  /// - Returns: as many numbers.
  func dropout(_ numbers: [Float], stays: [Bool], p: Float, isTraining: Bool) throws -> [Float]
}

extension RegularizationExercise {
  /// Functions and types of the library that would answer for the student.
  public static var libraryAnswers: [String] { ["BatchNormalization", "Dropout"] }

  /// The functions above.
  public static var problems: [Problem] {
    [
      Problem("normalized") { (answer: Self) in answer.normalized },
      Problem("dropout") { (answer: Self) in answer.dropout },
    ]
  }
}
