// What a student has done, in a folder of its own that no update touches: one small file for each
// exercise, changed under a lock, because two terminals may check at once.

import Foundation
import LessonKit

/// What is remembered of one exercise.
struct ExerciseRecord: Codable, Equatable {
  /// Whether it has ever passed.
  var hasPassed = false
  /// How many hints were shown.
  var hints = 0
  /// How often it was checked.
  var checks = 0
}

/// The folder `.convbook`, or the one that `CONVBOOK_PROGRESS` names.
struct ExerciseProgress {
  let folder: URL

  init(folder: URL? = nil) {
    let named = ProcessInfo.processInfo.environment["CONVBOOK_PROGRESS"]
    self.folder =
      folder ?? named.flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0) }
      ?? Project.folder.appendingPathComponent(".convbook")
  }

  /// What is remembered of a lesson's exercise; a file that can't be read counts as nothing.
  func record(of lesson: LessonFolder) -> ExerciseRecord {
    (try? Data(contentsOf: file(lesson)))
      .flatMap { try? JSONDecoder().decode(ExerciseRecord.self, from: $0) } ?? ExerciseRecord()
  }

  /// Changes what is remembered; a second program that wants to waits meanwhile.
  @discardableResult
  func change(
    _ lesson: LessonFolder, _ change: (inout ExerciseRecord) -> Void
  ) throws -> ExerciseRecord {
    let file = file(lesson)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let lock = open(folder.appendingPathComponent("lock").path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0 else {
      throw Complaint(
        .trouble, "\(folder.path): can't be written to: \(String(cString: strerror(errno)))")
    }
    defer { close(lock) }
    flock(lock, LOCK_EX)
    var record = record(of: lesson)
    change(&record)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try encoder.encode(record).write(to: file, options: .atomic)
    return record
  }

  /// Where an exercise's program is compiled to.
  func buildFolder(_ name: String) -> URL {
    folder.appendingPathComponent("build").appendingPathComponent(name)
  }

  /// Keeps a copy of a student's file under a name that is not taken.
  ///
  /// - Returns: the copy; nil when there is nothing to keep.
  func keep(_ source: URL, of lesson: LessonFolder) throws -> URL? {
    guard let text = try? Data(contentsOf: source) else { return nil }
    let kept = folder.appendingPathComponent("kept")
    try FileManager.default.createDirectory(at: kept, withIntermediateDirectories: true)
    var number = 1
    while true {
      let copy = kept.appendingPathComponent("\(lesson.name)-\(number).swift")
      do {
        try text.write(to: copy, options: .withoutOverwriting)
        return copy
      } catch CocoaError.fileWriteFileExists {
        number += 1
      }
    }
  }

  private func file(_ lesson: LessonFolder) -> URL {
    folder.appendingPathComponent("progress").appendingPathComponent(lesson.name + ".json")
  }
}
