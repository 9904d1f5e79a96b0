import Tensors

/// A residual block from the inside
///
/// A block adds what came in to what its convolutions give. Write the last steps of one: the
/// normalization, the sum, the ReLU; and the projection, which makes what came in fit.
public protocol ResidualNetworksExercise: Exercise {
  /// What leaves a residual block in use, of what came in and what its last convolution gives.
  ///
  /// First the convolution's numbers are normalized, each feature by its running mean and variance
  /// (no ε, γ = 1, β = 0). Then x is added. Then ReLU.
  ///
  /// x is [3, 1], f is [5, −6], with means [1, 2], variances [4, 16]: normalized that
  /// is [2, −2], the sum [5, −1], and the block gives [5, 0].
  ///
  /// - Parameters:
  ///   - x: what came into the block: a row for each example, a number for each feature.
  ///   - f: what the last convolution gives, in the same shape.
  ///   - mean: of each feature.
  ///   - variance: of each feature, more than 0.
  /// - Returns: in the same shape.
  func block(_ x: [[Float]], f: [[Float]], mean: [Float], variance: [Float]) throws -> [[Float]]

  /// The projection on a shortcut: a convolution by 1 × 1 with a stride, without bias.
  ///
  /// It reads the pixels 0, stride, 2 · stride … in each direction, as many as there are. Of the
  /// channels of such a pixel it makes others: each is a sum of all that are there, weighted.
  ///
  /// - Parameters:
  ///   - input: shape (H, W, C); read a number with input[y, x, c].
  ///   - weights: a row for each channel of the input, a column for each of the output.
  ///   - stride: 1 or more.
  /// - Returns: shape (⌈H / stride⌉, ⌈W / stride⌉, columns of the weights), as
  ///   Tensor(shape: …, scalars: …).
  func projected(_ input: Tensor, weights: [[Float]], stride: Int) throws -> Tensor
}

extension ResidualNetworksExercise {
  /// Functions and types of the library that would answer for the student.
  public static var libraryAnswers: [String] {
    ["ResidualBlock", "BatchNormalization", "Convolution", "conv2D"]
  }

  /// The functions above.
  public static var problems: [Problem] {
    [
      Problem("block") { (answer: Self) in answer.block },
      Problem("projected") { (answer: Self) in answer.projected },
    ]
  }
}
