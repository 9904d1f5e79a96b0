// The door of `live`: connections are let in here, and passed on to the web server.
//
// FlyingFox (0.27) takes lines of any length, in a time that grows with their square: a few hundred
// requests for long addresses, which any web page can send, occupied it for half an hour. It also
// ends when the system has no descriptor left for a connection. So heads are measured before it
// reads them, and connections are counted.

import FlyingFox
import FlyingSocks
import Foundation

/// Lets in connections to an address, and passes them on to a server that listens to a socket file.
struct LiveDoor: Sendable {
  /// How many connections there may be that are not an open page's socket. A new one closes the
  /// oldest: who keeps many open can't keep others out.
  private static let guests = 48

  private let socket: AsyncSocket
  private let pool: any AsyncSocketPool
  private let inside: sockaddr_un
  private let list = GuestList(capacity: guests)

  /// Creates a door; connections wait until `run`.
  ///
  /// - Parameter inside: the address of the server.
  static func open(to inside: sockaddr_un, at address: sockaddr_in) async throws -> LiveDoor {
    let pool = HTTPServer.defaultPool()
    try await pool.prepare()
    let socket = try Socket(domain: AF_INET)
    try socket.setValue(true, for: .localAddressReuse)
    try socket.bind(to: address)
    try socket.listen()
    return try LiveDoor(
      socket: AsyncSocket(socket: socket, pool: pool), pool: pool, inside: inside)
  }

  private init(socket: AsyncSocket, pool: any AsyncSocketPool, inside: sockaddr_un) {
    (self.socket, self.pool, self.inside) = (socket, pool, inside)
  }

  /// Lets connections in until the task is cancelled.
  func run() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await pool.run() }
      group.addTask { try await letIn() }
      try await group.next()
    }
  }

  private func letIn() async throws {
    while true {
      do {
        let guest = try await socket.accept()
        while list.isFull {
          list.closeOldest()
          try await Task.sleep(for: .milliseconds(5))
        }
        list.add { number in
          Task {
            await pass(guest, number)
            try? guest.close()
            list.remove(number)
          }
        }
      } catch {
        try Task.checkCancellation()
        // No descriptor is left, or the connection was given up while it waited.
        list.closeOldest()
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  private func pass(_ guest: AsyncSocket, _ number: Int) async {
    guard let server = try? await connected() else { return }
    // The first that ends ends the other.
    try? await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        var head = RequestHead()
        while true {
          let bytes = try await guest.read(atMost: 4096)
          guard !bytes.isEmpty else { return }
          guard !list.contains(number) || head.isWithinLimits(with: bytes) else { return }
          try await server.write(Data(bytes))
        }
      }
      group.addTask {
        var isFirst = true
        while true {
          let bytes = try await server.read(atMost: 4096)
          guard !bytes.isEmpty else { return }
          // Only who has the key gets this answer; then frames follow, and not lines.
          if isFirst, bytes.starts(with: "HTTP/1.1 101 ".utf8) { list.remove(number) }
          isFirst = false
          try await guest.write(Data(bytes))
        }
      }
      defer { group.cancelAll() }
      try await group.next()
    }
    try? server.close()
  }

  private func connected() async throws -> AsyncSocket {
    let server = try AsyncSocket(socket: Socket(domain: AF_UNIX), pool: pool)
    do { try await server.connect(to: inside) } catch {
      try? server.close()
      throw error
    }
    return server
  }
}

/// The folder of the server's socket file, which only this user can open.
enum LiveFolder {
  static let url = URL(fileURLWithPath: "/tmp/convbook-live-\(UUID().uuidString.prefix(8))")

  /// Makes the folder; it is removed when this process ends.
  /// - Throws: the error of the file system.
  static func make() throws {
    guard mkdir(url.path, 0o700) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    atexit { try? FileManager.default.removeItem(at: LiveFolder.url) }
  }
}

/// Measures the heads of requests while they arrive.
struct RequestHead {
  /// The bytes of a request's first line: nothing here has a long address.
  private static let longestRequest = 2048
  /// The bytes of another line: cookies of other servers of this machine come along.
  private static let longestLine = 8192
  private static let longestHead = 32768

  private var line = 0
  private var head = 0
  private var isRequest = true

  /// Takes the next bytes.
  /// - Returns: whether all lines and heads are short enough.
  mutating func isWithinLimits(with bytes: [UInt8]) -> Bool {
    for byte in bytes {
      head += 1
      if byte == UInt8(ascii: "\n") {
        isRequest = line == 0
        if isRequest { head = 0 }
        line = 0
      } else if byte != UInt8(ascii: "\r") {
        line += 1
      }
      guard line <= (isRequest ? Self.longestRequest : Self.longestLine),
        head <= Self.longestHead
      else { return false }
    }
    return true
  }
}

/// The connections that are not an open page's socket, from the oldest to the newest. The lock
/// guards them: each has a task of its own.
private final class GuestList: @unchecked Sendable {
  private let capacity: Int
  private let lock = NSLock()
  private var last = 0
  private var guests: [(number: Int, task: Task<Void, Never>)] = []

  init(capacity: Int) { self.capacity = capacity }

  /// Whether there is no room for another; those count that are being closed.
  var isFull: Bool { lock.withLock { guests.count >= capacity } }

  /// Adds a connection, by its number.
  func add(_ start: (Int) -> Task<Void, Never>) {
    lock.withLock {
      last += 1
      guests.append((last, start(last)))
    }
  }

  func remove(_ number: Int) { lock.withLock { guests.removeAll { $0.number == number } } }

  func contains(_ number: Int) -> Bool {
    lock.withLock { guests.contains { $0.number == number } }
  }

  /// Begins to close the oldest that is not being closed.
  func closeOldest() { lock.withLock { guests.first { !$0.task.isCancelled }?.task.cancel() } }
}
