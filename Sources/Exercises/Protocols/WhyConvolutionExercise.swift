/// Two dense layers
///
/// A dense layer multiplies by a matrix. Count what it has to learn, and put two of them behind
/// each other.
public protocol WhyConvolutionExercise: Exercise {
  /// How many numbers a dense layer has to learn when it reads a whole picture.
  ///
  /// From 28 × 28 grey pixels to 100 outputs it has 78,500, biases included.
  ///
  /// - Parameters:
  ///   - height: rows of the picture.
  ///   - width: columns.
  ///   - channels: numbers of a pixel.
  ///   - outputs: how many numbers come out.
  /// - Returns: weights and biases together.
  func parameters(height: Int, width: Int, channels: Int, outputs: Int) throws -> Int

  /// W₂ max(0, W₁ x): a dense layer, then what is below zero becomes 0, then another. Without
  /// biases.
  ///
  /// The input [1, 2] with the first weights [[1, 1], [1, -1]] and the second [[1, 1]] gives [3].
  ///
  /// - Parameters:
  ///   - input: the numbers that go in.
  ///   - first: a row of weights for each hidden number.
  ///   - second: a row of weights for each output.
  /// - Returns: a number for each row of the second weights.
  func twoLayers(_ input: [Float], first: [[Float]], second: [[Float]]) throws -> [Float]
}

extension WhyConvolutionExercise {
  /// Functions and types of the library that would answer for the student.
  public static var libraryAnswers: [String] { ["Dense"] }

  /// The functions above.
  public static var problems: [Problem] {
    [
      Problem("parameters") { (answer: Self) in answer.parameters },
      Problem("twoLayers") { (answer: Self) in answer.twoLayers },
    ]
  }
}
