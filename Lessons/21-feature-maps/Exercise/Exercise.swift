// Exercise 21: Read a map
//
// A map lies on the table, and several filters beside it. Which of them made it? Slide each, take
// ReLU, and compare.
//
//     swift run convbook check 21

import LessonKit

@main
struct Answer: FeatureMapsExercise, Attempt {
  /// The number of the filter that made the map: slid over the picture, inside it, not turned,
  /// then ReLU.
  ///
  /// - Parameters:
  ///   - map: rows of numbers, none of them negative.
  ///   - picture: rows of numbers.
  ///   - filters: shape (K, FH, FW); read a weight with filters[k, i, j].
  /// - Returns: 0 to K − 1.
  func whichFilter(made map: [[Float]], of picture: [[Float]], filters: Tensor) throws -> Int {
    throw Unfinished()  // Your code goes here.
  }
}
