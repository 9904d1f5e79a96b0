import Foundation
import Testing

@testable import Processes

// One after the other: signals are passed on to one program at a time.
@Suite(.serialized) struct SupervisionTests {
  private func supervise(
    _ script: String, timeLimit: Double? = nil
  ) throws -> (lines: [String], end: ChildProcess.Supervision) {
    let pipe = try ProcessPipe()
    let program = try ChildProcess.start(["/bin/sh", "-c", script], output: pipe.writing)
    pipe.closeWriting()
    var lines: [String] = []
    let end = program.supervise(timeLimit: timeLimit, reading: [pipe.reading]) {
      lines += $1.map { String(decoding: $0, as: UTF8.self) }
    }
    return (lines, end)
  }

  @Test func linesAreRead() throws {
    let run = try supervise("echo a; echo b; printf c; exit 4")
    #expect(run.lines == ["a", "b", "c"])
    #expect(run.end.ending.status == 4 && !run.end.tookTooLong && !run.end.wasInterrupted)
  }

  /// First it is asked, so that it can finish its files.
  @Test func timeLimitAsksFirst() throws {
    let run = try supervise(
      "trap 'echo asked; exit 7' TERM; while true; do sleep 0.05; done", timeLimit: 0.5)
    #expect(run.lines == ["asked"])
    #expect(run.end.tookTooLong && run.end.ending.status == 7)
  }

  @Test func thenItIsMadeTo() throws {
    let run = try supervise("trap '' TERM; while true; do sleep 0.05; done", timeLimit: 0.5)
    #expect(run.end.tookTooLong && run.end.ending.signal == SIGKILL)
  }

  /// A program that prints without end is still ended in time.
  @Test func endlessOutput() throws {
    let pipe = try ProcessPipe()
    let program = try ChildProcess.start(["/usr/bin/yes"], output: pipe.writing)
    pipe.closeWriting()
    var count = 0
    let end = program.supervise(timeLimit: 0.3, reading: [pipe.reading]) { count += $1.count }
    #expect(end.tookTooLong && count > 0)
  }
}
