import Pixels
import Tensors

/// Ready for a network
///
/// A photo must become larger or smaller without new edges, and its bytes must become the numbers,
/// and the order of axes, that a network was trained with.
public protocol TransformsExercise: Exercise {
  /// Resizes a picture of one channel by bilinear interpolation, without aligning corners.
  ///
  /// The pixels of both pictures are little squares that cover the same area. The middle of the new
  /// pixel y lies at (y + 0.5) · height before / height after − 0.5, counted in pixels of the old
  /// picture; likewise for x. Mix the two nearest rows and the two nearest columns, each by how
  /// near it is; beyond the border, the border's pixel counts twice. [[0, 30], [60, 90]] made 4 × 4
  /// has the first row 0, 7.5, 22.5, 30.
  ///
  /// - Parameters:
  ///   - picture: rows of numbers, all of one length.
  ///   - height: rows of the result.
  ///   - width: numbers in each row of it.
  /// - Returns: the resized picture.
  func resizeBilinear(_ picture: [[Float]], height: Int, width: Int) throws -> [[Float]]

  /// What PyTorch calls ToTensor: (height, width, channels) of bytes to (channels, height, width)
  /// of numbers from 0 to 1.
  ///
  /// - Parameter picture: picture.height, picture.width, picture.channels, and
  ///   picture[y, x, channel] is a byte.
  /// - Returns: shape (channels, height, width), as Tensor(shape: …, scalars: …).
  func toTensor(_ picture: Image) throws -> Tensor
}

extension TransformsExercise {
  /// Functions and types of the library that would answer for the student.
  public static var libraryAnswers: [String] { ["resizedBilinear", "toTensor"] }

  /// The functions above.
  public static var problems: [Problem] {
    [
      Problem("resizeBilinear") { (answer: Self) in answer.resizeBilinear },
      Problem("toTensor") { (answer: Self) in answer.toTensor },
    ]
  }
}
