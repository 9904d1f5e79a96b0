// Keeps a lesson's page on disk in step with what the lesson has said, so that even one that is
// killed without warning leaves a page that says where it was.

import Foundation

/// Collects events and writes the page, the notebook and the trace.
///
/// The events come from the lesson's thread, the unfinished page is written from a background
/// queue; the lock is what makes the class safe to share between the two.
final class PageWriter: @unchecked Sendable {
  private let lock = NSLock()
  private var record: LessonRecord
  private var hasNews = false
  private let folder: OutputFolder
  private let onEvent: (@Sendable (CellOutput) -> Void)?
  private var timer: (any DispatchSourceTimer)?

  /// How old the page on disk may be while the lesson runs.
  private static let refreshInterval = DispatchTimeInterval.milliseconds(300)

  init(
    record: LessonRecord, folder: OutputFolder, onEvent: (@Sendable (CellOutput) -> Void)?
  ) throws {
    self.record = record
    self.folder = folder
    self.onEvent = onEvent
    try write(record, only: .page)
    // Not before the page could be written: a timer that was never started must not be let go of.
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "convbook.page"))
    timer.schedule(deadline: .now() + Self.refreshInterval, repeating: Self.refreshInterval)
    timer.setEventHandler { [weak self] in self?.refresh() }
    timer.resume()
    self.timer = timer
  }

  /// The pictures shown so far.
  var pictures: [CellOutput.Picture] { lock.withLock { record.pictures } }

  func add(_ event: CellOutput) {
    lock.withLock {
      record.events.append(event)
      hasNews = true
    }
    onEvent?(event)
  }

  func end(_ outcome: Outcome) throws {
    timer?.cancel()
    try lock.withLock {
      record.outcome = outcome
      hasNews = false
      try write(record, only: nil)
      try folder.finish()
    }
  }

  /// Ends the page of a lesson that threw; the error came after its last words.
  func end(throwing message: String) throws {
    let line = lock.withLock {
      record.source.lineOfThrow(after: record.events.last { $0.line != nil }?.line)
    }
    try end(
      .stopped(.init(title: "The lesson stopped with an error", message: message, line: line)))
  }

  private func refresh() {
    lock.withLock {
      guard hasNews else { return }
      hasNews = false
      // A page that can't be refreshed now will be written, or complained about, at the end.
      try? write(record, only: .page)
    }
  }

  private func write(_ record: LessonRecord, only file: RecordFile?) throws {
    for kind in RecordFile.allCases where file == nil || file == kind {
      try kind.write(record, to: folder)
    }
  }
}

/// The files that a record becomes.
enum RecordFile: String, CaseIterable {
  case page = "index.html"
  case notebook = "notebook.ipynb"
  case pixels = "pixels.js"
  case trace = "trace.json"

  func write(_ record: LessonRecord, to folder: OutputFolder) throws {
    let text: String
    switch self {
    case .page:
      // The contents lie above folders that are named after their lessons.
      let hasContents = URL(fileURLWithPath: folder.path).lastPathComponent == record.name
      text = PageRenderer(record, hasContents: hasContents).html
    case .pixels: text = PixelScript.text(record, folder: folder.path)
    case .notebook: text = try JupyterRenderer(record, folder: folder.path).json
    case .trace: text = try TraceFile.json(record.events)
    }
    try folder.write(Data(text.utf8), to: rawValue)
  }
}

extension LessonRecord {
  /// Writes the page, the notebook and the trace of a lesson that did not run.
  ///
  /// - Throws: `OutputRefusal` when something is in the way that no run wrote.
  public func write(to path: String) throws {
    try write(OutputFolder(path, name: name, files: RecordFile.allCases.map(\.rawValue)))
  }

  /// Writes the page, the notebook and the trace of a lesson whose process has ended.
  ///
  /// Does nothing when another run has begun in the folder since.
  public func finish(in path: String, process: Int32) throws {
    guard let folder = OutputFolder(finishing: path, process: process) else { return }
    try write(folder)
  }

  private func write(_ folder: OutputFolder) throws {
    for kind in RecordFile.allCases { try kind.write(self, to: folder) }
    try folder.finish()
  }
}
