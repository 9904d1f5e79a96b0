// Lines that come through a pipe.

import Foundation

/// Splits what comes through a pipe into lines; a line is given without its end.
package struct LineReader {
  /// What `next` found.
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
  /// Whether more may come.
  package private(set) var isOpen = true
  private let longestLine: Int
  private var buffered: [UInt8] = []
  /// How many of the buffered bytes hold no end of a line.
  private var searched = 0

  /// - Parameters:
  ///   - descriptor: the pipe's end, set to not block; it is not closed.
  ///   - longestLine: the number of bytes without an end of line that `next` accepts.
  package init(_ descriptor: Int32, longestLine: Int = .max) {
    self.descriptor = descriptor
    self.longestLine = longestLine
    ProcessPipe.setNonblocking(descriptor)
  }

  /// Reads what is there without waiting, 1 MB at most; returns the lines that are complete.
  package mutating func availableLines() -> [Data] {
    // A program that prints without end must not keep its reader from looking at the clock.
    for _ in 0..<16 where !fill() { break }
    var lines: [Data] = []
    var start = buffered.startIndex
    while let end = lineEnd {
      lines.append(Data(buffered[start..<end]))
      start = end + 1
      searched = start
    }
    drop(start)
    return lines
  }

  /// Reads what is there without waiting; returns all of it, an unfinished last line included.
  package mutating func remainingLines() -> [Data] {
    var lines = availableLines()
    if !buffered.isEmpty { lines.append(Data(buffered)) }
    drop(buffered.count)
    return lines
  }

  /// Waits for the next line.
  ///
  /// - Parameter seconds: how long at most.
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

  /// The next end of a line; a long line is searched once, however often more of it comes.
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
