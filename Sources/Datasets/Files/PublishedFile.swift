// The four files of a published set: names, sizes, checksums, and whether a file is one of them.

/// One of the four files that MNIST and the sets made after it consist of.
public struct PublishedFile: Equatable, Sendable {
  /// What a file holds.
  public enum Part: String, CaseIterable, Sendable {
    /// 60,000 training pictures.
    case trainingImages = "train-images-idx3-ubyte"
    /// Their labels.
    case trainingLabels = "train-labels-idx1-ubyte"
    /// 10,000 test pictures.
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
  /// The MD5 checksum of what is in it, for files that were unpacked or packed anew.
  public let contentChecksum: String

  package init(_ part: Part, _ size: Int, _ checksum: String, contents: String) {
    self.part = part
    self.size = size
    self.checksum = checksum
    contentChecksum = contents
  }

  /// Its name as published, packed by gzip.
  public var name: String { part.rawValue + ".gz" }

  /// How a file compares with the published one.
  public enum Match: Equatable, Sendable {
    /// Byte for byte the same.
    case asPublished
    /// The same numbers, unpacked or packed anew.
    case sameContents
    /// Something else.
    case different
  }

  /// Compares a file with the published one.
  ///
  /// - Throws: `DataError` when the file can't be read or unpacked.
  public func match(_ path: String) throws -> Match {
    let bytes = try fileBytes(path)
    if MD5.checksum(of: bytes) == checksum { return .asPublished }
    return try MD5.checksum(of: contents(of: bytes, path)) == contentChecksum
      ? .sameContents : .different
  }

  /// Reads a file's bytes, decompressed, up to one more than there may be.
  private func contents(of bytes: [UInt8], _ path: String) throws -> [UInt8] {
    guard Inflater.isGzip(bytes) else { return bytes }
    do {
      // The trailing checksum is held against the contents only when the end is reached.
      return try Inflater(bytes, format: .gzip).next(part.unpackedSize + 1)
    } catch {
      throw error.inFile(path, of: bytes.count)
    }
  }
}

extension PublishedFile.Part {
  /// Its length unpacked: a header of 16 or 8 bytes, then a byte for each pixel or label.
  var unpackedSize: Int {
    switch self {
    case .trainingImages: 16 + 60_000 * 28 * 28
    case .trainingLabels: 8 + 60_000
    case .testImages: 16 + 10_000 * 28 * 28
    case .testLabels: 8 + 10_000
    }
  }

  /// The names a file of this kind is found under: packed, unpacked, and as some programs unpack
  /// it.
  var names: [String] {
    let dotted = rawValue.replacing("-idx", with: ".idx")
    return [rawValue + ".gz", rawValue, dotted, dotted + ".gz"]
  }
}
