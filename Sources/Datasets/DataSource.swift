// The published sets a lesson can train on, and the drawn ones that stand in for them.

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

  /// What the labels 0…9 mean.
  public var classNames: [String] { drawn.classNames }

  /// The pictures that stand in for it.
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
        PublishedFile(.trainingImages, 9_912_422, "f68b3c2dcbeaaa9fbdd348bbdeb94873"),
        PublishedFile(.trainingLabels, 28_881, "d53e105ee54ea40749a09fcbcd1e9432"),
        PublishedFile(.testImages, 1_648_877, "9fb629c4189551a2d022fa330f9573f3"),
        PublishedFile(.testLabels, 4_542, "ec29112dd5afa0611ce80d1b7f02629c"),
      ]
    case .clothes:
      [
        PublishedFile(.trainingImages, 26_421_880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
        PublishedFile(.trainingLabels, 29_515, "25c81989df183df01b3e8a0aad5dffbe"),
        PublishedFile(.testImages, 4_422_102, "bef4ecab320f06d8554ea6380940ec79"),
        PublishedFile(.testLabels, 5_148, "bb300cfdad3c16e7a12a480ee83cd310"),
      ]
    }
  }

  /// What the first training labels are, by which files of another set of the same names are told.
  var firstLabels: [Int] {
    switch self {
    case .digits: [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]
    case .clothes: [9, 0, 0, 3, 0, 2, 7, 2, 5, 5]
    }
  }
}

/// One of the four files that MNIST and the sets made after it consist of.
public struct PublishedFile: Equatable, Sendable {
  /// What a file holds.
  public enum Part: String, CaseIterable, Sendable {
    /// 60,000 pictures to learn from.
    case trainingImages = "train-images-idx3-ubyte"
    /// Their labels.
    case trainingLabels = "train-labels-idx1-ubyte"
    /// 10,000 pictures to be judged by.
    case testImages = "t10k-images-idx3-ubyte"
    /// Their labels.
    case testLabels = "t10k-labels-idx1-ubyte"
  }

  /// What it holds.
  public let part: Part
  /// Its length in bytes, as it was published.
  public let size: Int
  /// Its MD5 checksum, 32 hexadecimal digits, as torchvision publishes it.
  public let checksum: String

  init(_ part: Part, _ size: Int, _ checksum: String) {
    self.part = part
    self.size = size
    self.checksum = checksum
  }

  /// Its name as published, packed by gzip.
  public var name: String { part.rawValue + ".gz" }
}

extension PublishedFile.Part {
  /// The names a file of this kind is found under: packed, unpacked, and as some programs unpack it.
  var names: [String] {
    let dotted = rawValue.replacing("-idx", with: ".idx")
    return [rawValue + ".gz", rawValue, dotted, dotted + ".gz"]
  }
}
