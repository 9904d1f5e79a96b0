// Reads course.json and collects everything that is wrong with it, so that a teacher corrects it
// once. Every error names its place in the file: "exercises.5.due".

import Formatting
import Foundation

/// A value of a JSON text.
private enum JSONValue: Decodable {
  case object([String: JSONValue])
  case array([JSONValue])
  case number(Double)
  case string(String)
  case bool(Bool)
  case null

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else if let value = try? container.decode([String: JSONValue].self) {
      self = .object(value)
    } else {
      self = .null
    }
  }

  /// What it is, for an error.
  var words: Message {
    switch self {
    case .object: "an object in braces"
    case .array: "a list in brackets"
    case .number(let number): "\(number)"
    case .string(let text): "“\(printable(text, inOneLine: true))”"
    case .bool(let value): Message(value ? "true" : "false")
    case .null: "null"
    }
  }
}

/// Reads the parts of a course, noting errors.
private struct CourseReader {
  let functions: [Int: [String]]?
  var course = Course()
  var errors: [Message] = []
  private var zoneIsGiven = false

  init(functions: [Int: [String]]?) { self.functions = functions }

  mutating func read(_ root: JSONValue) {
    guard let file = object(root, "the file") else { return }
    refuseOthers(file, ["title", "timeZone", "weeks", "exercises", "late"], "")
    course.title = file["title"].flatMap { string($0, "title") }
    if let value = file["timeZone"], let name = string(value, "timeZone") {
      zoneIsGiven = true
      if let zone = TimeZone(identifier: name) {
        course.timeZone = zone
      } else {
        errors.append(
          "timeZone: “\(name)” is no time zone; write its name, such as “Europe/Berlin”.")
      }
    }
    if let value = file["weeks"] { readWeeks(value) }
    if let value = file["exercises"], let all = object(value, "exercises") {
      for (key, value) in all.sorted(by: { ($0.key.count, $0.key) < ($1.key.count, $1.key) }) {
        readExercise(value, key)
      }
    }
    if let value = file["late"] { readLate(value) }
  }

  private mutating func readWeeks(_ value: JSONValue) {
    var seen: [Int: String] = [:]
    for (index, value) in list(value, "weeks").enumerated() {
      let place = "weeks[\(index + 1)]"
      guard let week = object(value, place) else { continue }
      refuseOthers(week, ["title", "begins", "lessons"], place)
      let title = week["title"].flatMap { string($0, place + ".title") }
      var lessons: [Int] = []
      for (position, value) in list(week["lessons"] ?? .array([]), place + ".lessons").enumerated()
      {
        let place = "\(place).lessons[\(position + 1)]"
        guard let number = whole(value, place, 1...999) else { continue }
        guard isLesson(number) else {
          errors.append("\(place): there is no lesson \(number).")
          continue
        }
        if let other = seen[number] {
          errors.append("\(place): lesson \(number) is in \(other) already.")
        }
        seen[number] = place
        lessons.append(number)
      }
      course.weeks.append(
        .init(
          title: title.map { Message($0) } ?? "Week \(index + 1)",
          begins: week["begins"].flatMap { moment($0, place + ".begins") }, lessons: lessons))
    }
  }

  private mutating func readExercise(_ value: JSONValue, _ key: String) {
    let place = "exercises.\(key)"
    guard let number = Int(key), isLesson(number) else {
      return errors.append(
        "\(place): there is no exercise “\(key)”; exercises have the numbers of their lessons.")
    }
    guard let fields = object(value, place) else { return }
    refuseOthers(fields, ["points", "weight", "isOptional", "optional", "due"], place)
    var exercise = Course.Exercise()
    if let value = fields["points"], let points = decimal(value, place + ".points", 0...100_000) {
      if points == 0 { errors.append("\(place).points: must be more than 0.") }
      exercise.points = points
    } else if fields["points"] == nil {
      exercise.points = Double(max(1, functions?[number]?.count ?? 1))
    }
    exercise.weight = fields["weight"].flatMap { decimal($0, place + ".weight", 0...100_000) }
    if let value = fields["isOptional"] {
      if case .bool(let flag) = value {
        exercise.isOptional = flag
      } else {
        errors.append("\(place).isOptional: is \(value.words); write true or false.")
      }
    }
    if let value = fields["optional"], let optional = object(value, place + ".optional") {
      for (name, value) in optional.sorted(by: { $0.key < $1.key }) {
        let place = "\(place).optional.\(name)"
        if let known = functions?[number], !known.contains(name) {
          errors.append(
            "\(place): exercise \(number) has no such function; it has "
              + "\(known.joined(separator: ", ")).")
        }
        exercise.optionalFunctions[name] = decimal(value, place, 0...100_000)
      }
      if let known = functions?[number], Set(known).isSubset(of: exercise.optionalFunctions.keys) {
        errors.append(
          "\(place).optional: names every function; write “isOptional”: true instead.")
      }
    }
    exercise.due = fields["due"].flatMap { moment($0, place + ".due") }
    course.exercises[number] = exercise
  }

  private mutating func readLate(_ value: JSONValue) {
    guard let late = object(value, "late") else { return }
    refuseOthers(late, ["percentPerDay", "mostDays", "freeDays"], "late")
    var policy = Course.LatePolicy()
    policy.percentPerDay =
      late["percentPerDay"].flatMap { decimal($0, "late.percentPerDay", 0...100) } ?? 0
    policy.mostDays = late["mostDays"].flatMap { whole($0, "late.mostDays", 0...366) }
    policy.freeDays = late["freeDays"].flatMap { whole($0, "late.freeDays", 0...366) } ?? 0
    course.late = policy
  }

  private func isLesson(_ number: Int) -> Bool { functions.map { $0[number] != nil } ?? true }

  // MARK: Values

  private mutating func object(_ value: JSONValue, _ place: String) -> [String: JSONValue]? {
    if case .object(let object) = value { return object }
    errors.append("\(place): is \(value.words); expected is an object in braces.")
    return nil
  }

  private mutating func list(_ value: JSONValue, _ place: String) -> [JSONValue] {
    if case .array(let list) = value { return list }
    errors.append("\(place): is \(value.words); expected is a list in brackets.")
    return []
  }

  private mutating func string(_ value: JSONValue, _ place: String) -> String? {
    if case .string(let text) = value { return text }
    errors.append("\(place): is \(value.words); expected is text in quotation marks.")
    return nil
  }

  private mutating func decimal(
    _ value: JSONValue, _ place: String, _ range: ClosedRange<Double>
  ) -> Double? {
    if case .number(let number) = value, range.contains(number) { return number }
    errors.append(
      """
      \(place): is \(value.words); expected is a number from \(range.lowerBound) to \
      \(range.upperBound).
      """)
    return nil
  }

  private mutating func whole(
    _ value: JSONValue, _ place: String, _ range: ClosedRange<Int>
  ) -> Int? {
    if case .number(let number) = value, let whole = Int(exactly: number), range.contains(whole) {
      return whole
    }
    errors.append(
      """
      \(place): is \(value.words); expected is a whole number from \(range.lowerBound) to \
      \(range.upperBound).
      """)
    return nil
  }

  private mutating func moment(_ value: JSONValue, _ place: String) -> Date? {
    guard let text = string(value, place) else { return nil }
    guard let moment = CourseTime.moment(text, in: course.timeZone) else {
      errors.append(
        "\(place): “\(text)” is no date; write 2026-10-19 or 2026-10-19 23:59.")
      return nil
    }
    if !zoneIsGiven, !CourseTime.hasOffset(text) {
      errors.append(
        """
        \(place): “\(text)” may be anywhere on earth; add a “timeZone” to the file, such as \
        “Europe/Berlin”.
        """)
    }
    return moment
  }

  /// Refuses keys with other names: a misspelt one would be passed over.
  private mutating func refuseOthers(
    _ object: [String: JSONValue], _ known: [String], _ place: String
  ) {
    for key in object.keys.sorted() where !known.contains(key) {
      let path = place.isEmpty ? key : "\(place).\(key)"
      errors.append("\(path): is not known here; known are \(known.joined(separator: ", ")).")
    }
  }
}

extension Course {
  /// Reads a course from JSON.
  ///
  /// - Parameters:
  ///   - path: the file's path for errors.
  ///   - functions: the functions of each exercise, by lesson; nil where they are not checked.
  /// - Throws: `CourseError` with a line for each error.
  package init(_ data: Data, path: String, functions: [Int: [String]]?) throws(CourseError) {
    let root: JSONValue
    do { root = try JSONDecoder().decode(JSONValue.self, from: data) } catch {
      throw CourseError(path: path, lines: ["is no JSON: \(Self.reason(error))"])
    }
    var reader = CourseReader(functions: functions)
    reader.read(root)
    guard reader.errors.isEmpty else { throw CourseError(path: path, lines: reader.errors) }
    self = reader.course
  }

  private static func reason(_ error: any Error) -> String {
    guard case DecodingError.dataCorrupted(let context) = error else { return "\(error)" }
    let cause = context.underlyingError.map { "\($0)" } ?? context.debugDescription
    return cause
  }
}
