// Exercise 13: Two steps of two layers
//
// A convolution layer's product has to be laid out as maps, and a pooling layer has to hand its
// gradient back. Both are short, and both are easily got almost right.
//
//     swift run convbook check 13

import LessonKit

@main
struct Answer: LayersExercise, Attempt {
  /// Lays out the product of windows and filters as maps, in the book's order of axes.
  ///
  /// The product has a row for each window (picture by picture, in each from the upper left to the
  /// right, then down) and a column for each filter. With one picture, two windows side by side and
  /// three filters, the product [[1, 2, 3], [4, 5, 6]] becomes the maps 1 4, 2 5 and 3 6.
  ///
  /// - Parameters:
  ///   - product: shape (batch · height · width, filters).
  ///   - batch: how many pictures.
  ///   - height: how many windows from top to bottom.
  ///   - width: how many windows from left to right.
  /// - Returns: shape (batch, filters, height, width).
  func maps(from product: Tensor, batch: Int, height: Int, width: Int) throws -> Tensor {
    throw Unfinished()  // Your code goes here.
  }

  /// The way back through a max pooling whose windows may overlap.
  ///
  /// Each output took one number of its window, the largest; of several equal ones the first, as
  /// one reads. The gradients of all outputs that took an input add up there; one that none took
  /// gets 0.
  /// With [[1, 2, 1], [2, 9, 2], [1, 2, 1]], window 2, stride 1 and the gradient [[1, 1], [1, 1]]
  /// the 9 is the largest of four windows: [[0, 0, 0], [0, 4, 0], [0, 0, 0]].
  ///
  /// - Parameters:
  ///   - input: rows of numbers, all of one length.
  ///   - window: how high and how wide a window is.
  ///   - stride: how far it moves, to the right and down.
  ///   - outputGradient: one number for each window, in rows.
  /// - Returns: as many rows and columns as the input has.
  func maxPoolGradient(
    _ input: [[Float]], window: Int, stride: Int, outputGradient: [[Float]]
  ) throws -> [[Float]] {
    throw Unfinished()  // Your code goes here.
  }
}
