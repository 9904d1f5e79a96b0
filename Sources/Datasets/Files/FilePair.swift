// Reads an IDX file of pictures with the IDX file of their labels.

import Formatting
import Tensors

/// The pictures and labels of two files, as bytes, which take a quarter of the memory of Float.
struct FilePair {
  /// The label of each picture.
  let labels: [Int]
  private let pictures: IDXFile
  private let classNames: [Message]

  /// The number of pictures.
  var count: Int { labels.count }

  /// Reads two files and checks that they belong together.
  ///
  /// - Parameters:
  ///   - paths: where the files of a set lie; both must be among them.
  ///   - source: the set they should be of.
  /// - Throws: `DataError`.
  init(
    _ images: PublishedFile.Part, _ labels: PublishedFile.Part,
    _ paths: [PublishedFile.Part: String], of source: DataSource
  ) throws {
    let (imagePath, labelPath) = (paths[images] ?? "", paths[labels] ?? "")
    let labels = try IDXFile.read(labelPath, rank: 1)
    pictures = try IDXFile.read(imagePath, rank: 3)
    classNames = source.classNames
    let shape = pictures.shape
    guard shape[0] == labels.shape[0] else {
      throw DataError(
        .mismatch, file: imagePath,
        problem: "it holds \(shape[0]) pictures, but \(labelPath) \(labels.shape[0]) labels",
        advice: fetchAgain)
    }
    guard shape[1] == StrokeRaster.side, shape[2] == StrokeRaster.side else {
      throw DataError(
        .unsupported, file: imagePath,
        problem:
          "its pictures have \(shape[1]) × \(shape[2]) pixels, \(source.title)'s have 28 × 28",
        advice: fetchAgain)
    }
    if let wrong = labels.bytes.firstIndex(where: { $0 >= source.classNames.count }) {
      throw DataError(
        .damaged, file: labelPath,
        problem: "label \(wrong) is \(labels.bytes[wrong]); \(source.title)'s go from 0 "
          + "to \(classNames.count - 1)", advice: fetchAgain)
    }
    self.labels = labels.bytes.map { Int($0) }
  }

  /// Converts some of the pictures to numbers 0…1.
  func images(_ range: Range<Int>) -> LabelledImages {
    let size = StrokeRaster.side * StrokeRaster.side
    let bytes = pictures.bytes[range.lowerBound * size..<range.upperBound * size]
    return LabelledImages(
      images: Tensor(
        shape: [range.count, StrokeRaster.side, StrokeRaster.side, 1],
        scalars: bytes.map { Float($0) / 255 }),
      labels: Array(labels[range]), classNames: classNames)
  }
}
