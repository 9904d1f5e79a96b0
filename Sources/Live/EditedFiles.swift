// A reader's own copies of a lesson's files: edits go there, and the book's files stay as they are.

import Foundation
import LessonKit
import Notebooks

/// The edits of a lesson. A file that was edited lies in `folder` under its own name; what was not
/// edited is the book's.
public struct EditedFiles: Sendable {
  /// The lesson.
  package let lesson: LessonFolder
  /// The folder of the copies: `.convbook/live/09-edge-filter`.
  public let folder: URL

  /// Creates the edits of a lesson.
  /// - Parameter live: the folder of all lessons' edits.
  package init(of lesson: LessonFolder, in live: URL) {
    self.lesson = lesson
    folder = live.appendingPathComponent(lesson.name)
  }

  /// The folder that pages of edited lessons are written to.
  public var output: URL { folder.appendingPathComponent("page") }

  /// The folder that what the lesson's trainings have learned is kept in.
  var trainings: URL { folder.appendingPathComponent("trainings") }

  /// Whether an edited text is running, as far as its folder tells: so it does when the server has
  /// ended meanwhile.
  var isMarked: Bool {
    get { FileManager.default.fileExists(atPath: mark.path) }
    nonmutating set {
      if newValue { try? Data().write(to: mark) } else { unlink(mark.path) }
    }
  }
  private var mark: URL { folder.appendingPathComponent("running") }

  /// The names of the files that were edited.
  public var names: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".swift") }.sorted()
  }

  /// The text of the lesson as it is edited.
  var text: LessonText {
    LessonText(
      path: lesson.folder.appendingPathComponent(lesson.ownFile ?? "").path, edits: folder)
  }

  /// Returns the text of a file as it is edited; nil where there is none.
  /// - Parameter part: the name of the part; nil for the lesson's own file.
  public func text(of part: String?) -> String? {
    guard let name = part ?? lesson.ownFile else { return nil }
    // What is no text is shown as such, and never taken for the book's: an edit would replace it.
    return LessonText.read(folder.appendingPathComponent(name)) ?? bookText(of: name)
  }

  /// Returns the book's text of a file; nil where there is none.
  public func bookText(of name: String) -> String? {
    LessonText.read(lesson.folder.appendingPathComponent(name))
  }

  /// Replaces a file's text; one that is the book's again is removed.
  public func write(_ text: String, to part: String?) throws {
    guard let name = part ?? lesson.ownFile, Self.isFileName(name) else { return }
    let file = folder.appendingPathComponent(name)
    guard text != bookText(of: name) else {
      if unlink(file.path) != 0, errno != ENOENT { throw CocoaError(.fileWriteUnknown) }
      return
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file, options: .atomic)
  }

  /// Removes all edits.
  public func putBack() throws {
    for name in names {
      try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
  }

  private static func isFileName(_ name: String) -> Bool {
    name.hasSuffix(".swift") && !name.contains("/") && !name.hasPrefix(".")
  }

  /// What changes when one of the files is saved: their names, lengths and dates.
  var state: [String: [Int]] {
    var state: [String: [Int]] = [:]
    for folder in [lesson.folder, folder] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      for name in names where name.hasSuffix(".swift") {
        let path = folder.appendingPathComponent(name).path
        var file = stat()
        guard stat(path, &file) == 0 else { continue }
        #if canImport(Darwin)
          let date = file.st_mtimespec
        #else
          let date = file.st_mtim
        #endif
        state[path] = [Int(file.st_size), date.tv_sec, date.tv_nsec, Int(file.st_ino)]
      }
    }
    return state
  }
}
