// Runs a library's script over all rounds, so that its start is not measured. A request is a line
// "work count", the answer a line of times.

import Foundation
import LessonKit
import Processes

/// A running script of Tests/Peers.
final class ReferenceProcess {
  let peer: ReferenceLibrary
  private var works: Set<String> = []
  private let program: ChildProcess
  private var isRunning = true
  private let requests: ProcessPipe
  private let answerPipe: ProcessPipe
  private var answers: LineReader
  private let errors: CaptureFile

  /// The time limit of an import in seconds, long enough for a slow disk.
  static let startTimeout = 180.0
  /// The time limit of a script's end in seconds.
  private static let endTimeout = 3.0
  /// The longest line in bytes.
  private static let longestAnswer = 1 << 22

  /// Starts a script, which imports its library; `greet` waits for that.
  init(
    _ peer: ReferenceLibrary, python: String, arguments: [String], environment: [String: String]
  ) throws(ReferenceLibraryError) {
    self.peer = peer
    do {
      errors = try CaptureFile()
      requests = try ProcessPipe()
      answerPipe = try ProcessPipe()
      program = try ChildProcess.start(
        ["/usr/bin/env", python, peer.script.path] + arguments, environment: environment,
        input: requests.reading, output: answerPipe.writing, errors: errors.descriptor)
    } catch {
      throw ReferenceLibraryError(Message(error.description))
    }
    requests.closeReading()
    answerPipe.closeWriting()
    answers = LineReader(answerPipe.reading, longestLine: Self.longestAnswer)
  }

  deinit { stop() }

  /// Waits until the script has imported its library, or failed to.
  func greet(timeout: Double = startTimeout) throws(ReferenceLibraryError) -> ReferenceGreeting {
    let greeting = try ReferenceAnswer.greeting(answer(within: timeout), of: peer)
    if case .ready(_, let works) = greeting { self.works = Set(works) }
    return greeting
  }

  /// Returns whether the script has a benchmark.
  func does(_ work: String) -> Bool { works.contains(work) }

  /// Runs a benchmark a number of times; returns the times in milliseconds.
  func times(
    of work: String, count: Int, timeout: Double
  ) throws(ReferenceLibraryError) -> [Double] {
    let request = Array("\(work) \(count)\n".utf8)
    guard write(requests.writing, request, request.count) == request.count else { throw ended }
    return try ReferenceAnswer.times(answer(within: timeout), of: work, count: count)
  }

  /// Ends the script.
  func stop() {
    guard isRunning else { return }
    program.end()
    _ = program.wait()
    isRunning = false
  }

  private func answer(within seconds: Double) throws(ReferenceLibraryError) -> String {
    switch answers.next(within: seconds) {
    case .line(let line): return line
    case .ended: throw ended
    case .tooLong: throw .rubbish("a line without an end")
    case .timedOut:
      throw ReferenceLibraryError("it gave no answer within \(Int(seconds.rounded(.up))) s")
    }
  }

  /// The error that describes its end.
  private var ended: ReferenceLibraryError {
    guard isRunning else { return ReferenceLibraryError("it has ended") }
    let ending = program.wait(timeLimit: Self.endTimeout)
    isRunning = false
    let how: Message =
      ending.tookTooLong
      ? "it closed its output"
      : ending.signal.map { "signal \($0) ended it" } ?? "it ended with status \(ending.status)"
    return ReferenceLibraryError(how, lastLineOf: errors.text)
  }
}
