// Grades the submissions of a class, each compiled and run separately, and reports on all.

import Checks
import Foundation
import LessonKit
import Processes

/// `convbook grade FOLDER`.
struct GradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade", abstract: text("Grade a folder of students' answers."),
    discussion: text(
      """
      The folder holds what students handed in, named after them: Swift files (anna-05.swift), \
      folders or zip archives with any number of exercises in them, or a folder for each exercise \
      with the students in it. Which exercise a file answers is told by the protocol it conforms to.

      Each is compiled and run by itself, with limits on time, memory and output; on Linux without \
      files, network and processes. Written to the output folder: index.html (the class, the same \
      answers together), grades.csv, junit.xml, and gradescope/<student>/results.json. Begun \
      again, \
      it grades only what has changed.

      Exit status: 0 when everything was graded, whatever the grades; 2 when a folder was the \
      trouble.
      """))

  @Argument(help: .message("The folder of submissions.", valueName: "folder"))
  var folder: String

  @Option(
    name: [.customShort("o"), .long],
    help: .message("The folder for the results; Output/grades by default.", valueName: "folder")
  )
  var output: String?

  @Option(
    help: .message(
      "The class as a CSV file with the columns id, name and e-mail.", valueName: "file"))
  var roster: String?
  @Option(
    help: .message(
      """
      What the cases are drawn from, the same for all. By default it is that of the last run into \
      the same folder, or a new one; the reports tell which.
      """))
  var seed: UInt64?

  @Option(help: .message("Only these exercises: 5, 7-11.", valueName: "exercises"))
  var exercise: [String] = []

  @Option(in: 0.1...3600, help: "Seconds for one answer; by default as the exercise has it.")
  var seconds: Double?
  @Option(in: 0.1...3600, help: "Seconds the compiler may take.") var compilerSeconds = 60.0
  @Option(in: 1...86400, help: "Seconds for all that one student handed in.")
  var studentSeconds = 900.0
  @Option(in: 64...1_000_000, help: "Megabytes of memory for one answer.")
  var megabytes = Grader.Limits().megabytes
  @Option(in: 1...1024, help: "How many are graded at a time; the number of cores by default.")
  var jobs: Int?
  @Flag(help: .message("Print all grades as JSON.")) var json = false

  func run() throws {
    let start = Date()
    try PageAsset.requireFiles()
    let wanted =
      try exercise.isEmpty
      ? nil
      : Set(Selection.lessons(exercise, in: Curriculum(), next: nil).map(\.number))
    let output =
      self.output.map { URL(fileURLWithPath: $0) }
      ?? Project.output.appendingPathComponent("grades")
    let line = StatusLine(isSilent: json)
    let roster = try readRoster()
    let submissions = try SubmissionFinder(wanted: wanted, output: output, roster: roster)
      .submissions(in: URL(fileURLWithPath: folder), line) { strays in
        let names = strays.map { printable($0, inOneLine: true) }.joined(separator: ", ")
        printError(
          text("convbook: nobody's, because no Swift file, folder or zip archive: \(names)"))
      }
    guard !submissions.isEmpty else {
      throw CommandError(
        .trouble,
        "\(folder): holds no submission; put one file, folder or zip "
          + "archive for each student into it.")
    }
    for words in Set(submissions.filter(\.isDisputed).compactMap(\.refusal?.text)).sorted() {
      printError("convbook: \(words)")
    }
    if !json, !(Confinement.forbidsFiles && Confinement.forbidsCalls) { warn() }
    var limits = Grader.Limits()
    limits.seconds = seconds
    limits.compilerSeconds = compilerSeconds
    limits.megabytes = megabytes
    let library = try Builder().currentLibrary(line)
    let grader = Grader(
      output: output, limits: limits, library: library, seed: try Self.seed(seed, in: output))
    let run = try GradeRun(
      submissions, grader, workers: jobs ?? MachineDescription.cores,
      secondsOfAStudent: studentSeconds)
    let reports = try OutputFolder(output.path, name: GradeReports.name, files: GradeReports.files)
    let interrupts = InterruptWatch { run.stop() }
    let grades = try run.grades(line)
    try GradeReports(grades: grades).write(to: reports)
    let page = ClassPage(grades: grades).html(picturesIn: grader.pictures)
    try reports.write(Data(page.utf8), to: "index.html")
    try reports.finish()
    if json {
      print(try JSONText.of(grades))
    } else {
      let style = TerminalStyle.standardOutput
      let width = isatty(STDOUT_FILENO) == 1 ? style.width : nil
      let table = GradeTable(grades: grades, style: style, width: width)
      print(table.lines.joined(separator: "\n"))
      tellMissing(roster, grades)
      tell(run, grades, submissions.count, since: start, output)
      print(text("The cases were drawn from the seed \(String(grader.seed))."))
    }
    if let signal = interrupts.signal { throw ExitCode(128 + signal) }
    if !run.notGraded.isEmpty {
      throw CommandError(
        .trouble,
        "the machine had no room for \(run.notGraded.count) of the submissions; they are not "
          + "graded. Close other programs or give fewer --jobs, and grade again: only they remain.")
    }
  }

  private func readRoster() throws -> Roster? {
    try roster.map { path in
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw CommandError(.trouble, "\(path): can't be read as UTF-8 text.")
      }
      return try Roster(text, path: path)
    }
  }

  /// Tells who of the class handed in nothing.
  private func tellMissing(_ roster: Roster?, _ grades: [Grade]) {
    let found = Set(grades.flatMap { [$0.id, $0.student] }.compactMap(\.self))
    let missing = (roster?.students ?? []).filter { student in
      found.isDisjoint(with: [student.id, student.name].compactMap(\.self))
    }
    guard !missing.isEmpty else { return }
    let names = missing.map { printable($0.name, inOneLine: true) }.joined(separator: ", ")
    print("\n" + text("Nothing handed in: \(names)"))
  }

  private func tell(
    _ run: GradeRun, _ grades: [Grade], _ all: Int, since start: Date, _ output: URL
  ) {
    let page = shortPath(output.appendingPathComponent("index.html").path)
    if run.wasStopped {
      print(
        "\n"
          + text(
            "Stopped: \(grades.count) of \(all) are graded and kept. The same command goes on with "
              + "the others."))
      return print(text("The class so far: \(page)"))
    }
    let seconds = Date().timeIntervalSince(start)
    let (count, time) = (grades.count, duration(seconds))
    let done: Message =
      run.reused > 0
      ? Message(
        count, "\(count) submission in \(time), \(run.reused) of them graded before.",
        "\(count) submissions in \(time), \(run.reused) of them graded before.")
      : Message(count, "\(count) submission in \(time).", "\(count) submissions in \(time).")
    print("\n\(done)")
    print(text("The class: \(page)"))
  }

  /// The seed that is asked for, that of the last run into a folder, or a new one; kept there.
  private static func seed(_ wanted: UInt64?, in output: URL) throws -> UInt64 {
    let file = output.appendingPathComponent(".seed")
    let last = (try? String(contentsOf: file, encoding: .utf8)).flatMap { UInt64($0) }
    let seed = wanted ?? last ?? .random(in: 0...UInt64(UInt32.max))
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("\(seed)".utf8).write(to: file, options: .atomic)
    return seed
  }

  private func warn() {
    let open: [Message?] = [
      Confinement.forbidsFiles ? nil : "files",
      Confinement.forbidsCalls ? nil : "the network and other programs",
    ]
    printError(
      text(
        "convbook: this system can't keep a program from "
          + "\(open.compactMap(\.self).joined(separator: ", ")); grade only what you trust, or use "
          + "a virtual machine."))
  }
}

/// Calls a function at the first Ctrl-C or request to end; a later one ends this program at once.
private final class InterruptWatch: @unchecked Sendable {
  private let lock = NSLock()
  private var received: Int32?
  private var start = ContinuousClock.now
  /// What asks a program to end may ask its group as well, as `timeout` does: within this time a
  /// second signal is the first one again.
  private static let echo = Duration.seconds(1)
  private var sources: [any DispatchSourceSignal] = []

  init(_ stop: @escaping @Sendable () -> Void) {
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      Foundation.signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [self] in
        let isFirst = lock.withLock {
          guard received == nil else { return false }
          (received, start) = (number, .now)
          return true
        }
        if isFirst {
          stop()
        } else if lock.withLock({ start.duration(to: .now) > Self.echo }) {
          _exit(128 + number)
        }
      }
      source.resume()
      return source
    }
  }

  /// The first signal; nil for none.
  var signal: Int32? { lock.withLock { received } }
}
