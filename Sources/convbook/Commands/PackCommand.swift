// Packs answers to hand in.

import Foundation
import LessonKit

/// `convbook pack SELECTION`.
struct PackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack", abstract: text("Pack your answer to an exercise, to hand it in."),
    discussion: text(
      """
      Writes one zip file with your answer, the edition of the book and the seed that check drew \
      its cases from; several exercises go into one file. Your answer need not have passed.

        swift run convbook pack 5
        swift run convbook pack 5,7 --output anna.zip
      """))

  @Argument(help: .message("The exercises: 5, sliding-window, 7-11.", valueName: "exercises"))
  var selection: [String] = []
  @Option(
    name: [.customShort("o"), .long],
    help: .message("The file to write; exercise-05.zip by default.", valueName: "file"))
  var output: String?

  func validate() throws {
    if selection.isEmpty { throw ValidationError(text("name the exercise to pack: pack 5")) }
  }

  func run() throws {
    let curriculum = Curriculum()
    let progress = ExerciseProgress()
    let exercises = try curriculum.exercises(selection, progress)
    let packed = try exercises.map(HandIn.init)
    guard let first = packed.first, let last = packed.last else {
      return print(ExerciseMessages.allPassed)
    }
    let numbers = [first, last].map { $0.exercise.lesson.name.prefix { $0 != "-" } }
    let name =
      output
      ?? (packed.count == 1
        ? "exercise-\(numbers[0]).zip" : "exercises-\(numbers[0])-\(numbers[1]).zip")
    let file = URL(fileURLWithPath: name)
    do {
      try HandIn.archive(packed).write(to: file, options: .atomic)
    } catch let error as CocoaError {
      throw CommandError(.trouble, "\(name): can't be written: \(systemReason(of: error))")
    }
    for own in packed where !progress.record(of: own.exercise.lesson).hasPassed {
      let number = own.exercise.lesson.number
      print(text("Exercise \(number) has not passed yet: swift run convbook check \(number)"))
    }
    print(text("Hand in this file: \(shortPath(file.path))"))
  }
}
