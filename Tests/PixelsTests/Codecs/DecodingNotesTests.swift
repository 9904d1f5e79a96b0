// Files with faults that leave all samples intact are read with a note; damaged ones, where
// tolerated, with a note on how much was read.

import Foundation
import Testing

@testable import Pixels

@Suite struct DecodingNotesTests {
  /// A change of a PNG's list of chunks that leaves its samples intact.
  struct Fault: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var note: String
    var change: @Sendable (inout [PNGChunk]) -> Void
  }

  static let faults: [Fault] = [
    Fault(testDescription: "bytes behind the compressed data", note: "Extra compressed data") {
      $0[index(of: "IDAT", in: $0)].content += [1, 2, 3, 4, 5]
    },
    Fault(testDescription: "a wrong checksum of a comment", note: "tEXt: CRC error") {
      $0.insert(PNGChunk("tEXt", Array("k\0v".utf8), checksum: 7), at: 1)
    },
    Fault(testDescription: "a wrong checksum of an unknown ancillary chunk", note: "CRC error") {
      $0.insert(PNGChunk("abCd", [1, 2, 3], checksum: 7), at: $0.count - 1)
    },
    Fault(testDescription: "content in IEND", note: "IEND: invalid") {
      $0[$0.count - 1].content = [1, 2]
    },
    Fault(testDescription: "tRNS behind the data", note: "tRNS") {
      $0.insert(PNGChunk("tRNS", [0, 1, 0, 2, 0, 3]), at: $0.count - 1)
    },
    Fault(testDescription: "tRNS of a wrong length", note: "tRNS: invalid") {
      $0.insert(PNGChunk("tRNS", [0, 1, 0]), at: 1)
    },
  ]

  private static func index(of kind: String, in chunks: [PNGChunk]) -> Int {
    chunks.firstIndex { $0.kind == kind } ?? 0
  }

  @Test(arguments: faults, 1...3)
  func intactSamplesAreReadWithANote(fault: Fault, seed: UInt64) throws {
    let image = Image.noise(height: 5 + Int(seed), width: 9, channels: 3, seed: seed)
    var chunks = pngChunks(try image.pngData())
    fault.change(&chunks)
    let decoded = try DecodedImage(decoding: pngFile(chunks), name: "odd.png")
    #expect(decoded.image == image)
    let note = try #require(decoded.notes.first?.english)
    #expect(decoded.notes.count == 1)
    #expect(note.hasPrefix("odd.png: libpng warns: ") && note.contains(fault.note), "\(note)")
  }

  /// Bits above the depth in a tRNS chunk: 8-bit samples, a 16-bit transparent colour.
  @Test func transparentColourWithHighBits() throws {
    let image = Image.noise(height: 6, width: 7, channels: 1, seed: 3)
    var chunks = pngChunks(try image.pngData())
    chunks.insert(PNGChunk("tRNS", [0x12, image[0, 0, 0]]), at: 1)
    let decoded = try DecodedImage(decoding: pngFile(chunks), name: "odd.png")
    #expect(decoded.notes.count == 1 && decoded.image.channels == 2)
    #expect(decoded.image.withoutAlpha() == image)
  }

  @Test func filesWithoutFaultsHaveNoNotes() throws {
    for recorded in RecordedPicture.pngs + RecordedPicture.jpegs {
      #expect(try DecodedImage(contentsOf: fixture(recorded.name)).notes == [])
    }
  }

  /// Chunks that hold samples or the palette in wrong order are no mere warning.
  @Test func contradictionsInCriticalChunksAreErrors() throws {
    let image = Image.noise(height: 6, width: 7, channels: 3, seed: 3)
    let whole = pngChunks(try image.pngData())
    let palette = PNGChunk("PLTE", [1, 2, 3, 4, 5, 6])
    var late = whole
    late.insert(palette, at: whole.count - 1)
    var transparentFirst = whole
    transparentFirst.insert(contentsOf: [PNGChunk("tRNS", [0, 1, 0, 2, 0, 3]), palette], at: 1)
    for chunks in [late, transparentFirst] {
      let error = try #require(throws: ImageError.self) {
        try Image(decoding: pngFile(chunks), name: "order")
      }
      #expect(error.reason == .damaged)
      let options = DecodingOptions(toleratesDamage: true)
      #expect(try Image(decoding: pngFile(chunks), name: "order", options: options) == image)
    }
  }

  /// A tRNS chunk before a palette, which libpng discards, in all colour types that can have both.
  @Test(arguments: [0, 2, 3] as [UInt8], [1, 2, 4, 8, 16] as [UInt8])
  func discardedTransparencyAddsNoChannel(colourType: UInt8, depth: UInt8) throws {
    guard colourType != 2 || depth >= 8, colourType != 3 || depth <= 8 else { return }
    let width = 8
    let rowBytes = width * Int(depth) * (colourType == 2 ? 3 : 1) / 8
    let rows = (0..<4).flatMap { _ in [UInt8](repeating: 0, count: rowBytes + 1) }
    let bytes = pngFile([
      PNGChunk("IHDR", [0, 0, 0, 8, 0, 0, 0, 4, depth, colourType, 0, 0, 0]),
      PNGChunk("tRNS", colourType == 2 ? [0, 0, 0, 0, 0, 0] : [0, 0]),
      PNGChunk("PLTE", [10, 20, 30, 40, 50, 60]),
      PNGChunk("IDAT", storedZlib(rows)), PNGChunk("IEND", []),
    ])
    let options = DecodingOptions(toleratesDamage: true)
    var decoded: Set<[UInt8]> = []
    for _ in 0..<4 {
      let image = try Image(decoding: bytes, name: "discarded", options: options)
      let isDiscarded = colourType != 0
      #expect(image.channels == (colourType == 0 ? image.channels : 3) || !isDiscarded)
      decoded.insert(image.pixels)
    }
    #expect(decoded.count == 1, "uninitialised memory differs from run to run")
    #expect(decoded.first?.allSatisfy { [0, 10, 20, 30, 255].contains($0) } == true)
  }

  @Test(arguments: [1, 30, 119])
  func saysHowManyRowsOfAPNGWereRead(rows: Int) throws {
    let image = Image.noise(height: 120, width: 40, channels: 3, seed: 4)
    let stored = storedPNG(image)
    // Signature and IHDR 33, IDAT's head 8, zlib's 2, the stored block's 5.
    let cut = Array(stored.prefix(33 + 8 + 2 + 5 + rows * 121 + 64))
    let options = DecodingOptions(toleratesDamage: true)
    let decoded = try DecodedImage(decoding: cut, name: "cut.png", options: options)
    #expect(
      decoded.notes.map(\.english) == [
        "cut.png: rows 1 to \(rows) of 120 were read: the file ends too early."
      ])
    #expect(decoded.image.pixels.prefix(rows * 120) == image.pixels.prefix(rows * 120))
    #expect(decoded.image.pixels.dropFirst((rows + 1) * 120).allSatisfy { $0 == 0 })
    let error = try #require(throws: ImageError.self) { try Image(decoding: cut, name: "cut") }
    #expect(error.reason == .truncated)
  }

  @Test func saysHowManyRowsOfAJPEGWereRead() throws {
    let image = Image.noise(height: 160, width: 64, channels: 3, seed: 4)
    let bytes = try image.jpegData()
    let whole = try Image(decoding: bytes, name: "whole")
    let cut = Array(bytes.prefix(bytes.count * 6 / 10))
    let options = DecodingOptions(toleratesDamage: true)
    let decoded = try DecodedImage(decoding: cut, name: "cut.jpg", options: options)
    let note = try #require(decoded.notes.first?.english)
    let rows = try #require(note.split(separator: " ").dropFirst(4).first.flatMap { Int($0) })
    #expect(note == "cut.jpg: rows 1 to \(rows) of 160 were read: the file ends too early.")
    #expect((80..<112).contains(rows))
    #expect(decoded.image.pixels.prefix(rows * 192) == whole.pixels.prefix(rows * 192))
    #expect(decoded.image.pixels.suffix(192).allSatisfy { $0 == 128 })
  }

  @Test(arguments: ["grey.jpg", "progressive.jpg", "restarts.jpg", "cmyk-adobe.jpg"])
  func bytesBehindTheLastScanAreNoted(name: String) throws {
    let bytes = try fixtureBytes(name)
    let whole = try Image(decoding: bytes, name: name)
    var stray = bytes
    // More than libjpeg reads ahead.
    stray.insert(contentsOf: [UInt8](repeating: 1, count: 40), at: bytes.count - 2)
    let decoded = try DecodedImage(decoding: stray, name: name)
    #expect(decoded.image == whole)
    #expect(decoded.notes.count == 1 && decoded.notes[0].english.contains("extraneous bytes"))
    // Behind the end of the file's picture: telephones append films.
    #expect(try DecodedImage(decoding: bytes + [1, 2, 3], name: name).notes == [])
  }
}
