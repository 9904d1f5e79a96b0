// Whose the submissions of a class are: names that no two students share, the students of a list,
// and what is in dispute between them.

import Foundation
import LessonKit

extension SubmissionFinder {
  /// Gives every student a name that no other has.
  ///
  /// - Parameter numbered: the names that may end with the number of an exercise.
  func named(_ submissions: [Submission], _ numbered: Set<String>) -> [Submission] {
    var answered: [String: Set<Int>] = [:]
    for submission in submissions where numbered.contains(submission.student.name) {
      let lessons = [submission.lesson].compactMap(\.self)
      answered[submission.student.name, default: []].formUnion(lessons)
    }
    let short = SubmissionName.withoutExercises(answered)
    var submissions = submissions
    for place in submissions.indices {
      let student = submissions[place].student
      if student.id == nil, student.platformNumber == nil, let name = short[student.name] {
        submissions[place].student.name = name
      }
    }
    if let roster { submissions = Self.matched(submissions, roster) }
    let names = SubmissionName.unique(Set(submissions.map(\.student)))
    for place in submissions.indices {
      submissions[place].student.name = names[submissions[place].student] ?? ""
    }
    return submissions
  }

  /// Gives every submission to the student of the list that it is from. What may be from one or
  /// another, or comes from two under different names, is graded as nobody's.
  private static func matched(_ submissions: [Submission], _ roster: Roster) -> [Submission] {
    let matches = submissions.map { roster.match($0.student) }
    var numbers: [Student: Set<PlatformNumber>] = [:]
    for case (let submission, .student(let student)) in zip(submissions, matches) {
      guard let number = submission.student.platformNumber else { continue }
      numbers[student, default: []].insert(number)
    }
    /// Under which names there is an answer of a student to an exercise.
    struct Answer: Hashable {
      let student: Student
      let lesson: Int
    }
    var sources: [Answer: [Student: String]] = [:]
    for case (let submission, .student(let student)) in zip(submissions, matches) {
      guard submission.refusal == nil, let lesson = submission.lesson else { continue }
      sources[Answer(student: student, lesson: lesson), default: [:]][submission.student] =
        submission.origin
    }
    return zip(submissions, matches).map { submission, match in
      var submission = submission
      switch match {
      case .dispute(let words, let claimants):
        submission.dispute(
          "“\(printable(submission.origin, inOneLine: true))”: \(words)", between: claimants)
      case .student(let student):
        let rivals = submission.lesson.flatMap { sources[Answer(student: student, lesson: $0)] }
        if submission.refusal == nil, let rivals, rivals.count > 1 {
          let origins = rivals.values.sorted().map { "“\(printable($0, inOneLine: true))”" }
            .joined(separator: ", ")
          submission.dispute(
            "\(origins) are all taken for \(Roster.described(student)); each is graded as "
              + "nobody's until all but one are taken out or renamed", between: [student])
        } else {
          submission.student = student
          // A list without it lets the exports have it; Moodle may have one for each assignment.
          if student.platformNumber == nil, let known = numbers[student], known.count == 1 {
            submission.student.platformNumber = known.first
          }
        }
      }
      return submission
    }
  }
}
