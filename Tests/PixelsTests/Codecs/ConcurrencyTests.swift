// Many threads at once: the codecs share nothing.

import Foundation
import Testing

@testable import Pixels

@Suite struct ConcurrencyTests {
  @Test func manyThreadsDecodeAtOnce() throws {
    let recorded = RecordedPicture.pngs + RecordedPicture.jpegs
    let files = try recorded.map { try fixtureBytes($0.name) }
    let options = DecodingOptions()
    let alone = zip(recorded, files).map { recorded, bytes in
      try? Image(decoding: bytes, name: recorded.name, options: options)
    }
    let failures = Failures()
    DispatchQueue.concurrentPerform(iterations: 64) { thread in
      for offset in files.indices {
        let index = (offset + thread) % files.count
        let name = recorded[index].name
        // Failing calls unwind in the middle of the others' work.
        let cut = try? Image(decoding: Array(files[index].dropLast(30)), name: name)
        let image = try? Image(decoding: files[index], name: name, options: options)
        let again = image.flatMap { image in
          (try? image.pngData()).flatMap { try? Image(decoding: $0, name: name) }
        }
        if image == nil || image != alone[index] || again != image || cut != nil {
          failures.add(name)
        }
      }
    }
    #expect(failures.names.isEmpty)
  }

  private final class Failures: @unchecked Sendable {
    private let lock = NSLock()
    private(set) var names: [String] = []
    func add(_ name: String) { lock.withLock { names.append(name) } }
  }
}
