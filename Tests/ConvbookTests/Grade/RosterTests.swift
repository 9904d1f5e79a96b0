// Lists of a class as learning platforms write them: whose each hand-in is.

import Foundation
import Testing

@testable import convbook

@Suite struct RosterTests {
  private static let worksheet =
    "Identifier,Full name,Email address,Status\n"
    + "Participant 501,Anna Alm,a1@x.edu,x\nParticipant 502,Anna Alm,a2@x.edu,x\n"
    + "Participant 503,Bo Bell,b@x.edu,x\n"
  private static let gradebook =
    "Student,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n"
    + "\"Alm, Anna\",501,S1,a1,One\n\"Alm, Anna\",502,S2,a2,One\n\"Bell, Bo\",503,S3,b3,One\n"

  private func match(_ file: String, _ list: String) throws -> Roster.Match {
    try Roster(list, path: "class.csv").match(SubmissionName(file).student)
  }

  /// Two of one name are told apart by the number that the platform gave them.
  @Test(arguments: 501...503) func platformsNumbersDecide(_ number: Int) throws {
    let name = number == 503 ? "Bo Bell" : "Anna Alm"
    let parts = name.lowercased().split(separator: " ")
    for (file, list) in [
      ("\(name)_\(number)_assignsubmission_file_", Self.worksheet),
      ("\(parts[1])\(parts[0])_\(number)_9\(number)_a.swift", Self.gradebook),
      (
        "Participant_\(number)_assignsubmission_file_",
        "Identifier,Status\nParticipant 501,x\n"
          + "Participant 502,x\nParticipant 503,x\n"
      ),
      ("참가자_\(number)_assignsubmission_file_", "식별자,상태\n참가자 501,x\n참가자 502,x\n참가자 503,x\n"),
    ] {
      guard case .student(let student) = try match(file, list) else {
        Issue.record("\(file) is in dispute")
        continue
      }
      #expect(student.platformNumber?.number == "\(number)", "\(file)")
    }
  }

  /// Where no number tells, it is left open between them.
  @Test(arguments: [
    ("almanna_777_9777_a.swift", "id,name\nS1,Anna Alm\nS2,Anna Alm\n", 2),
    ("Anna Alm", "id,name\nS1,Anna Alm\nS2,Anna Alm\n", 2),
    ("Anna Alm", "name\nAnna Alm\nAnna Alm\n", 1),
    // The number of one and the name of another.
    ("bellbo_501_9501_a.swift", gradebook, 2),
  ])
  func whatNothingTellsIsInDispute(_ file: String, _ list: String, _ count: Int) throws {
    guard case .dispute(_, let claimants) = try match(file, list) else {
      Issue.record("\(file) is somebody's")
      return
    }
    #expect(Set(claimants).count == count)
  }

  @Test(arguments: [
    "식별자,성명,이메일 주소,ID 번호\n참가자 501,김민준,k@x.edu,S1\n", "ID 번호,이름,이메일\nS1,김민준,k@x.edu\n",
    "성,이름,학번,전자우편\n김,민준,S1,k@x.edu\n",
    "Last name,First name,ID number,Email address\n김,민준,S1,k@x.edu\n",
  ])
  func koreanListsAreRead(_ list: String) throws {
    let students = try Roster(list, path: "class.csv").students
    #expect(students.map { [$0.name, $0.id, $0.email] } == [["김민준", "S1", "k@x.edu"]])
    guard case .student(let student) = try match("김민준_501_assignsubmission_file_", list) else {
      Issue.record("is in dispute")
      return
    }
    #expect(student == students[0])
  }

  /// A student who stands on the list twice is one.
  @Test func twiceIsOnce() throws {
    let roster = try Roster("id,name\n1,Anna\n1,Anna\n2,Bo\n", path: "class.csv")
    #expect(roster.students.count == 2)
  }

  /// Whoever handed in, graded or still to be, is on one side; whose an answer is that may be two
  /// students', on neither.
  @Test func whoIsMissingAndWhoIsNotListed() throws {
    var generator = SystemRandomNumberGenerator()
    let list = (1...9).map { "Student \($0)" }
    let roster = try Roster(
      "id,name\n" + list.enumerated().map { "S\($0),\($1)\n" }.joined(), path: "class.csv")
    for _ in 0..<20 {
      let present = Set(list.filter { _ in Bool.random(using: &generator) })
      let guests = (0..<Int.random(in: 0...3, using: &generator)).map { "guest \($0)" }
      var found = (present + guests).map { name -> Submission in
        guard case .student(let student) = roster.match(Student(name: name)) else {
          return Submission(
            student: Student(name: name), origin: name, lesson: 5, sources: [], refusal: "")
        }
        return Submission(student: student, origin: name, lesson: 5, sources: [])
      }
      var open = Submission(student: Student(name: "x"), origin: "x", lesson: 5, sources: [])
      let claimant = try #require(roster.students.randomElement(using: &generator))
      open.dispute("open", between: [claimant])
      found.append(open)
      let attendance = Attendance(roster, found)
      let missing = list.filter { !present.contains($0) && $0 != claimant.name }
      #expect(attendance.missing.map(\.name) == missing)
      #expect(attendance.others == guests.sorted())
    }
  }
}
