import Tensors

/// Windows as rows
///
/// You saw a convolution become one matrix product, once every window lies in a row of its own.
/// Write the step that lays them there, im2col, for a batch of pictures with several channels.
public protocol ImageToColumnsExercise: Exercise {
  /// Makes a row of every window of every picture.
  ///
  /// Rows come picture by picture, and in each from the upper left window to the right, then down.
  /// In a row the numbers stand as they do in memory: the window's upper row first, in it from left
  /// to right, and of each place all channels. Ten pictures of shape (7, 7, 3) with a window of 5
  /// give 10 · 3 · 3 = 90 rows of 5 · 5 · 3 = 75 numbers. A window that would stick out is left
  /// out.
  ///
  /// - Parameters:
  ///   - pictures: shape (N, H, W, C); read a number with pictures[n, y, x, c].
  ///   - window: how high and how wide a window is.
  ///   - stride: how far a window moves, to the right and down.
  /// - Returns: shape (N · OH · OW, window · window · C), as Tensor(shape: …, scalars: …).
  func im2col(_ pictures: Tensor, window: Int, stride: Int) throws -> Tensor
}

extension ImageToColumnsExercise {
  /// Functions and types of the library that would answer for the student.
  public static var libraryAnswers: [String] { ["im2col"] }

  /// The functions above.
  public static var problems: [Problem] {
    [Problem("im2col") { (answer: Self) in answer.im2col }]
  }
}
