// Reads a student's progress: one file per exercise, in a folder outside the repository's files.
// The exercise commands write it. Files carry the lesson's short name: numbers change when a lesson
// is put between others, and nothing that was passed may be lost by that.

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
  ///
  /// Records of earlier editions carry the lesson's name with the number it had then.
  package func record(of lesson: LessonFolder) -> ExerciseRecord {
    if FileManager.default.fileExists(atPath: file(lesson).path) {
      return record(in: file(lesson)) ?? ExerciseRecord()
    }
    let files = (try? FileManager.default.contentsOfDirectory(atPath: records.path)) ?? []
    let former = files.sorted().filter {
      $0.hasSuffix(".json")
        && LessonFolder.shortName(ofNumbered: String($0.dropLast(5))) == lesson.shortName
    }.compactMap { record(in: records.appendingPathComponent($0)) }
    // Of two, one may be from after the number changed: what passed once has passed.
    return former.first(where: \.hasPassed) ?? former.last ?? ExerciseRecord()
  }

  private func record(in file: URL) -> ExerciseRecord? {
    (try? Data(contentsOf: file))
      .flatMap { try? JSONDecoder().decode(ExerciseRecord.self, from: $0) }
  }

  private var records: URL { folder.appendingPathComponent("progress") }

  /// Returns the file that a lesson's record is written to.
  package func file(_ lesson: LessonFolder) -> URL {
    records.appendingPathComponent(lesson.shortName + ".json")
  }
}
