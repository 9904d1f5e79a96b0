/// Neighbours instead of pixels
///
/// On a graph there is no left and no right, only who knows whom. A graph convolution mixes each
/// member's features with those of its neighbours, by a matrix made of the ties.
public protocol GraphConvolutionExercise: Exercise {
  /// The normalised adjacency matrix: D^(−½) (A + I) D^(−½).
  ///
  /// First each member gets a tie to itself: A + I. Its degree is then the sum of its row in A + I,
  /// and every number is divided by the square roots of both members' degrees. With the ties 0–1,
  /// 0–2, 1–2 and 2–3, row 0 becomes .333, .333, .289, 0. For the square root of a Float write
  /// x.squareRoot().
  ///
  /// - Parameter adjacency: A, a row and a column for each member; 1 where there is a tie, 0
  ///   elsewhere; 0 on the diagonal.
  /// - Returns: as many rows and columns.
  func normalizedAdjacency(_ adjacency: [[Float]]) throws -> [[Float]]

  /// One graph convolution with ReLU: max(0, Â X W).
  ///
  /// - Parameters:
  ///   - features: X, a row for each member.
  ///   - adjacency: Â, normalised already.
  ///   - weights: W, a row for each feature, in it a number for each output.
  /// - Returns: a row for each member, in it a number for each output.
  func graphConvolution(
    _ features: [[Float]], adjacency: [[Float]], weights: [[Float]]
  ) throws -> [[Float]]

  /// One row for the whole graph: the mean over its members.
  ///
  /// - Parameter features: a row for each member.
  /// - Returns: a number for each feature.
  func readout(_ features: [[Float]]) throws -> [Float]
}

extension GraphConvolutionExercise {
  /// Functions and types of the library that would answer for the student.
  public static var libraryAnswers: [String] { ["normalizedAdjacency", "GraphConvolution"] }

  /// The functions above.
  public static var problems: [Problem] {
    [
      Problem("normalizedAdjacency") { (answer: Self) in answer.normalizedAdjacency },
      Problem("graphConvolution") { (answer: Self) in answer.graphConvolution },
      Problem("readout") { (answer: Self) in answer.readout },
    ]
  }
}
