// Checks an exercise whenever its file is saved, and handles keys.

import Checks
import Foundation
import LessonKit

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
    let session = ExerciseSession(
      progress: progress, line: StatusLine(isSilent: json), isColourful: !json)
    var seen: [String: Data]?
    while true {
      let state = state(of: exercise)
      if state != seen {
        seen = settledState(of: exercise)
        try check(exercise, session)
      }
      guard let key = keys?.next(within: Self.interval) else {
        if json { Thread.sleep(forTimeInterval: Self.interval) }
        continue
      }
      switch key {
      case "q", "\u{4}": return print("")
      case "r", "\r", "\n": seen = nil
      case "h":
        let record = try progress.change(exercise.lesson) { record in
          record.hints = min(record.hints + 1, exercise.check.hints.count)
        }
        let shown = Array(exercise.check.hints.prefix(record.hints))
        print(
          "\n"
            + HintCommand.text(
              shown, of: exercise.check.hints.count, exercise.lesson.number, .standardOutput))
        footer(exercise)
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
      default: break
      }
    }
  }

  /// Returns the contents once a save has ended: editors empty a file before they fill it.
  private func settledState(of exercise: ExerciseFolder) -> [String: Data] {
    var state = state(of: exercise)
    // A file that stays empty is checked after a second.
    for _ in 0..<20 {
      Thread.sleep(forTimeInterval: 0.05)
      let next = self.state(of: exercise)
      if next == state, !next.values.contains(where: \.isEmpty) { break }
      state = next
    }
    return state
  }

  private func check(_ exercise: ExerciseFolder, _ session: ExerciseSession) throws {
    let report: ExerciseReport
    do {
      report = try session.check(exercise, file: fileURL)
    } catch let error as CommandError where !json {
      // An editor may remove the file for a moment while saving.
      print(error.description)
      return footer(exercise)
    }
    if json {
      print(try JSONText.of(report, isIndented: false))
      fflush(nil)
      return
    }
    // Clears the screen; earlier output stays in the scrollback.
    print("\u{1B}[2J\u{1B}[H", terminator: "")
    let text = ReportText(exercise: exercise, style: .standardOutput)
    print(text.lines(report).joined(separator: "\n"))
    if report.status == .passed {
      print("\n\(ExerciseMessages.passedInWatch(exercise.lesson.number))")
    }
    footer(exercise)
  }

  private func footer(_ exercise: ExerciseFolder) {
    let style = TerminalStyle.standardOutput
    print(
      "\n" + style.faint(ExerciseMessages.watching(shortPath((fileURL ?? exercise.file).path)).text)
    )
    print(style.accent(ExerciseMessages.keys.text))
    fflush(nil)
  }

  private var fileURL: URL? { file.map { URL(fileURLWithPath: $0) } }

  /// Returns the contents of the student's files.
  private func state(of exercise: ExerciseFolder) -> [String: Data] {
    Dictionary(
      uniqueKeysWithValues: (fileURL.map { [$0] } ?? exercise.sources).map {
        ($0.path, (try? Data(contentsOf: $0)) ?? Data())
      })
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
