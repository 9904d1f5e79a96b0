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
  /// The heading of an exercise, with its title if there is such a lesson.
  static func heading(ofLesson number: Int) -> Message {
    let title = Curriculum().lessons.first { $0.number == number }
      .flatMap(ExerciseFolder.init)?.title
    return title.map { ExerciseMessages.heading(number, $0) } ?? "Exercise \(number)"
  }
  /// The paragraphs of the task in the reader's language; empty where that is the language of the
  /// student's file, which begins with it.
  var translatedTask: [String] {
    let paragraphs = task?.paragraphs ?? []
    let texts = paragraphs.map { Message(template: $0).text }
    return texts == paragraphs ? [] : texts
  }
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

extension ExerciseFolder {
  /// Returns the file as it was before the student wrote anything, with the task in the reader's
  /// language too.
  ///
  /// - Throws: `CommandError` when the task can't be read.
  func starter() throws(CommandError) -> String {
    guard let task else {
      throw CommandError(
        .trouble, "the task of exercise \(lesson.number) can't be read from its protocol.")
    }
    return task.starter(lesson: lesson.number, in: .current)
  }

  /// Returns the solution.
  ///
  /// - Throws: `CommandError` as long as the exercise has not passed, or when it can't be read.
  func solutionText(_ progress: ExerciseProgress) throws(CommandError) -> String {
    guard progress.record(of: lesson).hasPassed else {
      throw CommandError(.no, ExerciseMessages.notPassedYet(lesson.number))
    }
    guard let text = try? String(contentsOf: solution, encoding: .utf8) else {
      throw CommandError(.trouble, "\(shortPath(solution.path)): can't be read.")
    }
    return text
  }

  /// Writes the file as it was, and keeps a copy of what the student wrote.
  ///
  /// - Parameter other: another file to put back; the hints that were seen then still count.
  /// - Returns: the copy; nil when there was no file.
  func putBack(_ other: URL? = nil, _ progress: ExerciseProgress) throws -> URL? {
    let (starter, file) = (try starter(), other ?? file)
    let copy = try progress.keep(file, of: lesson)
    try write(starter, to: file)
    if other == nil { try progress.change(lesson) { $0.hints = 0 } }
    return copy
  }

  /// Writes a student's file.
  func write(_ text: String, to file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file, options: .atomic)
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
