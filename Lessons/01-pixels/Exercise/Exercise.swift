// Exercise 1: The shape of a picture
//
// A picture is a block of numbers, and the order of its axes is a convention. Write down the shape
// of a picture, and exchange its axes without mixing up its pixels.
//
//     swift run convbook check 1

import LessonKit

@main
struct Answer: PixelsExercise, Attempt {
  /// The shape of a picture as this book has it.
  ///
  /// A colour photo, 640 wide and 426 high, has the shape [426, 640, 3].
  ///
  /// - Parameters:
  ///   - width: how many pixels stand in a row.
  ///   - height: how many rows there are.
  ///   - channels: how many numbers a pixel has.
  /// - Returns: three numbers, in the order of the axes.
  func shape(width: Int, height: Int, channels: Int) throws -> [Int] {
    throw Unfinished()  // Your code goes here.
  }

  /// The same picture with its channels in front: all of red, then all of green, then all of
  /// blue.
  ///
  /// The number at [y, x, c] of the picture is at [c, y, x] of the result. PyTorch wants pictures
  /// so.
  ///
  /// - Parameter picture: shape (H, W, C); read a number with picture[y, x, c].
  /// - Returns: shape (C, H, W), as Tensor(shape: …, scalars: …).
  func channelsFirst(_ picture: Tensor) throws -> Tensor {
    throw Unfinished()  // Your code goes here.
  }
}
