// Grades many submissions, as many at a time as there are cores; what was graded before is kept.

import Foundation
import LessonKit

/// One run over all submissions. The lock guards what the workers share.
final class GradeRun: @unchecked Sendable {
  private let lock = NSLock()
  private let submissions: [Submission]
  private let grader: Grader
  private let workers: Int
  private let kept: URL
  private var next = 0
  private var grades: [Grade?]
  private var trouble: (any Error)?
  private let start = Date()
  /// How many had been graded before.
  private(set) var reused = 0

  /// Holds the lock on the folder of results until the process ends.
  private let folderLock: Int32

  /// - Throws: a `CommandError` when another run is at work in the same folder of results.
  init(_ submissions: [Submission], _ grader: Grader, workers: Int) throws {
    self.submissions = submissions
    self.grader = grader
    self.workers = max(1, workers)
    grades = Array(repeating: nil, count: submissions.count)
    kept = grader.output.appendingPathComponent("kept")
    for folder in [kept, grader.pictures] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    // Two runs would pull the programs they build from under each other.
    folderLock = open(
      grader.output.appendingPathComponent(".lock").path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard folderLock >= 0 else {
      throw CommandError(
        .trouble,
        "\(grader.output.path): can't be written to: \(String(cString: strerror(errno)))")
    }
    guard flock(folderLock, LOCK_EX | LOCK_NB) == 0 else {
      close(folderLock)
      throw CommandError(
        .trouble,
        "\(grader.output.path): another grade is at work here; wait for it, or name another "
          + "--output."
      )
    }
  }

  deinit { close(folderLock) }

  /// Grades everything; in the order of the submissions.
  ///
  /// - Throws: when the folder of results can't be written to; a submission never throws.
  func grades(_ line: StatusLine) throws -> [Grade] {
    line.show { [self] in progress }
    let group = DispatchGroup()
    for _ in 0..<min(workers, submissions.count) {
      group.enter()
      // A thread and not a queue's: it waits for other programs most of the time.
      let thread = Thread { [self] in
        while let place = take() { grade(place) }
        group.leave()
      }
      thread.stackSize = 4 << 20
      thread.start()
    }
    group.wait()
    line.clear()
    try? FileManager.default.removeItem(at: grader.programs.folder)
    if let trouble { throw trouble }
    return grades.compactMap(\.self)
  }

  private func take() -> Int? {
    lock.withLock {
      guard next < submissions.count, trouble == nil else { return nil }
      defer { next += 1 }
      return next
    }
  }

  private func grade(_ place: Int) {
    let submission = submissions[place]
    let file = kept.appendingPathComponent(grader.key(submission) + ".json")
    if let data = try? Data(contentsOf: file),
      let grade = try? JSONDecoder().decode(Grade.self, from: data), hasItsPictures(grade)
    {
      return lock.withLock {
        grades[place] = grade
        reused += 1
      }
    }
    do {
      let grade = try grader.grade(submission)
      try JSONEncoder().encode(grade).write(to: file, options: .atomic)
      lock.withLock { grades[place] = grade }
    } catch {
      lock.withLock { trouble = trouble ?? error }
    }
  }

  private func hasItsPictures(_ grade: Grade) -> Bool {
    grade.functions.allSatisfy { function in
      function.picture.map {
        FileManager.default.fileExists(atPath: grader.pictures.appendingPathComponent($0).path)
      } ?? true
    }
  }

  private var progress: Message {
    lock.withLock {
      let done = grades.count { $0 != nil }
      let fresh = done - reused
      let seconds = Date().timeIntervalSince(start)
      let left = fresh > 0 ? seconds / Double(fresh) * Double(submissions.count - done) : nil
      let (all, bar) = (submissions.count, progressBar(done, of: submissions.count, width: 20))
      return left.map { "\(bar) \(done) of \(all) graded, about \(duration($0)) left" }
        ?? "\(bar) \(done) of \(all) graded"
    }
  }
}
