// The list of a class: who stands behind a number, an e-mail address or a file's name.

import Foundation
import LessonKit

/// The list of a class, from a CSV file with a heading.
struct Roster {
  let students: [Student]
  /// The students that a number, an address or a name may stand for.
  private let known: [String: Set<Student>]

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
      for key in Self.keys(student) { known[key, default: []].insert(student) }
    }
    self.students = students
    self.known = known
  }

  /// Returns the student of the list behind one who handed in; as given if there is none, or more
  /// than one.
  func student(_ given: Student) -> Student {
    // A number is surer than a name.
    for key in [given.id, given.email, given.name].compactMap(\.self).map(Self.plain) {
      if let found = known[key], found.count == 1, let student = found.first { return student }
    }
    return given
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
