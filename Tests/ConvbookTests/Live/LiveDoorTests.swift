import FlyingFox
import FlyingSocks
import Foundation
import TestSupport
import Testing

@testable import convbook

/// What passes the door of `live`'s server.
@Suite struct LiveDoorTests {
  @Test(
    arguments: [
      ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", true),
      ("GET /" + String(repeating: "a", count: 2000) + " HTTP/1.1\r\n\r\n", true),
      ("GET /" + String(repeating: "a", count: 3000), false),
      ("GET / HTTP/1.1\r\nCookie: " + String(repeating: "a", count: 8000) + "\r\n\r\n", true),
      ("GET / HTTP/1.1\r\nCookie: " + String(repeating: "a", count: 9000), false),
      (String(repeating: "A: b\r\n", count: 9000), false),
      // Many requests, one after the other.
      (String(repeating: "GET / HTTP/1.1\r\nHost: a\r\n\r\n", count: 9000), true),
      ("GET / HTTP/1.1\r\n\r\nGET /" + String(repeating: "a", count: 3000), false),
    ])
  func headsAreMeasured(text: String, isShort: Bool) {
    var (head, isWithinLimits) = (RequestHead(), true)
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: 1000) {
      let next = Array(bytes[start..<min(start + 1000, bytes.count)])
      isWithinLimits = isWithinLimits && head.isWithinLimits(with: next)
    }
    #expect(isWithinLimits == isShort)
  }
}
