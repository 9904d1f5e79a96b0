// One peer's script, kept alive over all rounds so that its start is never part of a measurement.
// It sleeps until it is asked: a line "work count" goes in, a line with times comes out.

import Foundation
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

  /// How long importing a library may take, in seconds; the first time it comes from a slow disk.
  static let startPatience = 180.0
  /// How long a script may take to end once it has nothing more to say, in seconds.
  private static let endPatience = 3.0
  /// Bytes of a line; no answer has nearly as many.
  private static let longestAnswer = 1 << 22

  /// Starts a script, which then imports its library; `greet` waits for that.
  init(
    _ peer: ReferenceLibrary, python: String, arguments: [String], environment: [String: String]
  ) throws(ReferenceTrouble) {
    self.peer = peer
    do {
      errors = try CaptureFile()
      requests = try ProcessPipe()
      answerPipe = try ProcessPipe()
      program = try ChildProcess.start(
        ["/usr/bin/env", python, peer.script.path] + arguments, environment: environment,
        input: requests.reading, output: answerPipe.writing, errors: errors.descriptor)
    } catch {
      throw ReferenceTrouble(error.description)
    }
    requests.closeReading()
    answerPipe.closeWriting()
    answers = LineReader(answerPipe.reading, longestLine: Self.longestAnswer)
  }

  deinit { stop() }

  /// Waits until the script has its library, or knows that it is not there.
  func greet(patience: Double = startPatience) throws(ReferenceTrouble) -> ReferenceGreeting {
    let greeting = try ReferenceAnswer.greeting(answer(within: patience), of: peer)
    if case .ready(_, let works) = greeting { self.works = Set(works) }
    return greeting
  }

  /// Whether it has a work on its list.
  func does(_ work: String) -> Bool { works.contains(work) }

  /// Has a work done some times; returns the times in milliseconds.
  func times(
    of work: String, count: Int, patience: Double
  ) throws(ReferenceTrouble) -> [Double] {
    let request = Array("\(work) \(count)\n".utf8)
    guard write(requests.writing, request, request.count) == request.count else { throw ended }
    return try ReferenceAnswer.times(answer(within: patience), of: work, count: count)
  }

  /// Ends it, whatever it is doing.
  func stop() {
    guard isRunning else { return }
    program.end()
    _ = program.wait()
    isRunning = false
  }

  private func answer(within seconds: Double) throws(ReferenceTrouble) -> String {
    switch answers.next(within: seconds) {
    case .line(let line): return line
    case .ended: throw ended
    case .tooLong: throw .rubbish("a line without an end")
    case .timedOut:
      throw ReferenceTrouble("it gave no answer within \(Int(seconds.rounded(.up))) s")
    }
  }

  /// What is known of its end.
  private var ended: ReferenceTrouble {
    guard isRunning else { return ReferenceTrouble("it has ended") }
    let ending = program.wait(timeLimit: Self.endPatience)
    isRunning = false
    let how =
      ending.tookTooLong
      ? "it closed its output"
      : ending.signal.map { "signal \($0) ended it" } ?? "it ended with status \(ending.status)"
    return ReferenceTrouble(how, lastLineOf: errors.text)
  }
}
