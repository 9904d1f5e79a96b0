// What `run` and `verify` do alike: build the lessons, then run one after the other with a live
// line.

import Foundation
import LessonKit

/// The options of commands that run lessons.
struct RunningOptions: ParsableArguments {
  @Option(in: 0.1...86_400, help: "Seconds that a lesson may take.") var timeLimit = 60.0

  @Flag(help: "Run what was built last.") var skipBuild = false

  /// Builds lessons and makes ready to run them.
  func session(
    _ lessons: [LessonFolder], output: URL, arguments: [String] = [], _ line: StatusLine
  ) throws -> RunSession {
    let builder = Builder()
    var diagnostics: [String: String] = [:]
    if !skipBuild {
      if !StatusLine.isPossible {
        print(Messages.building(lessons.count))
        fflush(nil)
      }
      diagnostics = try builder.build(lessons, line)
    }
    return RunSession(
      runner: LessonRunner(
        builder: builder, output: output, timeLimit: timeLimit, arguments: arguments),
      diagnostics: diagnostics)
  }
}

/// Lessons that are built, as far as they compile.
struct RunSession {
  let runner: LessonRunner
  /// The compiler's words for each lesson that did not compile, by name.
  let diagnostics: [String: String]

  /// Runs a lesson, its progress at the foot of the table.
  func run(_ lesson: LessonFolder, _ table: RunTable) -> LessonRun {
    if let words = diagnostics[lesson.name] {
      leavePage(of: lesson, words)
      return LessonRun(lesson: lesson, result: .failed(Messages.didNotCompile, reason: words))
    }
    let start = Date()
    return runner.run(lesson) { cell, count in
      table.show(lesson, cell: cell, of: count, since: start)
    }
  }

  /// Puts the compiler's words on the lesson's page, under the line they name: the page of an
  /// earlier run would pass for this one's.
  private func leavePage(of lesson: LessonFolder, _ words: String) {
    var record = LessonRecord(name: lesson.name, source: lesson.source)
    let place = words.firstMatch(of: /\/([^\/:]+\.swift):(\d+):/)
    record.outcome = .stopped(
      .init(title: Messages.didNotCompile, message: words, line: place.flatMap { Int($0.2) }))
    let folder = runner.output.appendingPathComponent(lesson.name)
    let file = place.map { lesson.folder.appendingPathComponent(String($0.1)) } ?? lesson.folder
    record.place = Curriculum().place(of: lesson.name, source: file.path, page: folder)
    // If the folder can't be written to, the table says what went wrong all the same.
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? record.write(to: folder.path)
  }
}
