// How much memory a program held at most, and a program run for nothing but its time and its
// memory.

import Foundation
import LessonKit
import Processes

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
      return Double(usage.ru_maxrss) / 1_048_576
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

  /// Runs a program, its output unread.
  ///
  /// - Throws: when it can't be started.
  static func measure(
    _ command: [String], timeLimit: Double
  ) throws(ProcessError) -> ProgramRun {
    let start = ContinuousClock.now
    let program = try ChildProcess.start(command, errors: STDERR_FILENO)
    let ending = program.wait(timeLimit: timeLimit)
    let ms = (ContinuousClock.now - start) / .milliseconds(1)
    return ProgramRun(ms: ms, peakMB: ending.peakMegabytes, status: ending.status)
  }
}
