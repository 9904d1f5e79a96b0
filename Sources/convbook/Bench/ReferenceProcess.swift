// One peer's script, kept alive over all rounds so that its start is never part of a measurement. It
// sleeps until it is asked: a line "work count" goes in, a line with times comes out.

import Foundation

/// A running script of Tests/Peers.
final class ReferenceProcess {
  let peer: ReferenceLibrary
  private var works: Set<String> = []
  private let program: Spawned
  private var isRunning = true
  private let requests: Int32
  private var answers: LineInput
  private let errors: TemporaryText

  /// How long importing a library may take, in seconds; the first time it comes from a slow disk.
  static let startPatience = 180.0
  /// How long a script may take to end once it has nothing more to say, in seconds.
  private static let endPatience = 3.0

  /// Starts a script, which then imports its library; `greet` waits for that.
  init(
    _ peer: ReferenceLibrary, python: String, arguments: [String], environment: [String: String]
  ) throws(ReferenceTrouble) {
    guard let errors = TemporaryText(), let input = PipeEnds(), let output = PipeEnds() else {
      throw ReferenceTrouble("no pipe could be made: \(String(cString: strerror(errno)))")
    }
    let program = Spawned.start(
      ["/usr/bin/env", python, peer.script.path] + arguments, environment: environment,
      input: input.reading, output: output.writing, errors: errors.descriptor)
    close(input.reading)
    close(output.writing)
    guard let program else {
      close(input.writing)
      close(output.reading)
      throw ReferenceTrouble("it can't be started")
    }
    self.peer = peer
    self.errors = errors
    self.program = program
    requests = input.writing
    answers = LineInput(output.reading)
  }

  deinit {
    stop()
    close(requests)
    close(answers.descriptor)
  }

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
    guard write(requests, request, request.count) == request.count else { throw ended }
    return try ReferenceAnswer.times(answer(within: patience), of: work, count: count)
  }

  /// Ends it, whatever it is doing.
  func stop() {
    guard isRunning else { return }
    kill(program.identifier, SIGKILL)
    _ = program.wait(timeLimit: Self.endPatience)
    isRunning = false
  }

  private func answer(within seconds: Double) throws(ReferenceTrouble) -> String {
    switch answers.next(within: seconds) {
    case .line(let line): return line
    case .ended: throw ended
    case .tooLong: throw .rubbish("a line without an end")
    case .nothing: throw ReferenceTrouble("it gave no answer within \(Int(seconds.rounded(.up))) s")
    }
  }

  /// What is known of its end.
  private var ended: ReferenceTrouble {
    guard isRunning else { return ReferenceTrouble("it has ended") }
    let (ending, tookTooLong) = program.wait(timeLimit: Self.endPatience)
    isRunning = false
    let how =
      tookTooLong
      ? "it closed its output"
      : ending.status > 128
        ? "signal \(ending.status - 128) ended it" : "it ended with status \(ending.status)"
    return ReferenceTrouble(how + TemporaryText.lastLine(of: errors.text))
  }
}

/// Lines that come through a pipe, waited for up to a time.
struct LineInput {
  enum Arrival: Equatable {
    case line(String)
    /// The writer is gone.
    case ended
    /// Nothing came in time.
    case nothing
    /// More than any answer has, and no end of the line in sight.
    case tooLong
  }

  private static let longestLine = 1 << 22
  let descriptor: Int32
  private var rest: [UInt8] = []

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// The next line, without its end.
  mutating func next(within seconds: Double) -> Arrival {
    let deadline = ContinuousClock.now + .seconds(seconds)
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        defer { rest.removeSubrange(...end) }
        return .line(String(decoding: rest[..<end], as: UTF8.self))
      }
      guard rest.count <= Self.longestLine else { return .tooLong }
      let left = (deadline - .now) / .milliseconds(1)
      guard left > 0 else { return .nothing }
      var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&watched, 1, Int32(min(left.rounded(.up), 1e8))) > 0 else { continue }
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 {
        rest += buffer[..<count]
      } else if count == 0 || errno != EINTR {
        return .ended
      }
    }
  }
}
