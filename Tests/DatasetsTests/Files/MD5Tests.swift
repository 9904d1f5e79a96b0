// MD5 against the vectors of RFC 1321, A.5, and against itself in pieces.

import Testing

@testable import Datasets
@testable import Tensors

@Suite struct MD5Tests {
  @Test(arguments: [
    ("", "d41d8cd98f00b204e9800998ecf8427e"), ("a", "0cc175b9c0f1b6a831c399e269772661"),
    ("abc", "900150983cd24fb0d6963f7d28e17f72"),
    ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
    ("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
    (
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
      "d174ab98d277d9f5a5611c2c9f419d9f"
    ),
    (String(repeating: "1234567890", count: 8), "57edf4a22be3c955ac49da2e2107b67a"),
  ])
  func vectors(_ text: String, _ checksum: String) {
    #expect(MD5.checksum(of: Array(text.utf8)) == checksum)
  }

  /// All lengths around one and two blocks, in one piece and in many; the last is Python's.
  @Test func pieces() {
    var generator = SeededGenerator(seed: 1)
    for length in Array(50...70) + Array(115...130) {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 31) }
      var sum = MD5()
      var start = 0
      while start < length {
        let end = min(length, start + generator.draw(below: 80))
        sum.add(Array(bytes[start..<end]))
        start = end
      }
      #expect(sum.checksum() == MD5.checksum(of: bytes), "\(length) bytes")
    }
    let million = MD5.checksum(of: [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
    #expect(million == "7707d6ae4e027c70eea2a935c2296f21")
  }
}
