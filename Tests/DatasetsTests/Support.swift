// What the tests of this module share.

import Foundation

@testable import Datasets
@testable import Tensors

/// A file recorded by the recipes in Tests/Peers.
func recordedFile(_ name: String) -> URL {
  URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Peers/Recorded/\(name)")
}

/// 64-bit FNV-1a of a set's pixels as bytes, and of its labels.
func digest(_ set: LabelledImages) -> String {
  let levels = (255 * set.images).bytes + set.labels.map { UInt8($0) }
  let value = levels.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
    ($0 ^ UInt64($1)) &* 0x100_0000_01b3
  }
  return String(value, radix: 16)
}

/// Small pictures whose pixels all hold their own number, labels 0, 1, 2, 0, 1, 2, …
func numbered(_ count: Int) -> LabelledImages {
  let pictures = (0..<count).map { Tensor(shape: [2, 3, 1], repeating: Float($0)) }
  return LabelledImages(
    images: count == 0 ? .zeros(0, 2, 3, 1) : .stacked(pictures),
    labels: (0..<count).map { $0 % 3 }, classNames: ["a", "b", "c"])
}

extension LabelledImages {
  /// The number of each picture of a `numbered` set.
  var numbers: [Int] { stride(from: 0, to: images.count, by: 6).map { Int(images.scalars[$0]) } }
}

/// Bytes as a gzip file that is stored, not packed.
func gzipped(_ bytes: some Collection<UInt8>) -> [UInt8] {
  let length = UInt16(bytes.count)
  let checksum = bytes.reduce(~0 as UInt32) { sum, byte in
    (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
  }
  func little(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian, Array.init)
  }
  return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1] + little(length) + little(~length) + bytes
    + little(~checksum) + little(UInt32(bytes.count))
}

/// A folder for one test, removed with it.
final class TemporaryFolder: Sendable {
  let url = FileManager.default.temporaryDirectory
    .appendingPathComponent("convbook-data-\(UUID().uuidString)").resolvingSymlinksInPath()

  init() { try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Writes a file, its folders included.
  func write(_ bytes: [UInt8], to name: String) throws {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }
}
