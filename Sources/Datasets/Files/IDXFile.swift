// Reads IDX, the format MNIST came in: two zero bytes, a type, the number of axes, the length of
// each as 32 bits, then the numbers, everything big-endian. Source:
// http://yann.lecun.com/exdb/mnist/ ("The IDX file format").

import Formatting

/// An IDX file of bytes.
struct IDXFile: Equatable, Sendable {
  /// The length of every axis, outermost first.
  let shape: [Int]
  /// The numbers, row by row.
  let bytes: [UInt8]

  /// Larger files are refused; MNIST's largest holds 47 million bytes.
  static let limit = 1 << 30

  /// Reads a file, packed by gzip or not, whatever its name is.
  ///
  /// - Parameter rank: how many axes it must have: 3 for pictures, 1 for labels.
  /// - Throws: `DataError`; no bytes, however damaged, do more than that.
  static func read(_ path: String, rank: Int) throws -> IDXFile {
    let bytes = try fileBytes(path)
    return try IDXFile(bytes, file: path, rank: rank)
  }

  /// Reads a file's bytes.
  init(_ contents: [UInt8], file: String, rank: Int) throws {
    do {
      var source = try Source(contents)
      shape = try Self.shape(from: &source, rank: rank)
      let stated: Message = "\(shape.map(grouped).joined(separator: " × ")) bytes"
      // 32-bit lengths of three axes have a product of up to 96 bits.
      let count = shape.reduce(1) { product, length in
        let (value, overflow) = product.multipliedReportingOverflow(by: length)
        return overflow ? Int.max : value
      }
      guard count > 0 else {
        throw Problem(.damaged, "it states \(stated), which is nothing")
      }
      guard count <= Self.limit else {
        throw Problem(
          .tooLarge, "it states \(stated)", "Up to \(Self.limit) are read.")
      }
      // Nothing is allocated for more than the file can hold.
      guard count <= source.mostLeft else {
        throw Problem(
          .truncated, "it states \(stated), and its \(contents.count) can't hold so many")
      }
      bytes = try source.next(count)
      guard bytes.count == count else {
        throw Problem(.truncated, "it states \(stated) and holds \(bytes.count)")
      }
      guard try source.next(1).isEmpty else {
        throw Problem(.damaged, "it holds more than the \(stated) it states")
      }
    } catch let problem as Problem {
      throw DataError(
        problem.reason, file: file, problem: problem.found, advice: problem.advice)
    } catch let trouble as Inflater.Trouble {
      throw trouble.inFile(file, of: contents.count)
    }
  }

  /// Reads and checks what comes before the numbers.
  private static func shape(from source: inout Source, rank: Int) throws -> [Int] {
    let header = try source.next(4)
    guard header.count == 4 else { throw Inflater.Trouble.truncated }
    // Proxies and login pages send HTML instead of the file.
    guard header[0] != UInt8(ascii: "<") else {
      throw Problem(.notIDX, "this is a web page, not a file of data")
    }
    guard header[0] == 0, header[1] == 0 else {
      throw Problem(
        .notIDX,
        "an IDX file begins with 00 00 08 0\(rank), this one with "
          + "\(header.map(hexadecimal).joined(separator: " "))")
    }
    guard header[2] == 0x08 else {
      let name = typeNames[header[2]] ?? "of no type that IDX knows"
      throw Problem(
        .unsupported, "its numbers are \(name) (type \(hexadecimal(header[2])))",
        "Only files of unsigned bytes (type 08) are read.")
    }
    guard header[3] == rank else {
      throw Problem(
        .unsupported,
        Message(
          Int(header[3]), "it has \(Int(header[3])) axis instead of \(rank)",
          "it has \(Int(header[3])) axes instead of \(rank)"),
        "Files of pictures have three axes, files of labels one: check their names.")
    }
    let lengths = try source.next(4 * rank)
    guard lengths.count == 4 * rank else { throw Inflater.Trouble.truncated }
    return (0..<rank).map { axis in
      lengths[4 * axis..<4 * axis + 4].reduce(0) { $0 << 8 | Int($1) }
    }
  }

  /// The names of the format's other element types.
  private static let typeNames: [UInt8: Message] = [
    0x09: "signed bytes", 0x0B: "16-bit whole numbers", 0x0C: "32-bit whole numbers",
    0x0D: "32-bit floats", 0x0E: "64-bit floats",
  ]
}

/// An error that does not know its file yet.
private struct Problem: Error {
  let reason: DataError.Reason
  let found: Message
  let advice: Message

  init(_ reason: DataError.Reason, _ found: Message, _ advice: Message = fetchAgain) {
    self.reason = reason
    self.found = found
    self.advice = advice
  }
}

/// Reads bytes part by part, decompressed if they are gzip.
private enum Source {
  case plain([UInt8], position: Int)
  case packed(Inflater, count: Int)

  init(_ bytes: [UInt8]) throws {
    self =
      Inflater.isGzip(bytes)
      ? .packed(try Inflater(bytes, format: .gzip), count: bytes.count) : .plain(bytes, position: 0)
  }

  /// The most that can still come.
  var mostLeft: Int {
    switch self {
    case .plain(let bytes, let position): bytes.count - position
    case .packed(_, let count): count * Inflater.bestRatio
    }
  }

  /// The next bytes, fewer where they end.
  mutating func next(_ count: Int) throws -> [UInt8] {
    switch self {
    case .plain(let bytes, let position):
      let end = position + min(count, bytes.count - position)
      self = .plain(bytes, position: end)
      return Array(bytes[position..<end])
    case .packed(let inflater, _): return try inflater.next(count)
    }
  }
}
