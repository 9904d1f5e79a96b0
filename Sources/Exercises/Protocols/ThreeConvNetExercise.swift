/// How wide is it after three poolings?
///
/// SAME keeps the size of a map under a convolution, and a pool with SAME rounds up when it halves.
/// Follow a picture through several blocks.
public protocol ThreeConvNetExercise: Exercise {
  /// How many numbers there are after flattening, behind so many blocks: in each a 3 × 3
  /// convolution with SAME and a pool of 2 × 2, stride 2, with SAME.
  ///
  /// 28 × 28 through three blocks with 128 maps at the end: 2048.
  ///
  /// - Parameters:
  ///   - size: rows and columns of the picture.
  ///   - blocks: how many blocks there are.
  ///   - maps: how many maps the last one gives.
  /// - Returns: how many numbers there are.
  func flatWidth(size: Int, blocks: Int, maps: Int) throws -> Int

  /// How many numbers such a network learns: a 3 × 3 convolution for each step in maps, then a
  /// dense layer to the classes.
  ///
  /// Maps [1, 32, 64, 128], 10 classes, 2048 numbers after flattening: 113,162.
  ///
  /// - Parameters:
  ///   - maps: the channels of the picture, then the maps of each block.
  ///   - classes: how many numbers come out.
  ///   - flatWidth: how many numbers the dense layer reads.
  /// - Returns: weights and biases.
  func parameters(maps: [Int], classes: Int, flatWidth: Int) throws -> Int
}

extension ThreeConvNetExercise {
  /// Functions and types of the library that would answer for the student.
  public static var libraryAnswers: [String] { ["WindowGeometry"] }

  /// The functions above.
  public static var problems: [Problem] {
    [
      Problem("flatWidth") { (answer: Self) in answer.flatWidth },
      Problem("parameters") { (answer: Self) in answer.parameters },
    ]
  }
}
