// PNG of every kind, small enough to be committed, and PNG out and in again.

import Testing

@testable import Pixels

@Suite struct PNGTests {
  @Test(arguments: RecordedPicture.pngs)
  func decodesToTheRecordedSamples(recorded: RecordedPicture) throws {
    #expect(try Image(contentsOf: fixture(recorded.name)) == recorded.image)
  }

  @Test func allFixturesAreRecorded() { #expect(RecordedPicture.pngs.count == 16) }

  @Test(arguments: 1...4, [(1, 1), (1, 37), (37, 1), (5, 3), (63, 65), (128, 31)])
  func comesBackAsItWas(channels: Int, size: (height: Int, width: Int)) throws {
    let image = Image.noise(
      height: size.height, width: size.width, channels: channels, seed: UInt64(channels))
    let bytes = try image.pngData()
    #expect(try Image(decoding: bytes, name: "ours") == image)
    #expect(try image.pngData() == bytes, "the same picture gives the same bytes")
  }

  @Test func holdsNothingButThePicture() throws {
    let bytes = try Image.noise(height: 9, width: 9, channels: 3, seed: 1).pngData()
    var kinds: [String] = []
    var position = 8
    while position + 12 <= bytes.count {
      let length = bytes[position..<(position + 4)].reduce(0) { $0 << 8 | Int($1) }
      kinds.append(String(decoding: bytes[(position + 4)..<(position + 8)], as: UTF8.self))
      position += 12 + length
    }
    #expect(kinds == ["IHDR", "IDAT", "IEND"])
  }

  @Test(arguments: [(0, 5), (5, 0), (0, 0)])
  func refusesToWriteNothing(size: (height: Int, width: Int)) {
    let image = Image(height: size.height, width: size.width, channels: 1, pixels: [])
    #expect(throws: ImageError.self) { try image.pngData() }
    #expect(throws: ImageError.self) { try image.jpegData() }
  }

  @Test func whatFollowsThePictureIsHarmless() throws {
    for name in ["png-rgb.png", "progressive.jpg", "grey.jpg"] {
      let bytes = try fixtureBytes(name)
      let longer = bytes + [0, 1, 2, 0xFF, 0xD8] + bytes
      #expect(
        try Image(decoding: longer, name: name) == Image(decoding: bytes, name: name))
    }
  }
}
