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
  /// The folder of pictures of answers; nil for that of the exercise.
  var pictures: URL?
  /// Gives the check up from any thread; then nothing is recorded.
  var stopper = ProgramStopper()

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
    let report = try report(
      of: exercise, sources.map(Self.source), named: file == nil ? exercise.file : main)
    if file == nil {
      try progress.change(exercise.lesson) { record in
        record.checks += 1
        if report.status == .passed { record.hasPassed = true }
      }
      refreshContents()
    }
    return report
  }

  /// Checks an answer that stands in a cell; the result is not recorded.
  ///
  /// - Throws: as for a file.
  func check(_ exercise: ExerciseFolder, cell: String) throws -> ExerciseReport {
    // In other cells the library is there without a word; lines keep their numbers.
    let imports = cell.contains(#/(?m)^\s*import LessonKit\b/#) ? "" : "import LessonKit; "
    let bytes = Data((imports + cell).utf8)
    let source = SwiftCompiler.Source(path: Self.pathOfCells.path, bytes: bytes)
    return try report(of: exercise, [source], named: Self.pathOfCells)
  }

  /// What the compiler knows as the file of a cell. It is the same for all, so that a program that
  /// was compiled once is found again. Backtraces name no file without a folder.
  private static let pathOfCells = URL(fileURLWithPath: "/Notebook/Cell.swift")

  /// Checks in a thread of its own: a check waits for programs, which no actor may.
  static func inOwnThread<Found: Sendable>(
    _ check: @escaping @Sendable () throws -> Found
  ) async throws -> Found {
    try await withCheckedThrowingContinuation { continuation in
      let thread = Thread { continuation.resume(with: Result(catching: check)) }
      thread.stackSize = stackSize
      thread.start()
    }
  }

  /// The stack of a thread that checks, in bytes: so deep go the readers of a student's text.
  static let stackSize = 4 << 20

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

  private static func source(_ file: URL) throws -> SwiftCompiler.Source {
    let name = name(ofFile: file.path)
    guard let data = try? Data(contentsOf: file) else {
      throw CommandError(.trouble, "\(name): can't be read.")
    }
    if String(data: data, encoding: .utf8) == nil {
      throw CommandError(.trouble, "\(name): is not UTF-8 text; save it as UTF-8.")
    }
    return SwiftCompiler.Source(path: file.path, bytes: data)
  }

  /// The name of a file for readers: of a cell without a folder.
  private static func name(ofFile path: String) -> String {
    path == pathOfCells.path
      ? pathOfCells.lastPathComponent : printable(shortPath(path), inOneLine: true)
  }

  private func report(
    of exercise: ExerciseFolder, _ sources: [SwiftCompiler.Source], named main: URL
  ) throws -> ExerciseReport {
    let found = Result { try foundReport(of: exercise, sources, named: main) }
    // A compiler that was ended is no trouble of the answer's.
    if stopper.hasStopped { throw CancellationError() }
    return try found.get()
  }

  private func foundReport(
    of exercise: ExerciseFolder, _ sources: [SwiftCompiler.Source], named main: URL
  ) throws -> ExerciseReport {
    var report = ExerciseReport(check: exercise.check)
    var names: [String: String] = [:]
    for source in sources { names[source.path] = Self.name(ofFile: source.path) }
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
    let result = try compiler.compile(sources, cache: progress.programs, stopper: stopper)
    report.compilerDiagnostics = result.words(sources, names: names, style: style)
    if case .program(let compiled) = result {
      report.note(compiled, texts, exercise.task)
      line.show { ExerciseMessages.running(lesson) }
      var program = AnswerProgram(
        compiled, source: main.path,
        limits: .init(seconds: exercise.check.timeLimit, stopper: stopper))
      let seed = Self.seed(of: sources.map(\.bytes))
      report.results = exercise.check.drawing(Self.drawnCases, seed: seed).results(of: &program)
      program.stop()
      report.printed = program.printed
      try draw(&report, exercise)
    }
    return report
  }

  /// Seconds of the processor for one expression of an answer.
  static let expressionSeconds = 20

  /// The longest time for the compiler, and for functions of which none comes to an end, in
  /// seconds.
  static func longest(_ check: ExerciseCheck) -> Int {
    Int(SwiftCompiler.longest + check.timeLimit * Double(check.problems.count))
  }

  /// Draws pictures of wrong answers; they replace those of an earlier check atomically, because
  /// another check may run at the same time.
  private func draw(_ report: inout ExerciseReport, _ exercise: ExerciseFolder) throws {
    let files = FileManager.default
    let folder = pictures ?? exercise.output
    let fresh = folder.deletingLastPathComponent()
      .appendingPathComponent(".exercise-\(UUID().uuidString)")
    defer { try? files.removeItem(at: fresh) }
    for result in report.results {
      guard let shown = result.shown, let yours = shown.yours,
        let image = AnswerPicture.image(yours: yours, expected: shown.expected)
      else { continue }
      try files.createDirectory(at: fresh, withIntermediateDirectories: true)
      let name = result.name + ".png"
      try image.write(to: fresh.appendingPathComponent(name).path)
      report.pictures[result.name] = folder.appendingPathComponent(name).path
    }
    for _ in 0..<10 {
      try? files.removeItem(at: folder)
      // Another check may have created the folder between the two calls.
      if report.pictures.isEmpty || rename(fresh.path, folder.path) == 0 { return }
    }
    throw CommandError(.trouble, "\(folder.path): pictures can't be written there.")
  }
}
