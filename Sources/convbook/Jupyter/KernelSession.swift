// What a kernel of Jupyter does: it runs the text of a notebook up to a cell as one program, and
// tells what that cell shows.

import Formatting
import Foundation
import LessonKit
import Live
import Notebooks
import Processes

/// A notebook that is open in Jupyter.
///
/// The program waits at the end of each cell. As long as the cells above are the same, the next one
/// goes on from there; otherwise the program begins anew, and what the cells above show is not told
/// again. Where the cells below are known, of a lesson or of a notebook's file, they are compiled
/// with those above, so that they need no compilation of their own.
actor KernelSession {
  /// The folders of a session.
  struct Folders: Sendable {
    /// The session's own, for its files and pages.
    var session: URL
    /// Where trainings are kept from one session to the next, a folder for each lesson.
    var trainings: URL
  }

  private let engine: LiveEngine
  private let lessons: [LessonFolder]
  private let folders: Folders
  /// The seconds that a cell may take.
  private let limit: Double
  private let reply: @Sendable (KernelReply) -> Void
  private var order = NotebookOrder()
  private var run: CellRun?
  /// The cells below that did not compile with those above.
  private var rejected: [String] = []
  private var hasToldHowItRuns = false
  /// The answers to exercises that were run last, by the number of the lesson.
  private var answers: [Int: String] = [:]
  /// Gives up the check that is at work; nil without one.
  private var checking: ProgramStopper?

  init(
    engine: LiveEngine, lessons: [LessonFolder], folders: Folders, limit: Double,
    reply: @escaping @Sendable (KernelReply) -> Void
  ) {
    self.engine = engine
    self.lessons = lessons
    self.folders = folders
    self.limit = limit
    self.reply = reply
  }

  /// The texts of the cells that are known.
  var texts: [String] { order.cells.map(\.text) }

  // MARK: Executing

  /// Executes a cell, and tells its outputs and its end.
  func execute(_ request: KernelRequest.Execute, number: Int) async {
    if let cell = ExerciseCell(request.code, lessons) {
      return reply(KernelReply(number: number, done: await check(cell, request.code, number)))
    }
    let file = request.notebook.flatMap(NotebookOrder.file)
    let cell = order.execute(
      request.code, id: request.cellId, deleted: Set(request.deletedCells ?? []), file: file)
    let own = Array(texts[...cell])
    if let run, run.canGoOn(to: own) {
      self.run = run
    } else {
      let below = following(own)
      begin(own, below == rejected ? [] : below)
    }
    var done = await outputs(of: cell, number)
    // The cells below may not compile yet: then those above run without them.
    if done == nil {
      rejected = following(own)
      begin(own, [])
      done = await outputs(of: cell, number)
    }
    // Without an identifier nobody could correct it.
    if case .error? = done, request.cellId == nil { order.forgetLast() }
    if !hasToldHowItRuns {
      hasToldHowItRuns = true
      tell(number, .init(output: .markdown(KernelStrings.howItRuns.text), kind: "note"))
    }
    reply(KernelReply(number: number, done: done ?? .ok))
  }

  /// Checks an answer to an exercise, and tells what was found; for points also how many it gets.
  private func check(
    _ cell: ExerciseCell, _ code: String, _ number: Int
  ) async -> KernelReply.Done {
    let (exercise, points): (ExerciseFolder, Double?) =
      switch cell {
      case .answer(let exercise): (exercise, nil)
      case .check(let exercise, let points): (exercise, points)
      }
    let lesson = exercise.lesson.number
    if points == nil { answers[lesson] = code }
    guard let answer = answers[lesson] else {
      return fail(
        KernelError(
          name: KernelStrings.trouble.text, message: KernelStrings.noAnswer(lesson).text), number)
    }
    let stopper = ProgramStopper()
    checking = stopper
    defer { checking = nil }
    let folder = folders.session.appendingPathComponent("pictures")
    do {
      let found = try await ExerciseSession.inOwnThread {
        try CheckedCell(answer, of: exercise, in: folder, stopper: stopper)
      }
      tell(number, .init(output: .stream(JupyterOutput.lines(found.text))))
      for (function, path) in found.pictures.sorted(by: { $0.key < $1.key }) {
        guard let picture = FileManager.default.contents(atPath: path) else { continue }
        let words = KernelStrings.answerAsPicture(function).text
        let data: [String: JupyterOutput.Bundle] = [
          "image/png": .text(picture.base64EncodedString()), "text/plain": .lines([words]),
        ]
        tell(number, .init(output: .data(data, alt: words)))
      }
      if let points {
        let got = (100 * points * found.share).rounded() / 100
        tell(number, .init(output: .data(["text/plain": .text("\(got)")]), isValue: true))
      }
      return .ok
    } catch is CancellationError {
      return fail(
        KernelError(
          name: KernelStrings.interrupted.text, message: KernelStrings.checkWasInterrupted.text),
        number)
    } catch {
      return fail(KernelError(name: KernelStrings.trouble.text, message: describe(error)), number)
    }
  }

  /// Ends the cell that runs. Where that is a check, the notebook's program goes on waiting.
  func interrupt() {
    if let checking { return checking.stop(graceTime: 0) }
    run?.stopper.stop(graceTime: 0.5)
  }

  /// Ends all that it runs.
  func close() {
    checking?.stop(graceTime: 0)
    run?.stopper.stop(graceTime: 0)
  }

  /// The cells below some: those of the notebook as it is known, or of the lesson that it is.
  private func following(_ own: [String]) -> [String] {
    let known = Array(texts.dropFirst(own.count))
    guard known.isEmpty else { return known }
    let program = NotebookProgram(own, isWhole: false, lessons: lessons)
    guard let lesson = program.lesson, let last = own.last else { return [] }
    let record = LessonRecord(name: lesson.name, source: lesson.source)
    let codes = NotebookCode.all(in: record)
    let book = codes.keys.sorted().compactMap { codes[$0] }
    if let place = book.lastIndex(of: last) { return Array(book[(place + 1)...]) }
    // It stands in for one of the book's.
    return Array(book.dropFirst(own.count))
  }

  private func begin(_ own: [String], _ below: [String]) {
    run?.stopper.stop(graceTime: 0.5)
    run = nil
    do {
      run = try CellRun(
        own, below, engine: engine, lessons: lessons, folders: folders)
    } catch {
      startingError = error
    }
  }

  /// Why the last program could not be begun.
  private var startingError: (any Error)?

  private func tell(_ number: Int, _ output: KernelReply.Output) {
    reply(KernelReply(number: number, output: output))
  }

  /// Lets the program run to the end of a cell, and tells what the cell shows.
  ///
  /// - Returns: how it ended; nil when the cells below keep it from being compiled.
  private func outputs(of cell: Int, _ number: Int) async -> KernelReply.Done? {
    guard let run else {
      let words = startingError.map(describe) ?? ""
      return fail(KernelError(name: KernelStrings.trouble.text, message: words), number)
    }
    run.open(upTo: cell)
    let timer = Task { [limit, stopper = run.stopper] in
      try await Task.sleep(for: .seconds(limit))
      run.tookTooLong = true
      stopper.stop(graceTime: 0.5)
    }
    defer { timer.cancel() }
    while !run.hasReached(cell), let event = await run.next() {
      switch event {
      case .output(let output) where run.isRunning(cell): show(output, run, number)
      case .printed(let output) where run.isRunning(cell): show(output, run, number)
      case .printedError(let text) where run.isRunning(cell):
        tell(number, .init(output: .stream(JupyterOutput.lines(text), name: "stderr")))
      case .progress(let training) where run.isRunning(cell):
        let isNew = run.displays.insert(training.name).inserted
        tell(
          number,
          .init(
            output: .markdown(KernelStrings.progress(training).text),
            display: "\(number)-\(training.name)", isUpdate: !isNew, kind: "progress"))
      case .keptTraining(let name, _) where run.isRunning(cell):
        tell(
          number, .init(output: .markdown(KernelStrings.keptTraining(name).text), kind: "note"))
      case .ended(.finished): break
      case .ended(let ending):
        self.run = nil
        if case .rejected(let diagnostics) = ending,
          run.cells.count > cell + 1, !KernelError.isAbout(cell, diagnostics, run)
        {
          return nil
        }
        return fail(KernelError(ending, run, cell: cell, seconds: limit), number)
      default: break
      }
    }
    run.displays = []
    return .ok
  }

  private func show(_ output: CellOutput, _ run: CellRun, _ number: Int) {
    let origin = output.place.flatMap { run.program.origin($0.part, line: $0.line) }
    let isValue = origin?.showsValue ?? false
    if isValue, case .printed(let printed) = output.content {
      let value = JupyterOutput.data(["text/plain": .lines(JupyterOutput.lines(printed.text))])
      return tell(number, .init(output: value, isValue: true))
    }
    for (index, shown) in JupyterOutput.all(of: output, in: run.output.path).enumerated() {
      tell(number, .init(output: shown, isValue: isValue && index == 0))
    }
  }

  private func fail(_ error: KernelError, _ number: Int) -> KernelReply.Done {
    tell(
      number,
      .init(
        output: .error(name: error.name, message: error.message, traceback: error.traceback)))
    return .error(name: error.name, message: error.message)
  }
}
