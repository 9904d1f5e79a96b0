import Foundation
import Processes
import TestSupport
import Testing

@testable import LessonKit

/// Pages of lessons that fail: each shows where and why.
@Suite struct FaultyLessonTests {
  @Test(arguments: [
    ("throw", 1, "the words of the error"),
    ("try", 2, "/no/such/picture.png"),
    ("trap", 1, "the words of the trap"),
    ("index", 1, "Index out of range"),
    ("shape", 1, "(3) + (2)"),
    ("exit", 1, "ended early"),
    ("abort", 1, "signal 6"),
  ])
  func theErrorStandsUnderItsCell(fault: String, status: Int32, words: String) throws {
    let run = try LessonRun("FaultyLesson", ["--fault", fault])
    defer { run.remove() }
    #expect(run.status == status)
    #expect(run.errorText.contains(words))
    let page = try run.page
    let cell = try #require(page.range(of: "id=\"the-fault\""))
    let failure = try #require(page.range(of: "id=\"stopped\""))
    let after = try #require(page.range(of: "id=\"after\""))
    #expect(cell.upperBound < failure.lowerBound && failure.upperBound < after.lowerBound)
    #expect(page[failure.lowerBound...].contains(escapedForHTML(words)))
    // What came before the fault is kept.
    #expect(try run.trace.map(\.step) == ["before"])
  }

  @Test func aLessonWithoutAFaultFinishes() throws {
    let run = try LessonRun("FaultyLesson")
    defer { run.remove() }
    #expect(run.status == 0)
    #expect(try run.trace.map(\.step) == ["before", "fault survived", "after"])
  }

  /// A lesson that hangs, ended from outside: by a polite signal, or by one that leaves no time.
  @Test(arguments: [SIGTERM, SIGKILL])
  func aKilledLessonLeavesItsPage(signal: Int32) async throws {
    let folder = URL.freshFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = try ChildProcess.start(
      [URL.builtProducts.appendingPathComponent("FaultyLesson").path, "--fault", "hang"]
        + ["--quiet", "--output", folder.path])
    let page = folder.appendingPathComponent("index.html")
    // The page is there before the lesson hangs; wait for what the lesson says first to be on it.
    try await until { (try? String(contentsOf: page, encoding: .utf8))?.contains("(3)") == true }
    process.send(signal)
    _ = process.wait()
    try await until {
      (try? String(contentsOf: page, encoding: .utf8))?.contains("The lesson was killed") == true
    }
    let text = try String(contentsOf: page, encoding: .utf8)
    let cell = try #require(text.range(of: "id=\"the-fault\""))
    let failure = try #require(text.range(of: "id=\"stopped\""))
    #expect(cell.upperBound < failure.lowerBound)
  }

  /// Killed before its page is written for the first time: the watcher writes it.
  @Test func aLessonKilledAtOnceLeavesItsPage() throws {
    let folder = URL.freshFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var lesson: Int32?
    let ending = try LessonProcess.run(
      .init(
        executable: URL.builtProducts.appendingPathComponent("FaultyLesson").path,
        arguments: ["--fault", "hang", "--output", folder.path], timeLimit: 60, isSilent: true)
    ) { event in
      if case .began(_, _, _, let process, _, _) = event { lesson = process }
      if case .output = event, let process = lesson { kill(process, SIGKILL) }
    }
    #expect(ending.failure?.title == "The lesson was killed")
    let page = try String(
      contentsOf: folder.appendingPathComponent("index.html"), encoding: .utf8)
    let cell = try #require(page.range(of: "id=\"the-fault\""))
    let failure = try #require(page.range(of: "id=\"stopped\""))
    #expect(page.contains("(3)") && cell.upperBound < failure.lowerBound)
  }

  @Test func theTimeLimitEndsALesson() throws {
    let folder = URL.freshFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let ending = try LessonProcess.run(
      .init(
        executable: URL.builtProducts.appendingPathComponent("FaultyLesson").path,
        arguments: ["--fault", "hang", "--output", folder.path], timeLimit: 1, isSilent: true))
    #expect(ending.status == 1)
    #expect(ending.failure?.title == "The lesson took too long")
    let page = try String(
      contentsOf: folder.appendingPathComponent("index.html"), encoding: .utf8)
    #expect(page.contains("after 1 seconds"))
  }

  private func until(_ condition: () -> Bool) async throws {
    for _ in 0..<400 {
      if condition() { return }
      try await Task.sleep(for: .milliseconds(25))
    }
    Issue.record("it did not come to be within ten seconds")
  }

  private func escapedForHTML(_ text: String) -> String {
    text.replacing("'", with: "&#39;").replacing("<", with: "&lt;")
  }
}
