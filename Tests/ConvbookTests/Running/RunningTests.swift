// How runs end, told by small shell scripts in the place of lessons, and what building says.

import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

// One after the other: signals are passed on to one program at a time.
@Suite(.serialized) struct RunningTests {
  /// Runs a script as if it were a lesson's program.
  func run(_ script: String, timeLimit: Double = 20) throws -> LessonRun {
    let folder = try TemporaryFolder()
    try folder.write("//: # 90. Odd\n@main\n", to: "Lessons/90-odd/Odd.swift")
    try folder.write("#!/bin/sh\n\(script)\n", to: "90-odd", isProgram: true)
    let lesson = try #require(
      LessonFolder(folder.url.appendingPathComponent("Lessons/90-odd")))
    return LessonRunner(
      builder: Builder(programs: folder.url), output: folder.url, timeLimit: timeLimit
    ).run(lesson)
  }

  @Test func good() throws { #expect(try run("exit 0").result == .finished) }

  @Test func thrown() throws {
    let result = try run("echo '90-odd: the pool ran dry' >&2; exit 1").result
    #expect(result == .failed("stopped with an error", reason: "the pool ran dry"))
  }

  @Test func fileTrouble() throws {
    let result = try run("echo '90-odd: a.png: no such file' >&2; exit 2").result
    #expect(result == .trouble("file trouble", reason: "a.png: no such file"))
  }

  @Test func withoutAWord() throws {
    let result = try run("exit 3").result
    #expect(
      result
        == .failed("stopped with an error", reason: "It ended with exit status 3 and no word."))
  }

  @Test func crash() throws {
    guard case .failed("crashed", let reason) = try run("kill -SEGV $$").result else {
      Issue.record("a crash is a failure")
      return
    }
    #expect(reason.contains("signal 11"))
  }

  @Test func tooLong() throws {
    guard case .failed("took too long", _) = try run("exec sleep 30", timeLimit: 0.2).result else {
      Issue.record("an endless lesson is a failure")
      return
    }
  }

  @Test func killedFromOutsideIsNotAnInterruption() throws {
    guard case .failed = try run("kill -KILL $$").result else {
      Issue.record("the lessons after it are to be run")
      return
    }
  }

  @Test func interrupted() throws { #expect(try run("kill -INT $$").result == .interrupted) }

  @Test func notBuilt() throws {
    let folder = try TemporaryFolder()
    let lesson = try #require(LessonFolder(folder.url.appendingPathComponent("90-odd")))
    let run = LessonRunner(
      builder: Builder(programs: folder.url), output: folder.url, timeLimit: 1
    ).run(lesson)
    guard case .trouble(Messages.notBuilt, _) = run.result else {
      Issue.record("a missing program is trouble")
      return
    }
  }

  @Test(
    arguments: [
      ([], 0), ([.finished], 0), ([.finished, .failed("", reason: "")], 1),
      ([.trouble("", reason: ""), .finished], 2),
      ([.trouble("", reason: ""), .failed("", reason: "")], 1),
      ([.failed("", reason: ""), .trouble("", reason: "")], 1), ([.finished, .interrupted], 130),
    ] as [([LessonRun.Result], Int32)])
  func status(_ results: [LessonRun.Result], is status: Int32) {
    #expect(LessonRun.Result.status(results) == status)
  }

  @Test func buildOutput() {
    let output = BuildOutput(
      """
      Building for debugging...
      [1/9] Write sources
      [8/9] Compiling Lesson Lesson.swift
      /a/Lesson.swift:3:5: error: cannot find 'x' in scope
      [note] this is no step
      """)
    #expect(output.lastStep == "[8/9]")
    #expect(
      output.diagnostics == """
        /a/Lesson.swift:3:5: error: cannot find 'x' in scope
        [note] this is no step
        """)
  }
}
