// The list of a class: who stands behind a number, an e-mail address or a file's name.

import Foundation
import LessonKit

/// The list of a class, from a CSV file with a heading.
struct Roster {
  let students: [Student]
  /// The students that a number, an address or a name may stand for.
  private let known: [String: Set<Student>]
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
    let row: Int
    let column: String
    let text: String
  }

  /// Columns of times, for all exercises or with the number of one behind: "handed in 5". The last
  /// is of Moodle's grading worksheet.
  private static var timeColumns: Regex<(Substring, Substring)> {
    #/(?:handedin|submitted|submittedat|lastmodifiedsubmission)(\d*)/#
  }

  private static let idColumns: Set = [
    "id", "sid", "studentid", "number", "studentnumber", "matriculation",
  ]
  private static let emailColumns: Set = ["email", "mail", "emailaddress", "address"]
  private static let nameColumns: Set = ["name", "fullname", "studentname", "student"]

  /// Reads a list.
  ///
  /// - Throws: `CommandError` when there is no column of names, or a row lacks one.
  init(_ text: String, path: String) throws(CommandError) {
    let rows = CSVText.rows(text)
    let head = (rows.first ?? []).map(Self.plain)
    func column(_ names: Set<String>) -> Int? { head.firstIndex(where: names.contains) }
    let whole = column(Self.nameColumns)
    let (first, last) = (
      column(["firstname", "givenname", "first"]),
      column(["lastname", "surname", "familyname", "last"])
    )
    guard whole != nil || last != nil else {
      throw CommandError(
        .trouble,
        "\(path): has no column “name”. Its first line names the columns: id, name, e-mail.")
    }
    let timeColumns = head.enumerated().compactMap { column, name in
      name.wholeMatch(of: Self.timeColumns).map { (column, exercise: Int($0.1)) }
    }
    var times: [Time] = []
    var students: [Student] = []
    var known: [String: Set<Student>] = [:]
    for (index, row) in rows.enumerated().dropFirst() {
      func field(_ column: Int?) -> String {
        column.flatMap { $0 < row.count ? row[$0] : nil }?
          .trimmingCharacters(in: .whitespaces) ?? ""
      }
      let parts = [field(first), field(last)].filter { !$0.isEmpty }
      let name = whole.map(field) ?? parts.joined(separator: " ")
      guard !name.isEmpty else {
        throw CommandError(.trouble, "\(path): row \(index + 1) has no name.")
      }
      let (id, email) = (field(column(Self.idColumns)), field(column(Self.emailColumns)))
      let student = Student(
        name: name, id: id.isEmpty ? nil : id, email: email.isEmpty ? nil : email)
      students.append(student)
      for (column, exercise) in timeColumns where !["", "-"].contains(field(column)) {
        times.append(
          Time(
            student: student, exercise: exercise, row: index + 1, column: rows[0][column],
            text: field(column)))
      }
      for key in Self.keys(student) { known[key, default: []].insert(student) }
    }
    self.students = students
    self.known = known
    (self.times, self.path) = (times, path)
    numbered = Dictionary(grouping: students.filter { $0.id != nil }) { Self.plain($0.id ?? "") }
      .mapValues(Set.init)
  }

  /// Returns when each student handed in, by exercise; under nil for all exercises.
  ///
  /// - Parameter zone: where the clock stands for times without an offset.
  /// - Throws: `CommandError` naming the row and column of what is no time.
  func handIns(in zone: TimeZone) throws(CommandError) -> [Student: [Int?: Date]] {
    var handIns: [Student: [Int?: Date]] = [:]
    for time in times {
      guard let moment = CourseTime.moment(time.text, in: zone) else {
        throw CommandError(
          .trouble,
          """
          \(path): row \(time.row), column “\(time.column)”: “\(time.text)” is no time; write \
          2026-10-19 23:59.
          """)
      }
      handIns[time.student, default: [:]][time.exercise] = moment
    }
    return handIns
  }

  /// Returns the student of the list to whom a grade belongs; nil for none.
  func student(of grade: Grade) -> Student? {
    students.first { student in
      if let id = student.id { return id == grade.id }
      if let email = student.email { return email == grade.email }
      return grade.id == nil && student.name == grade.student
    }
  }

  /// Who it is that handed in.
  enum Match: Equatable {
    /// One of the list, or the student as given: none fits, or several do.
    case student(Student)
    /// What is known of the student stands for different ones of the list: why, in words.
    case dispute(Message)
  }

  /// Returns the student of the list behind one who handed in.
  ///
  /// A platform's own number is no student number: the same digits may be another's. Where a name
  /// fits one student, the name decides; where it fits none, such a number alone decides nothing.
  func match(_ given: Student) -> Match {
    let byName = known[Self.plain(given.name)] ?? []
    let numbers = given.hasPlatformNumber ? numbered : known
    let byNumber = given.id.flatMap { numbers[Self.plain($0)] } ?? []
    let byAddress = given.email.flatMap { known[Self.plain($0)] } ?? []
    if given.hasPlatformNumber, byName.count == 1, let student = byName.first {
      return .student(student)
    }
    let claims = [byNumber, byAddress, byName].filter { !$0.isEmpty }
    let isNumberAlone = given.hasPlatformNumber && !byNumber.isEmpty && byName.isEmpty
    guard let first = claims.first, !isNumberAlone else {
      return isNumberAlone ? .dispute(Self.dispute(given, byNumber)) : .student(given)
    }
    let common = claims.reduce(first) { $0.intersection($1) }
    if common.isEmpty {
      return .dispute(Self.dispute(given, claims.reduce([]) { $0.union($1) }))
    }
    return .student(common.count == 1 ? common.first ?? given : given)
  }

  private static func dispute(_ given: Student, _ claimed: Set<Student>) -> Message {
    let parts = [given.name, given.id, given.email].compactMap(\.self)
      .map { printable($0, inOneLine: true) }.joined(separator: ", ")
    let names = claimed.map(described).sorted().joined(separator: "; ")
    return "what is known of the student (\(parts)) does not fit one student of the list "
      + "(\(names)); it is graded as nobody's until the list or the name is corrected"
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
