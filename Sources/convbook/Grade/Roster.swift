// The list of a class: who stands behind a number, an e-mail address or a file's name.

import Foundation
import LessonKit

/// The list of a class, from a CSV file with a heading.
struct Roster {
  let students: [Student]
  /// The students that a number, an address or a name may stand for.
  private let known: [String: Set<Student>]
  /// Those of one name whom nothing on the list tells apart.
  private let ambiguous: Set<Student>
  /// The students that have a number.
  private let numbered: [String: Set<Student>]

  /// What the columns of times say, as they stand there.
  private let times: [Time]
  private let path: String

  /// A field with the time at which a student handed in.
  private struct Time {
    let student: Student
    /// The exercise; nil for all.
    let exercise: Int?
    /// Whether it belongs to one assignment, which the list does not name.
    let isOfOneAssignment: Bool
    let row: Int
    let column: String
    let text: String
  }

  /// Columns of times, for all exercises or with the number of one behind: "handed in 5". The last
  /// is of Moodle's grading worksheet.
  private static var timeColumns: Regex<(Substring, Substring)> {
    #/(?:handedin|submitted|submittedat|lastmodifiedsubmission|최종수정일제출)(\d*)/#
  }
  /// Columns of a worksheet that Moodle writes for one assignment.
  private static let worksheetColumns: Set = ["lastmodifiedsubmission", "최종수정일제출"]

  private static let idColumns: Set = [
    "idnumber", "id번호", "학번", "sisuserid", "sid", "studentid", "number", "studentnumber",
    "matriculation", "id",
  ]
  private static let emailColumns: Set = [
    "email", "mail", "emailaddress", "address", "이메일주소", "이메일", "전자우편",
  ]
  private static let nameColumns: Set = [
    "name", "fullname", "studentname", "student", "성명", "전체이름",
  ]
  private static let firstNameColumns: Set = ["firstname", "givenname", "first", "이름"]
  private static let lastNameColumns: Set = ["lastname", "surname", "familyname", "last", "성"]
  /// Moodle's: "Participant 501".
  private static let participantColumns: Set = ["identifier", "식별자"]

  /// The columns of a list that say who a student is.
  private struct Columns {
    var id: Int?
    var email: Int?
    var name: Int?
    var first: Int?
    var last: Int?
    var login: Int?
    var platform: (column: Int, platform: PlatformNumber.Platform)?
    /// Whether it is Canvas's gradebook, in which a row without any number is no student's.
    let isGradebook: Bool

    init(_ head: [String]) {
      func column(_ names: Set<String>) -> Int? { head.firstIndex(where: names.contains) }
      login = column(["sisloginid"])
      isGradebook = login != nil || column(["sisuserid"]) != nil
      if isGradebook {
        id = column(["sisuserid"])
        platform = column(["id"]).map { ($0, .canvas) }
      } else {
        id = column(idColumns)
        platform = column(participantColumns).map { ($0, .moodle) }
      }
      email = column(emailColumns)
      name = column(nameColumns)
      (first, last) = (column(firstNameColumns), column(lastNameColumns))
      // Alone, the word for a first name is that for a name.
      if name == nil, last == nil, let first, head[first] == "이름" { name = first }
      // With blind marking nobody has a name but that of the participant.
      if name == nil, last == nil, platform?.platform == .moodle { name = platform?.column }
    }
  }

  /// Reads a list.
  ///
  /// - Throws: `CommandError` when there is no column of names, or a row lacks one.
  init(_ text: String, path: String) throws(CommandError) {
    let rows = CSVText.rows(text)
    let head = (rows.first ?? []).map(Self.plain)
    let columns = Columns(head)
    guard columns.name != nil || columns.last != nil else {
      throw CommandError(
        .trouble,
        "\(path): has no column “name”. Its first line names the columns: id, name, e-mail.")
    }
    let timeColumns = head.enumerated().compactMap { column, name in
      name.wholeMatch(of: Self.timeColumns).map { match in
        let isWorksheet = match.1.isEmpty && Self.worksheetColumns.contains(name)
        return (column, exercise: Int(match.1), ofOneAssignment: isWorksheet)
      }
    }
    var times: [Time] = []
    var students: [Student] = []
    var known: [String: Set<Student>] = [:]
    var ambiguous: Set<Student> = []
    for (index, row) in rows.enumerated().dropFirst() {
      func field(_ column: Int?) -> String {
        column.flatMap { $0 < row.count ? row[$0] : nil }?
          .trimmingCharacters(in: .whitespaces) ?? ""
      }
      func value(_ column: Int?) -> String? { field(column).isEmpty ? nil : field(column) }
      var student = Student(
        name: "", id: value(columns.id), email: value(columns.email), login: value(columns.login))
      if let (column, platform) = columns.platform,
        let number = field(column).firstMatch(of: #/(\d+)\s*$/#)
      {
        student.platformNumber = PlatformNumber(platform: platform, number: String(number.1))
      }
      // Such as “Points Possible”.
      if columns.isGradebook, student.id ?? student.login ?? student.platformNumber?.number == nil {
        continue
      }
      let parts = [field(columns.first), field(columns.last)].filter { !$0.isEmpty }
      let name = columns.name.map(field) ?? Self.name(parts)
      guard !name.isEmpty else {
        throw CommandError(.trouble, "\(path): row \(index + 1) has no name.")
      }
      student.name = name
      if !students.contains(student) {
        students.append(student)
      } else if student == Student(name: name) {
        // Two of one name whom nothing tells apart.
        ambiguous.insert(student)
      }
      for (column, exercise, ofOneAssignment) in timeColumns
      where !["", "-"].contains(field(column)) {
        times.append(
          Time(
            student: student, exercise: exercise, isOfOneAssignment: ofOneAssignment,
            row: index + 1, column: rows[0][column], text: field(column)))
      }
      for key in Self.keys(student) { known[key, default: []].insert(student) }
    }
    self.students = students
    self.known = known
    self.ambiguous = ambiguous
    (self.times, self.path) = (times, path)
    numbered = Dictionary(grouping: students.filter { $0.id != nil }) { Self.plain($0.id ?? "") }
      .mapValues(Set.init)
  }

  /// Returns when each student handed in, by exercise; under nil for all exercises.
  ///
  /// - Parameters:
  ///   - zone: where the clock stands for times without an offset.
  ///   - assignment: the exercise to which the times of a worksheet for one assignment belong; nil
  ///     leaves them out.
  /// - Throws: `CommandError` naming the row and column of what is no time.
  func handIns(
    in zone: TimeZone, assignment: Int?
  ) throws(CommandError) -> [Student: [Int?: Date]] {
    var handIns: [Student: [Int?: Date]] = [:]
    for time in times where !time.isOfOneAssignment || assignment != nil {
      guard let moment = WorksheetTime.moment(time.text, in: zone) else {
        throw CommandError(
          .trouble,
          """
          \(path): row \(time.row), column “\(time.column)”: “\(time.text)” is no time; write \
          2026-10-19 23:59.
          """)
      }
      let exercise = time.isOfOneAssignment ? assignment : time.exercise
      handIns[time.student, default: [:]][exercise] = moment
    }
    return handIns
  }

  /// The column of times that belong to one assignment; nil without one.
  var columnOfOneAssignment: String? { times.first(where: \.isOfOneAssignment)?.column }

  /// Returns the student of the list to whom a grade belongs; nil for none.
  func student(of grade: Grade) -> Student? {
    student(
      Student(
        name: grade.student, id: grade.id, email: grade.email,
        platformNumber: grade.platformNumber))
  }

  /// Returns the student of the list whom submissions were found to be from; nil for none.
  func student(_ found: Student) -> Student? {
    students.first { student in
      if let id = student.id { return id == found.id }
      if let email = student.email { return email == found.email }
      if let number = student.platformNumber { return number == found.platformNumber }
      return found.id == nil && student.name == found.name
    }
  }

  /// Who it is that handed in.
  enum Match: Equatable {
    /// One of the list, or the student as given: none fits.
    case student(Student)
    /// What is known of the student stands for different ones of the list: why, in words, and who.
    case dispute(Message, [Student])
  }

  /// Returns the student of the list behind one who handed in.
  ///
  /// A platform's own number is no student number: the same digits may be another's. Where the list
  /// has that platform's numbers, they decide; else where a name fits one student, the name does.
  /// Where it fits none, the digits alone decide nothing.
  func match(_ given: Student) -> Match {
    let byName = known[Self.plain(given.name)] ?? []
    let numbers = given.platformNumber == nil ? known : numbered
    let number = given.id ?? given.platformNumber?.number
    let byNumber = number.flatMap { numbers[Self.plain($0)] } ?? []
    let byAddress = given.email.flatMap { known[Self.plain($0)] } ?? []
    if let number = given.platformNumber {
      let own = students.filter { $0.platformNumber == number }
      if own.count == 1, byName.isEmpty || byName.contains(own[0]) { return .student(own[0]) }
      if !own.isEmpty { return Self.dispute(given, byName.union(own)) }
      if byName.count == 1 { return match(given, byName) }
      if byName.isEmpty {
        return byNumber.isEmpty ? .student(given) : Self.dispute(given, byNumber)
      }
      return Self.dispute(given, byName)
    }
    let claims = [byNumber, byAddress, byName].filter { !$0.isEmpty }
    guard let first = claims.first else { return .student(given) }
    let common = claims.reduce(first) { $0.intersection($1) }
    return common.isEmpty
      ? Self.dispute(given, claims.reduce([]) { $0.union($1) }) : match(given, common)
  }

  /// Returns the only one of some students, or what is in dispute between them.
  private func match(_ given: Student, _ students: Set<Student>) -> Match {
    guard students.count == 1, let student = students.first, !ambiguous.contains(student) else {
      return Self.dispute(given, students)
    }
    return .student(student)
  }

  private static func dispute(_ given: Student, _ claimed: Set<Student>) -> Match {
    let number = given.platformNumber?.number
    let parts = [given.name, given.id, number, given.email].compactMap(\.self)
      .map { printable($0, inOneLine: true) }.joined(separator: ", ")
    let names = claimed.map(described).sorted().joined(separator: "; ")
    return .dispute(
      "what is known of the student (\(parts)) does not fit one student of the list "
        + "(\(names)); it is graded as nobody's until the list or the name is corrected",
      claimed.sorted { described($0) < described($1) })
  }

  /// The first and last name as one; Korean and Chinese ones have the last one first, and no space.
  private static func name(_ parts: [String]) -> String {
    let isHangulOrHan = parts.allSatisfy { part in
      part.unicodeScalars.allSatisfy {
        ("\u{AC00}"..."\u{D7A3}").contains($0) || ("\u{4E00}"..."\u{9FFF}").contains($0)
      }
    }
    return isHangulOrHan ? parts.reversed().joined() : parts.joined(separator: " ")
  }

  /// The name and number, as they stand in the list.
  static func described(_ student: Student) -> String {
    let parts = [student.name, student.id].compactMap(\.self)
    return printable(parts.joined(separator: ", "), inOneLine: true)
  }

  /// What may stand for a student: the number, the address and its first part, the name, and the
  /// name with the last part first, as Canvas has it.
  private static func keys(_ student: Student) -> Set<String> {
    var keys = [student.id, student.email, student.name].compactMap(\.self)
    if let address = student.email { keys.append(String(address.prefix { $0 != "@" })) }
    let parts = student.name.split(whereSeparator: { $0 == " " || $0 == "," })
    if let last = parts.last { keys.append(([last] + parts.dropLast()).joined()) }
    if let first = parts.first { keys.append((parts.dropFirst() + [first]).joined()) }
    return Set(keys.map(plain)).subtracting([""])
  }

  /// Letters and digits alone, in lower case.
  private static func plain(_ text: String) -> String {
    String(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}
