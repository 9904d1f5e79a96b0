/// A layer's end, and a network's
///
/// You saw ReLU cut off what is below zero, and softmax make shares of scores. Write both where
/// they go wrong most easily: after a bias, and for scores in the thousands.
public protocol ActivationsExercise: Exercise {
  /// One dense layer with ReLU: each output is a weighted sum of the inputs plus its bias, and 0
  /// where that is negative.
  ///
  /// With the input [1, 2], the weights [[3, -1], [0, 4]] and the bias [-5, 1], the sums are
  /// 1 · 3 + 2 · 0 = 3 and 1 · (-1) + 2 · 4 = 7; the bias makes them -2 and 8, ReLU 0 and 8.
  ///
  /// - Parameters:
  ///   - input: a number for each row of the weights.
  ///   - weights: a row for each input, in it a number for each output.
  ///   - bias: a number for each output.
  /// - Returns: a number for each output.
  func layer(_ input: [Float], weights: [[Float]], bias: [Float]) throws -> [Float]

  /// The natural logarithm of softmax, for each row of scores by itself.
  ///
  /// For the scores [2, 1, 0.1] softmax gives .659, .242, .099, and their logarithms are
  /// -0.417, -1.417, -2.317. It must hold for any scores: [1000, 0, -5] gives [0, -1000, -1005].
  /// The functions exp and log are there when you write import Foundation at the top.
  ///
  /// - Parameter scores: a row for each picture, in it a score for each class.
  /// - Returns: rows of the same lengths.
  func logSoftmax(_ scores: [[Float]]) throws -> [[Float]]
}

extension ActivationsExercise {
  /// Functions and types of the library that would answer for the student.
  public static var libraryAnswers: [String] { ["logSoftmax", "softmaxCrossEntropy", "Dense"] }

  /// The functions above.
  public static var problems: [Problem] {
    [
      Problem("layer") { (answer: Self) in answer.layer },
      Problem("logSoftmax") { (answer: Self) in answer.logSoftmax },
    ]
  }
}
