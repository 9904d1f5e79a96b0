// One check from the file to the report: compile, ask, judge, draw, remember.

import Checks
import Foundation
import LessonKit

/// Checks exercises and remembers what came of it.
struct ExerciseSession {
  let progress: ExerciseProgress
  let line: StatusLine
  /// Whether the compiler may write in colour.
  var isColourful = TerminalStyle.standardOutput.isRich

  /// Checks one exercise.
  ///
  /// - Parameter file: a file to check instead of the student's own; nothing is remembered then.
  /// - Throws: a `CommandError` when there is no file, or no compiler.
  func check(_ exercise: ExerciseFolder, file: URL? = nil) throws -> ExerciseReport {
    let sources = file.map { [$0] } ?? exercise.sources
    guard let main = sources.first else {
      throw CommandError(
        .trouble,
        ExerciseMessages.missingFile(shortPath(exercise.file.path), exercise.lesson.number))
    }
    let report = try report(of: exercise, sources, named: file == nil ? exercise.file : main)
    if file == nil {
      try progress.change(exercise.lesson) { record in
        record.checks += 1
        if report.status == .passed { record.hasPassed = true }
      }
      refreshContents()
    }
    return report
  }

  /// The book's own table of contents shows what has passed; where there is none, or none of ours, it
  /// is not for a check to make one.
  private func refreshContents() {
    let output = Project.output
    guard FileManager.default.fileExists(atPath: output.appendingPathComponent("index.html").path)
    else { return }
    let contents = Curriculum().contentsPage(in: output, progress: progress)
    guard (try? contents.prepare()) != nil else { return }
    try? contents.write()
  }

  private func report(
    of exercise: ExerciseFolder, _ sources: [URL], named main: URL
  ) throws -> ExerciseReport {
    var report = ExerciseReport(check: exercise.check)
    for source in sources {
      guard let data = try? Data(contentsOf: source) else {
        throw CommandError(.trouble, "\(source.path): can't be read.")
      }
      if String(data: data, encoding: .utf8) == nil {
        throw CommandError(.trouble, "\(source.path): is not UTF-8 text; save it as UTF-8.")
      }
    }
    let lesson = exercise.lesson
    line.show { ExerciseMessages.compiling(lesson) }
    defer { line.clear() }
    var compiler = AnswerCompiler()
    compiler.isColourful = isColourful
    let name = lesson.name + (main == exercise.file ? "" : "-other")
    switch try compiler.compile(sources, into: progress.buildFolder(name)) {
    case .complaints(let words): report.compilerWords = words
    case .tookTooLong(let seconds):
      report.compilerWords = ExerciseMessages.compilerTookTooLong(seconds)
    case .program(let path):
      line.show { ExerciseMessages.running(lesson) }
      let limits = AnswerProgram.Limits(seconds: exercise.check.timeLimit)
      var program = AnswerProgram(
        limits.confined + [path], source: main.path, limits: limits)
      report.results = exercise.check.results(of: &program)
      program.stop()
      report.printed = program.printed
      try draw(&report, exercise)
    }
    return report
  }

  /// Pictures for what is wrong; those of an earlier check are gone.
  private func draw(_ report: inout ExerciseReport, _ exercise: ExerciseFolder) throws {
    try? FileManager.default.removeItem(at: exercise.output)
    for result in report.results {
      guard let shown = result.shown, let yours = shown.yours,
        let image = AnswerPicture.image(yours: yours, expected: shown.expected)
      else { continue }
      try FileManager.default.createDirectory(
        at: exercise.output, withIntermediateDirectories: true)
      let file = exercise.output.appendingPathComponent(result.name + ".png")
      try image.write(to: file.path)
      report.pictures[result.name] = file.path
    }
  }
}
