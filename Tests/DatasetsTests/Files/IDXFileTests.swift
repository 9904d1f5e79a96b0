// IDX files that Python wrote, files that are wrong in every way the reader names, and mutations.

import Foundation
import TestSupport
import Testing

@testable import Datasets
@testable import Tensors

/// A file written by Tests/Peers/record_idx.py.
private struct Recorded: Decodable, CustomTestStringConvertible {
  let name: String
  let shape: [Int]
  let bytes: [UInt8]
  /// The file as base64.
  let file: String
  var testDescription: String { name }
  var contents: [UInt8] { [UInt8](Data(base64Encoded: file) ?? Data()) }

  private struct List: Decodable { let cases: [Recorded] }

  /// None where the recording is missing, which `everyRecordingIsThere` notices.
  static let all = (try? TestSupport.recorded("idx", as: List.self))?.cases ?? []
}

@Suite struct IDXFileTests {
  @Test func everyRecordingIsThere() { #expect(Recorded.all.count == 6) }

  @Test(arguments: Recorded.all)
  fileprivate func recorded(_ recorded: Recorded) throws {
    let file = try IDXFile(recorded.contents, file: "f", rank: recorded.shape.count)
    #expect(file.shape == recorded.shape)
    #expect(file.bytes == recorded.bytes)
  }

  /// 2 × 2 × 3 bytes.
  static let good: [UInt8] =
    [0, 0, 8, 3] + [0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3] + Array(1...12)

  static func changed(_ position: Int, _ byte: UInt8) -> [UInt8] {
    var bytes = good
    bytes[position] = byte
    return bytes
  }

  @Test(
    arguments: [
      (Array("<!DOCTYPE html>".utf8), .notIDX, "this is a web page"),
      (changed(0, 0x89), .notIDX, "begins with 00 00 08 03, this one with 89 00 08 03"),
      (changed(2, 0x0D), .unsupported, "32-bit floats (type 0d)"),
      (changed(2, 0x42), .unsupported, "of no type that IDX knows (type 42)"),
      (changed(3, 1), .unsupported, "1 axis instead of 3"),
      (changed(3, 4), .unsupported, "4 axes instead of 3"),
      (Array(good.prefix(2)), .truncated, "ends too early, after 2 bytes"),
      (Array(good.prefix(10)), .truncated, "ends too early, after 10 bytes"),
      (Array(good.dropLast()), .truncated, "states 2 × 2 × 3 bytes"),
      (good + [0], .damaged, "more than the 2 × 2 × 3 bytes it states"),
      (changed(7, 0), .damaged, "0 × 2 × 3 bytes, which is nothing"),
      (changed(4, 0x40), .tooLarge, "1,073,741,826 × 2 × 3"),
      (
        [0, 0, 8, 3] + Array(repeating: 0xFF, count: 12), .tooLarge,
        "4,294,967,295 × 4,294,967,295 × 4,294,967,295"
      ),
      (changed(5, 0x10), .truncated, "1,048,578 × 2 × 3 bytes, and its 28 can't hold so many"),
    ] as [([UInt8], DataError.Reason, String)])
  func wrong(_ bytes: [UInt8], _ reason: DataError.Reason, says words: String) throws {
    let error = try #require(throws: DataError.self) {
      try IDXFile(bytes, file: "some-file", rank: 3)
    }
    #expect(error.reason == reason)
    #expect(error.description.hasPrefix("some-file: "))
    #expect(error.description.contains(words), "\(error)")
    #expect(!error.advice.isEmpty)
  }

  @Test func wrongGzip() throws {
    let packed = gzipped(Self.good)
    func error(_ bytes: [UInt8]) throws -> DataError {
      try #require(throws: DataError.self) { try IDXFile(bytes, file: "f", rank: 3) }
    }
    #expect(try IDXFile(packed, file: "f", rank: 3).bytes == Array(1...12))
    var badChecksum = packed
    badChecksum[packed.count - 5] ^= 1
    #expect(try error(badChecksum).description.contains("incorrect data check"))
    var badLength = packed
    badLength[packed.count - 1] ^= 1
    #expect(try error(badLength).description.contains("incorrect length check"))
    for length in 2..<packed.count {
      #expect(try error(Array(packed.prefix(length))).reason == .truncated, "\(length) bytes")
    }
    #expect(try error(packed + [7, 7]).reason == .damaged)
    #expect(try error(gzipped([])).reason == .truncated)
    #expect(try error(gzipped(Self.good + [0])).problem.english.contains("more than"))
    #expect(try error(gzipped(Self.good.dropLast())).problem.english.contains("holds 11"))
  }

  /// A small file may not make a large one.
  @Test func aBombIsNotUnpacked() throws {
    let claim: [UInt8] = [0, 0, 8, 3, 0, 0, 0x40, 0, 0, 0, 0x01, 0, 0, 0, 0x01, 0]
    let bytes = gzipped(claim)
    let error = try #require(throws: DataError.self) {
      try IDXFile(bytes, file: "f", rank: 3)
    }
    #expect(error.reason == .truncated)
    #expect(error.problem.english.contains("can't hold so many"))
  }

  /// Bytes flipped, cut, doubled: an error or a file, never a crash.
  @Test(arguments: 0..<8)
  func mutations(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let originals = Recorded.all.map(\.contents) + [gzipped(Self.good)]
    for _ in 0..<mutationCount(4000) / 8 {
      var bytes = originals[generator.draw(below: originals.count)]
      for _ in 0...generator.draw(below: 4) where !bytes.isEmpty {
        let place = generator.draw(below: bytes.count)
        switch generator.draw(below: 4) {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
        case 1: bytes.removeSubrange(place..<min(place + 1 + generator.draw(below: 9), bytes.count))
        case 2: bytes.insert(contentsOf: bytes[place..<min(place + 9, bytes.count)], at: place)
        default: bytes[place] ^= 1 << UInt8(generator.draw(below: 8))
        }
      }
      _ = try? IDXFile(bytes, file: "f", rank: generator.happens(0.5) ? 3 : 1)
    }
  }
}
