// Finds the submissions of students in files, folders and archives.

import Checks
import Foundation
import LessonKit

/// Finds submissions.
struct SubmissionFinder {
  /// The numbers of the lessons to grade; nil for all with an exercise.
  let wanted: Set<Int>?
  /// The folder that results go to, which is no student's although it may lie among them.
  let output: URL
  /// Whether the folder is what one student handed in, and not that of a class.
  var isOneStudent = false
  /// The list of the class.
  var roster: Roster?

  /// What one student handed in.
  private struct Entry {
    var students: [Student]
    /// Whether the name may end with the number of an exercise.
    var mayBeNumbered = false
    /// Whether it is a loose file of another kind, such as the teacher's own table.
    var isStray = false
    var origin: [String]
    var hint: Int?
    var handedIn: Date?
    var isMarkedLate = false
    /// Its files, folders and archives with their paths, and the numbers that Canvas gave them;
    /// read when it is their turn.
    var places: [(url: URL, path: [String], order: Int?)]
  }

  /// A Swift file that was read.
  private struct Source {
    let path: [String]
    let bytes: [UInt8]
    let answer: AnswerSource
  }

  /// Returns the submissions in a folder, ordered by student.
  ///
  /// - Parameters:
  ///   - line: tells how many have been read.
  ///   - onStray: called with the files that are nobody's, if there are any.
  /// - Throws: `CommandError` when the folder can't be read.
  func submissions(
    in folder: URL, _ line: StatusLine = StatusLine(isSilent: true),
    onStray: ([String]) -> Void = { _ in }
  ) throws -> [Submission] {
    // Archives of the class are unpacked only until all is read.
    let scratch = FileManager.default.temporaryDirectory
      .appendingPathComponent("convbook-class-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    var root = folder
    if ClassArchive.isArchive(folder), !isOneStudent {
      do throws(ZipArchive.Refusal) {
        root = try ClassArchive.unpack(
          ZipArchive(at: folder), to: scratch.appendingPathComponent("class"))
      } catch {
        throw CommandError(.trouble, "\(folder.path): \(error.message)")
      }
    }
    let all = try entries(in: root, scratch)
    let strays = all.filter(\.isStray).map { $0.origin.joined(separator: "/") }
    if !strays.isEmpty { onStray(strays) }
    let entries = all.filter { !$0.isStray }
    var submissions: [Submission] = []
    let progress = Progress()
    line.show { "Reading submissions… \(progress.value) of \(entries.count)" }
    defer { line.clear() }
    for (place, entry) in entries.enumerated() {
      progress.value = place
      submissions += self.submissions(of: entry).map { submission in
        var submission = submission
        submission.handedIn = entry.handedIn
        submission.isMarkedLate = entry.isMarkedLate
        return submission
      }
    }
    let numbered = Set(entries.filter(\.mayBeNumbered).flatMap(\.students).map(\.name))
    submissions = named(submissions, numbered)
    let others = submissions.filter { !isWanted($0) }
    submissions = SecondAnswers.refused(submissions.filter(isWanted))
    return submissions.isEmpty && isOneStudent ? [nothingWanted(others, in: folder)] : submissions
  }

  private func isWanted(_ submission: Submission) -> Bool {
    guard let wanted, let lesson = submission.lesson else { return true }
    return wanted.contains(lesson)
  }

  /// What a student is told who handed in answers to other exercises only.
  private func nothingWanted(_ others: [Submission], in folder: URL) -> Submission {
    func numbers(_ lessons: Set<Int>) -> String {
      lessons.sorted().map(String.init).joined(separator: ", ")
    }
    let answered = numbers(Set(others.compactMap(\.lesson)))
    return Submission(
      student: Student(name: Self.theOneStudent), origin: folder.lastPathComponent, lesson: nil,
      sources: [],
      refusal:
        "holds answers to other exercises (\(answered)); asked for were: \(numbers(wanted ?? []))")
  }

  // MARK: Who handed in what

  /// What reports call the student of a folder that is one student's.
  static let theOneStudent = "student"

  /// - Parameter scratch: a folder for what archives hold.
  private func entries(in folder: URL, _ scratch: URL) throws(CommandError) -> [Entry] {
    let contents = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    // A service that hands over no file may hand over no folder either.
    guard let names = contents ?? (isOneStudent ? [] : nil) else {
      throw CommandError(.trouble, "\(folder.path): is no folder that can be read.")
    }
    if isOneStudent {
      // Whatever the folder is called: services use one name for all.
      let origin = [folder.lastPathComponent]
      return [
        Entry(
          students: [Student(name: Self.theOneStudent)], origin: origin,
          places: SubmittedFile.kind(of: folder) == nil ? [] : [(folder, origin, nil)])
      ]
    }
    let metadata = SubmissionName.gradescopesList
    let list = try? String(
      contentsOf: folder.appendingPathComponent(metadata), encoding: .utf8)
    let gradescope = list.map(SubmissionName.gradescope) ?? [:]
    let times = list.map(SubmissionName.gradescopeTimes) ?? [:]
    let results = self.results(in: folder)
    var entries: [Entry] = []
    for name in names.sorted() where !name.hasPrefix(".") && !results.contains(name) {
      let url = folder.appendingPathComponent(name)
      if Self.isResults(url) || Self.isSame(url, output) || name == metadata { continue }
      if let inner = try ofClass(url, name, scratch) {
        entries += inner
      } else if let lesson = Self.lesson(named: name), SubmittedFile.kind(of: url) == .typeDirectory
      {
        // A folder for each exercise that contains the students.
        let inner = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        for student in inner.sorted() where !student.hasPrefix(".") {
          entries.append(
            entry(
              url.appendingPathComponent(student), [name, student], lesson))
        }
      } else {
        var entry = entry(url, [name], nil)
        if let known = gradescope[name], !known.isEmpty {
          entry.students = known
          entry.mayBeNumbered = false
        }
        entry.handedIn = times[name]
        entries.append(entry)
      }
    }
    return joined(entries)
  }

  /// The hand-ins in an archive that a platform made of a class, as it lies in a folder; nil for
  /// anything else.
  private func ofClass(
    _ url: URL, _ name: String, _ scratch: URL
  ) throws(CommandError) -> [Entry]? {
    guard ClassArchive.isArchive(url), !SubmissionName(name).isOfPlatform,
      let archive = try? ZipArchive(at: url), ClassArchive.isOfClass(archive)
    else { return nil }
    let place = scratch.appendingPathComponent(UUID().uuidString)
    guard let folder = try? ClassArchive.unpack(archive, to: place) else { return nil }
    return try entries(in: folder, scratch).map { entry in
      var entry = entry
      entry.origin = [name] + entry.origin
      entry.places = entry.places.map { ($0.url, [name] + $0.path, $0.order) }
      return entry
    }
  }

  private func entry(
    _ url: URL, _ origin: [String], _ hint: Int?
  ) -> Entry {
    let given = origin[origin.count - 1]
    let name = SubmissionName(given)
    var student = name.student
    let kind = SubmittedFile.kind(of: url)
    // A folder's name is the student's, whatever it ends with.
    if kind == .typeDirectory, !name.isOfPlatform { student = Student(name: given) }
    let isStray =
      kind == .typeRegular && !name.isOfPlatform && !SubmittedFile.mayHoldAnswers(given)
    return Entry(
      students: [student], mayBeNumbered: !name.isOfPlatform && kind != .typeDirectory,
      isStray: isStray, origin: origin, hint: hint, isMarkedLate: name.isMarkedLate,
      places: [(url, origin, name.order)])
  }

  /// Platforms give each file of a student its own name: those of one student belong together.
  private func joined(_ entries: [Entry]) -> [Entry] {
    var joined: [Entry] = []
    for entry in entries {
      if entry.students.count == 1, entry.students[0].platformNumber != nil,
        let place = joined.firstIndex(where: {
          $0.students == entry.students && $0.hint == entry.hint
        })
      {
        joined[place].places += entry.places
        joined[place].isMarkedLate = joined[place].isMarkedLate || entry.isMarkedLate
      } else {
        joined.append(entry)
      }
    }
    return joined
  }

  // MARK: Submissions

  /// Returns a student's submissions: each file that answers an exercise, with the other files of
  /// its folder.
  private func submissions(of entry: Entry) -> [Submission] {
    var files: [SubmittedFile] = []
    var orders: [[String]: Int] = [:]
    var refusals: [Submission] = []
    var submissions: [Submission] = []
    func refuse(_ words: Message, _ path: [String], _ lesson: Int? = nil) {
      for student in entry.students {
        refusals.append(
          Submission(
            student: student, origin: path.joined(separator: "/"),
            lesson: lesson ?? entry.hint ?? Self.lesson(in: path), sources: [], refusal: words))
      }
    }
    for place in entry.places {
      do throws(ZipArchive.Refusal) {
        files += try SubmittedFile.all(at: place.url, place.path)
        orders[place.path] = place.order
      } catch {
        refuse(error.message, place.path)
      }
    }
    files = SubmittedFile.withoutTheBook(files)
    if files.count > SubmissionBudget.mostFiles {
      refuse(
        "holds \(files.count) Swift files, \(SubmissionBudget.mostFiles) are the most",
        entry.origin)
      return refusals
    }
    // What is read counts, not what an archive states.
    var bytes = 0
    var helpers: [[String]: [(name: String, bytes: [UInt8])]] = [:]
    var mains: [(source: Source, lesson: Int)] = []
    var empty: [[String]] = []
    for file in files {
      do throws(ZipArchive.Refusal) {
        let source = try Self.source(file)
        bytes += source.bytes.count
        guard bytes <= SubmissionBudget.mostBytes else { break }
        let checks = source.answer.checks
        if let check = checks.first, checks.count == 1 {
          mains.append((source, check.lesson))
        } else if checks.count > 1 {
          let numbers = checks.map { "\($0.lesson)" }.joined(separator: ", ")
          refuse("answers several exercises: \(numbers); hand in a file for each", file.path)
        } else if source.answer.isEmpty {
          empty.append(file.path)
        } else if source.answer.hasMain {
          refuse("names no exercise: it conforms to none of their protocols", file.path)
        } else {
          helpers[Array(file.path.dropLast()), default: []]
            .append((file.path[file.path.count - 1], source.bytes))
        }
      } catch {
        refuse(error.message, file.path)
      }
    }
    if bytes > SubmissionBudget.mostBytes {
      (mains, empty) = ([], [])
      refuse(
        "holds more than \(SubmissionBudget.mostBytes >> 20) MB of Swift text", entry.origin)
    }
    // Beside an answer an empty file is no trouble.
    if mains.isEmpty {
      for path in empty { refuse("is empty: no Swift text is in it", path) }
    }
    for (source, lesson) in mains {
      let order = orders.first { source.path.starts(with: $0.key) }?.value
      let beside = helpers[Array(source.path.dropLast())] ?? []
      for student in entry.students {
        submissions.append(
          Submission(
            student: student, origin: source.path.joined(separator: "/"), lesson: lesson,
            sources: [(source.path[source.path.count - 1], source.bytes)] + beside, order: order))
      }
    }
    if refusals.count > SubmissionBudget.mostRefusals {
      let more = refusals.count - SubmissionBudget.mostRefusals
      refusals.removeLast(more)
      refuse("holds \(more) more files that can't be graded", entry.origin)
    }
    if submissions.isEmpty, refusals.isEmpty {
      refuse("holds no Swift file that answers an exercise", entry.origin)
    }
    return refusals + submissions
  }

  /// Reads a file.
  private static func source(_ file: SubmittedFile) throws(ZipArchive.Refusal) -> Source {
    if file.isLink { throw .init(message: "is a link; links are not followed") }
    guard file.size <= SubmissionBudget.largestSource else {
      throw .init(message: "has more than \(SubmissionBudget.largestSource >> 10) KB")
    }
    let bytes = try file.read()
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .init(
        message: "is not UTF-8 text; save it again with the encoding UTF-8, which editors offer "
          + "where they save")
    }
    let name = file.path[file.path.count - 1]
    return Source(path: file.path, bytes: bytes, answer: AnswerSource(name: name, text: text))
  }

  // MARK: The folder

  /// The names in a folder that are an earlier run's results, when they were written among the
  /// submissions.
  private func results(in folder: URL) -> Set<String> {
    guard Self.isResults(folder) else { return [] }
    return Set(
      GradeReports.files + CourseReports.files + [
        "similarity.html", "similarity.csv", "record.json", "gradescope", "kept", "pictures",
      ])
  }

  /// Whether a folder holds grades, or pages to hand back.
  private static func isResults(_ folder: URL) -> Bool {
    let name = OutputFolder.nameOfRun(in: folder.path)
    return name == GradeReports.name || name == FeedbackPage.name
  }

  private static func isSame(_ first: URL, _ second: URL) -> Bool {
    first.resolvingSymlinksInPath().standardizedFileURL.path
      == second.resolvingSymlinksInPath().standardizedFileURL.path
  }

  /// Returns the lesson of a folder's name: "05-sliding-window", "5", "exercise-5".
  private static func lesson(named name: String) -> Int? {
    if let lesson = Curriculum().lessons.first(where: { $0.name == name }) { return lesson.number }
    let match = name.wholeMatch(of: #/(exercise|lesson|ex)?[-_ ]*(\d{1,2})/#.ignoresCase())
    return match.flatMap { Int($0.2) }.flatMap { Checks.check(ofLesson: $0)?.lesson }
  }

  private static func lesson(in path: [String]) -> Int? {
    path.reversed().lazy.compactMap { lesson(named: $0) }.first
  }
}

/// How many were read. The lock guards the number, which the status line's queue reads.
private final class Progress: @unchecked Sendable {
  private let lock = NSLock()
  private var count = 0

  var value: Int {
    get { lock.withLock { count } }
    set { lock.withLock { count = newValue } }
  }
}
