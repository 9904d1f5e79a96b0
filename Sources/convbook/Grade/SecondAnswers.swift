// One answer of each student to an exercise: which of several counts, and what is said of the
// others.

import Checks
import Foundation
import LessonKit

/// Decides between several answers of a student to one exercise.
enum SecondAnswers {
  /// Refuses all answers of a student to an exercise but one: never the exercise as it was given,
  /// as long as there is another; of the others the last, as the learning platform says. Where it
  /// says nothing, none is graded.
  static func refused(_ submissions: [Submission]) -> [Submission] {
    struct Key: Hashable {
      let student: String
      let lesson: Int
    }
    var places: [Key: [Int]] = [:]
    for (place, submission) in submissions.enumerated() where submission.refusal == nil {
      guard let lesson = submission.lesson else { continue }
      places[Key(student: submission.student.name, lesson: lesson), default: []].append(place)
    }
    var submissions = submissions
    for (key, places) in places where places.count > 1 {
      decide(places, key.lesson, &submissions)
    }
    return submissions
  }

  private static func decide(_ all: [Int], _ lesson: Int, _ submissions: inout [Submission]) {
    var places = all
    let begun = places.filter { !isUntouched(submissions[$0], lesson) }
    if !begun.isEmpty { places = begun }
    // The same again makes no difference.
    places = places.reduce(into: []) { kept, place in
      if !kept.contains(where: { isSame(submissions[$0], submissions[place]) }) {
        kept.append(place)
      }
    }
    guard let last = last(places.map { ($0, submissions[$0]) }) else {
      let origins = places.map { quoted(submissions[$0]) }.joined(separator: ", ")
      for place in all {
        if places.contains(place) {
          submissions[place].refusal =
            "two answers or more to exercise \(lesson), and nothing tells which is the last: "
            + "\(origins); take all but one out"
        } else {
          submissions[place].isSuperseded = true
          submissions[place].refusal = "is not the answer to exercise \(lesson) that counts"
        }
      }
      return
    }
    let taken = quoted(submissions[last])
    for place in all where place != last {
      submissions[place].isSuperseded = true
      if !begun.isEmpty, !begun.contains(place) {
        submissions[place].refusal = "is exercise \(lesson) as it was given; \(taken) was taken"
      } else if isSame(submissions[place], submissions[last]) {
        submissions[place].refusal =
          "is the same answer to exercise \(lesson) again; \(taken) was taken"
      } else {
        submissions[place].refusal =
          "is an earlier answer to exercise \(lesson); \(taken) was taken"
      }
    }
  }

  /// Returns the place of the last answer; nil where two may be the last.
  private static func last(_ answers: [(place: Int, submission: Submission)]) -> Int? {
    answers.first { answer in
      answers.allSatisfy {
        $0.place == answer.place || isLater(answer.submission, than: $0.submission) == true
      }
    }?.place
  }

  /// Whether an answer was handed in after another; nil where nothing tells.
  private static func isLater(_ first: Submission, than second: Submission) -> Bool? {
    if let one = first.handedIn, let other = second.handedIn, one != other { return one > other }
    if let one = first.order, let other = second.order, one != other { return one > other }
    let (one, other) = (attempt(first), attempt(second))
    return one == other ? nil : one > other
  }

  /// The number of the attempt that a folder is named after, "resubmission" or "attempt 3"; the
  /// first without such a folder.
  private static func attempt(_ submission: Submission) -> Int {
    let folders = submission.origin.split(separator: "/").dropLast()
    return folders.lazy.reversed().compactMap { name -> Int? in
      if let match = name.wholeMatch(of: #/re-?submi(?:ssion|tted)[-_ ]*(\d{0,3})/#.ignoresCase()) {
        return 1 + (Int(match.1) ?? 1)
      }
      let match = name.wholeMatch(of: #/(?:attempt|version)[-_ ]*(\d{1,3})/#.ignoresCase())
      return match.flatMap { Int($0.1) }
    }.first ?? 1
  }

  /// Whether no function of an exercise has been begun.
  private static func isUntouched(_ submission: Submission, _ lesson: Int) -> Bool {
    guard let check = Checks.check(ofLesson: lesson) else { return false }
    let sources = submission.sources.map {
      AnswerSource(name: $0.name, text: String(decoding: $0.bytes, as: UTF8.self))
    }
    return AnswerSource.areUntouched(sources, check)
  }

  private static func isSame(_ first: Submission, _ second: Submission) -> Bool {
    first.sources.elementsEqual(second.sources) { $0.bytes == $1.bytes }
  }

  private static func quoted(_ submission: Submission) -> String {
    "“\(printable(submission.origin, inOneLine: true))”"
  }
}
