// Writes a lesson's page repeatedly while it runs, so that a lesson that is killed leaves a page
// that shows where.

import Formatting
import Foundation

/// Collects outputs and writes the page, the notebook and the trace.
///
/// Outputs come from the lesson's thread, and a background queue writes the unfinished page; the
/// lock guards the state that they share.
final class PageWriter: @unchecked Sendable {
  private let lock = NSLock()
  private var record: LessonRecord
  private var hasNews = false
  private let folder: OutputFolder
  private let onOutput: (@Sendable (CellOutput) -> Void)?
  private var timer: (any DispatchSourceTimer)?

  /// The time between refreshes of the page while the lesson runs. Most lessons end before the
  /// first: to draw a page takes as long as to compute what it shows.
  private static let refreshInterval = DispatchTimeInterval.seconds(1)

  init(
    record: LessonRecord, folder: OutputFolder, refreshesPage: Bool = true,
    onOutput: (@Sendable (CellOutput) -> Void)?
  ) throws {
    self.record = record
    self.folder = folder
    self.onOutput = onOutput
    guard refreshesPage else { return }
    try write(record, only: .page)
    // After the first write, which can throw: a timer that was never started must not be released.
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "convbook.page"))
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
    try lock.withLock {
      record.outcome = outcome
      hasNews = false
      try write(record, only: nil)
      try folder.finish(record)
    }
  }

  /// Writes the final page of a lesson that threw after its last output.
  func end(throwing message: String) throws {
    let place = lock.withLock { record.source.placeOfThrow(after: record.lastPlace) }
    try end(
      .stopped(
        .init(title: "The lesson stopped with an error", message: Message(message), place: place)))
  }

  private func refresh() {
    lock.withLock {
      guard hasNews else { return }
      hasNews = false
      // An error is ignored here; the final write reports it.
      try? write(record, only: .page)
    }
  }

  private func write(_ record: LessonRecord, only file: RecordFile?) throws {
    for kind in RecordFile.allCases where file == nil || file == kind {
      try kind.write(record, to: folder)
    }
  }
}

/// The files that a record is written to.
enum RecordFile: String, CaseIterable {
  case page = "index.html"
  case notebook = "notebook.ipynb"
  case trace = "trace.json"

  func write(_ record: LessonRecord, to folder: OutputFolder) throws {
    // Files are English whatever the reader's language is, but for pages in other languages.
    let text = try Catalogue.$current.withValue(.english) {
      switch self {
      case .page: Self.page(record, in: folder.path)
      case .notebook: try JupyterRenderer(record, folder: folder.path).json
      case .trace: try TraceFile.json(record.outputs)
      }
    }
    try folder.write(Data(text.utf8), to: rawValue)
    // While the lesson runs, one language is enough.
    guard record.outcome != .running else { return }
    switch self {
    case .page:
      for language in record.languages {
        let page = record.translated(to: language) { Self.page($0, in: folder.path) }
        try folder.write(Data(page.utf8), to: Self.pageName(in: language))
      }
    case .notebook:
      guard let language = record.notebookLanguage else { return }
      let notebook = try record.translated(to: language) {
        try JupyterRenderer($0, folder: folder.path).json
      }
      try folder.write(Data(notebook.utf8), to: Self.name(rawValue, in: language))
    case .trace: break
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
    RecordFile.allCases.map(\.rawValue) + languages.map(RecordFile.pageName)
      + (notebookLanguage.map { [RecordFile.name(RecordFile.notebook.rawValue, in: $0)] } ?? [])
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
    try write(OutputFolder(path, name: name, files: fileNames))
  }

  /// Writes the page, the notebook and the trace of a lesson whose process has exited.
  ///
  /// Does nothing when another run has begun in the folder since.
  public func finish(in path: String, process: Int32) throws {
    guard let folder = OutputFolder(finishing: path, process: process) else { return }
    try write(folder)
  }

  private func write(_ folder: OutputFolder) throws {
    for kind in RecordFile.allCases { try kind.write(self, to: folder) }
    try folder.finish(self)
  }
}
