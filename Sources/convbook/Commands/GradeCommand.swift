// Grades the submissions of a class, each compiled and run separately, and reports on all.

import Checks
import Foundation
import LessonKit
import Processes

/// `convbook grade FOLDER`.
struct GradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade", abstract: "Grade a folder of students' answers.",
    discussion: """
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
      """)

  @Argument(help: ArgumentHelp("The folder of submissions.", valueName: "folder"))
  var folder: String

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The folder for the results; Output/grades by default.", valueName: "folder")
  )
  var output: String?

  @Option(
    help: """
      What the cases are drawn from, the same for all. By default it is that of the last run into \
      the same folder, or a new one; the reports tell which.
      """)
  var seed: UInt64?

  @Option(help: ArgumentHelp("Only these exercises: 5, 7-11.", valueName: "exercises"))
  var exercise: [String] = []

  @Option(in: 0.1...3600, help: "Seconds for one answer; by default as the exercise has it.")
  var seconds: Double?
  @Option(in: 0.1...3600, help: "Seconds the compiler may take.") var compilerSeconds = 60.0
  @Option(in: 64...1_000_000, help: "Megabytes of memory for one answer.")
  var megabytes = Grader.Limits().megabytes
  @Option(in: 1...1024, help: "How many are graded at a time; the number of cores by default.")
  var jobs: Int?
  @Flag(help: "Print all grades as JSON.") var json = false

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
    let submissions = try SubmissionFinder(wanted: wanted, output: output)
      .submissions(in: URL(fileURLWithPath: folder))
    guard !submissions.isEmpty else {
      throw CommandError(
        .trouble,
        "\(folder): holds no submission; put one file, folder or zip "
          + "archive for each student into it.")
    }
    if !json, !(Confinement.forbidsFiles && Confinement.forbidsCalls) { warn() }
    var limits = Grader.Limits()
    limits.seconds = seconds
    limits.compilerSeconds = compilerSeconds
    limits.megabytes = megabytes
    let library = try Builder().currentLibrary(StatusLine(isSilent: json))
    let grader = Grader(
      output: output, limits: limits, library: library, seed: try Self.seed(seed, in: output))
    let run = try GradeRun(submissions, grader, workers: jobs ?? MachineDescription.cores)
    let reports = try OutputFolder(output.path, name: GradeReports.name, files: GradeReports.files)
    let grades = try run.grades(json ? StatusLine(isSilent: true) : StatusLine())
    try GradeReports(grades: grades).write(to: reports)
    let page = ClassPage(grades: grades).html(picturesIn: grader.pictures)
    try reports.write(Data(page.utf8), to: "index.html")
    try reports.finish()
    if json { return print(try JSONText.of(grades)) }
    print(GradeTable(grades: grades, style: .standardOutput).lines.joined(separator: "\n"))
    let seconds = Date().timeIntervalSince(start)
    let (count, time) = (grades.count, duration(seconds))
    let done: Message =
      run.reused > 0
      ? Message(
        count, "\(count) submission in \(time), \(run.reused) of them graded before.",
        "\(count) submissions in \(time), \(run.reused) of them graded before.")
      : Message(count, "\(count) submission in \(time).", "\(count) submissions in \(time).")
    print("\n\(done)")
    print(text("The cases were drawn from the seed \(String(grader.seed))."))
    print(text("The class: \(shortPath(output.appendingPathComponent("index.html").path))"))
  }

  /// The seed that is asked for, that of the last run into a folder, or a new one; kept there.
  private static func seed(_ wanted: UInt64?, in output: URL) throws -> UInt64 {
    let file = output.appendingPathComponent("kept/seed")
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

/// Formats grades as a table for a terminal.
struct GradeTable {
  let grades: [Grade]
  let style: TerminalStyle
  /// The maximum number of rows.
  private static let mostRows = 60

  var lines: [String] {
    let names = grades.map { printable($0.student, inOneLine: true) }
    let width = min(24, names.map(\.displayWidth).max() ?? 0)
    var lines = zip(names, grades).prefix(Self.mostRows).map { name, grade in
      let name = name.truncated(to: width).padded(to: width)
      let mark = grade.status == .passed ? style.good("✓") : style.bad("✗")
      let exercise = grade.exercise.map { $0 < 10 ? " \($0)" : "\($0)" } ?? " –"
      let found = grade.message.text.split(separator: "\n").first.map(String.init) ?? ""
      let words = grade.status.words.text.padded(to: 15)
      let room = max(10, style.width - width - 24)
      return "\(mark) \(name)  \(exercise)  \(words)  \(found.truncated(to: room))"
    }
    if grades.count > Self.mostRows {
      lines.append(style.faint(text("… and \(grades.count - Self.mostRows) more in grades.csv")))
    }
    lines.append("")
    for exercise in Set(grades.map(\.exercise)).sorted(by: { ($0 ?? 0) < ($1 ?? 0) }) {
      let own = grades.filter { $0.exercise == exercise }
      let counts = Grade.Status.allCases.compactMap { status in
        let count = own.count { $0.status == status }
        return count > 0 ? "\(count) \(status.words.text)" : nil
      }
      lines.append(
        text(exercise.map { "exercise \($0)" } ?? "no exercise").padded(to: 14)
          + counts.joined(separator: ", "))
    }
    return lines
  }
}
