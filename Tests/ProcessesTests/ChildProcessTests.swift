// Programs started, ended and waited for; shell scripts stand for them.

import Foundation
import Testing

@testable import Processes

@Suite struct ChildProcessTests {
  func sh(
    _ script: String, environment: [String: String?] = [:], leadsGroup: Bool = false,
    timeLimit: Double = 20
  ) throws -> ProcessOutput {
    try ProcessOutput.run(
      ["/bin/sh", "-c", script], environment: environment, leadsGroup: leadsGroup,
      timeLimit: timeLimit)
  }

  @Test func outputAndErrorsAreApart() throws {
    let run = try sh("echo a; echo b; echo c >&2; exit 3")
    #expect(run.output == "a\nb\n" && run.errors == "c\n")
    #expect(run.status == 3 && run.ending.signal == nil && !run.ending.tookTooLong)
    #expect(run.firstLine == nil)
    #expect(try sh("echo a; echo b").firstLine == "a")
  }

  /// More than a pipe holds.
  @Test func longOutputIsWhole() throws {
    #expect(try sh("head -c 300000 /dev/zero").output.utf8.count == 300_000)
  }

  @Test func inputIsEmpty() throws {
    #expect(try sh("cat; echo end").output == "end\n")
  }

  @Test func signals() throws {
    let run = try sh("kill -TERM $$")
    #expect(run.status == 128 + SIGTERM && run.ending.signal == SIGTERM)
  }

  @Test func theEnvironmentIsChanged() throws {
    let run = try sh(
      "echo $ADDED; echo ${HOME-none}; echo ${PATH:+there}",
      environment: ["ADDED": "x", "HOME": nil])
    #expect(run.output == "x\nnone\nthere\n")
  }

  @Test func memoryIsMeasured() throws {
    // It holds one block at a time.
    let block = 300
    let run = try sh("exec dd if=/dev/zero of=/dev/null bs=\(block)M count=1")
    #expect(run.status == 0, "\(run.errors)")
    // On Linux what this process holds counts as the least. 0 is RUSAGE_SELF, whose type there is
    // not that of the parameter.
    var own = rusage()
    getrusage(0, &own)
    let most = max(Double(block) * 1.5, Double(own.ru_maxrss) / 1024 + 1)
    #expect(Double(block)...most ~= run.ending.peakMegabytes)
  }

  @Test func timeLimit() throws {
    let start = ContinuousClock.now
    let run = try sh("exec sleep 30", timeLimit: 0.2)
    #expect(run.ending.tookTooLong && run.ending.signal == SIGKILL)
    #expect(ContinuousClock.now - start < .seconds(20))
    // Ended by another SIGKILL, it did not take too long.
    #expect(try !sh("kill -KILL $$").ending.tookTooLong)
  }

  /// What a program leaves behind in its group ends with it, whether it took too long or not.
  @Test(arguments: ["wait", "exit 0"]) func groupsEndAsAWhole(_ last: String) throws {
    let run = try sh("sleep 300 & echo $!; \(last)", leadsGroup: true, timeLimit: 1)
    #expect(run.ending.tookTooLong == (last == "wait"))
    let orphan = try #require(Int32(run.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    // It takes a moment until it is gone; its new parent may leave it as a zombie.
    for _ in 0..<200 where isAlive(orphan) { usleep(10_000) }
    #expect(!isAlive(orphan))
  }

  private func isAlive(_ identifier: Int32) -> Bool {
    guard kill(identifier, 0) == 0 else { return false }
    #if os(Linux)
      let status = try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8)
      return status.map { !$0.contains(") Z ") } ?? false
    #else
      return true
    #endif
  }

  @Test func hasEndedIsNoWait() throws {
    let pipe = try ProcessPipe()
    let program = try ChildProcess.start(["/bin/cat"], input: pipe.reading)
    #expect(!program.hasEnded)
    pipe.closeReading()
    pipe.closeWriting()
    for _ in 0..<1000 where !program.hasEnded { usleep(10_000) }
    #expect(program.hasEnded && program.hasEnded)
    #expect(program.wait().status == 0)
  }

  @Test func missingProgramsAreNamed() throws {
    let error = #expect(throws: ProcessError.self) {
      try ProcessOutput.run(["/no/such/program"])
    }
    #expect(error?.description == "/no/such/program: can't be started: No such file or directory")
  }

  /// A pipe that another thread's program inherits would never end.
  @Test func pipesAreNotInheritedByOthers() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<10 {
            let pipe = try ProcessPipe()
            let other = try ChildProcess.start(["/bin/sleep", "0.2"])
            let writer = try ChildProcess.start(["/bin/echo", "x"], output: pipe.writing)
            pipe.closeWriting()
            var reader = LineReader(pipe.reading)
            #expect(reader.next(within: 20) == .line("x"))
            #expect(reader.next(within: 20) == .ended)
            #expect(writer.wait().status == 0)
            other.end()
            _ = other.wait()
          }
        }
      }
      try await group.waitForAll()
    }
  }
}
