// The points of a class: what each exercise gave, what came off for lateness, and the total.

import Checks
import Foundation
import LessonKit

/// The points of all students in a course.
struct CoursePoints {
  /// What one exercise gave a student.
  struct Entry {
    let exercise: Int
    /// The points after lateness; nil where nothing counts: it is not due yet or may be left out,
    /// and nothing was handed in, or the list leaves open whose the answer is.
    var points: Double?
    /// The points of all functions that are not optional.
    let outOf: Double
    /// When it was handed in; nil when unknown.
    let handedIn: Date?
    /// The days begun after it was due.
    var daysLate = 0
    /// How many of these cost nothing.
    var freeDays = 0
    /// Why the answer was not graded; one of the notes.
    var refusal: Message?
    /// What a teacher should know, in words.
    var notes: [Message] = []
  }

  /// A student's exercises in order, and the total in percent.
  struct Row {
    let student: String
    let id: String?
    let email: String?
    let entries: [Entry]
    /// The number by which a learning platform knows the student.
    var platformNumber: PlatformNumber?
    /// The name by which the student logs in, if the list has it.
    var login: String?
    /// The weighted mean of all exercises that count and are not optional, and what optional ones
    /// add; nil as long as none counts.
    let percent: Double?
  }

  let course: Course
  /// The exercises that count, in order.
  let exercises: [Int]
  let rows: [Row]

  /// The functions of each exercise, by lesson.
  static var functions: [Int: [String]] {
    Dictionary(
      Checks.all.map { ($0.lesson, $0.problems.map(\.name)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Works the points out.
  ///
  /// - Parameters:
  ///   - course: what exercises are worth; without one each function is a point.
  ///   - roster: the list of the class.
  ///   - isWholeClass: whether who is on the list and has no grade handed in nothing.
  ///   - assignment: the exercise to which a time belongs that the list gives without a number.
  ///   - now: the time of grading; what is not due yet then is missed by nobody.
  /// - Throws: `CommandError` when a time on the list can't be read.
  init(
    grades: [Grade], course: Course?, roster: Roster?, isWholeClass: Bool = true,
    assignment: Int? = nil, now: Date = Date()
  ) throws(CommandError) {
    let course = course ?? Self.plainCourse(grades)
    self.course = course
    let exercises = course.exercises.keys.sorted()
    self.exercises = exercises
    let handIns = try roster?.handIns(in: course.timeZone, assignment: assignment)
    let disputed = grades.filter { $0.isDisputed == true }
    // Whom the list leaves open is nobody, and gets no row among those who are on it.
    let byStudent = Dictionary(grouping: grades.filter { $0.isDisputed != true }, by: \.student)
    var rows = byStudent.map { name, own -> Row in
      let student = roster.flatMap { roster in own.lazy.compactMap(roster.student).first }
      let known = student.flatMap { handIns?[$0] }
      var shown = student ?? Student(name: name)
      shown.name = name
      shown.id = shown.id ?? own.lazy.compactMap(\.id).first
      shown.email = shown.email ?? own.lazy.compactMap(\.email).first
      shown.platformNumber = shown.platformNumber ?? own.lazy.compactMap(\.platformNumber).first
      let claims = disputed.filter { grade in
        student.map { grade.claimants?.contains($0) ?? false } ?? false
      }
      return Self.row(shown, own, claims, course, exercises, now) { exercise in
        known?[exercise] ?? known?[nil]
      }
    }
    let found = Set(grades.compactMap { roster?.student(of: $0) })
    let listed = isWholeClass ? roster?.students ?? [] : []
    rows += listed.filter { !found.contains($0) }.map { student in
      let claims = disputed.filter { $0.claimants?.contains(student) ?? false }
      return Self.row(student, [], claims, course, exercises, now) { _ in nil }
    }
    self.rows = rows.sorted { ($0.student, $0.id ?? "") < ($1.student, $1.id ?? "") }
  }

  /// A course in which each function of the exercises that were handed in is a point.
  private static func plainCourse(_ grades: [Grade]) -> Course {
    var course = Course()
    let functions = functions
    for exercise in Set(grades.compactMap(\.exercise)) {
      course.exercises[exercise] = .init(points: Double(max(1, functions[exercise]?.count ?? 1)))
    }
    return course
  }

  /// - Parameter claims: answers that may be the student's or another's.
  private static func row(
    _ student: Student, _ grades: [Grade], _ claims: [Grade], _ course: Course,
    _ exercises: [Int], _ now: Date, handedIn: (Int) -> Date?
  ) -> Row {
    // An archive that can't be read may hold any exercise.
    let unreadable = grades.first { $0.exercise == nil && $0.status == .refused }
    var entries = exercises.map { exercise -> Entry in
      let own = grades.filter { $0.exercise == exercise }
      let grade = own.first { $0.status != .refused } ?? own.first
      if let grade {
        return entry(exercise, grade, course, handedIn(exercise) ?? grade.handedIn)
      }
      let open = claims.filter { $0.exercise == exercise || $0.exercise == nil }
      return missing(exercise, unreadable, open, course, now)
    }
    chargeLateness(&entries, course)
    var (sum, whole) = (0.0, 0.0)
    for entry in entries {
      guard let exercise = course.exercises[entry.exercise], let points = entry.points else {
        continue
      }
      let weight = exercise.weight ?? exercise.points
      sum += weight * points / exercise.points
      if !exercise.isOptional { whole += weight }
    }
    return Row(
      student: student.name, id: student.id, email: student.email, entries: entries,
      platformNumber: student.platformNumber, login: student.login,
      percent: whole > 0 ? rounded(sum / whole * 100) : nil)
  }

  /// An exercise that no answer of a student's is graded for.
  private static func missing(
    _ number: Int, _ unreadable: Grade?, _ claims: [Grade], _ course: Course, _ now: Date
  ) -> Entry {
    let exercise = course.exercises[number] ?? .init()
    var entry = Entry(exercise: number, points: 0, outOf: exercise.points, handedIn: nil)
    let isOpen = course.end(ofExercise: number).map { now <= $0 } ?? false
    if !claims.isEmpty {
      entry.points = nil
      // Whoever reads this learns nothing of the other.
      entry.notes = ["not graded: the list of the class leaves open whose an answer is"]
    } else if let unreadable {
      entry.points = exercise.isOptional || isOpen ? nil : 0
      entry.notes = ["not graded: “\(unreadable.origin)” \(unreadable.message)"]
    } else if isOpen {
      entry.points = nil
      entry.notes = ["nothing handed in yet"]
    } else {
      entry.points = exercise.isOptional ? nil : 0
      entry.notes = ["nothing handed in"]
    }
    return entry
  }

  private static func entry(
    _ number: Int, _ grade: Grade, _ course: Course, _ handedIn: Date?
  ) -> Entry {
    let exercise = course.exercises[number] ?? .init()
    let isOptional = { (function: Grade.Function) in
      exercise.optionalFunctions[function.name] != nil
    }
    let needed = grade.functions.filter { !isOptional($0) }
    let passed = needed.count { $0.hasPassed }
    let extra = grade.functions.filter { $0.hasPassed }
      .compactMap { exercise.optionalFunctions[$0.name] }.reduce(0, +)
    let share = needed.isEmpty ? 0 : Double(passed) / Double(needed.count)
    var entry = Entry(
      exercise: number, points: exercise.points * share + extra, outOf: exercise.points,
      handedIn: handedIn)
    if grade.status == .refused {
      let refusal: Message = "not graded: \(grade.message)"
      entry.refusal = refusal
      entry.notes.append(refusal)
    }
    if let name = grade.calls { entry.notes.append("calls the library's \(name)") }
    guard let due = exercise.due else { return entry }
    if let handedIn {
      // A day begun counts: a minute late is one day.
      entry.daysLate = course.daysBegun(from: due, to: handedIn)
    } else if grade.isMarkedLate == true {
      entry.notes.append("marked as late by Canvas, without the time; nothing was taken off")
    } else {
      entry.notes.append("no time of handing in is known")
    }
    return entry
  }

  /// Takes off what lateness costs. Free days are used up in the order of due dates.
  private static func chargeLateness(_ entries: inout [Entry], _ course: Course) {
    guard let policy = course.late else { return }
    var free = policy.freeDays
    func due(_ place: Int) -> Date {
      course.exercises[entries[place].exercise]?.due ?? .distantPast
    }
    for place in entries.indices.sorted(by: { due($0) < due($1) }) where entries[place].daysLate > 0
    {
      let late = entries[place].daysLate
      if let most = policy.mostDays, late > most {
        entries[place].points = 0
        entries[place].notes.append("later than \(most) days: no points")
        continue
      }
      let used = min(free, late)
      free -= used
      entries[place].freeDays = used
      let percent = min(100, policy.percentPerDay * Double(late - used))
      entries[place].points = entries[place].points.map { $0 * (1 - percent / 100) }
      if percent > 0 { entries[place].notes.append("\(percent) percent off for lateness") }
    }
    for place in entries.indices { entries[place].points = entries[place].points.map(rounded) }
  }

  /// Rounds to hundredths, which is what platforms keep.
  private static func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}
