// What a student has done, in a folder of its own that no update touches: one small file for each
// exercise. Here it is read; the commands that check exercises write it.

import Foundation

/// What is remembered of one exercise.
package struct ExerciseRecord: Codable, Equatable {
  /// Whether it has ever passed.
  package var hasPassed = false
  /// How many hints were shown.
  package var hints = 0
  /// How often it was checked.
  package var checks = 0

  /// Nothing yet.
  package init() {}
}

/// The folder `.convbook`, or the one that `CONVBOOK_PROGRESS` names.
package struct ExerciseProgress {
  package let folder: URL

  package init(folder: URL? = nil) {
    let named = ProcessInfo.processInfo.environment["CONVBOOK_PROGRESS"]
    self.folder =
      folder ?? named.flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0) }
      ?? Project.folder.appendingPathComponent(".convbook")
  }

  /// What is remembered of a lesson's exercise; a file that can't be read counts as nothing.
  package func record(of lesson: LessonFolder) -> ExerciseRecord {
    (try? Data(contentsOf: file(lesson)))
      .flatMap { try? JSONDecoder().decode(ExerciseRecord.self, from: $0) } ?? ExerciseRecord()
  }

  /// Where a lesson's record lies.
  package func file(_ lesson: LessonFolder) -> URL {
    folder.appendingPathComponent("progress").appendingPathComponent(lesson.name + ".json")
  }
}
