// Grades many submissions, as many at a time as there are cores; what was graded before is kept.

import Foundation
import LessonKit
import Processes

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
  /// The places of submissions that the machine had no room for, to be tried again.
  private var postponed: [Int] = []
  /// Seconds that each student's submissions took, and when those that run now began.
  private var seconds: [String: Double] = [:]
  private var starts: [String: [Int: ContinuousClock.Instant]] = [:]
  private let secondsOfAStudent: Double
  /// Whether what was graded before is kept.
  private let reusesGrades: Bool
  private var isStopped = false
  private let start = Date()
  /// How many had been graded before.
  private(set) var reused = 0

  /// Holds the lock on the folder of results until the process ends.
  private let folderLock: Int32

  /// - Throws: a `CommandError` when another run is at work in the same folder of results.
  init(
    _ submissions: [Submission], _ grader: Grader, workers: Int, secondsOfAStudent: Double,
    reusesGrades: Bool = true
  ) throws {
    self.reusesGrades = reusesGrades
    self.secondsOfAStudent = secondsOfAStudent
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

  /// Whether it was stopped before everything was graded.
  var wasStopped: Bool { lock.withLock { isStopped } }
  /// Those that could not be graded, because the machine had no room for them.
  private(set) var notGraded: [String] = []

  /// Stops: what is being graded is given up, what was graded stays.
  func stop() {
    lock.withLock { isStopped = true }
    ChildProcess.endAll()
  }

  /// The number of times that a submission is tried when the machine has no room for it.
  private static let attempts = 3

  /// Grades everything; in the order of the submissions, without those that a stop left out.
  ///
  /// - Throws: when the folder of results can't be written to; a submission never throws.
  func grades(_ line: StatusLine) throws -> [Grade] {
    line.show { [self] in progress }
    let group = DispatchGroup()
    for _ in 0..<min(workers, submissions.count) {
      group.enter()
      // A thread and not a queue's: it waits for other programs most of the time.
      let thread = Thread { [self] in
        while let place = take() { grade(place, isAlone: false) }
        group.leave()
      }
      thread.stackSize = 4 << 20
      thread.start()
    }
    group.wait()
    // One after the other, so that none takes from another what it needs.
    for attempt in 1..<Self.attempts where !postponed.isEmpty && !isStopped {
      let again = postponed
      postponed = []
      for place in again {
        Thread.sleep(forTimeInterval: Double(attempt) * 0.5)
        grade(place, isAlone: true)
      }
    }
    notGraded = postponed.map { submissions[$0].origin }
    line.clear()
    try? FileManager.default.removeItem(at: grader.programs.folder)
    if let trouble { throw trouble }
    return grades.compactMap(\.self)
  }

  private func take() -> Int? {
    lock.withLock {
      guard next < submissions.count, trouble == nil, !isStopped else { return nil }
      defer { next += 1 }
      return next
    }
  }

  private func grade(_ place: Int, isAlone: Bool) {
    var submission = submissions[place]
    let student = submission.student.name
    let file = kept.appendingPathComponent(grader.key(submission) + ".json")
    if reusesGrades, let data = try? Data(contentsOf: file),
      let grade = try? JSONDecoder().decode(Grade.self, from: data), hasItsPictures(grade)
    {
      return lock.withLock {
        grades[place] = grade.handedIn(as: submission)
        reused += 1
      }
    }
    // One that is tried again was within the time at first.
    if isAlone { lock.withLock { seconds[student] = 0 } }
    if secondsLeft(student) <= 0, submission.refusal == nil {
      submission.refusal = ExerciseMessages.failure(.usedUpTime(seconds: secondsOfAStudent))
    }
    let start = ContinuousClock.now
    lock.withLock { starts[student, default: [:]][place] = start }
    defer { lock.withLock { starts[student, default: [:]][place] = nil } }
    do {
      let grade = try grader.grade(submission, isLastAttempt: isAlone) { [self] in
        (secondsLeft(student), secondsOfAStudent)
      }
      let isUsedUp = secondsLeft(student) <= 0
      try lock.withLock {
        // What was going on when the run was stopped may have been ended by that.
        guard !isStopped else { return }
        seconds[student, default: 0] += grade.seconds
        grades[place] = grade.handedIn(as: submission)
        // With more time it may be another.
        if !isUsedUp { try JSONEncoder().encode(grade).write(to: file, options: .atomic) }
      }
    } catch let error as Grader.Trouble {
      lock.withLock {
        guard !isStopped else { return }
        seconds[student, default: 0] += (ContinuousClock.now - start) / .seconds(1)
        postponed.append(place)
        grades[place] = Grade(
          student: student, id: submission.student.id, email: submission.student.email,
          origin: submission.origin, exercise: submission.lesson, status: .refused,
          message: "the machine had no room to grade it: \(error.message)", functions: [],
          seconds: 0, key: "")
      }
    } catch {
      lock.withLock { if !isStopped { trouble = trouble ?? error } }
    }
  }

  /// The seconds that a student may still take.
  private func secondsLeft(_ student: String) -> Double {
    lock.withLock {
      let running = (starts[student] ?? [:]).values.map { (ContinuousClock.now - $0) / .seconds(1) }
      return secondsOfAStudent - seconds[student, default: 0] - running.reduce(0, +)
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

extension Grade {
  /// Returns it with what the platform says of the hand-in, on which no grade depends.
  fileprivate func handedIn(as submission: Submission) -> Grade {
    var grade = self
    grade.handedIn = submission.handedIn
    grade.isMarkedLate = submission.isMarkedLate ? true : nil
    grade.isDisputed = submission.isDisputed ? true : nil
    grade.claimants = submission.isDisputed ? submission.claimants : nil
    grade.isSuperseded = submission.isSuperseded ? true : nil
    grade.platformNumber = submission.student.platformNumber
    return grade
  }
}
