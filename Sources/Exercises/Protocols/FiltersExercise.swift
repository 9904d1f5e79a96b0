import Tensors

/// Recover a hidden filter
///
/// Somebody slid a 3 × 3 filter over little pictures and tells you only what came out. Find the
/// filter by going downhill, as a network does.
public protocol FiltersExercise: Exercise {
  /// The 3 × 3 filter that gives these answers: each is the sum of the nine products of a patch
  /// and the filter, which was not turned.
  ///
  /// - Parameters:
  ///   - patches: shape (N, 3, 3), numbers between −1 and 1; read one with patches[n, i, j].
  ///   - answers: N numbers.
  /// - Returns: three rows of three weights.
  func recover(patches: Tensor, answers: [Float]) throws -> [[Float]]
}

extension FiltersExercise {
  /// The functions above.
  public static var problems: [Problem] {
    [
      Problem("recover") { (answer: Self) in answer.recover }
    ]
  }
}
