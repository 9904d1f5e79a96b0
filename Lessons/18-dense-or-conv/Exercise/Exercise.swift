// Exercise 18: Nudge a picture, count a network
//
// To see who suffers from a nudge one has to nudge, and for a fair comparison to count. Write
// both.
//
//     swift run convbook check 18

import LessonKit

@main
struct Answer: DenseOrConvExercise, Attempt {
  /// The picture moved down and to the right. What is pushed over the edge is gone; zeros come in
  /// on the other side.
  ///
  /// [[1, 2], [3, 4]] moved down by 1: [[0, 0], [1, 2]]. Negative numbers move up and to the
  /// left.
  ///
  /// - Parameters:
  ///   - picture: rows of numbers, all of one length.
  ///   - down: how many rows, negative for up.
  ///   - right: how many columns, negative for left.
  /// - Returns: rows and columns as before.
  func moved(_ picture: [[Float]], down: Int, right: Int) throws -> [[Float]] {
    throw Unfinished()  // Your code goes here.
  }

  /// How many numbers a network of dense layers learns.
  ///
  /// 784 to 256 to 128 to 10: 235,146.
  ///
  /// - Parameter widths: how many numbers go in, then how many come out of each layer.
  /// - Returns: weights and biases.
  func denseParameters(widths: [Int]) throws -> Int {
    throw Unfinished()  // Your code goes here.
  }
}
