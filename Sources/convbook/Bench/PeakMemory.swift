// How much memory a program held at most, and a program run for nothing but its time and its memory.

import Foundation
import LessonKit

enum PeakMemory {
  /// Of this process so far, in MB.
  ///
  /// On Linux the kernel's own count for this program: the one that `getrusage` gives begins with
  /// what the parent held when it started us.
  static var ofThisProcess: Double {
    #if os(Linux)
      let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      let words = line?.split(whereSeparator: \.isWhitespace) ?? []
      return words.count > 1 ? (Double(words[1]) ?? 0) / 1024 : 0
    #else
      var usage = rusage()
      getrusage(RUSAGE_SELF, &usage)
      return megabytes(usage)
    #endif
  }

  /// The largest of a finished child and its own children, in MB.
  fileprivate static func megabytes(_ usage: rusage) -> Double {
    #if os(macOS)
      Double(usage.ru_maxrss) / 1_048_576
    #else
      Double(usage.ru_maxrss) / 1024
    #endif
  }
}

/// A program's run from its start to its end.
struct ProgramRun: Codable {
  let ms: Double
  /// The peak memory of its largest process. What the process that starts it holds at that moment
  /// counts as the least, so start it from a small one: from `convbook measure`.
  let peakMB: Double
  /// The exit status, or 128 and the signal.
  let status: Int32

  enum CodingKeys: String, CodingKey {
    case ms, status
    case peakMB = "peak_mb"
  }

  /// Runs a program found by its path, its output unread; nil when it can't be started.
  static func measure(_ command: [String], timeLimit: Double) -> ProgramRun? {
    let start = ContinuousClock.now
    guard let program = Spawned.start(command, errors: STDERR_FILENO) else { return nil }
    let ending = program.wait(timeLimit: timeLimit).ending
    let ms = (ContinuousClock.now - start) / .milliseconds(1)
    return ProgramRun(
      ms: ms, peakMB: PeakMemory.megabytes(ending.usage), status: ending.status)
  }
}
