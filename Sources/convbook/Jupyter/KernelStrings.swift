// What the kernel for Jupyter tells in words.

import Formatting
import LessonKit

enum KernelStrings {
  static let howItRuns: Message = """
    *A cell runs with all cells above it, from the top, as one program: nothing is left over from \
    cells that were changed or deleted. What a training has learned is kept as long as network, \
    data and options are the same.*
    """
  static func keptTraining(_ name: String) -> Message {
    "*“\(name)” is not trained again: network, data and options are the same as before, and what "
      + "it learned is kept.*"
  }
  static func progress(_ training: TrainingProgress) -> Message {
    let loss = fixed(Double(training.loss), decimals: 4)
    if let validation = training.validation {
      return
        "*\(training.name)*: epoch \(training.epoch) of \(training.epochs), loss \(loss), "
        + "validation \(percentage(Double(validation)))"
    }
    return
      "*\(training.name)*: epoch \(training.epoch) of \(training.epochs), step \(training.step) of "
      + "\(training.steps), loss \(loss)"
  }
  static let trouble: Message = "The cell can't be run"
  static let interrupted: Message = "Interrupted"
  static let wasInterrupted: Message = """
    The program of the notebook was ended. Run this cell again, and it begins at the top.
    """
  static let checkWasInterrupted: Message = """
    The check was ended before its end. Run this cell again to check the answer.
    """
  static let timeLimit: Message = "The cell took too long"
  static func tookTooLong(_ seconds: Double) -> Message {
    "It was ended after \(Int(seconds)) seconds, the limit of a cell."
  }
  static let doesNotCompile: Message = "The cell does not compile"
  static func line(_ line: Int) -> Message { "Line \(line) of this cell:" }
  static func line(_ line: Int, ofCellBeginning first: String) -> Message {
    "Line \(line) of the cell above that begins with “\(first)”:"
  }
  static func answerAsPicture(_ function: String) -> Message {
    "What \(function) gave, beside what is expected"
  }
  static func noAnswer(_ lesson: Int) -> Message {
    "There is no answer to exercise \(lesson) yet. Run the cell with “struct Answer” first."
  }
  static let cellsAbove: Message = """
    A cell sees what the cells above it declare. Is one missing that was deleted, or has not been \
    run yet? Run the notebook from the top.
    """
}
