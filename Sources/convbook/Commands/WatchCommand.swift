// Checks an exercise whenever its file is saved, and handles keys.

import Checks
import Foundation
import LessonKit
import Processes

/// `convbook watch [EXERCISE]`.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: text("Check an exercise each time you save it."),
    discussion: text("Keys: n the next exercise, h a hint, r run again, l the list, q quit."))

  @Argument(help: .message("The exercise; the next one by default.", valueName: "exercise"))
  var selection: String?
  @Option(
    help: .message(
      "Watch another file instead of your own; nothing is remembered.", valueName: "file"))
  var file: String?
  @Flag(
    help: .message("Print what was found as JSON, a line for each check, and listen to no keys."))
  var json = false

  /// The polling interval in seconds.
  private static let interval = 0.5

  func run() throws {
    let curriculum = Curriculum()
    let progress = ExerciseProgress()
    guard let first = try curriculum.exercises(selection.map { [$0] } ?? [], progress).first else {
      return print(ExerciseMessages.allPassed)
    }
    guard json || StatusLine.isPossible && isatty(STDIN_FILENO) == 1 else {
      throw CommandError(.usage, ExerciseMessages.watchNeedsTerminal)
    }
    var exercise = first
    let keys = json ? nil : KeyInput()
    defer { keys?.restore() }
    var seen: [String: Data]?
    var running: RunningCheck?
    // A hint that was asked for during a run is not wiped away by its end.
    var keepsScreen = false
    defer { running?.giveUp() }
    while true {
      let state = state(of: exercise)
      if state != seen {
        running?.giveUp()
        running = nil
        seen = settledState(of: exercise)
        if seen?.isEmpty == true {
          try tellDeleted(exercise)
        } else {
          running = RunningCheck(exercise, file: fileURL, progress, isSilent: json)
        }
      }
      if let result = running?.result {
        running = nil
        try show(result, exercise, keepsScreen: keepsScreen)
        keepsScreen = false
      }
      let interval = running == nil ? Self.interval : Self.intervalOfRun
      guard let key = keys?.next(within: interval) else {
        if json { Thread.sleep(forTimeInterval: interval) }
        continue
      }
      // A key stops the run; it begins anew unless the key ends the program.
      if let run = running, "qrhnl\r\n\u{4}".contains(key) {
        run.giveUp()
        running = nil
        seen = nil
      }
      switch key {
      case "q", "\u{4}": return print("")
      case "r", "\r", "\n": seen = nil
      case "h":
        try showHint(exercise, progress)
        keepsScreen = seen == nil
      case "n" where file != nil: print(ExerciseMessages.onlyThisFile)
      case "n":
        let following = curriculum.lessons.filter { $0.number > exercise.lesson.number }
        guard let next = following.lazy.compactMap(ExerciseFolder.init).first else {
          print(ExerciseMessages.noNext)
          break
        }
        exercise = next
        seen = nil
      case "l":
        print(
          "\n" + ExerciseList(curriculum, progress).lines(.standardOutput).joined(separator: "\n"))
        footer(exercise)
        keepsScreen = seen == nil
      default: break
      }
    }
  }

  /// The polling interval in seconds while a check is at work.
  private static let intervalOfRun = 0.1

  private func showHint(_ exercise: ExerciseFolder, _ progress: ExerciseProgress) throws {
    let hints = exercise.check.hints
    let before = progress.record(of: exercise.lesson).hints
    let record = try progress.seeHint(of: exercise)
    let shown = Array(hints.prefix(record.hints))
    print(
      "\n" + HintCommand.text(shown, of: hints.count, exercise.lesson.number, .standardOutput))
    if before >= hints.count { print(ExerciseMessages.noFurtherHint) }
    footer(exercise)
  }

  /// Returns the contents once a save has ended: editors empty or remove a file before they write
  /// it anew.
  private func settledState(of exercise: ExerciseFolder) -> [String: Data] {
    var state = state(of: exercise)
    // A file that stays empty or away is taken for that after a second.
    for _ in 0..<20 {
      Thread.sleep(forTimeInterval: 0.05)
      let next = self.state(of: exercise)
      if next == state, !next.isEmpty, !next.values.contains(where: \.isEmpty) { break }
      state = next
    }
    return state
  }

  private func tellDeleted(_ exercise: ExerciseFolder) throws {
    let path = printable(shortPath((fileURL ?? exercise.file).path), inOneLine: true)
    try tell(ExerciseMessages.deleted(path), exercise)
  }

  /// Tells why an exercise can't be checked.
  private func tell(_ words: Message, _ exercise: ExerciseFolder) throws {
    struct Trouble: Encodable {
      let exercise: Int
      let error: Message
    }
    if json {
      print(
        try JSONText.of(Trouble(exercise: exercise.lesson.number, error: words), isIndented: false))
      fflush(nil)
    } else {
      print("\n\(words)")
      footer(exercise)
    }
  }

  private func show(
    _ result: Result<ExerciseReport, any Error>, _ exercise: ExerciseFolder, keepsScreen: Bool
  ) throws {
    let report: ExerciseReport
    do { report = try result.get() } catch let error as CommandError {
      // The file may have gone meanwhile.
      return try tell(error.message, exercise)
    }
    if json {
      print(try JSONText.of(report, isIndented: false))
      fflush(nil)
      return
    }
    // Clears the screen; earlier output stays in the scrollback.
    print(keepsScreen ? "\n" : "\u{1B}[2J\u{1B}[H", terminator: "")
    let text = ReportText(exercise: exercise, style: .standardOutput)
    print(text.lines(report).joined(separator: "\n"))
    if report.status == .passed {
      print("\n\(ExerciseMessages.passedInWatch(exercise.lesson.number))")
    }
    footer(exercise)
  }

  private func footer(_ exercise: ExerciseFolder) {
    let style = TerminalStyle.standardOutput
    let path = printable(shortPath((fileURL ?? exercise.file).path), inOneLine: true)
    print("\n" + style.faint(ExerciseMessages.watching(path).text))
    print(style.accent(ExerciseMessages.keys.text))
    fflush(nil)
  }

  private var fileURL: URL? { file.map { URL(fileURLWithPath: $0) } }

  /// Returns the contents of the student's files, of those that are there.
  private func state(of exercise: ExerciseFolder) -> [String: Data] {
    var state: [String: Data] = [:]
    for file in fileURL.map({ [$0] }) ?? exercise.sources {
      state[file.path] = try? Data(contentsOf: file)
    }
    return state
  }
}

/// A check at work in a thread of its own. The lock guards what both threads see.
private final class RunningCheck: @unchecked Sendable {
  private let lock = NSLock()
  private let finished = DispatchSemaphore(value: 0)
  private var found: Result<ExerciseReport, any Error>?
  private let stopper: ProgramStopper

  init(_ exercise: ExerciseFolder, file: URL?, _ progress: ExerciseProgress, isSilent: Bool) {
    let session = ExerciseSession(
      progress: progress, line: StatusLine(isSilent: isSilent),
      style: isSilent ? .plain : .standardOutput)
    stopper = session.stopper
    let work = Work(session: session, exercise: exercise, file: file)
    let thread = Thread { [self] in
      let result = Result { try work.session.check(work.exercise, file: work.file) }
      lock.withLock { found = result }
      finished.signal()
    }
    thread.stackSize = ExerciseSession.stackSize
    thread.start()
  }

  /// What only that thread touches from then on.
  private struct Work: @unchecked Sendable {
    let session: ExerciseSession
    let exercise: ExerciseFolder
    let file: URL?
  }

  /// What was found; nil while it is at work.
  var result: Result<ExerciseReport, any Error>? { lock.withLock { found } }

  /// Ends it with the programs that it runs, and waits for that.
  func giveUp() {
    stopper.stop(graceTime: 0)
    ChildProcess.endAll()
    finished.wait()
    ChildProcess.allowStarts()
  }
}

/// Reads keys without waiting for Return.
private final class KeyInput {
  private var before = termios()
  private var sources: [any DispatchSourceSignal] = []

  init() {
    tcgetattr(STDIN_FILENO, &before)
    var raw = before
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSANOW, &raw)
    // Restores the terminal before a signal ends this program.
    sources = [SIGINT, SIGTERM, SIGHUP].map { [before] number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        var before = before
        tcsetattr(STDIN_FILENO, TCSANOW, &before)
        Foundation.exit(128 + number)
      }
      source.resume()
      return source
    }
  }

  /// Restores the terminal's settings.
  func restore() { tcsetattr(STDIN_FILENO, TCSANOW, &before) }

  /// Returns the next key; nil when none is pressed in time. A closed terminal counts as Ctrl-D.
  func next(within seconds: Double) -> Character? {
    var watched = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&watched, 1, Int32(seconds * 1000)) > 0 else { return nil }
    var byte: UInt8 = 0
    return read(STDIN_FILENO, &byte, 1) == 1 ? Character(Unicode.Scalar(byte)) : "\u{4}"
  }
}
