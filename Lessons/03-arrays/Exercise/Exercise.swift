// Exercise 3: Random numbers, and rows
//
// How far do random numbers lie from their mean? And when pictures become rows, where does each
// pixel go? Both can be worked out.
//
//     swift run convbook check 3

import LessonKit

@main
struct Answer: ArraysExercise, Attempt {
  /// The standard deviation of numbers drawn evenly between two ends.
  ///
  /// Between 0 and 1 it is 0.2887.
  ///
  /// - Parameters:
  ///   - low: the lower end.
  ///   - high: the upper end, above the lower.
  /// - Returns: the root of the mean squared distance from the mean.
  func deviation(low: Float, high: Float) throws -> Float {
    throw Unfinished()  // Your code goes here.
  }

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
  func place(picture: Int, row: Int, column: Int, height: Int, width: Int) throws -> [Int] {
    throw Unfinished()  // Your code goes here.
  }
}
