// Reads a student's progress: one file per exercise, in a folder outside the repository's files.
// The exercise commands write it.

import Foundation

/// The progress of one exercise.
package struct ExerciseRecord: Codable, Equatable {
  /// Whether it has ever passed.
  package var hasPassed = false
  /// The number of hints shown.
  package var hints = 0
  /// The number of checks.
  package var checks = 0

  /// Creates an empty record.
  package init() {}
}

/// The progress folder: `.convbook`, or the value of `CONVBOOK_PROGRESS`.
package struct ExerciseProgress {
  package let folder: URL

  package init(folder: URL? = nil) {
    let named = ProcessInfo.processInfo.environment["CONVBOOK_PROGRESS"]
    self.folder =
      folder ?? named.flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0) }
      ?? Project.folder.appendingPathComponent(".convbook")
  }

  /// Returns the record of a lesson's exercise; an empty one when its file can't be read.
  package func record(of lesson: LessonFolder) -> ExerciseRecord {
    (try? Data(contentsOf: file(lesson)))
      .flatMap { try? JSONDecoder().decode(ExerciseRecord.self, from: $0) } ?? ExerciseRecord()
  }

  /// Returns the file of a lesson's record.
  package func file(_ lesson: LessonFolder) -> URL {
    folder.appendingPathComponent("progress").appendingPathComponent(lesson.name + ".json")
  }
}
