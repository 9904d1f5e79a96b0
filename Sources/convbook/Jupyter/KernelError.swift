// How a cell failed, as Jupyter shows it: with the line of the cell, and of the cell above where
// that is the one.

import Formatting
import Foundation
import LessonKit
import Live
import Notebooks
import Processes

/// The error of a cell.
struct KernelError {
  /// Its kind.
  let name: String
  /// What happened.
  let message: String
  /// What Jupyter prints of it.
  let traceback: [String]

  init(name: String, message: String, traceback: [String] = []) {
    self.name = name
    self.message = message
    self.traceback = traceback.isEmpty ? [name, message] : traceback
  }

  /// Tells how a run ended that did not come to the end of a cell.
  init(_ ending: RunEnding, _ run: CellRun, cell: Int, seconds: Double) {
    switch ending {
    case .stopped where run.tookTooLong:
      self.init(
        name: KernelStrings.timeLimit.text, message: KernelStrings.tookTooLong(seconds).text)
    case .stopped, .finished:
      self.init(name: KernelStrings.interrupted.text, message: KernelStrings.wasInterrupted.text)
    case .trouble(let words): self.init(name: KernelStrings.trouble.text, message: words.text)
    case .rejected(let diagnostics): self.init(diagnostics, run, cell: cell)
    case .failed(let failure):
      let place = failure.place.flatMap { run.program.origin($0.part, line: $0.line) }
      var lines = [failure.title.text]
      if let place { lines += Self.lines(at: place, in: run, cell: cell) }
      lines += [failure.message.text] + (failure.meaning.map { [$0.text] } ?? [])
      self.init(name: failure.title.text, message: failure.message.text, traceback: lines)
    }
  }

  /// Tells what the compiler says.
  private init(_ diagnostics: [CompilerDiagnostic], _ run: CellRun, cell: Int) {
    let sources = run.program.files.map { name, file in
      SwiftCompiler.Source(path: Self.path(of: name, in: diagnostics), bytes: Data(file.text.utf8))
    }
    let explained = CompilerWords(diagnostics, sources)
    let errors = diagnostics.filter { $0.isError || $0.kind.isEmpty }
    var lines: [String] = []
    for error in errors.prefix(CompilerWords.mostErrors) {
      if let place = Self.origin(of: error, in: run) {
        lines += [Self.place(place, in: run, cell: cell)]
      }
      lines.append(error.kind.isEmpty ? error.words : "\(error.kind): \(error.words)")
      lines += error.below
      if let meaning = explained.meaning(of: error) { lines.append(meaning.text) }
    }
    let first = errors.first?.words ?? ""
    if first.contains("cannot find"), first.contains("in scope") {
      lines.append(KernelStrings.cellsAbove.text)
    }
    self.init(name: KernelStrings.doesNotCompile.text, message: first, traceback: lines)
  }

  /// Whether the compiler says something of the cells up to a cell, and not only of those below.
  static func isAbout(_ cell: Int, _ diagnostics: [CompilerDiagnostic], _ run: CellRun) -> Bool {
    diagnostics.contains { error in
      error.isError && origin(of: error, in: run).map { $0.cell <= cell } ?? false
    }
  }

  private static func path(of name: String, in diagnostics: [CompilerDiagnostic]) -> String {
    diagnostics.lazy.compactMap(\.file).first { $0.hasSuffix("/" + name) } ?? name
  }

  private static func origin(
    of error: CompilerDiagnostic, in run: CellRun
  ) -> NotebookProgram.Origin? {
    guard let file = error.file, let line = error.line else { return nil }
    return run.program.origin(URL(fileURLWithPath: file).lastPathComponent, line: line)
  }

  private static func lines(
    at place: NotebookProgram.Origin, in run: CellRun, cell: Int
  ) -> [String] {
    let lines = run.cells[place.cell].split(separator: "\n", omittingEmptySubsequences: false)
    let line = lines.indices.contains(place.line - 1) ? "  " + lines[place.line - 1] : ""
    return [Self.place(place, in: run, cell: cell), line]
  }

  /// Names a place: the line of the cell; of a cell above with the words that it begins with.
  private static func place(
    _ place: NotebookProgram.Origin, in run: CellRun, cell: Int
  ) -> String {
    if place.cell == cell { return KernelStrings.line(place.line).text }
    let first = run.cells[place.cell].split(separator: "\n").first ?? ""
    return KernelStrings.line(place.line, ofCellBeginning: String(first)).text
  }
}
