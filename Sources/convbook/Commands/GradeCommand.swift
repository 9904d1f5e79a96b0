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
      answers together), misconceptions.html and .csv (what the class believes, without names), \
      points.csv, course.csv, canvas.csv and moodle.csv (the points, as course.json beside the \
      roster counts them), grades.csv, junit.xml, and gradescope/<student>/results.json. Begun \
      again, it grades only what has changed.

      Exit status: 0 when everything was graded, whatever the grades; 2 when a folder was the \
      trouble.
      """))

  @Argument(
    help: .message(
      "The folder of submissions, or the zip archive that a learning platform makes of them.",
      valueName: "folder"))
  var folder: String

  @Option(
    name: [.customShort("o"), .long],
    help: .message("The folder for the results; Output/grades by default.", valueName: "folder")
  )
  var output: String?

  @Option(
    help: .message(
      "Write a page to hand back for each student, each one file, to this folder.",
      valueName: "folder"))
  var feedback: String?

  @Option(
    help: .message(
      """
      The class as a CSV file with the columns id, name, e-mail and, if times matter, “handed in” \
      or “handed in 5”. Moodle's grading worksheet is one.
      """, valueName: "file"))
  var roster: String?
  @Option(
    help: .message(
      "Points, weights and due dates; course.json beside the roster by default.",
      valueName: "file"))
  var course: String?
  @Flag(help: .message("Grade everything anew, whatever was graded before."))
  var regrade = false
  @Option(
    help: .message(
      """
      What the cases are drawn from, the same for all. By default it is that of the last run into \
      the same folder, or a new one; the reports tell which.
      """))
  var seed: UInt64?

  @Option(help: .message("Only these exercises: 5, 7-11.", valueName: "exercises"))
  var exercise: [String] = []

  @Option(
    help: .message(
      "Only a part of the students: 3/8 is the third of eight. It needs --seed.",
      valueName: "part"))
  var shard: Shard?
  @Option(
    help: .message(
      "Take the grades of another folder of results, such as a shard's; may be repeated.",
      valueName: "folder"))
  var merge: [String] = []
  @Flag(
    help: .message("Also write similarity.html: which answers are built alike, side by side."))
  var similarity = false

  @Option(in: 0.1...3600, help: "Seconds for one answer; by default as the exercise has it.")
  var seconds: Double?
  @Option(in: 0.1...3600, help: "Seconds the compiler may take.") var compilerSeconds = 60.0
  @Option(in: 1...86400, help: "Seconds for all that one student handed in.")
  var studentSeconds = 900.0
  @Option(in: 64...1_000_000, help: "Megabytes of memory for one answer.")
  var megabytes = Grader.Limits().megabytes
  @Option(in: 1...1024, help: "How many are graded at a time; the number of cores by default.")
  var jobs: Int?
  @Flag(
    help: .message(
      "The folder is what one student handed in, for services that grade one at a time."))
  var oneStudent = false
  @Flag(help: .message("Print all grades as JSON.")) var json = false

  func validate() throws {
    if shard != nil, seed == nil {
      throw ValidationError(
        text("--shard needs --seed, the same for all parts, so that everybody gets the same cases.")
      )
    }
  }

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
    let course = try readCourse()
    let found = try SubmissionFinder(
      wanted: wanted, output: output, isOneStudent: oneStudent, roster: roster
    )
    .submissions(in: URL(fileURLWithPath: folder), line) { strays in
      let names = strays.map { printable($0, inOneLine: true) }.joined(separator: ", ")
      printError(
        text("convbook: nobody's, because no Swift file, folder or zip archive: \(names)"))
    }
    let assignment = Self.assignment(wanted, course, found)
    // A time on the list that can't be read is told before anything is graded.
    _ = try roster?.handIns(in: (course ?? Course()).timeZone, assignment: assignment)
    if assignment == nil, let column = roster?.columnOfOneAssignment {
      printError(
        text(
          "convbook: the times in the column “\(column)” of the list belong to one exercise, and "
            + "nothing says to which: they are not used. Grade it alone, with --exercise."))
    }
    let submissions = found.filter { shard?.contains($0.student.name) ?? true }
    guard !found.isEmpty else {
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
      output: output, limits: limits, library: library,
      seed: try Self.seed(GradeMerge.seed(of: merge, wanted: seed), in: output))
    let run = try GradeRun(
      submissions, grader, workers: jobs ?? MachineDescription.cores,
      secondsOfAStudent: studentSeconds, reusesGrades: !regrade)
    // After the run has locked the folder.
    try GradeMerge.copy(from: merge, to: output)
    let reports = try OutputFolder(
      output.path, name: GradeReports.name, files: GradeReports.files + CourseReports.files)
    let interrupts = InterruptWatch { run.stop() }
    let grades = try run.grades(line)
    let own = GradeReports(
      grades: grades, course: course, missing: oneStudent ? Set(wanted ?? []) : [])
    try own.write(to: reports, pictures: grader.pictures)
    let points = try CoursePoints(
      grades: grades, course: course, roster: roster, isWholeClass: shard == nil,
      assignment: assignment)
    // Points of a run that was stopped would say that the others handed in nothing.
    if !run.wasStopped { try CourseReports(points: points).write(to: reports) }
    if similarity {
      let alike = SimilarAnswers(submissions)
      try reports.write(Data(SimilarityPage(answers: alike).html.utf8), to: "similarity.html")
      try reports.write(Data(alike.csv.utf8), to: "similarity.csv")
    }
    try reports.finish()
    if let feedback {
      try FeedbackPage.write(
        own, course == nil || run.wasStopped ? nil : points, pictures: grader.pictures,
        to: URL(fileURLWithPath: feedback))
    }
    if json {
      print(try JSONText.of(grades))
    } else {
      let style = TerminalStyle.standardOutput
      let width = isatty(STDOUT_FILENO) == 1 ? style.width : nil
      let table = GradeTable(grades: grades, style: style, width: width)
      print(table.lines.joined(separator: "\n"))
      if shard == nil, let roster { tellMissing(roster, found) }
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

  private func readCourse() throws -> Course? {
    let functions = CoursePoints.functions
    if let course {
      return try Course(contentsOf: URL(fileURLWithPath: course), functions: functions)
    }
    guard let roster else { return nil }
    return try Course.inFolder(
      URL(fileURLWithPath: roster).deletingLastPathComponent(), functions: functions)
  }

  /// The one exercise that is graded; nil where there are several.
  private static func assignment(
    _ wanted: Set<Int>?, _ course: Course?, _ found: [Submission]
  ) -> Int? {
    let counted = (course?.exercises.keys).map(Set.init)
    let all = [wanted, counted, Set(found.compactMap(\.lesson))]
    return all.compactMap(\.self).first { $0.count == 1 }?.first
  }

  /// Tells who of the class handed in nothing, and who handed in and is not on the list.
  ///
  /// - Parameter found: everything that was handed in, graded or not.
  private func tellMissing(_ roster: Roster, _ found: [Submission]) {
    let attendance = Attendance(roster, found)
    func names(_ names: [String]) -> String {
      names.map { printable($0, inOneLine: true) }.joined(separator: ", ")
    }
    if !attendance.missing.isEmpty {
      print("\n" + text("Nothing handed in: \(names(attendance.missing.map(\.name)))"))
    }
    if !attendance.others.isEmpty {
      print("\n" + text("Not on the list: \(names(attendance.others))"))
    }
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
