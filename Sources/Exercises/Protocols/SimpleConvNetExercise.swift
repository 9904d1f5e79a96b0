/// The width that has to fit
///
/// Between the last pooling and the first dense layer stands a number that has to be right, or
/// nothing runs. Work it out for any network of the book’s form, and count what it learns.
public protocol SimpleConvNetExercise: Exercise {
  /// How many numbers the dense layer reads, behind one convolution and one pooling.
  ///
  /// The pooling has windows of pool × pool that touch. Rows and columns that are left over,
  /// because the last window of a filter or of the pool would stick out, are not read. 28 × 28,
  /// thirty filters of 5 × 5, no padding, stride 1, pool 2: 4320.
  ///
  /// - Parameters:
  ///   - size: rows and columns of the picture.
  ///   - window: rows and columns of a filter.
  ///   - padding: rows of padding on each side.
  ///   - stride: how far a filter moves.
  ///   - filters: how many there are.
  ///   - pool: rows and columns of the pool, and its stride.
  /// - Returns: how many numbers there are after flattening.
  func denseWidth(
    size: Int, window: Int, padding: Int, stride: Int, filters: Int, pool: Int
  ) throws -> Int

  /// How many numbers the whole network learns: a convolution, a dense layer to the hidden
  /// numbers, a dense layer to the classes.
  ///
  /// One channel, thirty filters of 5 × 5, 4320 to 100 to 10: 433,890.
  ///
  /// - Parameters:
  ///   - channels: channels of the picture.
  ///   - window: rows and columns of a filter.
  ///   - filters: how many there are.
  ///   - width: how many numbers the first dense layer reads.
  ///   - hidden: how many come out of it.
  ///   - classes: how many come out of the second.
  /// - Returns: weights and biases.
  func parameters(
    channels: Int, window: Int, filters: Int, width: Int, hidden: Int, classes: Int
  ) throws -> Int
}

extension SimpleConvNetExercise {
  /// Functions and types of the library that would answer for the student.
  public static var libraryAnswers: [String] { ["WindowGeometry"] }

  /// The functions above.
  public static var problems: [Problem] {
    [
      Problem("denseWidth") { (answer: Self) in answer.denseWidth },
      Problem("parameters") { (answer: Self) in answer.parameters },
    ]
  }
}
