// A pseudo-terminal for the program: reads its output and types keys.

import Foundation
import Processes
import TestSupport
import Testing

@testable import convbook

/// The program in a pseudo-terminal of its own.
final class Terminal {
  struct Silent: Error, CustomStringConvertible {
    let wanted: String
    let printed: String
    var description: String { "waited for “\(wanted)” in vain; it printed:\n\(printed)" }
  }

  private let master: Int32
  private let program: ChildProcess
  private var bytes: [UInt8] = []
  private var seen = 0

  /// Starts `convbook` in a terminal of 80 columns.
  init(_ arguments: [String], environment: [String: String]) throws {
    var ends: (master: Int32, slave: Int32) = (-1, -1)
    var size = winsize(ws_row: 40, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    try #require(openpty(&ends.master, &ends.slave, nil, nil, &size) == 0)
    // Programs that other threads start must not inherit the terminal.
    _ = fcntl(ends.master, F_SETFD, FD_CLOEXEC)
    _ = fcntl(ends.slave, F_SETFD, FD_CLOEXEC)
    defer { close(ends.slave) }
    let slave = ends.slave
    master = ends.master
    program = try ChildProcess.start(
      [URL.builtProducts.appendingPathComponent("convbook").path] + arguments,
      environment: environment.merging(
        ["TERM": "xterm", "CI": "", Builder.skipBuildVariable: "1"]) { $1 },
      input: slave, output: slave, errors: slave)
  }

  deinit {
    program.end()
    close(master)
  }

  /// Types.
  func type(_ keys: String) {
    let keys = Array(keys.utf8)
    _ = write(master, keys, keys.count)
  }

  /// Waits until something is printed behind what the last call waited for.
  ///
  /// - Returns: everything from there up to it.
  @discardableResult
  func wait(for words: String, seconds: Double = 120) throws -> String {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < deadline {
      let text = String(decoding: bytes[seen...], as: UTF8.self)
      if let found = text.range(of: words) {
        let upToThere = String(text[..<found.upperBound])
        seen += upToThere.utf8.count
        return upToThere
      }
      guard read(within: 0.1) else { break }
    }
    throw Silent(wanted: words, printed: String(decoding: bytes[seen...], as: UTF8.self))
  }

  /// The exit status, when the program has ended by itself.
  func status(seconds: Double = 60) -> Int32? {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while !program.hasEnded, ContinuousClock.now < deadline { _ = read(within: 0.05) }
    let ending = program.wait(timeLimit: 1)
    return ending.tookTooLong ? nil : ending.status
  }

  /// Whether the terminal waits for whole lines and shows what is typed, as it does for a shell.
  var isAsAShellHasIt: Bool {
    var settings = termios()
    tcgetattr(master, &settings)
    let wanted = tcflag_t(ICANON | ECHO)
    return settings.c_lflag & wanted == wanted
  }

  /// - Returns: false when nothing more will come.
  private func read(within seconds: Double) -> Bool {
    var watched = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&watched, 1, Int32(seconds * 1000)) > 0 else { return true }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = Foundation.read(master, &chunk, chunk.count)
    if count > 0 { bytes += chunk.prefix(count) }
    return count > 0
  }
}
