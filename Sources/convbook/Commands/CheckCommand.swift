// Checks exercises: compiles the student's file, calls it, and reports what is wrong and why.

import Checks
import Foundation
import LessonKit

/// `convbook check [SELECTION]`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: text("Check your answers to exercises."),
    discussion: text(
      """
      Each lesson has an exercise in Lessons/<lesson>/Exercise/Exercise.swift. Without a selection \
      the first one that has not passed yet is checked.

      Exit status: 0 when everything passed, 1 when something did not, 2 when a file was the \
      trouble.

        swift run convbook check
        swift run convbook check 5
        swift run convbook check all
      """))

  @Argument(help: Selection.help) var selection: [String] = []
  @Option(
    help: .message(
      "Check another file instead of your own; nothing is remembered.", valueName: "file"))
  var file: String?
  @Flag(help: .message("Print what was found as JSON.")) var json = false

  func run() throws {
    let curriculum = Curriculum()
    let progress = ExerciseProgress()
    let exercises = try curriculum.exercises(selection, progress)
    if exercises.isEmpty { return print(ExerciseMessages.allPassed) }
    if file != nil, exercises.count > 1 {
      throw CommandError(.usage, "--file is one file: name the one exercise that it answers.")
    }
    let session = ExerciseSession(
      progress: progress, line: StatusLine(isSilent: json),
      style: json ? .plain : .standardOutput)
    var reports: [ExerciseReport] = []
    for exercise in exercises {
      let report = try session.check(exercise, file: file.map { URL(fileURLWithPath: $0) })
      reports.append(report)
      if json { continue }
      if exercises.count == 1 {
        show(report, exercise, curriculum, progress)
      } else {
        print(ReportText(exercise: exercise, style: .standardOutput).summary(report))
      }
    }
    if json {
      print(try JSONText.of(reports))
    } else if exercises.count > 1 {
      let passed = reports.count { $0.status == .passed }
      print("\n\(ExerciseMessages.passed(passed, of: reports.count))")
    }
    if reports.contains(where: { $0.status != .passed }) { throw ExitCode(1) }
  }

  private func show(
    _ report: ExerciseReport, _ exercise: ExerciseFolder, _ curriculum: Curriculum,
    _ progress: ExerciseProgress
  ) {
    let text = ReportText(exercise: exercise, style: .standardOutput)
    print(text.lines(report).joined(separator: "\n"))
    // The compiler explains its errors.
    if report.compilerDiagnostics != nil || file != nil { return }
    let number = exercise.lesson.number
    print("")
    if report.status == .passed {
      print(ExerciseMessages.passed(next: curriculum.nextExercise(progress)?.lesson))
      print(ExerciseMessages.solutionToo(number))
    } else {
      print(ExerciseMessages.file(shortPath(exercise.file.path)))
      for former in curriculum.formerAnswers where former.lesson == exercise.lesson {
        print(ExerciseMessages.formerAnswer(former))
      }
      print(ExerciseMessages.hintToo(number))
    }
  }
}

extension Curriculum {
  /// Returns the exercises that arguments select; without arguments the next one.
  ///
  /// - Returns: an empty array when all have passed.
  /// - Throws: `CommandError` when an argument is no lesson, or no lesson has an exercise.
  func exercises(
    _ words: [String], _ progress: ExerciseProgress
  ) throws(CommandError) -> [ExerciseFolder] {
    if words.isEmpty || words == ["next"] { return nextExercise(progress).map { [$0] } ?? [] }
    return try exercises(
      of: Selection.lessons(words, in: self, next: nextExercise(progress)?.lesson))
  }

  /// Returns the first exercise that has not passed.
  func nextExercise(_ progress: ExerciseProgress) -> ExerciseFolder? {
    lessons.lazy.compactMap(ExerciseFolder.init).first { !progress.record(of: $0.lesson).hasPassed }
  }
}
