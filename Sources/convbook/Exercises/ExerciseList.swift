// Lists all exercises with their progress.

import Foundation
import LessonKit

/// The list that `check --list`, `watch` and the home screen show.
struct ExerciseList {
  let exercises: [ExerciseFolder]
  let progress: ExerciseProgress

  init(_ curriculum: Curriculum, _ progress: ExerciseProgress) {
    exercises = curriculum.lessons.compactMap(ExerciseFolder.init)
    self.progress = progress
  }

  /// The number of exercises that have passed.
  var passed: Int { exercises.count { progress.record(of: $0.lesson).hasPassed } }

  /// Returns a line for each exercise.
  func lines(_ style: TerminalStyle) -> [String] {
    let next = exercises.first { !progress.record(of: $0.lesson).hasPassed }
    return exercises.map { exercise in
      let record = progress.record(of: exercise.lesson)
      let isNext = exercise.lesson == next?.lesson
      let mark =
        record.hasPassed
        ? style.good("✓") : isNext ? style.accent("→") : record.checks > 0 ? "…" : " "
      let title = exercise.title
      let hints =
        record.hints > 0 && !record.hasPassed ? ExerciseMessages.hintsSeen(record.hints).text : ""
      return " \(mark) \(String(exercise.lesson.number).padded(to: 2, .right))  "
        + (isNext ? style.bold(title) : title) + style.faint(hints)
    } + ["", ExerciseMessages.passed(passed, of: exercises.count).text]
  }
}
