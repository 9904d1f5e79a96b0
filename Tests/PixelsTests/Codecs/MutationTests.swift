// Thousands of valid files changed at random: each gives a picture or an error, in little time,
// strictly and with damage tolerated.
//
// CONVBOOK_MUTATIONS sets how many (20,000 unless set); CONVBOOK_MUTATION_SEED another seed. Run
// with `swift test --sanitize=address --disable-xctest --filter MutationTests` to see reads past
// the end and leaks too (XCTest, which runs nothing here, leaks a little itself).

import Foundation
import TestSupport
import Testing

@testable import Pixels

@Suite struct MutationTests {
  private static let count = mutationCount(20_000)
  private static let isDeep =
    checksAll || ProcessInfo.processInfo.environment["CONVBOOK_MUTATIONS"] != nil
  private static let seed =
    ProcessInfo.processInfo.environment["CONVBOOK_MUTATION_SEED"].flatMap { UInt64($0) } ?? 1

  /// The committed fixtures, and PngSuite's small files where they are.
  private static let files: [(name: String, bytes: [UInt8])] = {
    let committed = (RecordedPicture.pngs + RecordedPicture.jpegs).map { fixture($0.name) }
    let suite = pngSuite.map { folder in
      RecordedSamples.all.filter { $0.shape[0] <= 32 }.map { "\(folder)/\($0.name)" }
    }
    return (committed + (suite ?? [])).compactMap { path in
      (try? Data(contentsOf: URL(filePath: path))).map { (path, [UInt8]($0)) }
    }
  }()

  @Test(arguments: 0..<8)
  func giveAPictureOrAnError(part: Int) throws {
    let files = Self.files
    try #require(files.count >= 54)
    var generator = SeededGenerator(seed: Self.seed &* 1000 &+ UInt64(part))
    var pictures = 0
    var errors: [String: Int] = [:]
    var slowest = Duration.zero
    for number in 0..<(Self.count / 8) {
      let (name, original) = files[Int.random(in: 0..<files.count, using: &generator)]
      let donor = files[Int.random(in: 0..<files.count, using: &generator)].bytes
      let bytes = mutated(original, donor: donor, using: &generator)
      // Sizes are kept small, so that the time goes into the decoders and not into clearing memory;
      // when asked for more, some are as large as they come.
      let isLarge = Self.isDeep && number % 64 == 0
      for tolerates in [false, true] {
        let options = DecodingOptions(
          toleratesDamage: tolerates, pixelLimit: isLarge ? 100_000_000 : 500_000)
        let start = ContinuousClock.now
        do {
          let decoded = try DecodedImage(decoding: bytes, name: name, options: options)
          #expect(decoded.image.height > 0 && decoded.image.width > 0)
          pictures += 1
          if tolerates {
            // Memory that the decoder left as it was would differ the second time.
            let again = try DecodedImage(decoding: bytes, name: name, options: options)
            #expect(again == decoded, "mutation \(number) of part \(part), from \(name)")
          }
        } catch let error as ImageError {
          #expect(!error.problem.isEmpty)
          errors["\(error.reason)", default: 0] += 1
        }
        let time = ContinuousClock.now - start
        slowest = max(slowest, time)
        #expect(time < .seconds(5), "mutation \(number) of part \(part), from \(name)")
      }
    }
    // A mutator that only makes nonsense, or changes nothing, would test little.
    if Self.count >= 8_000 {
      #expect(pictures > Self.count / 80)
      #expect(errors.count >= 4)
    }
    if Self.isDeep {
      print("part \(part): \(pictures) pictures, \(errors), slowest \(slowest)")
    }
  }

  private func mutated(
    _ original: [UInt8], donor: [UInt8], using generator: inout SeededGenerator
  ) -> [UInt8] {
    var bytes = original
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
      change(&bytes, donor: donor, using: &generator)
    }
    let isPNG = FileFormat(signatureOf: original) == .png
    return isPNG && Bool.random(using: &generator) ? withRepairedChecksums(bytes) : bytes
  }

  private func change(
    _ bytes: inout [UInt8], donor: [UInt8], using generator: inout SeededGenerator
  ) {
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    let length = min(Int.random(in: 1...40, using: &generator), bytes.count - place)
    switch Int.random(in: 0..<10, using: &generator) {
    case 0, 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 2: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 3: bytes[place] = [0, 1, 0x7F, 0x80, 0xFE, 0xFF].randomElement(using: &generator) ?? 0
    case 4: bytes.removeSubrange(place..<(place + length))
    case 5:
      let more = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
      bytes.insert(contentsOf: more, at: place)
    case 6: bytes.insert(contentsOf: bytes[place..<(place + length)], at: place)
    case 7:
      let start = Int.random(in: 0..<donor.count, using: &generator)
      let end = min(donor.count, start + Int.random(in: 1...200, using: &generator))
      bytes.replaceSubrange(place..<(place + length), with: donor[start..<end])
    case 8: changeLength(&bytes, using: &generator)
    default: bytes.removeLast(Int.random(in: 0..<min(64, bytes.count), using: &generator))
    }
  }

  /// Changes the length of one of a PNG's chunks or a JPEG's segments, or swaps its kind.
  private func changeLength(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
    var places: [Int] = []
    if FileFormat(signatureOf: bytes) == .png {
      var position = 8
      while position + 12 <= bytes.count {
        places += [position + 2, position + 3, position + 4, position + 7]
        position += 12 + bytes[position..<(position + 4)].reduce(0) { $0 << 8 | Int($1) }
      }
    } else {
      var position = 2
      while position + 4 <= bytes.count, bytes[position] == 0xFF {
        places += [position + 1, position + 2, position + 3]
        position += 2 + Int(bytes[position + 2]) << 8 + Int(bytes[position + 3])
      }
    }
    guard let place = places.randomElement(using: &generator) else { return }
    bytes[place] = UInt8.random(in: 0...255, using: &generator)
  }
}
