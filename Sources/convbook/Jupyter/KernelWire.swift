// Reads requests from standard input, and writes replies to standard output.

import Foundation
import LessonKit
import Processes

enum KernelWire {
  private static let lock = NSLock()

  /// Writes a reply, a line of JSON.
  static let write: @Sendable (KernelReply) -> Void = { reply in
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    guard let data = try? encoder.encode(reply) else { return }
    lock.withLock { FileHandle.standardOutput.write(data + [UInt8(ascii: "\n")]) }
  }

  /// The requests as they come, until the wrapper is gone.
  private static var requests: AsyncStream<KernelRequest> {
    AsyncStream { requests in
      Thread.detachNewThread {
        while let line = readLine() {
          guard
            let request = try? JSONDecoder().decode(KernelRequest.self, from: Data(line.utf8))
          else {
            printError(text("A line of standard input is no request: \(line.prefix(200))"))
            continue
          }
          requests.yield(request)
        }
        requests.finish()
      }
    }
  }

  /// Answers requests until standard input ends. Cells run one after the other; what asks for names
  /// or interrupts is answered meanwhile.
  static func serve(_ session: KernelSession) async {
    var last: Task<Void, Never>?
    for await request in requests {
      let number = request.number
      if let cell = request.execute {
        last = Task { [last] in
          await last?.value
          await session.execute(cell, number: number)
        }
      } else {
        Task { await answer(request, session) }
      }
    }
    await session.close()
  }

  private static func answer(_ request: KernelRequest, _ session: KernelSession) async {
    var done = KernelReply.Done.ok
    if request.interrupt != nil { await session.interrupt() }
    if let place = request.complete { done = await session.names(at: place) }
    if let place = request.inspect { done = await session.meaning(at: place) }
    if let text = request.isComplete { done = Completeness(of: text.code).reply }
    write(KernelReply(number: request.number, done: done))
  }
}
