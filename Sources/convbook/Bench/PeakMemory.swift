// Measures the peak memory of this process, and the time and peak memory of a program.

import Foundation
import LessonKit
import Processes

enum PeakMemory {
  /// The peak memory of this process so far, in MB.
  ///
  /// On Linux VmHWM, since `getrusage` includes the memory of the parent at the start.
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

/// The run of a program.
struct ProgramRun: Codable {
  let ms: Double
  /// The peak memory of its largest process in MB. It is at least the memory of the parent at the
  /// start, so start it from a small process: `convbook measure`.
  let peakMB: Double
  /// The exit status, or 128 and the signal.
  let status: Int32

  enum CodingKeys: String, CodingKey {
    case ms, status
    case peakMB = "peak_mb"
  }

  /// Runs a program and discards its output.
  ///
  /// - Throws: `ProcessError` when it can't be started.
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
