import Tensors

/// Max pooling with a border
///
/// Pooling keeps the largest number of each window. How many windows are there, and what lies
/// around a picture when there is padding?
public protocol PoolingExercise: Exercise {
  /// Rows and columns that come out of a pooling without padding. Windows that don't fit are left
  /// out.
  ///
  /// 427 × 638, window 3, stride 3: [142, 212].
  ///
  /// - Parameters:
  ///   - height: rows that go in.
  ///   - width: columns that go in.
  ///   - window: how high and wide the window is.
  ///   - stride: how far it moves.
  /// - Returns: rows and columns.
  func size(height: Int, width: Int, window: Int, stride: Int) throws -> [Int]

  /// Max pooling of a picture with channels, with rows and columns of padding on each side.
  ///
  /// The padding never wins: a picture that is −1 everywhere stays −1.
  ///
  /// - Parameters:
  ///   - input: shape (H, W, C); read a number with input[y, x, c].
  ///   - window: how high and wide the window is.
  ///   - stride: how far it moves.
  ///   - padding: rows and columns on each side, fewer than the window has.
  /// - Returns: shape (OH, OW, C), as Tensor(shape: …, scalars: …).
  func maxPool(_ input: Tensor, window: Int, stride: Int, padding: Int) throws -> Tensor
}

extension PoolingExercise {
  /// Functions and types of the library that would answer for the student.
  public static var libraryAnswers: [String] { ["maxPool2D", "plainMaxPool2D", "WindowGeometry"] }

  /// The functions above.
  public static var problems: [Problem] {
    [
      Problem("size") { (answer: Self) in answer.size },
      Problem("maxPool") { (answer: Self) in answer.maxPool },
    ]
  }
}
