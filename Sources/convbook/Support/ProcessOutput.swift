// Runs a program to its end and keeps what it prints; one that takes too long is ended.

import Foundation

/// What a finished program left.
struct Captured {
  /// The exit status, or 128 and the signal that ended it.
  let status: Int32
  let output: String
  let errors: String
  /// Whether it had to be ended.
  let tookTooLong: Bool

  /// The first line it printed; nil when it failed.
  var firstLine: String? {
    status == 0 ? output.split(separator: "\n").first.map(String.init) : nil
  }

  /// Runs a program found by its path; nil when it can't be started.
  ///
  /// - Parameters:
  ///   - environment: added to this process's own.
  ///   - leadsGroup: whether what it starts is to end with it.
  static func run(
    _ command: [String], environment: [String: String] = [:], leadsGroup: Bool = false,
    timeLimit: Double = 60
  ) -> Captured? {
    // Files, because a full pipe that nobody reads would hold the program up.
    guard let output = TemporaryText(), let errors = TemporaryText(),
      let program = Spawned.start(
        command, environment: environment, leadsGroup: leadsGroup, output: output.descriptor,
        errors: errors.descriptor)
    else { return nil }
    let (ending, tookTooLong) = program.wait(timeLimit: timeLimit)
    return Captured(
      status: ending.status, output: output.text, errors: errors.text, tookTooLong: tookTooLong)
  }
}

/// A file without a name that a program writes to, gone with the last who holds it.
final class TemporaryText {
  let descriptor: Int32

  init?() {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("convbook-\(UUID().uuidString)").path
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    unlink(path)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Everything written so far, wherever the writer stands.
  var text: String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = pread(descriptor, &buffer, buffer.count, off_t(bytes.count))
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }

  /// The last line that says something, for a complaint; "" when nothing was written.
  static func lastLine(of text: String, limit: Int = 160) -> String {
    let line = text.split(separator: "\n").last { $0.contains { !$0.isWhitespace } }
    return line.map { ": \($0.trimmingCharacters(in: .whitespaces).prefix(limit))" } ?? ""
  }
}
