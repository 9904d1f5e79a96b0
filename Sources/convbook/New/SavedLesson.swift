// A reader's own version of a lesson, saved as a lesson of its own, which can be taken away again.

import Foundation
import LessonKit

/// A lesson that was saved from another.
struct SavedLesson {
  /// The file in its folder that tells so: what a reader has written from nothing is not taken away
  /// by a button.
  static let mark = "saved-from.json"

  private let lesson: LessonFolder
  private let project: URL

  /// Finds out about a lesson; nil when it was not saved from another.
  init?(_ lesson: LessonFolder, project: URL = Project.folder) {
    let mark = lesson.folder.appendingPathComponent(Self.mark)
    guard FileManager.default.fileExists(atPath: mark.path) else { return nil }
    (self.lesson, self.project) = (lesson, project)
  }

  /// Takes it out of the book. Its folder is kept in `.convbook/kept`.
  ///
  /// - Returns: the folder's new place.
  /// - Throws: an error of the file system.
  func remove() throws -> URL {
    let kept = project.appendingPathComponent(".convbook/kept")
    try FileManager.default.createDirectory(at: kept, withIntermediateDirectories: true)
    var place = kept.appendingPathComponent(lesson.name)
    var number = 2
    while FileManager.default.fileExists(atPath: place.path) {
      place = kept.appendingPathComponent("\(lesson.name)-\(number)")
      number += 1
    }
    let manifest = project.appendingPathComponent("Package.swift")
    let text = try String(contentsOf: manifest, encoding: .utf8)
    try Data(text.replacing("  \"\(lesson.name)\",\n", with: "").utf8)
      .write(to: manifest, options: .atomic)
    do {
      try FileManager.default.moveItem(at: lesson.folder, to: place)
    } catch {
      try? Data(text.utf8).write(to: manifest, options: .atomic)
      throw error
    }
    return place
  }
}
