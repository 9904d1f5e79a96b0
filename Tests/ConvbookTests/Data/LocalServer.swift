// A web server for tests: one thread, one connection after the other, and every way of misbehaving.

import Foundation

/// Serves bytes on 127.0.0.1 while it lives.
final class LocalServer: @unchecked Sendable {
  /// How a request is answered.
  enum Behaviour: Sendable {
    /// As a web server should: ranges are honoured.
    case normal
    /// Everything is sent whatever is asked for.
    case ignoringRanges
    /// So many bytes are sent, then the connection is closed, though more were announced.
    case cut(after: Int)
    /// Nothing but this status.
    case status(Int)
    /// Other bytes of the same number.
    case otherBytes
    /// A web page instead of the file.
    case page
    /// The status of a range, but of another one than was asked for.
    case wrongRange
  }

  /// The address files are under.
  let address: String
  private let listener: Int32
  private let lock = NSLock()
  private let files: [String: [UInt8]]
  private var behaviours: [Behaviour]
  private var seen: [String] = []

  /// A proxy would not find this machine. Once, because others may be reading the environment.
  static let withoutProxy: Void = { _ = setenv("no_proxy", "*", 1) }()

  /// Starts to serve.
  ///
  /// - Parameters:
  ///   - files: by path, "/mnist/a.gz".
  ///   - behaviours: of the requests in their order; the last goes on.
  init(_ files: [String: [UInt8]], _ behaviours: [Behaviour]) throws {
    Self.withoutProxy
    self.files = files
    self.behaviours = behaviours
    #if canImport(Darwin)
      listener = socket(AF_INET, SOCK_STREAM, 0)
    #else
      listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #endif
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let isListening = withUnsafeMutablePointer(to: &place) { place in
      place.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
        bind(listener, place, length) == 0 && listen(listener, 8) == 0
          && getsockname(listener, place, &length) == 0
      }
    }
    address = "http://127.0.0.1:\(UInt16(bigEndian: place.sin_port))"
    guard isListening else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    // The thread must not keep the server alive: it ends when the listener is closed.
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0, let self else {
          if connection >= 0 { close(connection) }
          return
        }
        self.answer(connection)
        close(connection)
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// The requests so far: "GET /mnist/a.gz", and from which byte on when a range was asked for.
  var requests: [String] { lock.withLock { seen } }

  private func answer(_ connection: Int32) {
    guard let request = read(connection) else { return }
    let lines = request.split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    let path = words.count > 1 ? String(words[1]) : ""
    let range = lines.lazy.compactMap { $0.lowercased().wholeMatch(of: /range: bytes=(\d+)-/) }
      .first.flatMap { Int($0.1) }
    let behaviour = lock.withLock {
      seen.append("GET \(path)" + (range.map { " from \($0)" } ?? ""))
      return behaviours.count > 1 ? behaviours.removeFirst() : behaviours[0]
    }
    guard let file = files[path] else { return send(connection, status: "404 Not Found", []) }
    let start = min(range ?? 0, file.count)
    let rest = Array(file[start...])
    let part = "Content-Range: bytes \(start)-\(file.count - 1)/\(file.count)\r\n"
    let status = range == nil ? "200 OK" : "206 Partial Content"
    switch behaviour {
    case .normal: send(connection, status: status, header: range == nil ? "" : part, rest)
    case .ignoringRanges: send(connection, status: "200 OK", file)
    case .cut(let count):
      send(connection, status: status, header: range == nil ? "" : part, rest, cutAfter: count)
    case .status(let code): send(connection, status: "\(code) Because", Array("no".utf8))
    case .otherBytes:
      send(connection, status: status, header: range == nil ? "" : part, rest.map { ~$0 })
    case .page:
      send(
        connection, status: "200 OK", header: "Content-Type: text/html\r\n", Array("<html>".utf8))
    case .wrongRange:
      send(
        connection, status: "206 Partial Content",
        header: "Content-Range: bytes 1-\(file.count - 1)/\(file.count)\r\n",
        Array(file.dropFirst()))
    }
  }

  /// The header of a request, which has no body.
  private func read(_ connection: Int32) -> String? {
    var bytes: [UInt8] = []
    while !bytes.suffix(4).elementsEqual([13, 10, 13, 10]) {
      var byte: UInt8 = 0
      guard bytes.count < 10_000, recv(connection, &byte, 1, 0) == 1 else { return nil }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func send(
    _ connection: Int32, status: String, header: String = "", _ body: [UInt8],
    cutAfter count: Int? = nil
  ) {
    let head =
      "HTTP/1.1 \(status)\r\nContent-Length: \(body.count)\r\n\(header)Connection: close\r\n\r\n"
    let bytes = Array(head.utf8) + body.prefix(count ?? body.count)
    var sent = 0
    while sent < bytes.count {
      let result = bytes[sent...].withUnsafeBytes {
        // Not a signal, should the other side have gone.
        #if canImport(Darwin)
          Foundation.send(connection, $0.baseAddress, $0.count, 0)
        #else
          Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        #endif
      }
      guard result > 0 else { return }
      sent += result
    }
  }
}
