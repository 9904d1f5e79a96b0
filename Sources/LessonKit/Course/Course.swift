// A course as `course.json` describes it: which lessons in which week, what exercises are worth and
// when they are due, and what comes off for late ones.

import Formatting
import Foundation

/// A course: weeks, exercises with points and due dates, and the rule for late answers.
package struct Course: Equatable, Sendable {
  /// A week, or any other part of a term.
  package struct Week: Equatable, Sendable {
    /// What it is called; "Week 2" unless the file says otherwise.
    package var title: Message
    /// When it begins.
    package var begins: Date?
    /// The numbers of its lessons.
    package var lessons: [Int]
  }

  /// What an exercise is worth.
  package struct Exercise: Equatable, Sendable {
    /// The points for all functions that are not optional.
    package var points: Double
    /// Its weight in the total; nil for as much as it has points.
    package var weight: Double?
    /// Whether it only adds to the total, and is missed by nobody who leaves it out.
    package var isOptional = false
    /// The functions that may be left out, and the points that each adds.
    package var optionalFunctions: [String: Double] = [:]
    /// The last moment to hand it in.
    package var due: Date?

    /// Creates an exercise without optional parts or a due date.
    package init(points: Double = 1) { self.points = points }
  }

  /// What comes off for late answers.
  package struct LatePolicy: Equatable, Sendable {
    /// The percentage of the points that comes off for each day begun, 0 to 100.
    package var percentPerDay = 0.0
    /// The days after which an answer gets no points; nil for no end.
    package var mostDays: Int?
    /// The days that each student may be late over the course without losing points.
    package var freeDays = 0
  }

  /// The file's name.
  package static let fileName = "course.json"

  package var title: String?
  package var timeZone = TimeZone(secondsFromGMT: 0) ?? .current
  package var weeks: [Week] = []
  /// By the number of the lesson.
  package var exercises: [Int: Exercise] = [:]
  /// The rule for late answers; nil where lateness costs nothing.
  package var late: LatePolicy?

  package init() {}

  /// Returns the week of a lesson.
  package func week(ofLesson number: Int) -> Week? { weeks.first { $0.lessons.contains(number) } }

  /// Returns a lesson's week and when its exercise is due, in a line; nil where the course says
  /// nothing of it.
  package func note(onLesson number: Int) -> Message? {
    let due = exercises[number]?.due.map { CourseTime.text($0, in: timeZone) }
    let week = week(ofLesson: number).map { week -> Message in
      let day = week.begins.map { CourseTime.text($0, in: timeZone).prefix { $0 != " " } }
      return day.map { "\(week.title) (from \($0))" } ?? week.title
    }
    switch (week, due) {
    case (let week?, let due?): return "\(week), exercise due \(due)"
    case (let week?, nil): return week
    case (nil, let due?): return "exercise due \(due)"
    case (nil, nil): return nil
    }
  }
}

/// What is wrong with a course file: a line for each error.
package struct CourseError: LocalizedError, CustomStringConvertible {
  /// The file's path, as it was given.
  package let path: String
  package let lines: [Message]
  package var description: String {
    lines.map { "\(path): \($0.text)" }.joined(separator: "\n")
  }
  package var errorDescription: String? { description }
}

extension Course {
  /// Reads a course file.
  ///
  /// - Parameter functions: the functions of each exercise, by lesson; nil where they are not
  ///   checked.
  /// - Throws: `CourseError` with a line for each error.
  package init(contentsOf file: URL, functions: [Int: [String]]?) throws(CourseError) {
    guard let data = try? Data(contentsOf: file) else {
      throw CourseError(path: file.path, lines: ["can't be read."])
    }
    try self.init(data, path: file.path, functions: functions)
  }

  /// The course of a folder of lessons, or beside a list of a class: its `course.json`.
  ///
  /// - Returns: nil without such a file.
  /// - Throws: `CourseError` when there is one with errors.
  package static func inFolder(
    _ folder: URL, functions: [Int: [String]]? = nil
  ) throws(CourseError) -> Course? {
    let file = folder.appendingPathComponent(fileName)
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return try Course(contentsOf: file, functions: functions)
  }
}
