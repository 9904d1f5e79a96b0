// What is remembered of exercises is changed under a lock, because two terminals may check at once.

import Foundation
import LessonKit
import Processes

extension ExerciseProgress {
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

  /// The compiled programs of answers.
  var programs: ProgramCache { ProgramCache(folder: folder.appendingPathComponent("build")) }

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
}
