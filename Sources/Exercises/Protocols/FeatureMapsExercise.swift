import Tensors

/// Read a map
///
/// A map lies on the table, and several filters beside it. Which of them made it? Slide each, take
/// ReLU, and compare.
public protocol FeatureMapsExercise: Exercise {
  /// The number of the filter that made the map: slid over the picture, inside it, not turned,
  /// then ReLU.
  ///
  /// - Parameters:
  ///   - map: rows of numbers, none of them negative.
  ///   - picture: rows of numbers.
  ///   - filters: shape (K, FH, FW); read a weight with filters[k, i, j].
  /// - Returns: 0 to K − 1.
  func whichFilter(made map: [[Float]], of picture: [[Float]], filters: Tensor) throws -> Int
}

extension FeatureMapsExercise {
  /// The functions above.
  public static var problems: [Problem] {
    [
      Problem("whichFilter") { (answer: Self) in answer.whichFilter }
    ]
  }
}
