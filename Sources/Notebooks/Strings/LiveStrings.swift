// The texts of pages that a server shows: editing and running.

import Formatting

/// The texts of the scripts that edit and run cells, check exercises, choose options and present.
enum LiveStrings {
  static let edit: Message = "Edit"
  static let editLabel: Message = "Edit the code from line {line}"
  static let code: Message = "Code from line {line}. Shift and Enter run it, Escape leaves it."
  static let run: Message = "Run"
  static let runHint: Message = "Run the lesson from the top with this text: Shift and Enter"
  static let leave: Message = "Close"
  static let runAndLeave: Message = "Run and close"
  static let unrun: Message = "Typed, but not run yet"
  static let compiling: Message = "Compiling…"
  static let running: Message = "Running…"
  static let runningHere: Message = "This cell is running"
  static let done: Message = "Run in {seconds} s"
  static let kept: Message = "Kept from before: the code is the same"
  static let rejected: Message = "Does not compile"
  static let failed: Message = "Stopped by an error"
  static let stopped: Message = "Stopped"
  static let keptTraining: Message = """
    “{name}” was not trained again: its network and curves are kept from before, for the same \
    network, data and options.
    """
  static let trainAnew: Message = "Train anew"
  static let stop: Message = "Stop"
  static let endTraining: Message = "Enough: go on with this network"
  static let runAgain: Message = "Run again"
  static let changedOutputs: Message = "Changed"
  static let staleOutputs: Message = "From here on: what the run before showed"
  static let beforeAfter: Message = "Before / after"
  static let before: Message = "Before: {name}"
  static let edited: Message = "Your own version"
  static let showChanges: Message = "Show what I changed"
  static let putBack: Message = "Put it back"
  static let putBackSure: Message = "All your changes of this lesson are removed. Really?"
  static let saveAs: Message = "Save as a lesson of mine"
  static let saveAsName: Message = "A name for your lesson, such as my-edges:"
  static let savedAs: Message = "Saved as {name}"
  static let remove: Message = "Remove this lesson of mine"
  static let removeSure: Message = """
    This lesson is taken out of the book. Its files are kept in .convbook/kept. Really?
    """
  static let removed: Message = "It is taken out; its files are in {place}."
  static let seeIt: Message = "to the errors"
  static let place: Message = "Line {line} of this cell"
  static let conflict: Message = """
    This text was changed elsewhere meanwhile, in another window or in its file. What you typed is \
    still here.
    """
  static let takeTheirs: Message = "Take the other text"
  static let keepMine: Message = "Keep mine"
  static let gone: Message = "The server is gone. What you typed stays on this page."
  static let goneHint: Message = "Start it again in the terminal: swift run convbook live"
  static let locked: Message = "The server was started anew: open the link that it has printed."
  static let changesTitle: Message = "What I changed"
  static let noChanges: Message = "Nothing differs from the book."
  static let close: Message = "Close"
  static let epoch: Message = "epoch {epoch} of {epochs}, step {step} of {steps}"
  static let loss: Message = "loss"
  static let accuracy: Message = "accuracy"
  static let validation: Message = "validation"

  static let answer: Message = """
    Your answer to the exercise. Shift and Enter check it, Escape leaves it.
    """
  static let check: Message = "Check"
  static let checkHint: Message = "Write your file and check it: Shift and Enter"
  static let checking: Message = "Checking…"
  static let yourFile: Message = "Your file: {file}"
  static let checkedSoOften: Message = "Checks so far: {count}"
  static let neverChecked: Message = "Not checked yet"
  static let hasPassed: Message = "Passed"
  static let notPassed: Message = "Not passed yet"
  static let hint: Message = "Show a hint"
  static let hintsLeft: Message = "{seen} of {all} hints seen"
  static let aHint: Message = "Hint {number} of {all}"
  static let solution: Message = "Show our solution"
  static let resetExercise: Message = "Begin anew"
  static let resetExerciseSure: Message = """
    Your file is written as it was at first. A copy of yours is kept in .convbook/kept. Really?
    """
  static let allRight: Message = "Everything is right."
  static let stale: Message = "The file has changed since this was checked."
  static let printed: Message = "It printed:"
  static let answerPicture: Message = "Your answer beside the expected one"
  static let exerciseLink: Message = "Your answer"

  /// The texts of the editor, by their names in the script.
  static let ofEditor: [String: Message] = [
    "liveConflict": conflict, "liveTakeTheirs": takeTheirs, "liveKeepMine": keepMine,
  ]

  /// The texts of the script of exercises.
  static let ofExercise: [String: Message] = [
    "exerciseAnswer": answer, "exerciseCheck": check,
    "exerciseCheckHint": checkHint, "exerciseChecking": checking, "exerciseFile": yourFile,
    "exerciseChecks": checkedSoOften, "exerciseUnchecked": neverChecked,
    "exercisePassed": hasPassed, "exerciseAhead": notPassed, "exerciseHint": hint,
    "exerciseHints": hintsLeft, "exerciseOneHint": aHint, "exerciseSolution": solution,
    "exerciseReset": resetExercise, "exerciseResetSure": resetExerciseSure,
    "exerciseRight": allRight, "exerciseStale": stale, "exercisePrinted": printed,
    "exercisePicture": answerPicture, "exerciseLink": exerciseLink,
  ]

  /// The texts of the script of options.
  static let ofOptions: [String: Message] = [
    "optionsTitle": "The lesson's options", "optionsPicture": "A picture of your own…",
    "optionsDrop": "or drop a PNG or JPEG anywhere on the page",
    "optionsSmaller": """
    {name} has {before} pixels, more than a page takes: it was made smaller, {after}. The terminal \
    takes it whole: --image
    """,
    "optionsOwnPicture": "Run with your picture {name}",
    "optionsReset": "As the lesson has it", "optionsLessons": "lesson's",
    "optionsTerminal": "In the terminal:",
  ]

  /// The texts of the script for the projector.
  static let ofPresenting: [String: Message] = [
    "present": "Present",
    "presentHint": """
    For the projector: → goes on, ← back, F enlarges a figure, Escape ends. What comes out of a \
    cell is hidden until you go on.
    """,
    "presentPlace": "{place} of {places}", "presentBack": "Back", "presentNext": "Next",
    "presentFigure": "Figure", "presentEnd": "End",
  ]

  /// The texts of the script of cells.
  static let all: [String: Message] = [
    "liveEdit": edit, "liveEditLabel": editLabel, "liveCode": code, "liveRun": run,
    "liveRunHint": runHint, "liveUnrun": unrun, "liveLeave": leave,
    "liveRunAndLeave": runAndLeave, "liveCompiling": compiling,
    "liveRunning": running, "liveRunningHere": runningHere, "liveDone": done, "liveKept": kept,
    "liveKeptTraining": keptTraining, "liveTrainAnew": trainAnew,
    "liveRejected": rejected, "liveFailed": failed, "liveStopped": stopped, "liveStop": stop,
    "liveEndTraining": endTraining, "liveRunAgain": runAgain, "liveChanged": changedOutputs,
    "liveBeforeAfter": beforeAfter, "liveBefore": before, "liveEdited": edited,
    "liveShowChanges": showChanges, "livePutBack": putBack, "livePutBackSure": putBackSure,
    "liveSaveAs": saveAs, "liveSaveAsName": saveAsName, "liveSavedAs": savedAs,
    "liveRemove": remove, "liveRemoveSure": removeSure, "liveRemoved": removed,
    "liveContents": PageStrings.contents,
    "liveStale": staleOutputs, "liveSeeIt": seeIt, "liveWhere": place, "liveGone": gone,
    "liveGoneHint": goneHint, "liveLocked": locked, "liveChangesTitle": changesTitle,
    "liveNoChanges": noChanges, "liveClose": close, "liveEpoch": epoch, "liveLoss": loss,
    "liveAccuracy": accuracy, "liveValidation": validation,
  ]
}
