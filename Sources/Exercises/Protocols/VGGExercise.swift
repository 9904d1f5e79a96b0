/// What a stack sees, and what it costs
///
/// Small windows, one behind the other, see a large patch for few weights. Work out how large, and
/// how few.
public protocol VGGExercise: Exercise {
  /// How many pixels in a row one number sees, behind all these layers.
  ///
  /// Three layers with a window of 3 and stride 1 see 7.
  ///
  /// - Parameters:
  ///   - windows: of each layer, from the first on.
  ///   - strides: of each layer.
  /// - Returns: pixels in a row.
  func receptiveField(windows: [Int], strides: [Int]) throws -> Int

  /// How many weights such a stack has, without biases, when every layer reads C channels and
  /// gives C.
  ///
  /// Three layers of 3 × 3 with one channel have 27, with C channels 27 C².
  ///
  /// - Parameters:
  ///   - window: rows and columns of a filter.
  ///   - layers: how many layers there are.
  ///   - channels: C.
  /// - Returns: weights of all layers.
  func weights(window: Int, layers: Int, channels: Int) throws -> Int
}

extension VGGExercise {
  /// Functions and types of the library that would answer for the student.
  public static var libraryAnswers: [String] { ["receptiveField", "receptiveFields"] }

  /// The functions above.
  public static var problems: [Problem] {
    [
      Problem("receptiveField") { (answer: Self) in answer.receptiveField },
      Problem("weights") { (answer: Self) in answer.weights },
    ]
  }
}
