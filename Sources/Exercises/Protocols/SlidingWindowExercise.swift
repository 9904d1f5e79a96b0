/// The sliding window
///
/// You saw a filter slide over a grid of numbers. Write it yourself, with loops.
public protocol SlidingWindowExercise: Exercise {
  /// Slides a filter over a grid: at each place, multiply what lies on top of each other, and add
  /// up.
  ///
  /// The filter moves one step at a time and stays inside the grid; it is not turned.
  /// The grid [[1, 2, 3, 0], [0, 1, 2, 3], [3, 0, 1, 2], [2, 3, 0, 1]] with the filter
  /// [[2, 0, 1], [0, 1, 2], [1, 0, 2]] gives [[15, 16], [6, 15]].
  ///
  /// - Parameters:
  ///   - input: rows of numbers, all of one length.
  ///   - filter: rows of numbers, not larger than the input.
  /// - Returns: a row for each place from top to bottom, a number for each from left to right.
  func crossCorrelate(_ input: [[Float]], with filter: [[Float]]) throws -> [[Float]]
}

extension SlidingWindowExercise {
  /// Functions and types of the library that would answer for the student.
  public static var libraryAnswers: [String] { ["conv2D", "plainConv2D", "im2col"] }

  /// The functions above.
  public static var problems: [Problem] {
    [Problem("crossCorrelate") { (answer: Self) in answer.crossCorrelate }]
  }
}
