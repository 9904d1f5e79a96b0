// Grades one submission: it is compiled and run within limits, apart from all others, and its
// answers are compared in this process.

import Checks
import Foundation
import LessonKit
import Processes

/// Grades submissions, one at a time in each thread.
struct Grader {
  /// What a submission may use.
  struct Limits {
    /// Seconds the compiler may take.
    var compilerSeconds = 60.0
    /// Seconds for one answer; nil leaves it to the exercise.
    var seconds: Double?
    /// Megabytes of memory for one answer.
    var megabytes = 1024
  }

  let output: URL
  let limits: Limits
  let library: LessonLibrary
  /// Decides which cases are drawn: the same for a whole class.
  var seed: UInt64 = 0

  /// The number of cases that are drawn for each function, behind those that `check` shows.
  private static let drawnCases = 24

  /// The folder of everyone's pictures.
  var pictures: URL { output.appendingPathComponent("pictures") }

  /// Identifies a submission and everything its grade depends on.
  func key(_ submission: Submission) -> String {
    var data = Data("\(submission.student)\n\(submission.origin)\n\(submission.lesson ?? 0)\n".utf8)
    data += Data("\(submission.refusal?.english ?? "") \(limits) \(seed) \(Self.build)\n".utf8)
    for source in submission.sources { data += Data((source.name + "\n").utf8) + source.bytes }
    return String(SHA256.hexadecimal(data).prefix(32))
  }

  /// The compiled programs, of use only while submissions are graded.
  var programs: ProgramCache {
    ProgramCache(folder: output.appendingPathComponent(".programs"), capacity: 8)
  }

  /// Grades a submission.
  func grade(_ submission: Submission) throws -> Grade {
    let start = ContinuousClock.now
    var grade = Grade(
      student: submission.student, origin: submission.origin, exercise: submission.lesson,
      status: .refused, message: submission.refusal ?? "", functions: [], seconds: 0,
      key: key(submission), seed: seed)
    if submission.refusal == nil, let lesson = submission.lesson,
      let check = Checks.check(ofLesson: lesson)
    {
      try self.grade(submission, check.drawing(Self.drawnCases, seed: seed), &grade)
    }
    grade.seconds = (ContinuousClock.now - start) / .seconds(1)
    return grade
  }

  private func grade(
    _ submission: Submission, _ check: ExerciseCheck, _ grade: inout Grade
  ) throws {
    // The same for all, so that submissions with the same text are compiled once, and never a path
    // that a student has named.
    let folder = "/submission/"
    let sources = submission.sources.enumerated().map { number, source in
      SwiftCompiler.Source(
        path: folder + (number == 0 ? "Exercise.swift" : "File\(number).swift"),
        bytes: Data(source.bytes))
    }
    grade.functions = check.problems.map {
      Grade.Function(name: $0.name, hasPassed: false, message: "")
    }
    var compiler = SwiftCompiler(library: library)
    compiler.timeLimit = limits.compilerSeconds
    compiler.confiningCommand = Builder.confine([
      "--seconds", "\(Int(limits.compilerSeconds) * 2)", "--megabytes", "6144",
      "--file-megabytes", "256",
    ])
    switch try compiler.compile(sources, cache: programs) {
    case .diagnostics(let text):
      grade.status = .didNotCompile
      // No student has that folder.
      grade.message = Message(String(text.replacing(folder, with: "").prefix(4000)))
    case .tookTooLong(let seconds):
      grade.status = .didNotCompile
      grade.message = ExerciseMessages.compilerTookTooLong(seconds)
    case .program(let compiled):
      let seconds = limits.seconds ?? check.timeLimit
      let cases = check.problems.map(\.cases.count).reduce(0, +)
      var program = AnswerProgram(
        compiled, source: sources[0].path,
        limits: .init(
          seconds: seconds, megabytes: limits.megabytes, printedMegabytes: 4,
          processorSeconds: Int(seconds) * cases + 10, isIsolated: true))
      var report = ExerciseReport(check: check)
      report.results = check.results(of: &program)
      program.stop()
      grade.status = Grade.Status(report.status)
      grade.functions = try report.results.map { try function($0, grade.key) }
      grade.message = report.results.first { $0.status == report.status }?.message ?? ""
    }
  }

  private func function(_ result: ProblemResult, _ key: String) throws -> Grade.Function {
    var function = Grade.Function(
      name: result.name, hasPassed: result.status == .passed, message: result.message,
      mistake: result.mistake?.identifier, explanation: result.mistake?.explanation)
    if let answer = result.firstAnswer {
      function.answer = ValueText.oneLine(answer)
      if let image = AnswerPicture.image(of: answer) {
        let name = "\(key)-\(result.name).png"
        try image.write(to: pictures.appendingPathComponent(name).path)
        function.picture = name
      }
    }
    return function
  }

  /// Changes whenever this program was built anew.
  private static let build =
    FileIdentity.of(URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0]))
    ?? ""
}
