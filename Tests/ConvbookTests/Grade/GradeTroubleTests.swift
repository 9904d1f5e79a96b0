// What is no fault of a student: a machine without room, a run that is stopped, others who check at
// the same time.

import Checks
import Foundation
import LessonKit
import Processes
import TestSupport
import Testing

@testable import convbook

@Suite(.serialized) struct GradeTroubleTests {
  /// A compiler that finds no process a number of times, and then is the real one.
  private func shyCompiler(_ folder: TemporaryFolder, times: Int) throws -> [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    try folder.write(
      """
      #!/bin/sh
      echo x >> "\(folder.path("calls"))"
      if [ $(wc -l < "\(folder.path("calls"))") -le \(times) ]; then
        echo "error: unable to execute command: \(String(cString: strerror(EAGAIN)))" >&2
        exit 1
      fi
      PATH="\(path)" exec swiftc "$@"
      """, to: "bin/swiftc", isProgram: true)
    return ["PATH": folder.path("bin") + ":" + path]
  }

  private func grade(_ folder: TemporaryFolder, _ environment: [String: String]) throws -> Run {
    try Run(
      ["grade", folder.path("class"), "--output", folder.path("out"), "--json"],
      environment: environment)
  }

  private func kept(_ folder: TemporaryFolder) throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: folder.path("out/kept")).count
  }

  @Test func aMachineWithoutRoomIsTriedAgain() throws {
    let folder = try TemporaryFolder()
    try folder.write(ExerciseCommandTests.source(ExerciseCommandTests.loops), to: "class/a.swift")
    let run = try grade(folder, shyCompiler(folder, times: 1))
    let grades = try JSONDecoder().decode([Grade].self, from: Data(run.output.utf8))
    #expect(run.status == 0 && grades.map(\.status) == [.passed], "\(run.errors)")
  }

  /// What could not be graded is no grade: it is said, and done when the run is repeated.
  @Test func troubleIsNeverKept() throws {
    let folder = try TemporaryFolder()
    try folder.write(ExerciseCommandTests.source(ExerciseCommandTests.loops), to: "class/a.swift")
    let run = try grade(folder, shyCompiler(folder, times: 100))
    let grades = try JSONDecoder().decode([Grade].self, from: Data(run.output.utf8))
    #expect(run.status == 2 && run.errors.contains("had no room"), "\(run.errors)")
    #expect(grades.map(\.status) == [.refused])
    #expect(try kept(folder) == 0)
    let again = try grade(folder, [:])
    #expect(try JSONDecoder().decode([Grade].self, from: Data(again.output.utf8))[0].score == 1)
  }

  /// A program that can't be started is told apart from one that leaves.
  @Test func aProgramThatDoesNotStartIsKnown() throws {
    let process = try AnswerProcess(([], "/no such program"))
    guard case .ended = process.ask([0], .init(seconds: 20)) else {
      Issue.record("it runs")
      return
    }
    process.stop()
    #expect(process.startingTrouble()?.contains("/no such program") == true)
  }

  @Test func aStudentsTimeIsBounded() throws {
    let folder = try TemporaryFolder()
    try folder.write(ExerciseCommandTests.source("while true {}"), to: "class/eva/5/a.swift")
    for lesson in [7, 9] {
      let check = try #require(Checks.check(ofLesson: lesson))
      try folder.write(
        "import LessonKit\n@main struct Answer: \(check.protocolName), Attempt {}",
        to: "class/eva/\(lesson)/a.swift")
    }
    let run = try Run([
      "grade", folder.path("class"), "--output", folder.path("out"), "--json", "--jobs", "1",
      "--seconds", "2", "--student-seconds", "1",
    ])
    let grades = try JSONDecoder().decode([Grade].self, from: Data(run.output.utf8))
    #expect(grades.map(\.status) == [.failed, .refused, .refused])
    // With more time it may be another grade.
    #expect(try kept(folder) == 0)
  }

  /// However many functions, and however long each may take: one answer is bounded too.
  @Test func aSubmissionsTimeIsBounded() throws {
    let folder = try TemporaryFolder()
    let exercise = try #require(Curriculum().lessons.compactMap(ExerciseFolder.init).last)
    let task = try #require(exercise.task)
    try #require(task.functions.count > 4)
    let slow = task.starter(lesson: exercise.lesson.number)
      .replacing("throw Unfinished()", with: "sleep(2); throw Unfinished()")
      .replacing("import LessonKit\n", with: "import Foundation\nimport LessonKit\n")
    try folder.write(slow, to: "class/slow.swift")
    let start = ContinuousClock.now
    let run = try Run([
      "grade", folder.path("class"), "--output", folder.path("out"), "--json", "--student-seconds",
      "1",
    ])
    #expect(ContinuousClock.now - start < .seconds(60))
    let grades = try JSONDecoder().decode([Grade].self, from: Data(run.output.utf8))
    #expect(grades.map(\.status) == [.failed])
    for function in try #require(grades.first).functions {
      #expect(function.message.english.contains("one student may take are used up"))
    }
  }

  /// Ctrl-C, and what `timeout` does, which signals a program and then its group: what was graded
  /// is reported, what was going on is given up.
  @Test(arguments: [[SIGINT], [SIGTERM, SIGTERM], [SIGTERM, SIGINT, SIGHUP]])
  func aStoppedRunKeepsWhatItHas(_ signals: [Int32]) throws {
    let folder = try TemporaryFolder()
    try folder.write(ExerciseCommandTests.source(ExerciseCommandTests.loops), to: "class/a.swift")
    for name in ["b", "c"] {
      let text = ExerciseCommandTests.source("sleep(100)\nreturn []")
      try folder.write(text, to: "class/\(name).swift")
    }
    let pipe = try ProcessPipe()
    let program = try ChildProcess.start(
      [
        URL.builtProducts.appendingPathComponent("convbook").path, "grade", folder.path("class"),
        "--output", folder.path("out"), "--jobs", "1", "--seconds", "200",
      ], environment: ["CI": nil, Builder.skipBuildVariable: "1"], output: pipe.writing)
    pipe.closeWriting()
    let deadline = ContinuousClock.now + .seconds(120)
    while ((try? kept(folder)) ?? 0) == 0, ContinuousClock.now < deadline { usleep(50_000) }
    for signal in signals {
      program.send(signal)
      usleep(1000)
    }
    let ending = program.wait(timeLimit: 60)
    var reader = LineReader(pipe.reading)
    let printed = reader.remainingLines().map { String(decoding: $0, as: UTF8.self) }
      .joined(separator: "\n")
    // Of several at once any may come first.
    #expect(signals.map { 128 + $0 }.contains(ending.status), "\(ending.status)")
    #expect(printed.contains("1 of 3 are graded and kept"), "\(printed)")
    let csv = try String(contentsOfFile: folder.path("out/grades.csv"), encoding: .utf8)
    #expect(csv.contains("a,5,passed,1,1,"))
    #expect(try kept(folder) == 1)
  }

  /// Checks, watchers, a grading run and another one at the same time, as in a clone that a class
  /// shares: everyone gets the verdict on their own file.
  @Test func atTheSameTimeNoneSeesAnothers() async throws {
    let folder = try TemporaryFolder()
    let answers = ["right", "turned", "number", "ragged"].compactMap { name in
      ExerciseCommandTests.answers.first { $0.name == name }
    }
    for answer in answers {
      let text = ExerciseCommandTests.source(answer.body)
      for copy in ["class", "other"] { try folder.write(text, to: "\(copy)/\(answer.name).swift") }
      try folder.write(text, to: "own/\(answer.name)/Exercise.swift")
    }
    let environment = ["CONVBOOK_PROGRESS": folder.path("progress")]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for copy in ["class", "other"] {
        group.addTask {
          let run = try Run(
            ["grade", folder.path(copy), "--output", folder.path("out-\(copy)"), "--json"],
            environment: environment)
          let grades = try JSONDecoder().decode([Grade].self, from: Data(run.output.utf8))
          for answer in answers {
            let grade = grades.first { $0.student == answer.name }
            #expect(grade?.status.rawValue == answer.status, "\(copy) \(answer.name)")
          }
        }
      }
      for answer in answers {
        group.addTask {
          let pipe = try ProcessPipe()
          let program = try ChildProcess.start(
            [
              URL.builtProducts.appendingPathComponent("convbook").path, "watch", "5", "--json",
              "--file", folder.path("own/\(answer.name)/Exercise.swift"),
            ], environment: environment.merging([Builder.skipBuildVariable: "1"]) { $1 },
            leadsGroup: true, output: pipe.writing)
          pipe.closeWriting()
          var reader = LineReader(pipe.reading)
          let arrival = reader.next(within: 120)
          program.end()
          _ = program.wait()
          guard case .line(let line) = arrival else {
            Issue.record("watch of \(answer.name) says nothing: \(arrival)")
            return
          }
          #expect(line.contains("\"status\":\"\(answer.status)\""), "\(line)")
        }
        group.addTask {
          for _ in 0..<2 {
            let run = try Run(
              [
                "check", "5", "--file", folder.path("own/\(answer.name)/Exercise.swift"), "--json",
              ], environment: environment)
            #expect(run.output.contains("\"status\" : \"\(answer.status)\""), "\(run.output)")
          }
        }
      }
      try await group.waitForAll()
    }
  }
}
