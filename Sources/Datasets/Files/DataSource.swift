// The published data sets of the lessons, and the drawn ones that replace missing files.

import Formatting

/// A set that is read from files where they are found and drawn where they are not.
public enum DataSource: String, CaseIterable, Sendable {
  /// MNIST: handwritten digits. LeCun, Cortes, Burges, 1998; CC BY-SA 3.0.
  case digits = "mnist"
  /// Fashion-MNIST: pictures of clothes. Xiao, Rasul, Vollgraf, 2017; MIT licence.
  case clothes = "fashion-mnist"

  /// The name it was published under.
  public var title: String {
    switch self {
    case .digits: "MNIST"
    case .clothes: "Fashion-MNIST"
    }
  }

  /// The folder its files lie in.
  public var folderName: String { rawValue }

  /// The names of the labels 0…9.
  public var classNames: [Message] { drawn.classNames }

  /// The drawn pictures that replace it.
  public var drawn: any DrawnPictures.Type {
    switch self {
    case .digits: DrawnDigits.self
    case .clothes: DrawnClothes.self
    }
  }

  /// Its four files as they were published.
  public var files: [PublishedFile] {
    switch self {
    case .digits:
      [
        PublishedFile(
          .trainingImages, 9_912_422, "f68b3c2dcbeaaa9fbdd348bbdeb94873",
          contents: "6bbc9ace898e44ae57da46a324031adb"),
        PublishedFile(
          .trainingLabels, 28_881, "d53e105ee54ea40749a09fcbcd1e9432",
          contents: "a25bea736e30d166cdddb491f175f624"),
        PublishedFile(
          .testImages, 1_648_877, "9fb629c4189551a2d022fa330f9573f3",
          contents: "2646ac647ad5339dbf082846283269ea"),
        PublishedFile(
          .testLabels, 4_542, "ec29112dd5afa0611ce80d1b7f02629c",
          contents: "27ae3e4e09519cfbb04c329615203637"),
      ]
    case .clothes:
      [
        PublishedFile(
          .trainingImages, 26_421_880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
          contents: "f4a8712d7a061bf5bd6d2ca38dc4d50a"),
        PublishedFile(
          .trainingLabels, 29_515, "25c81989df183df01b3e8a0aad5dffbe",
          contents: "9018921c3c673c538a1fc5bad174d6f9"),
        PublishedFile(
          .testImages, 4_422_102, "bef4ecab320f06d8554ea6380940ec79",
          contents: "8181f5470baa50b63fa0f6fddb340f0a"),
        PublishedFile(
          .testLabels, 5_148, "bb300cfdad3c16e7a12a480ee83cd310",
          contents: "15d484375f8d13e6eb1aabb0c3f46965"),
      ]
    }
  }

  /// The first training labels, which tell its files from those of another set with the same names.
  var firstLabels: [Int] {
    switch self {
    case .digits: [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]
    case .clothes: [9, 0, 0, 3, 0, 2, 7, 2, 5, 5]
    }
  }
}
