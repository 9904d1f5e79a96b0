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
  let seed: UInt64
  /// What the checks hold, so that other checks grade anew.
  let digests: CheckDigests
  /// The task of each exercise.
  let tasks: [Int: ExerciseTask]

  /// The number of cases that are drawn for each function, behind those that `check` shows.
  private static let drawnCases = 24

  init(output: URL, limits: Limits, library: LessonLibrary, seed: UInt64 = 0) {
    (self.output, self.limits, self.library, self.seed) = (output, limits, library, seed)
    digests = CheckDigests(drawnCases: Self.drawnCases, seed: seed)
    tasks = Dictionary(
      uniqueKeysWithValues: Curriculum().lessons.compactMap { lesson in
        ExerciseFolder(lesson)?.task.map { (lesson.number, $0) }
      })
  }

  /// The folder of everyone's pictures.
  var pictures: URL { output.appendingPathComponent("pictures") }

  /// Identifies a submission and everything its grade depends on.
  func key(_ submission: Submission) -> String {
    let student = submission.student
    let number = student.platformNumber?.number ?? ""
    let who = "\(student.name)\n\(student.id ?? "")\n\(student.email ?? "")\n\(number)"
    var data = Data("\(who)\n\(submission.origin)\n\(submission.lesson ?? 0)\n".utf8)
    data += Data("\(submission.refusal?.english ?? "") \(limits) \(seed)\n".utf8)
    data += Data("\(Edition.version) \(digests.digest(ofLesson: submission.lesson))\n".utf8)
    for source in submission.sources { data += Data((source.name + "\n").utf8) + source.bytes }
    return String(SHA256.hexadecimal(data).prefix(32))
  }

  /// The compiled programs, of use only while submissions are graded.
  var programs: ProgramCache {
    ProgramCache(folder: output.appendingPathComponent(".programs"), capacity: 8)
  }

  /// What is no fault of the submission's: the machine had no process or memory left, or no time.
  struct Trouble: Error {
    let message: Message
  }

  /// Grades a submission.
  ///
  /// - Parameters:
  ///   - isLastAttempt: whether it is alone on the machine, so that a program that takes too long
  ///     does so by itself.
  ///   - secondsLeft: the seconds that the student may still take, of how many.
  /// - Throws: `Trouble` when it may be graded later; another error when nothing can be.
  func grade(
    _ submission: Submission, isLastAttempt: Bool = false,
    secondsLeft: @escaping @Sendable () -> (left: Double, all: Double)
  ) throws -> Grade {
    let start = ContinuousClock.now
    var grade = Grade(
      student: submission.student.name, id: submission.student.id,
      email: submission.student.email, origin: submission.origin, exercise: submission.lesson,
      status: .refused, message: submission.refusal ?? "", functions: [], seconds: 0,
      key: key(submission), seed: seed)
    if submission.refusal == nil, let lesson = submission.lesson,
      let check = Checks.check(ofLesson: lesson)
    {
      do {
        let drawn = check.drawing(Self.drawnCases, seed: seed)
        try self.grade(
          submission, drawn, &grade, isLastAttempt: isLastAttempt, secondsLeft: secondsLeft)
      } catch let error as ProcessError where error.mayPass {
        throw Trouble(message: Message(error.description))
      }
    }
    grade.seconds = (ContinuousClock.now - start) / .seconds(1)
    return grade
  }

  private func grade(
    _ submission: Submission, _ check: ExerciseCheck, _ grade: inout Grade, isLastAttempt: Bool,
    secondsLeft: @escaping @Sendable () -> (left: Double, all: Double)
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
    let texts = zip(submission.sources, sources).map { given, source in
      AnswerSource(
        name: printable(given.name, inOneLine: true),
        text: String(decoding: source.bytes, as: UTF8.self))
    }
    if let objection = AnswerSource.objection(to: texts, check) {
      grade.status = .didNotCompile
      grade.message = objection
      return
    }
    let task = tasks[check.lesson]
    var report = ExerciseReport(check: check)
    report.note(texts)
    // In a copy of the book most exercises are untouched.
    if sources.count == 1, let task,
      task.isStarter(sources[0].bytes, lesson: check.lesson)
    {
      grade.status = .unfinished
      grade.message = ExerciseMessages.unfinished
      for place in grade.functions.indices {
        grade.functions[place].message = ExerciseMessages.unfinished
      }
      return
    }
    var compiler = SwiftCompiler(library: library)
    compiler.timeLimit = limits.compilerSeconds
    // Well before the limit, so that the compiler can still say which one.
    compiler.expressionSeconds = min(
      ExerciseSession.expressionSeconds, max(1, Int(limits.compilerSeconds / 4)))
    compiler.confiningCommand = Builder.confine([
      "--seconds", "\(Int(limits.compilerSeconds) * 2)", "--megabytes", "6144",
      "--file-megabytes", "256",
    ])
    let names = Dictionary(
      uniqueKeysWithValues: zip(sources, texts).map { ($0.path, $1.name) })
    let result = try compiler.compile(sources, cache: programs)
    if let words = result.words(sources, names: names) {
      grade.status = .didNotCompile
      grade.message = Message(String(words.text.prefix(4000)))
    } else if case .program(let compiled) = result {
      report.note(compiled, texts, task)
      grade.calls = report.libraryCall?.name
      try ask(
        compiled, sources[0].path, &report, isLastAttempt: isLastAttempt, secondsLeft: secondsLeft)
      grade.status = Grade.Status(report.status)
      grade.functions = try report.results.map { try function($0, report, grade.key) }
      grade.message = report.message
    }
  }

  /// Asks a program all cases.
  private func ask(
    _ compiled: CompiledProgram, _ path: String, _ report: inout ExerciseReport,
    isLastAttempt: Bool, secondsLeft: @escaping @Sendable () -> (left: Double, all: Double)
  ) throws {
    let check = report.check
    let seconds = limits.seconds ?? check.timeLimit
    let cases = check.problems.flatMap(\.cases)
    var program = AnswerProgram(
      compiled, source: path,
      limits: .init(
        seconds: seconds, megabytes: limits.megabytes, printedMegabytes: 4,
        processorSeconds: Int(seconds) * cases.count + 10, answerBytes: Self.answerBytes(cases),
        secondsLeft: secondsLeft, isIsolated: true))
    report.results = check.results(of: &program)
    program.stop()
    guard let trouble = program.trouble else { return }
    let didNotStart = report.results.contains { result in
      if case .failed(.notStarted) = result.verdict { true } else { false }
    }
    // A program that is alone on the machine and still too slow is so by itself.
    if didNotStart || !isLastAttempt { throw Trouble(message: trouble) }
  }

  /// The largest answer that is read, in bytes: a right one is never so large.
  private static func answerBytes(_ cases: [ProblemCheck.Case]) -> Int {
    let sizes = cases.map { testCase in
      var bytes: [UInt8] = []
      testCase.expected.append(to: &bytes)
      return bytes.count
    }
    return max(1 << 20, 4 * (sizes.max() ?? 0))
  }

  private func function(
    _ result: ProblemResult, _ report: ExerciseReport, _ key: String
  ) throws -> Grade.Function {
    var function = Grade.Function(
      name: result.name, hasPassed: result.status == .passed, message: report.message(result),
      mistake: result.mistake?.identifier)
    // Of a wrong function the case that shows it, not the first, which may be right.
    let shown = result.shown
    if let shown {
      let arguments = shown.arguments.map { ValueText.oneLine($0) }.joined(separator: ", ")
      function.testCase = "\(shown.name): \(arguments)"
      function.expected = ValueText.oneLine(shown.expected)
      if let mistake = result.mistake {
        function.difference = shown.difference.map(ExerciseMessages.difference)
        function.explanation = [mistake.explanation, shown.workedExample].compactMap(\.self)
          .joined(separator: " ")
      }
    }
    if let answer = shown.map(\.yours) ?? result.firstAnswer {
      function.answer = ValueText.oneLine(answer)
      let both = shown.flatMap { AnswerPicture.image(yours: answer, expected: $0.expected) }
      if let image = both ?? AnswerPicture.image(of: answer) {
        let name = "\(key)-\(result.name).png"
        try image.write(to: pictures.appendingPathComponent(name).path)
        function.picture = name
      }
    }
    return function
  }
}
