// Who of a class handed in nothing, and who handed in without being on its list.

import LessonKit

/// The list of a class held against what was handed in.
struct Attendance {
  /// Those of the list of whom there is nothing, not even an answer that is in dispute.
  let missing: [Student]
  /// The names of those who are not on the list, in order.
  let others: [String]

  /// - Parameter submissions: everything that was handed in, graded or not.
  init(_ roster: Roster, _ submissions: [Submission]) {
    let own = submissions.filter { !$0.isDisputed }
    let present = Set(own.compactMap { roster.student($0.student) })
      .union(submissions.flatMap(\.claimants))
    missing = roster.students.filter { !present.contains($0) }
    others = Set(own.filter { roster.student($0.student) == nil }.map(\.student.name)).sorted()
  }
}
