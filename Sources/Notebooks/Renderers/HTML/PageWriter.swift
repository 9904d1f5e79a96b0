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
  private let folder: String
  private let onEvent: (@Sendable (CellOutput) -> Void)?
  private let timer: any DispatchSourceTimer

  /// How old the page on disk may be while the lesson runs.
  private static let refreshInterval = DispatchTimeInterval.milliseconds(300)

  init(record: LessonRecord, folder: String, onEvent: (@Sendable (CellOutput) -> Void)?) throws {
    self.record = record
    self.folder = folder
    self.onEvent = onEvent
    try OutputFolder.prepare(folder)
    timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "convbook.page"))
    try write(record, only: .page)
    timer.schedule(deadline: .now() + Self.refreshInterval, repeating: Self.refreshInterval)
    timer.setEventHandler { [weak self] in self?.refresh() }
    timer.resume()
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
    timer.cancel()
    try lock.withLock {
      record.outcome = outcome
      hasNews = false
      try write(record, only: nil)
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

  func write(_ record: LessonRecord, to folder: String) throws {
    let text: String
    switch self {
    case .page:
      // The contents lie above folders that are named after their lessons.
      let hasContents = URL(fileURLWithPath: folder).lastPathComponent == record.name
      text = PageRenderer(record, hasContents: hasContents).html
    case .pixels: text = PixelScript.text(record, folder: folder)
    case .notebook: text = try JupyterRenderer(record, folder: folder).json
    case .trace: text = try TraceFile.json(record.events)
    }
    try Data(text.utf8).write(
      to: URL(fileURLWithPath: folder).appendingPathComponent(rawValue), options: .atomic)
  }
}

extension LessonRecord {
  /// Writes the page, the notebook and the trace of a lesson that can no longer do it itself.
  public func write(to folder: String) throws {
    for kind in RecordFile.allCases { try kind.write(self, to: folder) }
  }
}
