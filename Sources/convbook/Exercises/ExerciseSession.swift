// Runs a check: compiles, calls, compares, draws, records.

import Checks
import Foundation
import LessonKit
import Processes

/// Checks exercises and records the results in the student's progress.
struct ExerciseSession {
  let progress: ExerciseProgress
  let line: StatusLine
  /// How the compiler's errors are coloured.
  var style = TerminalStyle.standardOutput
  /// Whether the check was given up; then nothing is recorded.
  var isGivenUp: @Sendable () -> Bool = { false }

  /// Checks one exercise.
  ///
  /// - Parameter file: a file to check instead of the student's; the result is then not recorded.
  /// - Throws: `CommandError` when there is no file or no compiler; `CancellationError` when it was
  ///   given up.
  func check(_ exercise: ExerciseFolder, file: URL? = nil) throws -> ExerciseReport {
    let sources = file.map { [$0] } ?? exercise.sources
    guard let main = sources.first else {
      throw CommandError(
        .trouble,
        ExerciseMessages.missingFile(shortPath(exercise.file.path), exercise.lesson.number))
    }
    let report = try report(of: exercise, sources, named: file == nil ? exercise.file : main)
    if isGivenUp() { throw CancellationError() }
    if file == nil {
      try progress.change(exercise.lesson) { record in
        record.checks += 1
        if report.status == .passed { record.hasPassed = true }
      }
      refreshContents()
    }
    return report
  }

  /// Updates the project's table of contents, which shows passed exercises, if it exists.
  private func refreshContents() {
    let output = Project.output
    guard FileManager.default.fileExists(atPath: output.appendingPathComponent("index.html").path)
    else { return }
    let contents = Curriculum().contentsPage(in: output, progress: progress)
    guard (try? contents.prepare()) != nil else { return }
    try? contents.write()
  }

  /// The number of cases that are drawn for each function, behind those that are shown.
  private static let drawnCases = 6

  /// Returns what cases are drawn from for an answer. Another answer gets other cases: no table of
  /// them is ever complete.
  static func seed(of sources: [Data]) -> UInt64 {
    sources.reduce(UInt64(0)) { seed, bytes in
      (seed &* 31) ^ (UInt64(SHA256.hexadecimal(bytes).prefix(16), radix: 16) ?? 0)
    }
  }

  private func report(
    of exercise: ExerciseFolder, _ sources: [URL], named main: URL
  ) throws -> ExerciseReport {
    var report = ExerciseReport(check: exercise.check)
    let sources = try sources.map { source in
      let name = printable(shortPath(source.path), inOneLine: true)
      guard let data = try? Data(contentsOf: source) else {
        throw CommandError(.trouble, "\(name): can't be read.")
      }
      if String(data: data, encoding: .utf8) == nil {
        throw CommandError(.trouble, "\(name): is not UTF-8 text; save it as UTF-8.")
      }
      return SwiftCompiler.Source(path: source.path, bytes: data)
    }
    var names: [String: String] = [:]
    for source in sources {
      names[source.path] = printable(shortPath(source.path), inOneLine: true)
    }
    let texts = sources.map { source in
      AnswerSource(
        name: names[source.path] ?? "", text: String(decoding: source.bytes, as: UTF8.self))
    }
    if let objection = AnswerSource.objection(to: texts, exercise.check) {
      report.compilerDiagnostics = objection
      return report
    }
    report.note(texts)
    let lesson = exercise.lesson
    line.show { ExerciseMessages.compiling(lesson) }
    defer { line.clear() }
    var compiler = SwiftCompiler(library: try Builder().currentLibrary(line))
    compiler.expressionSeconds = Self.expressionSeconds
    let result = try compiler.compile(sources, cache: progress.programs)
    report.compilerDiagnostics = result.words(sources, names: names, style: style)
    if case .program(let compiled) = result {
      report.note(compiled, texts, exercise.task)
      line.show { ExerciseMessages.running(lesson) }
      var program = AnswerProgram(
        compiled, source: main.path, limits: .init(seconds: exercise.check.timeLimit))
      let seed = Self.seed(of: sources.map(\.bytes))
      report.results = exercise.check.drawing(Self.drawnCases, seed: seed).results(of: &program)
      program.stop()
      report.printed = program.printed
      try draw(&report, exercise)
    }
    return report
  }

  /// Seconds of the processor for one expression of an answer; a luma takes some three.
  static let expressionSeconds = 20

  /// Draws pictures of wrong answers; they replace those of an earlier check atomically, because
  /// another check may run at the same time.
  private func draw(_ report: inout ExerciseReport, _ exercise: ExerciseFolder) throws {
    let files = FileManager.default
    let fresh = exercise.output.deletingLastPathComponent()
      .appendingPathComponent(".exercise-\(UUID().uuidString)")
    defer { try? files.removeItem(at: fresh) }
    for result in report.results {
      guard let shown = result.shown, let yours = shown.yours,
        let image = AnswerPicture.image(yours: yours, expected: shown.expected)
      else { continue }
      try files.createDirectory(at: fresh, withIntermediateDirectories: true)
      let name = result.name + ".png"
      try image.write(to: fresh.appendingPathComponent(name).path)
      report.pictures[result.name] = exercise.output.appendingPathComponent(name).path
    }
    for _ in 0..<10 {
      try? files.removeItem(at: exercise.output)
      // Another check may have created the folder between the two calls.
      if report.pictures.isEmpty || rename(fresh.path, exercise.output.path) == 0 { return }
    }
    throw CommandError(.trouble, "\(exercise.output.path): pictures can't be written there.")
  }
}
