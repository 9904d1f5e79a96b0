// Updates the progress of exercises under a lock, because several commands may run at once.

import Foundation
import LessonKit
import Processes

extension ExerciseProgress {
  /// Updates a record; concurrent updates wait.
  @discardableResult
  func change(
    _ lesson: LessonFolder, _ change: (inout ExerciseRecord) -> Void
  ) throws -> ExerciseRecord {
    let file = file(lesson)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let lock = open(folder.appendingPathComponent("lock").path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0 else {
      throw CommandError(
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

  /// Counts one more hint as seen.
  @discardableResult
  func seeHint(of exercise: ExerciseFolder) throws -> ExerciseRecord {
    try change(exercise.lesson) { $0.hints = min($0.hints + 1, exercise.check.hints.count) }
  }

  /// The cache of compiled answers.
  var programs: ProgramCache { ProgramCache(folder: folder.appendingPathComponent("build")) }

  /// Copies a student's file to an unused name.
  ///
  /// - Returns: the copy; nil when there is no file.
  /// - Throws: `CommandError` for what is there and can't be copied: it must not be replaced then.
  func keep(_ source: URL, of lesson: LessonFolder) throws -> URL? {
    switch FileKind(at: source.path) {
    case .missing: return nil
    case .regular: break
    case .folder, .special:
      throw CommandError(
        .trouble, "\(shortPath(source.path)): is no file; name the exercise's file.")
    }
    let text = try Data(contentsOf: source)
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
}
