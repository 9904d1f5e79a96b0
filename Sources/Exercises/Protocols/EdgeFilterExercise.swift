/// Level edges
///
/// The filter of the lesson has the columns −1, 0, 1 and finds upright edges. Find the level ones:
/// where it gets brighter from top to bottom.
public protocol EdgeFilterExercise: Exercise {
  /// The response of a 3 × 3 filter to level edges: the sum of the three numbers below, minus the
  /// sum of the three above. Positive where it gets brighter downwards.
  ///
  /// The picture [[0, 0, 0], [5, 5, 5], [9, 9, 9]] gives [[27]].
  ///
  /// - Parameter picture: rows of numbers, all of one length, at least 3 × 3.
  /// - Returns: a number for each place of the window, two rows and two columns fewer than the
  ///   picture.
  func levelEdges(_ picture: [[Float]]) throws -> [[Float]]
}

extension EdgeFilterExercise {
  /// Functions and types of the library that would answer for the student.
  public static var libraryAnswers: [String] { ["conv2D", "plainConv2D", "im2col"] }

  /// The functions above.
  public static var problems: [Problem] {
    [
      Problem("levelEdges") { (answer: Self) in answer.levelEdges }
    ]
  }
}
