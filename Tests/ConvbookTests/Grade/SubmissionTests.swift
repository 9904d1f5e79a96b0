// Who handed in what: names of files and folders, lists of classes, budgets.

import Checks
import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

@Suite struct SubmissionTests {
  /// A file that answers an exercise.
  private static func answer(_ lesson: Int) throws -> String {
    let check = try #require(Checks.check(ofLesson: lesson))
    return "import LessonKit\n@main struct Answer: \(check.protocolName), Attempt {}\n"
  }

  /// Writes files of exercise 5, or of the one given, and finds them.
  private func found(
    _ files: [String: Int], roster: String? = nil, metadata: String? = nil
  ) throws -> [Submission] {
    let folder = try TemporaryFolder()
    for (name, lesson) in files { try folder.write(Self.answer(lesson), to: "class/\(name)") }
    if let metadata { try folder.write(metadata, to: "class/submission_metadata.yml") }
    let list = try roster.map { try Roster($0, path: "class.csv") }
    return try SubmissionFinder(
      wanted: nil, output: folder.url.appendingPathComponent("out"), roster: list
    ).submissions(in: folder.url.appendingPathComponent("class"))
  }

  private func names(_ submissions: [Submission]) -> [String] {
    submissions.map(\.student.name).sorted()
  }

  @Test(arguments: [
    (["anna.swift": 5], ["anna"]),
    (["anna-05.swift": 5, "anna-07.swift": 7], ["anna", "anna"]),
    (["Ben_exercise5.swift": 5], ["Ben"]),
    (["c d ex 12.swift": 12], ["c d"]),
    (["05.swift": 5], ["05"]),
    (["r2d2.swift": 5], ["r2d2"]),
    (["group-1.swift": 5, "group-2.swift": 5], ["group-1", "group-2"]),
    (["student 5.swift": 5, "student 7.swift": 5], ["student 5", "student 7"]),
    (["student 12/a.swift": 5, "student 13/a.swift": 5], ["student 12", "student 13"]),
    (["05-sliding-window/eva.swift": 5], ["eva"]),
  ])
  func studentsAreNamedByTheirFiles(_ files: [String: Int], _ students: [String]) throws {
    #expect(try names(found(files)) == students)
  }

  /// However many groups there are and whatever they answer: none becomes another.
  @Test func numberedNamesNeverMeet() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<sampleSize(20) {
      let lesson = try #require(Checks.all.randomElement(using: &generator)).lesson
      let count = Int.random(in: 2...12, using: &generator)
      let separator = ["-", "_", " "].randomElement(using: &generator) ?? "-"
      let names = Set((0..<count).map { _ in Int.random(in: 1...99, using: &generator) })
      guard names.count > 1 else { continue }
      let files = Dictionary(
        uniqueKeysWithValues: names.map { ("team\(separator)\($0).swift", lesson) })
      let students = try self.names(found(files))
      #expect(Set(students).count == names.count, "\(students)")
    }
  }

  @Test(arguments: [
    ("Anna Alm_12345_assignsubmission_file_/Exercise.swift", "Anna Alm", "12345"),
    ("Anna Alm_12345_assignsubmission_file_Exercise.swift", "Anna Alm", "12345"),
    ("almanna_12345_67890_Exercise.swift", "almanna", "12345"),
    ("almanna_LATE_12345_67890_Exercise-1.swift", "almanna", "12345"),
  ])
  func platformsNamesAreUnderstood(_ file: String, _ name: String, _ id: String) throws {
    let submissions = try found([file: 5])
    let platform: PlatformNumber.Platform = file.contains("assignsubmission") ? .moodle : .canvas
    #expect(
      submissions.map(\.student) == [
        Student(name: name, platformNumber: PlatformNumber(platform: platform, number: id))
      ])
    #expect(submissions[0].refusal == nil)
  }

  /// Canvas names each file after the student: they are one student's.
  @Test func oneStudentsFilesBelongTogether() throws {
    let submissions = try found([
      "almanna_12345_67890_A.swift": 5, "almanna_12345_67891_B.swift": 7,
      "almanna_54321_67892_A.swift": 5,
    ])
    #expect(names(submissions) == ["almanna (12345)", "almanna (12345)", "almanna (54321)"])
    #expect(submissions.allSatisfy { $0.refusal == nil })
  }

  @Test func gradescopesFoldersHaveNames() throws {
    let metadata = """
      ---
      submission_1:
        :submitters:
        - :name: Grace Hopper
          :sid: '77'
          :email: grace@example.org
        - :name: Hugo
          :sid: ''
          :email: hugo@example.org
        :created_at: 2026-01-01 10:00:00
        :history: []
      submission_2:
        :submitters:
        - :name: Ida
          :sid:
          :email: ida@example.org
      """
    let submissions = try found(
      ["submission_1/a.swift": 5, "submission_2/a.swift": 5, "submission_3/a.swift": 5],
      metadata: metadata)
    #expect(
      Set(submissions.map(\.student)) == [
        Student(name: "Grace Hopper", id: "77", email: "grace@example.org"),
        Student(name: "Hugo", email: "hugo@example.org"),
        Student(name: "Ida", email: "ida@example.org"), Student(name: "submission_3"),
      ])
  }

  @Test(arguments: [
    "id,name,e-mail\n77,\"Alm, Anna\",anna@example.org\n78,Bo Ek,bo@example.org\n",
    "Name;E-Mail;ID\r\nAlm, Anna;anna@example.org;77\r\nBo Ek;bo@example.org;78\r\n",
  ])
  func theListOfTheClassTellsWho(_ list: String) throws {
    let submissions = try found(
      ["almanna_77123_67890_a.swift": 5, "78.swift": 5, "bo/b.swift": 7, "guest.swift": 5],
      roster: list)
    #expect(names(submissions) == ["Alm, Anna", "Bo Ek", "Bo Ek", "guest"])
    #expect(Set(submissions.compactMap(\.student.id)) == ["77", "78"])
  }

  @Test func twoOfOneNameStayTwo() throws {
    let list = "id,name\n1001,Anna\n1002,Anna\n"
    let submissions = try found(["1001.swift": 5, "1002.swift": 5, "Anna.swift": 5], roster: list)
    #expect(Set(names(submissions)).count == 3)
  }

  /// Whatever numbers a platform gives its users, those of others on the list among them: who has a
  /// name on the list is graded under it.
  @Test func aPlatformsNumberIsNobodysOnTheList() throws {
    var generator = SystemRandomNumberGenerator()
    let names = ["Anna Alm", "Aaron Abt", "Bo Ek", "Cara Cole", "Dag Dahl"]
    for _ in 0..<sampleSize(20) {
      let ids = (0..<names.count).map { 1001 + $0 }
      let list =
        "id,name\n" + zip(ids, names).map { "\($0),\($1)\n" }.joined()
      let numbers = (ids + [7000, 7001]).shuffled(using: &generator)
      var files: [String: Int] = [:]
      for (number, name) in zip(numbers, names) {
        let parts = name.lowercased().split(separator: " ")
        let file =
          Bool.random(using: &generator)
          ? "\(name)_\(number)_assignsubmission_file_/a.swift"
          : "\(parts[1])\(parts[0])_\(number)_\(number + 9000)_a.swift"
        files[file] = 5
      }
      let submissions = try found(files, roster: list)
      for submission in submissions {
        #expect(submission.refusal == nil)
        let id = zip(ids, names).first { $1 == submission.student.name }.map { "\($0.0)" }
        #expect(submission.student.id == id && id != nil, "\(submission.origin)")
        let last = submission.student.name.split(separator: " ")[1]
        #expect(submission.origin.lowercased().contains(last.lowercased()))
      }
      #expect(Set(submissions.map(\.student)).count == names.count)
    }
  }

  private static let two = "id,name,email\n1001,Anna Alm,anna@x.edu\n1002,Aaron Abt,abt@x.edu\n"

  @Test(arguments: [
    // Two files under two names are one student's.
    (["Anna Alm.swift", "1001.swift"], ["1001.swift", "Anna Alm.swift"]),
    (["anna.swift", "abt.swift", "Anna Alm_2_assignsubmission_file_a.swift"], ["anna.swift"]),
    // The number is someone's on the list, the name nobody's.
    (["zoe_1001_777_a.swift"], ["zoe", "Anna Alm, 1001"]),
  ])
  func whatMayBeAnothersIsNobodys(_ files: [String], _ words: [String]) throws {
    let submissions = try found(
      Dictionary(uniqueKeysWithValues: files.map { ($0, 5) }), roster: Self.two)
    let disputed = submissions.filter(\.isDisputed)
    #expect(disputed.count == files.count { !$0.hasPrefix("abt") })
    for submission in disputed {
      let message = try #require(submission.refusal).english
      #expect(words.allSatisfy(message.contains), "\(message)")
      #expect(submission.student.id == nil)
    }
  }

  /// A number and a name that are both of the list, and two students'.
  @Test func aNumberAgainstANameIsADispute() throws {
    let metadata = """
      submission_1:
        :submitters:
        - :name: Aaron Abt
          :sid: '1001'
      submission_2:
        :submitters:
        - :name: Aaron A.
          :sid: '1002'
      """
    let submissions = try found(
      ["submission_1/a.swift": 5, "submission_2/a.swift": 5], roster: Self.two, metadata: metadata)
    let disputed = submissions.filter(\.isDisputed)
    #expect(disputed.map(\.origin) == ["submission_1/a.swift"])
    let message = try #require(disputed.first?.refusal).english
    #expect(message.contains("Aaron Abt, 1002") && message.contains("Anna Alm, 1001"))
    // Its name differs from that of the one in dispute.
    #expect(names(submissions.filter { !$0.isDisputed }) == ["Aaron Abt (1002)"])
  }

  @Test func aListWithoutNamesIsAnError() {
    #expect(throws: CommandError.self) { try Roster("id,points\n1,2\n", path: "class.csv") }
  }

  /// Of a copy of the whole book only the student's own files count.
  @Test func aRepositoryIsItsExercises() throws {
    let submissions = try found([
      "eva/book/Lessons/05-sliding-window/Exercise/Exercise.swift": 5,
      "eva/book/Tests/ExerciseTests/Solutions/SlidingWindowSolution.swift": 5,
      "eva/book/Sources/Checks/Other.swift": 7,
    ])
    #expect(submissions.map(\.lesson) == [5])
  }

  @Test func tooMuchIsOneRow() throws {
    var files: [String: Int] = [:]
    for number in 0...SubmissionBudget.mostFiles { files["eva/\(number).swift"] = 5 }
    let submissions = try found(files)
    #expect(submissions.count == 1 && submissions[0].refusal != nil)
  }

  /// Files that state small sizes are counted as they are read.
  @Test func bytesAreCountedAsTheyAreRead() throws {
    let folder = try TemporaryFolder()
    var writer = CraftedZip()
    let text = Array(("//" + String(repeating: "x", count: 250_000)).utf8)
    for number in 0..<40 { writer.add("\(number).swift", text, claimedSize: 10) }
    try folder.write(writer.bytes, to: "class/eva.zip")
    let submissions = try SubmissionFinder(
      wanted: nil, output: folder.url.appendingPathComponent("out")
    ).submissions(in: folder.url.appendingPathComponent("class"))
    #expect(submissions.count == 1)
    #expect(submissions[0].refusal?.english.contains("MB of Swift text") == true)
  }

  @Test func manyRefusalsAreToldOnce() throws {
    let folder = try TemporaryFolder()
    for number in 0..<50 { try folder.write("@main struct A {}", to: "class/eva/\(number).swift") }
    let submissions = try SubmissionFinder(
      wanted: nil, output: folder.url.appendingPathComponent("out")
    ).submissions(in: folder.url.appendingPathComponent("class"))
    #expect(submissions.count == SubmissionBudget.mostRefusals + 1)
  }
}

@Suite struct GradeReportTests {
  @Test(arguments: [
    ("plain", "plain"), ("=1", "'=1"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
    ("@x,", "\"'@x,\""), ("error:\nlet x", "\"error:\nlet x\""), ("＝1", "'＝1"),
    ("\u{200B}=1", "'\u{200B}=1"), ("\u{FEFF}@x", "'\u{FEFF}@x"), ("\u{A0}+1", "'\u{A0}+1"),
    ("=\u{301}1", "'=\u{301}1"),
  ])
  func fieldsAreSafe(_ text: String, _ field: String) {
    #expect(CSVText.field(text) == field)
  }

  /// Excel knows UTF-8 by a mark; text that is ASCII needs none.
  @Test(arguments: [("anna", false), ("Zoë", true), ("김민준", true)])
  func whatIsNotASCIIIsMarked(_ name: String, _ isMarked: Bool) {
    let text = CSVText.text([["name"], [name]])
    #expect(Array(text.utf8).starts(with: [0xef, 0xbb, 0xbf]) == isMarked)
    #expect(CSVText.rows(text) == [["name"], [name]])
    #expect(CSVText.text([[name]], isMarked: false).unicodeScalars.first?.value != 0xfeff)
  }

  /// What is written is read again, whatever it is.
  @Test func fieldsComeBack() {
    var generator = SystemRandomNumberGenerator()
    let signs: [Character] = ["a", ",", "\"", "\n", " ", ";", "é", "'"]
    for _ in 0..<sampleSize(200) {
      let row = (0..<3).map { _ in
        "x" + String((0..<5).map { _ in signs.randomElement(using: &generator) ?? "a" })
      }
      let text = "a,b,c\r\n" + row.map(CSVText.field).joined(separator: ",") + "\r\n"
      #expect(CSVText.rows(text) == [["a", "b", "c"], row])
    }
  }

  @Test(arguments: ["../x", "..", "a/b\\c", "a:b", String(repeating: "é", count: 200), ""])
  func namesOfFoldersStayInside(_ student: String) throws {
    let name = try #require(GradeReports.folders(of: [student])[student])
    #expect(!name.contains("/") && !name.contains("\\") && name != ".." && name != ".")
    #expect((1...200).contains(name.utf8.count))
  }

  @Test func foldersAreUnique() {
    let students: Set = ["a:b", "a?b", "a_b", "Anna", "anna", "Zoë", "x ", "x"]
    let folders = GradeReports.folders(of: students)
    #expect(Set(folders.values.map { $0.lowercased() }).count == students.count)
    #expect(folders["a_b"] == "a_b" && folders["Zoë"] == "Zoë")
  }

  /// A student's name can't pass for another row of the table.
  @Test func namesStayInTheirRows() {
    let grade = Grade(
      student: "eve\n✓ anna", origin: "", exercise: 5, status: .wrong, message: "", functions: [],
      seconds: 0, key: "")
    let lines = GradeTable(grades: [grade], style: .plain).lines
    #expect(lines[0].hasPrefix("✗ eve\\u{A}✓ anna"))
    #expect(!lines.joined(separator: "\n").contains("\n✓"))
  }

  /// Where no terminal breaks the lines, in a file or a pipe, nothing is lost.
  @Test func messagesAreCutForATerminalOnly() {
    let message = String(repeating: "word ", count: 60)
    let grade = Grade(
      student: "eve", origin: "", exercise: 5, status: .wrong, message: Message(message),
      functions: [], seconds: 0, key: "")
    #expect(GradeTable(grades: [grade], style: .plain).lines[0].hasSuffix(message))
    let row = GradeTable(grades: [grade], style: .plain, width: 80).lines[0]
    #expect(row.displayWidth <= 80 && row.contains("word"))
  }
}
