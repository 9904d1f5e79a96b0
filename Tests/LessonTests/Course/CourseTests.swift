// Course files: what they say, and a line for each error.

import Foundation
import Testing

@testable import LessonKit

@Suite struct CourseTests {
  private func course(
    _ json: String,
    functions: [Int: [String]]? = [5: ["crossCorrelate"], 7: ["outputSize", "unread"]]
  ) throws -> Course {
    try Course(Data(json.utf8), path: "course.json", functions: functions)
  }

  private func errors(_ json: String) throws -> [String] {
    do {
      _ = try course(json)
      return []
    } catch let error as CourseError { return error.lines.map(\.english) }
  }

  @Test func everythingIsRead() throws {
    let course = try course(
      """
      {"title": "Seeing machines", "timeZone": "Europe/Berlin",
       "weeks": [{"lessons": [5]}, {"title": "Strides", "begins": "2026-10-19", "lessons": [7]}],
       "exercises": {"5": {"points": 10, "due": "2026-10-19 23:59"},
         "7": {"points": 4, "weight": 3, "isOptional": true, "optional": {"unread": 2}}},
       "late": {"percentPerDay": 10, "mostDays": 3, "freeDays": 2}}
      """)
    #expect(course.title == "Seeing machines" && course.weeks.count == 2)
    #expect(course.exercises[5]?.points == 10 && course.exercises[5]?.weight == nil)
    #expect(course.exercises[7]?.optionalFunctions == ["unread": 2])
    #expect(course.exercises[7]?.isOptional == true && course.exercises[7]?.weight == 3)
    #expect(course.late == .init(percentPerDay: 10, mostDays: 3, freeDays: 2))
    // 23:59 in Berlin, summer time, is 21:59 UTC.
    #expect(course.exercises[5]?.due == Date(timeIntervalSince1970: 1_792_447_140))
    #expect(course.note(onLesson: 5)?.english == "Week 1, exercise due 2026-10-19 23:59")
    #expect(course.note(onLesson: 7)?.english == "Strides (from 2026-10-19)")
    #expect(course.note(onLesson: 8) == nil)
  }

  /// Without points each function is one.
  @Test func functionsArePoints() throws {
    #expect(try course(#"{"exercises": {"7": {}}}"#).exercises[7]?.points == 2)
  }

  @Test(arguments: [
    (#"{"titel": "x"}"#, "titel: is not known here"),
    (#"{"title": 3}"#, "title: is 3;"),
    (#"{"timeZone": "Berlin"}"#, "timeZone: “Berlin” is no time zone"),
    (#"{"weeks": {}}"#, "weeks: is an object"),
    (#"{"weeks": [{"lessons": [99]}]}"#, "weeks[1].lessons[1]: there is no lesson 99"),
    (#"{"weeks": [{"lessons": [5]}, {"lessons": [5]}]}"#, "weeks[2].lessons[1]: lesson 5 is in"),
    (#"{"exercises": {"6a": {}}}"#, "exercises.6a: there is no exercise “6a”"),
    (#"{"exercises": {"5": {"points": 0}}}"#, "exercises.5.points: must be more than 0"),
    (#"{"exercises": {"5": {"points": "ten"}}}"#, "exercises.5.points: is “ten”;"),
    (#"{"exercises": {"7": {"optional": {"read": 1}}}}"#, "exercises.7.optional.read: exercise 7"),
    (
      #"{"exercises": {"5": {"optional": {"crossCorrelate": 1}}}}"#,
      "exercises.5.optional: names every function"
    ),
    (
      #"{"timeZone": "UTC", "exercises": {"5": {"due": "tomorrow"}}}"#,
      "exercises.5.due: “tomorrow” is no date"
    ),
    (
      #"{"timeZone": "UTC", "exercises": {"5": {"due": "2026-02-30"}}}"#,
      "exercises.5.due: “2026-02-30” is no date"
    ),
    (
      #"{"exercises": {"5": {"due": "2026-10-19"}}}"#,
      "exercises.5.due: “2026-10-19” may be anywhere"
    ),
    (#"{"late": {"percentPerDay": 101}}"#, "late.percentPerDay: is 101;"),
    (#"{"late": {"freeDays": 1.5}}"#, "late.freeDays: is 1.5;"),
    ("[]", "the file: is a list"), ("{", "is no JSON"),
  ])
  func anErrorNamesItsPlace(_ json: String, _ words: String) throws {
    let errors = try errors(json)
    #expect(errors.count == 1 && errors.first?.hasPrefix(words) == true, "\(errors)")
  }

  @Test func allErrorsAreToldAtOnce() throws {
    let errors = try errors(#"{"a": 1, "b": 2, "late": {"c": 3}}"#)
    #expect(errors.count == 3)
  }

  @Test(arguments: [
    ("2026-10-19", 1_792_454_399), ("2026-10-19 23:59", 1_792_454_340),
    ("2026-10-19T23:59:30Z", 1_792_454_370), ("2026-10-19 23:59:30.25 +02:00", 1_792_447_170),
    ("Monday, 19 October 2026, 11:59 PM", 1_792_454_340),
    ("Monday, 19 October 2026, 12:05 AM", 1_792_368_300),
  ])
  func timesAreReadAsPlatformsWriteThem(_ text: String, _ seconds: Int) {
    let moment = CourseTime.moment(text, in: TimeZone(secondsFromGMT: 0)!)
    #expect(moment == Date(timeIntervalSince1970: Double(seconds)))
  }

  @Test(arguments: [
    "", "19.10.2026", "2026-13-01", "2026-10-19 24:00", "Monday, 19 Oktober 2026, 1:00",
  ])
  func whatIsNoTimeIsNone(_ text: String) {
    #expect(CourseTime.moment(text, in: TimeZone(secondsFromGMT: 0)!) == nil)
  }
}
