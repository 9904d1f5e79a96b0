// Shows the home screen: parts and lessons, progress, the next lesson, commands.

import Foundation
import LessonKit

/// `convbook`, `convbook list`.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: text("Show the lessons, what is done and what comes next."))

  // Unknown commands arrive here, because this is the default command.
  @Argument(help: .hidden) var words: [String] = []

  private func refuseUnknownCommand() throws {
    guard let word = words.first else { return }
    let commands = Convbook.configuration.subcommands.map { $0._commandName }
    let isSelection = (try? Selection.lessons([word], in: Curriculum(), next: nil)) != nil
    throw CommandError(
      .usage,
      isSelection
        ? "there is no command “\(word)”. Did you mean “convbook run \(word)”?"
        : Suggestions.question(for: word, in: commands, after: "there is no command “\(word)”."))
  }

  @Flag(help: .message("Print the lessons and what is done as JSON.")) var json = false

  @Flag(help: .message("Print the study documents' sections, and the lessons that run them."))
  var notes = false

  @Flag(help: .message("With --notes: print the table of Lessons/README.md.")) var markdown = false

  func validate() throws {
    if markdown, !notes { throw ValidationError(text("--markdown goes with --notes.")) }
  }

  private func printNotes(_ curriculum: Curriculum) throws {
    guard let map = Book(lessons: Project.lessons).notes else {
      throw CommandError(.trouble, "Lessons/notes.json can't be read.")
    }
    if markdown { return print(curriculum.table(of: map)) }
    let style = TerminalStyle.standardOutput
    for document in map.documents {
      print(style.bold("\(document.name)  \(document.title)"))
      for section in document.sections {
        print("  " + section.section.text)
        for place in section.places {
          let number = curriculum.lessons.first { $0.name == place.lesson }?.number
          let lesson = number.map { text("lesson \($0)") } ?? place.lesson
          print(style.faint("      \(lesson): \(Message(template: place.heading))"))
        }
      }
      print("")
    }
  }

  /// A lesson in the JSON output.
  private struct Entry: Encodable {
    let number: Int
    let name: String
    let title: String
    /// Whether its page is finished; absent without a page.
    let hasRun: Bool?
    let exercise: String?
    let hints: Int
  }

  private func printJSON(_ curriculum: Curriculum) throws {
    let progress = ExerciseProgress()
    print(
      try JSONText.of(
        curriculum.lessons.map { lesson in
          let record = progress.record(of: lesson)
          let status = record.hasPassed ? "passed" : record.checks > 0 ? "begun" : "open"
          return Entry(
            number: lesson.number, name: lesson.name, title: lesson.title,
            hasRun: lesson.page(in: Project.output)?.isFinished,
            exercise: ExerciseFolder(lesson).map { _ in status }, hints: record.hints)
        }))
  }

  func run() throws {
    try refuseUnknownCommand()
    if json { return try printJSON(Curriculum()) }
    if notes { return try printNotes(Curriculum()) }
    let style = TerminalStyle.standardOutput
    let curriculum = Curriculum()
    let output = Project.output
    let course = course
    let name = course?.title.map { printable($0, inOneLine: true) } ?? Messages.bookInShort.text
    print(style.bold("Convbook") + "  " + style.faint(name))
    let next = curriculum.next(in: output)
    let progress = ExerciseProgress()
    for part in curriculum.parts {
      let lessons = curriculum.lessons(of: part)
      if lessons.isEmpty { continue }
      print(
        "\n"
          + style.accent(
            [part.letter, part.title.text].filter { !$0.isEmpty }.joined(separator: "  ")))
      for lesson in lessons {
        print(
          Self.line(
            lesson, lesson.page(in: output), isNext: lesson == next,
            hasPassed: progress.record(of: lesson).hasPassed,
            note: course?.note(onLesson: lesson.number), style))
      }
    }
    print(
      "\n" + Self.commands(next: next, of: curriculum, in: output, style).joined(separator: "\n"))
    for notice in Self.notices(of: curriculum) { print("\n" + notice.text) }
  }

  /// The course of `Lessons/course.json`; errors in it are told.
  private var course: Course? {
    do throws(CourseError) {
      return try Course.inFolder(Project.lessons, functions: CoursePoints.functions)
    } catch {
      for line in error.lines { printError("convbook: \(shortPath(error.path)): \(line)") }
      return nil
    }
  }

  /// What became of the student's files when lessons of the book got other numbers.
  static func notices(of curriculum: Curriculum) -> [Message] {
    let free = (curriculum.lessons.last?.number ?? 0) + 1
    return curriculum.formerAnswers.map(ExerciseMessages.formerAnswer)
      + curriculum.sharingNumbers.map { Messages.sharedNumber($0.first, $0.other, free: free) }
  }

  /// Formats a lesson: "  ✓   9  Edges in a photo".
  static func line(
    _ lesson: LessonFolder, _ page: PageSummary?, isNext: Bool, hasPassed: Bool = false,
    note: Message? = nil, _ style: TerminalStyle
  ) -> String {
    let mark =
      switch page?.isFinished {
      case true: style.good("✓")
      case false: style.bad("✗")
      case nil: isNext ? style.accent("→") : " "
      }
    let title = lesson.title
    return " \(mark) \(String(lesson.number).padded(to: 2, .right))  "
      + (isNext ? style.bold(title) : title)
      + (page?.isFinished == false ? style.faint("  \(Messages.stoppedLastTime)") : "")
      + (hasPassed ? style.good("  \(Messages.exercisePassed)") : "")
      + (note.map { style.faint("  \(printable($0.text, inOneLine: true))") } ?? "")
  }

  private static func commands(
    next: LessonFolder?, of curriculum: Curriculum, in output: URL, _ style: TerminalStyle
  ) -> [String] {
    guard !curriculum.lessons.isEmpty else {
      return [Messages.noLessons(in: Project.lessons.path).text]
    }
    var lines: [(command: String, meaning: Message)] = []
    if let next {
      lines.append(("swift run convbook run next", Messages.runsNext(next.title)))
    }
    lines.append(("swift run convbook run all", Messages.runsAll))
    if let example = next ?? curriculum.lessons.first {
      lines.append(("swift run \(example.name) --help", Messages.lessonHelp))
    }
    if let exercise = curriculum.nextExercise(ExerciseProgress()) {
      lines.append(
        ("swift run convbook watch", Messages.nextExercise(exercise.lesson.number)))
    }
    lines.append(("swift run convbook --help", Messages.allCommands))
    let contents = output.appendingPathComponent("index.html")
    let width = lines.map(\.command.count).max() ?? 0
    var result = lines.map { line in
      "  " + line.command.padded(to: width + 3)
        + style.faint(line.meaning.text)
    }
    if FileManager.default.fileExists(atPath: contents.path) {
      result.append("\n\(Messages.openContents(shortPath(contents.path)))")
    }
    return result
  }
}
