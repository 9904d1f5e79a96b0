// Whose a file or folder is, by its name: as learning platforms name what they let teachers
// download, and as people do.

import Foundation
import LessonKit

/// The name of a file or folder of submissions, taken apart.
struct SubmissionName {
  let student: Student
  /// What the student's own file was called.
  let file: String
  /// Whether a platform named it, so that the student's name is certain.
  let isOfPlatform: Bool
  /// Whether the platform says that it was late.
  var isMarkedLate = false
  /// The number that Canvas gave the file: a later one has a higher one.
  var order: Int?

  /// The file in which Gradescope says who handed in which folder.
  static let gradescopesList = "submission_metadata.yml"

  /// Takes a name apart.
  ///
  /// - Moodle: `Anna Alm_12345_assignsubmission_file_`, alone or before the file's name.
  /// - Canvas: `almanna_12345_67890_Exercise.swift`, `almanna_LATE_12345_67890_Exercise.swift`.
  /// - Others as they are, without `.swift` and `.zip`.
  init(_ name: String) {
    if let match = name.wholeMatch(of: #/(.+?)_(\d+)_assignsubmission_(?:file|onlinetext)_?(.*)/#) {
      student = Student(
        name: String(match.1),
        platformNumber: PlatformNumber(platform: .moodle, number: String(match.2)))
      file = match.3.isEmpty ? name : String(match.3)
      isOfPlatform = true
    } else if let match = name.wholeMatch(of: #/([^_]+)_(LATE_)?(\d{3,})_(\d{3,})_(.+)/#) {
      student = Student(
        name: String(match.1),
        platformNumber: PlatformNumber(platform: .canvas, number: String(match.3)))
      order = Int(match.4)
      file = String(match.5)
      isMarkedLate = match.2 != nil
      isOfPlatform = true
    } else {
      let stem = name.replacing(#/\.(swift|zip)$/#.ignoresCase(), with: "")
      student = Student(name: stem.isEmpty ? name : stem)
      file = name
      isOfPlatform = false
    }
  }

  /// A name that ends with a number which may be an exercise's: "anna-05", "Ben_exercise5".
  struct Numbered {
    let name: String
    let number: Int
    /// Whether a word says that the number is an exercise's.
    let isSaid: Bool

    init?(_ name: String) {
      guard
        let match = name.wholeMatch(
          of: #/(.+?)[-_ ]+(exercise|lesson|ex)?[-_ ]*(\d{1,2})/#.ignoresCase()),
        let number = Int(match.3)
      else { return nil }
      (self.name, self.number, isSaid) = (String(match.1), number, match.2 != nil)
    }
  }

  /// The names without the numbers of exercises: "anna" for "anna-05" and "anna-07".
  ///
  /// A number is an exercise's if a word says so, or if every file with that name before its number
  /// answers just that exercise: "group-1" and "group-2" both with exercise 5 stay two.
  ///
  /// - Parameter answered: the lessons that each name's files answer.
  static func withoutExercises(_ answered: [String: Set<Int>]) -> [String: String] {
    var names: [String: String] = [:]
    let numbered = answered.keys.compactMap { name in Numbered(name).map { (name, $0) } }
    for (_, group) in Dictionary(grouping: numbered, by: \.1.name) {
      let areExercises = group.allSatisfy { answered[$0.0] == [$0.1.number] }
      for (name, parts) in group where parts.isSaid || areExercises { names[name] = parts.name }
    }
    return names
  }

  /// The students of Gradescope's folders, from its `submission_metadata.yml`; more than one where
  /// a group handed in.
  static func gradescope(_ text: String) -> [String: [Student]] {
    var students: [String: [Student]] = [:]
    var folder: String?
    var isAtSubmitters = false
    for line in text.split(whereSeparator: \.isNewline) {
      if let match = line.wholeMatch(of: #/(submission_\d+):\s*/#) {
        folder = String(match.1)
        isAtSubmitters = false
      } else if let match = line.wholeMatch(of: #/\s*(- )?\s*:(\w+):\s*(.*)/#), let folder {
        let value = match.3.trimmingCharacters(in: CharacterSet(charactersIn: " '\""))
        if match.2 == "submitters" {
          isAtSubmitters = true
          continue
        }
        guard isAtSubmitters else { continue }
        if match.1 != nil { students[folder, default: []].append(Student(name: "")) }
        guard let last = students[folder]?.indices.last else { continue }
        switch match.2 {
        case "name": students[folder]?[last].name = value
        case "sid": students[folder]?[last].id = value.isEmpty ? nil : value
        case "email": students[folder]?[last].email = value.isEmpty ? nil : value
        default: isAtSubmitters = line.hasPrefix("   ") || match.1 != nil
        }
      }
    }
    return students.mapValues { $0.filter { !$0.name.isEmpty } }
  }

  /// When Gradescope's folders were handed in, from its `submission_metadata.yml`.
  static func gradescopeTimes(_ text: String) -> [String: Date] {
    var times: [String: Date] = [:]
    var folder: String?
    let zone = TimeZone(secondsFromGMT: 0) ?? .current
    for line in text.split(whereSeparator: \.isNewline) {
      if let match = line.wholeMatch(of: #/(submission_\d+):\s*/#) {
        folder = String(match.1)
      } else if let folder, let match = line.wholeMatch(of: #/\s*:created_at:\s*(.+)/#),
        times[folder] == nil
      {
        let value = match.1.trimmingCharacters(in: CharacterSet(charactersIn: " '\""))
        times[folder] = CourseTime.moment(value, in: zone)
      }
    }
    return times
  }

  /// A name for each student that no other has: where two share one, their numbers tell them apart.
  static func unique(_ students: Set<Student>) -> [Student: String] {
    var names: [Student: String] = [:]
    for (name, group) in Dictionary(grouping: students, by: \.name) {
      for student in group {
        let number = student.id ?? student.platformNumber?.number ?? student.email
        names[student] = group.count > 1 ? number.map { "\(name) (\($0))" } ?? name : name
      }
    }
    return names
  }
}
