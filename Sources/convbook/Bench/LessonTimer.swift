// Times a lesson as a program, from start to page, with its peak memory, and the script of another
// library that does the same, including start and import.

import Foundation
import LessonKit
import Processes

/// Times a lesson or an equivalent script, and stores the peak memory of each.
final class LessonTimer {
  private let program: String
  private let number: Int
  private let threads: Int
  private let page: URL
  private(set) var oursMB = 0.0
  private(set) var peersMB: [ReferenceLibrary: Double] = [:]

  private static let timeLimit = 180.0

  /// Builds the lesson if needed.
  ///
  /// - Returns: nil when it can't be built, after printing the reason.
  init?(lesson number: Int, threads: Int, _ progress: BenchProgress) throws {
    guard let lesson = Curriculum().lessons.first(where: { $0.number == number }) else {
      progress.say("Lesson \(number) is not there.")
      return nil
    }
    let builder = Builder()
    if !FileManager.default.isExecutableFile(atPath: builder.program(lesson)) {
      progress.begin("Building lesson \(number)…")
      if let words = try builder.build([lesson], StatusLine())[lesson.name] {
        progress.say("Lesson \(number) did not compile:\n\(words)")
        return nil
      }
    }
    program = builder.program(lesson)
    self.number = number
    self.threads = threads
    page = FileManager.default.temporaryDirectory
      .appendingPathComponent("convbook-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: page, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: page) }

  /// Runs the lesson a number of times; returns the times in milliseconds.
  func ours(count: Int) throws(ReferenceLibraryError) -> [Double] {
    try runs([program, "--output", page.appendingPathComponent("ours").path], count) { peak in
      oursMB = max(oursMB, peak)
    }
  }

  /// Runs a library's script a number of times; returns the times in milliseconds.
  func peer(_ peer: ReferenceLibrary, python: String, count: Int) throws(ReferenceLibraryError)
    -> [Double]
  {
    let digits = number < 10 ? "0\(number)" : "\(number)"
    let script = ReferenceLibrary.scripts.appendingPathComponent(
      "bench_lesson_\(digits)_\(peer.rawValue).py")
    let output = page.appendingPathComponent(peer.rawValue).path
    return try runs(["/usr/bin/env", python, script.path, "--output", output], count) { peak in
      peersMB[peer] = max(peersMB[peer] ?? 0, peak)
    }
  }

  private func runs(
    _ command: [String], _ count: Int, _ remember: (Double) -> Void
  ) throws(ReferenceLibraryError) -> [Double] {
    var times: [Double] = []
    for _ in 0..<count {
      let run = try Self.measure(
        ["--time-limit", "\(Self.timeLimit)", "--"] + command, threads: threads
      ) { line throws(ReferenceLibraryError) in
        guard let run = try? JSONDecoder().decode(ProgramRun.self, from: Data(line.utf8)) else {
          throw ReferenceLibraryError.rubbish(line)
        }
        return run
      }
      guard run.status == 0 else {
        throw ReferenceLibraryError("\(command[0]) ended with status \(run.status)")
      }
      times.append(run.ms)
      remember(run.peakMB)
    }
    return times
  }

  /// Runs `convbook measure` in a small process, and parses its output.
  static func measure<Value>(
    _ arguments: [String], threads: Int, _ read: (String) throws(ReferenceLibraryError) -> Value
  ) throws(ReferenceLibraryError) -> Value {
    let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
    let environment = ReferencePool.environment(threads).merging(
      ["CONVBOOK_THREADS": "\(threads)"]) { $1 }
    let run = try? ProcessOutput.run(
      [program, "measure"] + arguments, environment: environment, timeLimit: timeLimit + 20)
    guard let run, let line = run.firstLine else {
      throw ReferenceLibraryError("it could not be measured", lastLineOf: run?.errors)
    }
    return try read(line)
  }
}
