// Reads lines from a pipe.

import Foundation

/// Splits the bytes of a pipe into lines, without their ends.
package struct LineReader {
  /// The result of `next`.
  package enum Arrival: Equatable {
    case line(String)
    /// Every writer has closed the pipe.
    case ended
    /// No line was complete in time.
    case timedOut
    /// The line is longer than `longestLine`.
    case tooLong
  }

  package let descriptor: Int32
  /// Whether the pipe is still open.
  package private(set) var isOpen = true
  private let longestLine: Int
  private var buffered: [UInt8] = []
  /// The number of buffered bytes without an end of line.
  private var searched = 0

  /// Creates a reader.
  /// - Parameters:
  ///   - descriptor: the nonblocking read end of the pipe; it is not closed.
  ///   - longestLine: the maximum length of a line in bytes.
  package init(_ descriptor: Int32, longestLine: Int = .max) {
    self.descriptor = descriptor
    self.longestLine = longestLine
    ProcessPipe.setNonblocking(descriptor)
  }

  /// Reads at most 1 MB without waiting; returns the complete lines. The beginning of a line that
  /// is longer than `longestLine` is lost.
  package mutating func availableLines() -> [Data] {
    // Bounded, so that a program that prints endlessly can't delay the caller's time limit.
    for _ in 0..<16 where !fill() { break }
    var lines: [Data] = []
    var start = buffered.startIndex
    while let end = lineEnd {
      lines.append(Data(buffered[start..<end]))
      start = end + 1
      searched = start
    }
    drop(buffered.count - start > longestLine ? buffered.count : start)
    return lines
  }

  /// Reads without waiting; returns all lines, including an unfinished last one.
  package mutating func remainingLines() -> [Data] {
    var lines = availableLines()
    if !buffered.isEmpty { lines.append(Data(buffered)) }
    drop(buffered.count)
    return lines
  }

  /// Waits for the next line.
  ///
  /// - Parameter seconds: the longest time to wait.
  package mutating func next(within seconds: Double) -> Arrival {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while true {
      if let end = lineEnd {
        defer { drop(end + 1) }
        return .line(String(decoding: buffered[..<end], as: UTF8.self))
      }
      guard buffered.count <= longestLine else { return .tooLong }
      guard isOpen else { return .ended }
      let left = (deadline - .now) / .milliseconds(1)
      guard left > 0 else { return .timedOut }
      var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      if poll(&watched, 1, Int32(min(left.rounded(.up), 1e8))) > 0 { fill() }
    }
  }

  /// The next end of line; bytes are searched only once.
  private var lineEnd: Int? {
    mutating get {
      let end = buffered[searched...].firstIndex(of: UInt8(ascii: "\n"))
      searched = end ?? buffered.count
      return end
    }
  }

  private mutating func drop(_ count: Int) {
    buffered.removeFirst(count)
    searched = max(searched - count, 0)
  }

  /// Reads once.
  /// - Returns: whether anything was read.
  @discardableResult
  private mutating func fill() -> Bool {
    guard isOpen else { return false }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(descriptor, &chunk, chunk.count)
    if count > 0 {
      buffered += chunk[..<count]
      return true
    }
    if count == 0 || errno != EINTR && errno != EAGAIN { isOpen = false }
    return false
  }
}
