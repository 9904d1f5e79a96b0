// Builds lessons and runs them in order, for `run` and `verify`.

import Formatting
import Foundation
import LessonKit

/// The options of commands that run lessons.
struct RunningOptions: ParsableArguments {
  @Option(in: 0.1...86_400, help: "Seconds that a lesson may take.") var timeLimit = 300.0

  @Flag(help: .message("Run what was built last.")) var skipBuild = false

  /// Builds lessons and returns a session to run them.
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

/// A session of built lessons.
struct RunSession {
  let runner: LessonRunner
  /// The compiler's diagnostics of lessons that did not compile, by name.
  let diagnostics: [String: String]

  /// Runs a lesson and shows its progress below the table.
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

  /// Writes a page with the compiler's diagnostics, to replace the page of an earlier run.
  private func leavePage(of lesson: LessonFolder, _ words: String) {
    var record = LessonRecord(name: lesson.name, source: lesson.source)
    let place = words.firstMatch(of: /\/([^\/:]+\.swift):(\d+):/)
    let ownFile = lesson.ownFile ?? ""
    let broken = place.flatMap { place in
      Int(place.2).map {
        SourcePlace(part: place.1 == ownFile ? nil : String(place.1), line: $0)
      }
    }
    record.outcome = .stopped(
      .init(title: Messages.didNotCompile, message: Message(words), place: broken))
    let folder = runner.output.appendingPathComponent(lesson.name)
    let file = lesson.folder.appendingPathComponent(ownFile)
    record.navigation = Curriculum().navigation(of: lesson.name, source: file.path, page: folder)
    // Errors are ignored: the table reports the failure anyway.
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? record.write(to: folder.path)
  }
}
