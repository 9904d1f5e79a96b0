// Points by hand: functions, optional ones, lateness, free days, weights; and the tables of them.

import Foundation
import LessonKit
import Testing

@testable import convbook

@Suite struct CoursePointsTests {
  /// 10 points for exercise 5, due on the 19th; 4 for exercise 7, of which `unread` is optional and
  /// adds 2; 10 percent a day, not later than 3 days, one free day.
  private static let course = """
    {"timeZone": "UTC",
     "exercises": {"5": {"points": 10, "due": "2026-10-19 12:00"},
       "7": {"points": 4, "weight": 30, "due": "2026-10-26 12:00", "optional": {"unread": 2}}},
     "late": {"percentPerDay": 10, "mostDays": 3, "freeDays": 1}}
    """

  private func course(_ json: String = Self.course) throws -> Course {
    try Course(Data(json.utf8), path: "course.json", functions: CoursePoints.functions)
  }

  private func grade(
    _ student: String, _ exercise: Int, _ passed: [String], of all: [String], at time: String? = nil
  ) -> Grade {
    var grade = Grade(
      student: student, origin: "\(student).swift", exercise: exercise, status: .wrong,
      message: "",
      functions: all.map { .init(name: $0, hasPassed: passed.contains($0), message: "") },
      seconds: 0, key: "")
    grade.handedIn = time.flatMap { CourseTime.moment($0, in: TimeZone(secondsFromGMT: 0)!) }
    return grade
  }

  private let seven = ["outputSize", "unread"]

  private func entry(
    _ grades: [Grade], _ exercise: Int, course: Course? = nil
  ) throws -> CoursePoints.Entry {
    let points = try CoursePoints(grades: grades, course: course ?? self.course(), roster: nil)
    return try #require(points.rows.first?.entries.first { $0.exercise == exercise })
  }

  @Test(arguments: [
    // In time; a minute late, free; a day and a minute, one of two days free; three days, two of
    // them charged; four days, too late.
    ("2026-10-19 12:00", 10.0, 0, 0), ("2026-10-19 12:01", 10, 1, 1),
    ("2026-10-20 12:01", 9, 2, 1), ("2026-10-22 12:00", 8, 3, 1), ("2026-10-22 12:01", 0, 4, 0),
  ])
  func latenessCosts(_ time: String, _ points: Double, _ days: Int, _ free: Int) throws {
    let own = try entry(
      [grade("anna", 5, ["crossCorrelate"], of: ["crossCorrelate"], at: time)], 5)
    #expect(own.points == points && own.daysLate == days && own.freeDays == free)
  }

  /// Free days are used up in the order in which exercises are due.
  @Test func freeDaysAreUsedOnce() throws {
    let grades = [
      grade("anna", 7, ["outputSize"], of: seven, at: "2026-10-27 12:00"),
      grade("anna", 5, ["crossCorrelate"], of: ["crossCorrelate"], at: "2026-10-20 12:00"),
    ]
    #expect(try entry(grades, 5).points == 10)
    #expect(try entry(grades, 7).points == 3.6)
  }

  @Test(
    arguments: [
      ([String](), 0.0), (["outputSize"], 4), (["unread"], 2), (["outputSize", "unread"], 6),
    ] as [([String], Double)])
  func optionalFunctionsAdd(_ passed: [String], _ points: Double) throws {
    #expect(try entry([grade("anna", 7, passed, of: seven)], 7).points == points)
  }

  /// No time, no lateness: never the date of a file.
  @Test func anUnknownTimeCostsNothingAndIsSaid() throws {
    let own = try entry([grade("anna", 7, ["outputSize"], of: seven)], 7)
    #expect(own.points == 4)
    #expect(own.notes.map(\.english) == ["no time of handing in is known"])
  }

  /// (10 · 10/10 + 30 · 2/4) / 40 = 62.5 percent.
  @Test func weightsMakeTheTotal() throws {
    let grades = [
      grade("anna", 5, ["crossCorrelate"], of: ["crossCorrelate"]),
      grade("anna", 7, ["unread"], of: seven),
    ]
    let points = try CoursePoints(grades: grades, course: course(), roster: nil)
    #expect(points.rows.map(\.percent) == [62.5])
  }

  /// What only adds is missed by nobody: 10 of 10 without it, 10 + 4 with it.
  @Test func optionalExercisesOnlyAdd() throws {
    let course = try course(
      #"{"exercises": {"5": {"points": 10}, "7": {"points": 4, "isOptional": true}}}"#)
    let five = grade("anna", 5, ["crossCorrelate"], of: ["crossCorrelate"])
    let without = try CoursePoints(grades: [five], course: course, roster: nil)
    #expect(without.rows[0].percent == 100)
    let with = try CoursePoints(
      grades: [five, grade("anna", 7, seven, of: seven)], course: course, roster: nil)
    #expect(with.rows[0].percent == 140)
  }

  // MARK: The list of the class

  private func points(_ roster: String, _ grades: [Grade]) throws -> CoursePoints {
    try CoursePoints(
      grades: grades, course: course(), roster: Roster(roster, path: "class.csv"),
      now: .distantFuture)
  }

  @Test func theListGivesTimesAndWhoIsMissing() throws {
    var five = grade("Anna Alm", 5, ["crossCorrelate"], of: ["crossCorrelate"])
    (five.id, five.handedIn) = ("1", nil)
    let points = try points(
      "id,name,handed in 5,Last modified (submission)\n"
        + "1,Anna Alm,2026-10-21 12:00,\"Monday, 1 June 2026, 1:00 PM\"\n2,Ben Berg,,-\n", [five])
    #expect(points.rows.map(\.student) == ["Anna Alm", "Ben Berg"])
    #expect(points.rows[0].entries[0].daysLate == 2 && points.rows[0].entries[0].points == 9)
    #expect(points.rows[1].entries.allSatisfy { $0.points == 0 && $0.daysLate == 0 })
    #expect(points.rows[1].entries[0].notes.map(\.english) == ["nothing handed in"])
  }

  @Test func aTimeThatIsNoneNamesRowAndColumn() throws {
    #expect {
      try points("name,submitted\nAnna,yesterday\n", [])
    } throws: { error in
      "\(error)".hasPrefix("class.csv: row 2, column “submitted”: “yesterday” is no time")
    }
  }

  // MARK: What is not due yet

  private func moment(_ text: String) throws -> Date {
    try #require(CourseTime.moment(text, in: TimeZone(secondsFromGMT: 0)!))
  }

  /// As long as an answer could still get points, nobody has missed it; at the second after that
  /// everybody has.
  @Test(
    arguments: [
      ("2026-10-19 12:00", nil), ("2026-10-22 12:00", nil), ("2026-10-22 12:01", 0),
    ] as [(String, Double?)])
  func whatIsNotDueIsBlank(_ now: String, _ points: Double?) throws {
    let seven = grade("anna", 7, self.seven, of: self.seven)
    let all = try CoursePoints(
      grades: [seven], course: course(), roster: nil, now: moment(now))
    #expect(all.rows[0].entries[0].points == points)
    // (30 · 6/4) / 30, or (10 · 0 + 30 · 6/4) / 40.
    #expect(all.rows[0].percent == (points == nil ? 150 : 112.5))
    let reports = CourseReports(points: all)
    #expect(CSVText.rows(reports.canvas).last?.suffix(2) == [points == nil ? "" : "0", "6"])
  }

  /// Whatever is due when: nothing that is open or optional lowers a total.
  @Test func nothingOpenLowersATotal() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20 {
      let most = Int.random(in: 0...3, using: &generator)
      var course = try course("{\"late\": {\"percentPerDay\": 10, \"mostDays\": \(most)}}")
      let now = try moment("2026-11-10 12:00")
      var due = 0
      for exercise in [4, 5, 7, 8, 9, 10] {
        var own = Course.Exercise(points: Double(Int.random(in: 1...9, using: &generator)))
        let days = Int.random(in: -9...9, using: &generator)
        own.due = now.addingTimeInterval(Double(days) * 86_400 + 60)
        own.isOptional = Bool.random(using: &generator)
        course.exercises[exercise] = own
        if !own.isOptional, days + most < 0 { due += 1 }
      }
      let points = try CoursePoints(
        grades: [], course: course, roster: Roster("name\nanna\n", path: "class.csv"), now: now)
      #expect(points.rows[0].percent == (due > 0 ? 0 : nil))
      #expect(points.rows[0].entries.count { $0.points == 0 } == due)
    }
  }

  /// An archive that could not be read may hold any exercise: it is told at each.
  @Test func whatCouldNotBeReadIsNotNothing() throws {
    let broken = Grade(
      student: "anna", origin: "anna.zip", exercise: nil, status: .refused, message: "is damaged",
      functions: [], seconds: 0, key: "")
    let own = try CoursePoints(grades: [broken], course: course(), roster: nil).rows[0]
    for entry in own.entries {
      #expect(entry.notes.map(\.english) == ["not graded: “anna.zip” is damaged"])
    }
  }

  /// Whose it is, is open: neither of the two handed in nothing.
  @Test func aDisputeIsNotNothing() throws {
    let list = "id,name\nS1,Anna Alm\nS2,Anna Alm\nS3,Bo Bell\n"
    let roster = try Roster(list, path: "class.csv")
    var open = grade("almanna", 5, [], of: ["crossCorrelate"])
    (open.status, open.isDisputed) = (.refused, true)
    open.claimants = roster.students.filter { $0.name == "Anna Alm" }
    let points = try points(list, [open])
    #expect(points.rows.map(\.student) == ["Anna Alm", "Anna Alm", "Bo Bell"])
    #expect(points.rows.prefix(2).allSatisfy { $0.entries[0].points == nil })
    for row in points.rows {
      let note = row.entries[0].notes[0].english
      #expect(note.contains("leaves open") == (row.student == "Anna Alm"))
      #expect(!note.contains("almanna"))
    }
  }

  // MARK: Clocks

  /// Around each change of a clock a time by the clock on a later day is that many days later, and
  /// a minute more is a day more.
  @Test(arguments: ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Seoul"])
  func daysAreThoseOfTheCalendar(_ name: String) throws {
    let zone = try #require(TimeZone(identifier: name))
    var course = Course()
    course.timeZone = zone
    for day in [7, 24, 25, 28, 31] {
      for month in ["03", "04", "10", "11"] where day < 31 || ["03", "10"].contains(month) {
        let start = try #require(
          CourseTime.moment("2026-\(month)-\(day < 10 ? "0" : "")\(day) 23:59", in: zone))
        for days in 0...4 {
          let end = course.moment(start, daysLater: days)
          #expect(CourseTime.text(end, in: zone).hasSuffix("23:59"))
          #expect(course.daysBegun(from: start, to: end) == days)
          let more = end.addingTimeInterval(60)
          #expect(course.daysBegun(from: start, to: more) == days + 1)
        }
      }
    }
  }

  @Test(arguments: [
    ("2026년 10월 19일(월) 오후 11:50", "2026-10-19 23:50"),
    ("2026년 3월 2일 (월), 오전 12:05", "2026-03-02 00:05"), ("2026년 3월 2일 17:05", "2026-03-02 17:05"),
  ])
  func koreanTimesAreRead(_ text: String, _ time: String) throws {
    #expect(try WorksheetTime.moment(text, in: TimeZone(secondsFromGMT: 0)!) == moment(time))
  }

  // MARK: Platforms

  /// A worksheet is of one assignment: its times are not those of all exercises.
  @Test func aWorksheetsTimeIsOfOneExercise() throws {
    let list =
      "Identifier,Full name,Last modified (submission)\n"
      + "Participant 503,Bo Bell,\"Monday, 19 October 2026, 12:30 PM\"\n"
    let roster = try Roster(list, path: "class.csv")
    #expect(roster.columnOfOneAssignment == "Last modified (submission)")
    let zone = TimeZone(secondsFromGMT: 0)!
    #expect(try roster.handIns(in: zone, assignment: nil).isEmpty)
    for exercise in [5, 7] {
      let times = try roster.handIns(in: zone, assignment: exercise)
      #expect(times.values.map { Array($0.keys) } == [[exercise]])
    }
  }

  /// Each number stands in the column that it came from.
  @Test func numbersStayInTheirColumns() throws {
    let gradebook =
      "Student,ID,SIS User ID,SIS Login ID,Section,Exercise 7 (555)\n"
      + "    Points Possible,,,,,4\n\"Alm, Anna\",601,S1,a1,One,\n\"Bell, Bo\",602,S2,b2,One,\n"
    let listed = try points(gradebook, [])
    #expect(listed.rows.map(\.student) == ["Alm, Anna", "Bell, Bo"])
    let rows = CSVText.rows(CourseReports(points: listed).canvas)
    #expect(rows[2].prefix(4) == ["Alm, Anna", "601", "S1", "a1"])
    // Without a list, what the file's name says.
    var five = grade("almanna", 5, [], of: ["crossCorrelate"])
    five.platformNumber = PlatformNumber(platform: .canvas, number: "601")
    let alone = try CoursePoints(grades: [five], course: course(), roster: nil)
    #expect(
      CSVText.rows(CourseReports(points: alone).canvas)[2].prefix(4) == ["almanna", "601", "", ""])
    #expect(CSVText.rows(CourseReports(points: alone).moodle)[1].prefix(3) == ["", "almanna", ""])
    five.platformNumber = PlatformNumber(platform: .moodle, number: "501")
    let moodle = try CoursePoints(grades: [five], course: course(), roster: nil)
    let sheet = CSVText.rows(CourseReports(points: moodle).moodle)
    #expect(sheet[0][0] == "Identifier" && sheet[1][0] == "Participant 501")
    #expect(CSVText.rows(CourseReports(points: moodle).canvas)[2][1] == "")
  }

  @Test func gradescopesTimeIsRead() {
    let times = SubmissionName.gradescopeTimes(
      """
      ---
      submission_12:
        :submitters:
        - :name: Anna Alm
          :sid: '1'
        :created_at: 2026-10-19 11:59:30.123456000 Z
      submission_13:
        :created_at: 2026-10-20 00:00:00 UTC
      """)
    #expect(times["submission_12"] == Date(timeIntervalSince1970: 1_792_411_170))
    #expect(times["submission_13"] == Date(timeIntervalSince1970: 1_792_454_400))
  }

  @Test func canvassMarkIsReadAndCostsNothing() throws {
    #expect(SubmissionName("almanna_LATE_12345_67890_ex.swift").isMarkedLate)
    #expect(!SubmissionName("almanna_12345_67890_ex.swift").isMarkedLate)
    var late = grade("anna", 7, ["outputSize"], of: seven)
    late.isMarkedLate = true
    let own = try entry([late], 7)
    #expect(own.points == 4 && own.notes.first?.english.contains("Canvas") == true)
  }

  // MARK: Tables

  /// The columns that the importers ask for, and as many fields in every row.
  @Test func platformsCanImportThem() throws {
    let points = try points(
      "id,name,e-mail\n1,\"Alm, Anna\",a@b.c\n2,=Ben,b@b.c\n",
      [grade("x", 7, ["outputSize"], of: seven)])
    let reports = CourseReports(points: points)
    let canvas = CSVText.rows(reports.canvas)
    #expect(
      canvas[0] == [
        "Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Exercise 5", "Exercise 7",
      ])
    #expect(canvas[1][0].contains("Points Possible") && canvas[1].suffix(2) == ["10", "4"])
    #expect(canvas.contains { $0[0] == "Alm, Anna" && $0[2] == "1" })
    let moodle = CSVText.rows(reports.moodle)
    #expect(moodle[0].prefix(3) == ["ID number", "Full name", "Email address"])
    for table in [reports.canvas, reports.moodle, reports.wide, reports.long].map(CSVText.rows) {
      #expect(Set(table.map(\.count)).count == 1)
      #expect(!table.joined().contains { $0.hasPrefix("=") })
    }
  }

  @Test(arguments: [(0.0, "0"), (10, "10"), (3.6, "3.6"), (3.333, "3.33"), (62.5, "62.5")])
  func numbersHaveAPoint(_ number: Double, _ text: String) {
    #expect(CourseReports.decimal(number) == text)
  }
}
