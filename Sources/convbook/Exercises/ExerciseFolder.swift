// The files of an exercise: the student's file beside the lesson, its task in the protocol, its
// solution among the tests.

import Checks
import Foundation
import LessonKit

/// The files of an exercise.
struct ExerciseFolder {
  let lesson: LessonFolder
  let check: ExerciseCheck

  /// Creates the exercise of a lesson; nil when it has none.
  init?(_ lesson: LessonFolder) {
    // Two lessons have one number when the book has got a lesson of that number after the
    // student made one: then the protocol's name decides.
    let checks = Checks.all.filter { $0.lesson == lesson.number }
    let name = lesson.shortName.split(separator: "-").map(\.capitalized).joined() + "Exercise"
    guard let check = checks.first(where: { $0.protocolName == name }) ?? checks.first else {
      return nil
    }
    self.lesson = lesson
    self.check = check
  }

  /// The student's folder.
  var folder: URL { lesson.exercise }
  /// The student's file.
  var file: URL { folder.appendingPathComponent("Exercise.swift") }
  /// The student's file and the other Swift files in its folder.
  var sources: [URL] { lesson.exerciseFiles }
  /// The task, read from the protocol's file.
  var task: ExerciseTask? {
    let file = Project.folder.appendingPathComponent(
      "Sources/Exercises/Protocols/\(check.protocolName).swift")
    return (try? String(contentsOf: file, encoding: .utf8))
      .flatMap { ExerciseTask(source: $0, protocolName: check.protocolName) }
  }
  /// The title of its task in the reader's language.
  var title: String { task.map { Message(template: $0.title).text } ?? lesson.shortName }
  /// The solution's file.
  var solution: URL {
    let name = check.protocolName.dropLast("Exercise".count)
    return Project.folder.appendingPathComponent(
      "Tests/ExerciseTests/Solutions/\(name)Solution.swift")
  }
  /// The folder of pictures of answers.
  var output: URL {
    Project.output.appendingPathComponent(lesson.name).appendingPathComponent("exercise")
  }
}

extension Curriculum {
  /// Returns the exercises of lessons.
  ///
  /// - Throws: `CommandError` when none has one.
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
