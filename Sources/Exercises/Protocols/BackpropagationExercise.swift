/// The gradients of a convolution
///
/// A convolution has two gradients: one for its filter, which learns, and one for its input, which
/// is handed further back. Both are sums over the windows.
public protocol BackpropagationExercise: Exercise {
  /// How the loss changes with each weight of the filter.
  ///
  /// The filter slid over the input without padding and was not turned. Its size follows from the
  /// other two: it is as high as the input, less the way it moved.
  ///
  /// - Parameters:
  ///   - input: what the filter slid over.
  ///   - outputGradient: the gradient for each number that came out.
  ///   - stride: how far the filter moved; it reached the last row and column.
  /// - Returns: rows and columns as the filter has.
  func filterGradient(
    _ input: [[Float]], outputGradient: [[Float]], stride: Int
  ) throws -> [[Float]]

  /// How the loss changes with each number that went in.
  ///
  /// The filter slid over an input of so many rows and columns, without padding, and was not
  /// turned.
  ///
  /// - Parameters:
  ///   - height: rows of the input.
  ///   - width: columns of the input.
  ///   - filter: the weights.
  ///   - outputGradient: the gradient for each number that came out.
  ///   - stride: how far the filter moved.
  /// - Returns: rows and columns as the input has.
  func inputGradient(
    height: Int, width: Int, filter: [[Float]], outputGradient: [[Float]], stride: Int
  ) throws -> [[Float]]
}

extension BackpropagationExercise {
  /// Functions and types of the library that would answer for the student.
  public static var libraryAnswers: [String] {
    ["backward", "backpropagate", "numericalGradient", "col2im"]
  }

  /// The functions above.
  public static var problems: [Problem] {
    [
      Problem("filterGradient") { (answer: Self) in answer.filterGradient },
      Problem("inputGradient") { (answer: Self) in answer.inputGradient },
    ]
  }
}
