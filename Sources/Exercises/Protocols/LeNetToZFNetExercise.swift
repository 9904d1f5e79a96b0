/// Sizes, line by line
///
/// From a photo to the last map, each layer makes the sides smaller. Work out all sizes of a
/// network, and find the photo that fits its first layer.
public protocol LeNetToZFNetExercise: Exercise {
  /// The side of what comes out of each layer, convolutions and poolings alike.
  ///
  /// 227 with windows [11, 3], strides [4, 2] and no padding: [55, 27].
  ///
  /// - Parameters:
  ///   - side: rows and columns of the picture.
  ///   - windows: of each layer.
  ///   - strides: of each layer.
  ///   - paddings: of each layer, on each side.
  /// - Returns: a number for each layer.
  func sizes(of side: Int, windows: [Int], strides: [Int], paddings: [Int]) throws -> [Int]

  /// The smallest side of a picture that gives so many windows, with no pixel left over.
  ///
  /// AlexNet’s first layer gives 55 with a window of 11, stride 4 and no padding: 227.
  ///
  /// - Parameters:
  ///   - output: how many windows fit.
  ///   - window: how high and wide they are.
  ///   - stride: how far they move.
  ///   - padding: rows on each side.
  /// - Returns: rows and columns of the picture.
  func sideThatFits(output: Int, window: Int, stride: Int, padding: Int) throws -> Int
}

extension LeNetToZFNetExercise {
  /// Functions and types of the library that would answer for the student.
  public static var libraryAnswers: [String] { ["WindowGeometry", "outputShape"] }

  /// The functions above.
  public static var problems: [Problem] {
    [
      Problem("sizes") { (answer: Self) in answer.sizes },
      Problem("sideThatFits") { (answer: Self) in answer.sideThatFits },
    ]
  }
}
