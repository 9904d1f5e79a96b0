// Writes a lesson's page repeatedly while it runs, so that a lesson that is killed leaves a page
// that shows where.

import Formatting
import Foundation
import Tensors

/// Collects outputs and writes the page, the notebook and the trace.
///
/// Outputs come from the lesson's thread, and a background queue writes the pages, one after the
/// other; the lock guards the state that they share.
final class PageWriter: @unchecked Sendable {
  private let lock = NSLock()
  private var record: LessonRecord
  private var hasNews = true
  private let folder: OutputFolder
  private let onOutput: (@Sendable (CellOutput) -> Void)?
  private let queue = DispatchQueue(label: "convbook.page")
  private var timer: (any DispatchSourceTimer)?

  /// The time before the page of a running lesson is first written, and between its refreshes. Most
  /// lessons end before: to draw a page takes as long as to compute what it shows. Of one that is
  /// killed before, its watcher writes the page.
  private static let refreshInterval = DispatchTimeInterval.seconds(1)

  init(
    record: LessonRecord, folder: OutputFolder, refreshesPage: Bool = true,
    onOutput: (@Sendable (CellOutput) -> Void)?
  ) {
    self.record = record
    self.folder = folder
    self.onOutput = onOutput
    guard refreshesPage else { return }
    let timer = DispatchSource.makeTimerSource(queue: queue)
    timer.schedule(deadline: .now() + Self.refreshInterval, repeating: Self.refreshInterval)
    timer.setEventHandler { [weak self] in self?.refresh() }
    timer.resume()
    self.timer = timer
  }

  /// All pictures so far.
  var pictures: [CellOutput.Picture] { lock.withLock { record.pictures } }

  func add(_ output: CellOutput) {
    lock.withLock {
      record.outputs.append(output)
      hasNews = true
    }
    onOutput?(output)
  }

  func record(inputs: [String: String]) { lock.withLock { record.inputs = inputs } }

  func end(_ outcome: Outcome) throws {
    timer?.cancel()
    let last = lock.withLock {
      hasNews = false
      record.outcome = outcome
      return record
    }
    // Behind a refresh that has begun.
    try queue.sync { try last.write(to: folder) }
  }

  /// Writes the final page of a lesson that threw after its last output.
  func end(throwing message: String) throws {
    let place = lock.withLock { record.source.placeOfThrow(after: record.lastPlace) }
    try end(
      .stopped(
        .init(title: "The lesson stopped with an error", message: Message(message), place: place)))
  }

  private func refresh() {
    let news = lock.withLock {
      defer { hasNews = false }
      return hasNews ? record : nil
    }
    // An error is ignored here; the final write reports it. While the lesson runs, one language is
    // enough.
    if let news { try? RecordFile.page.write(news, in: "en", to: folder) }
  }
}

/// The files that a record is written to.
enum RecordFile: String, CaseIterable {
  case page = "index.html"
  case notebook = "notebook.ipynb"
  case trace = "trace.json"

  /// Writes the file in a language.
  func write(_ record: LessonRecord, in language: String, to folder: OutputFolder) throws {
    let text = try record.translated(to: language) { record in
      switch self {
      case .page: Self.page(record, in: folder.path)
      case .notebook: try JupyterRenderer(record, folder: folder.path).json
      case .trace: try TraceFile.json(record.outputs)
      }
    }
    try folder.write(Data(text.utf8), to: Self.name(rawValue, in: language))
  }

  /// Returns the languages in which it is written, whatever the reader's is.
  func languages(of record: LessonRecord) -> [String] {
    switch self {
    case .page: ["en"] + record.languages
    case .notebook: ["en"] + (record.notebookLanguage.map { [$0] } ?? [])
    case .trace: ["en"]
    }
  }

  private static func page(_ record: LessonRecord, in folder: String) -> String {
    // The table of contents is in the folder above those named after lessons.
    let hasContents = URL(fileURLWithPath: folder).lastPathComponent == record.name
    return PageRenderer(record, hasContents: hasContents).html
  }

  /// Returns the name of the page in a language: "index.html", "index.ko.html".
  static func pageName(in language: String) -> String { name(page.rawValue, in: language) }

  /// Returns the name of a file in a language: "glossary.html", "glossary.ko.html".
  static func name(_ file: String, in language: String = Catalogue.current.language) -> String {
    guard language != "en", let dot = file.lastIndex(of: ".") else { return file }
    return "\(file[..<dot]).\(language)\(file[dot...])"
  }
}

extension LessonRecord {
  /// The names of the files that are always written.
  var fileNames: [String] {
    files.map { RecordFile.name($0.kind.rawValue, in: $0.language) }
  }

  private var files: [(kind: RecordFile, language: String)] {
    RecordFile.allCases.flatMap { kind in kind.languages(of: self).map { (kind, $0) } }
  }

  /// The language besides English in which the notebook is written: the reader's, where the lesson
  /// is translated to it.
  var notebookLanguage: String? {
    languages.first { $0 == Catalogue.ofReader.language }
  }

  /// The record with its prose in the language of `Catalogue.current`.
  package var inCurrentLanguage: LessonRecord {
    guard Catalogue.current.language != "en" else { return self }
    var translated = self
    translated.source = source.translated(by: .current)
    return translated
  }

  /// Returns what is made of the record in a language, with its prose translated and the messages
  /// in that language.
  package func translated<Result>(
    to language: String, _ made: (LessonRecord) throws -> Result
  ) rethrows -> Result {
    let catalogue = language == "en" ? .english : Catalogue(language, lesson: name)
    return try Catalogue.$current.withValue(catalogue) { try made(inCurrentLanguage) }
  }

  /// Writes the page, the notebook and the trace of a lesson that did not run.
  ///
  /// - Throws: `OutputRefusal` when a file exists that no run wrote.
  public func write(to path: String) throws {
    try write(to: OutputFolder(path, name: name, files: fileNames))
  }

  /// Writes the page, the notebook and the trace of a lesson whose process has exited.
  ///
  /// Does nothing when another run has begun in the folder since.
  public func finish(in path: String, process: Int32) throws {
    guard let folder = OutputFolder(finishing: path, process: process) else { return }
    try write(to: folder)
  }

  /// Writes all files, side by side, and ends the run.
  fileprivate func write(to folder: OutputFolder) throws {
    let files = files
    let results = parallelMap(files.count) { index in
      Result { try files[index].kind.write(self, in: files[index].language, to: folder) }
    }
    for result in results { try result.get() }
    try folder.finish(self)
  }
}
