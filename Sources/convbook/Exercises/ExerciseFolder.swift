// Where an exercise lies: the student's file beside the lesson, its task in the protocol, its solution
// among the tests.

import Checks
import Foundation
import LessonKit

/// An exercise as it lies on disk.
struct ExerciseFolder {
  let lesson: LessonFolder
  let check: ExerciseCheck

  /// Nil when the lesson has no exercise.
  init?(_ lesson: LessonFolder) {
    guard let check = Checks.check(ofLesson: lesson.number) else { return nil }
    self.lesson = lesson
    self.check = check
  }

  /// The student's folder.
  var folder: URL { lesson.folder.appendingPathComponent("Exercise") }
  /// The student's file.
  var file: URL { folder.appendingPathComponent("Exercise.swift") }
  /// The student's file and whatever Swift files were put beside it.
  var sources: [URL] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".swift") }.sorted().map(folder.appendingPathComponent)
  }
  /// The protocol's file, with the task in its comments.
  var task: ExerciseTask? {
    let file = Project.folder.appendingPathComponent(
      "Sources/Exercises/Protocols/\(check.protocolName).swift")
    return (try? String(contentsOf: file, encoding: .utf8))
      .flatMap { ExerciseTask(source: $0, protocolName: check.protocolName) }
  }
  /// The solution's file.
  var solution: URL {
    let name = check.protocolName.dropLast("Exercise".count)
    return Project.folder.appendingPathComponent(
      "Tests/ExerciseTests/Solutions/\(name)Solution.swift")
  }
  /// Where pictures of answers go.
  var output: URL {
    Project.output.appendingPathComponent(lesson.name).appendingPathComponent("exercise")
  }
}

extension Curriculum {
  /// The exercises of some lessons.
  ///
  /// - Throws: a `CommandError` when none of them has one.
  func exercises(of lessons: [LessonFolder]) throws(CommandError) -> [ExerciseFolder] {
    let exercises = lessons.compactMap(ExerciseFolder.init)
    if exercises.isEmpty, let lesson = lessons.first {
      throw CommandError(
        .usage,
        lessons.count == 1
          ? "lesson \(lesson.number) has no exercise." : "none of these lessons has an exercise.")
    }
    return exercises
  }
}
