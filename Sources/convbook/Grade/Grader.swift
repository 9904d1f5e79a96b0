// Grades one submission: compiled and run apart from all others, within limits, and judged from
// outside.

import Checks
import Foundation
import LessonKit

/// Grades submissions, each in a folder of its own.
struct Grader {
  /// What a submission may use.
  struct Limits {
    /// Seconds the compiler may take.
    var compilerSeconds = 60.0
    /// Seconds for one answer; nil leaves it to the exercise.
    var seconds: Double?
    /// Megabytes of memory.
    var megabytes = 1024
  }

  let output: URL
  let limits: Limits
  /// This very program, which confines others.
  let convbook = Bundle.main.executablePath ?? CommandLine.arguments[0]

  /// The folder of everyone's pictures.
  var pictures: URL { output.appendingPathComponent("pictures") }

  /// Identifies a submission and everything its grade depends on.
  func key(_ submission: Submission) -> String {
    var data = Data("\(submission.student)\n\(submission.origin)\n\(submission.lesson ?? 0)\n".utf8)
    data += Data("\(submission.refusal ?? "") \(limits) \(Self.build)\n".utf8)
    for source in submission.sources { data += Data((source.name + "\n").utf8) + source.bytes }
    return Self.hash(data)
  }

  /// Grades one.
  ///
  /// - Parameter place: which one it is; no two at work have the same.
  func grade(_ submission: Submission, place: Int) throws -> Grade {
    let start = ContinuousClock.now
    var grade = Grade(
      student: submission.student, origin: submission.origin, exercise: submission.lesson,
      status: .refused, message: submission.refusal ?? "", functions: [], seconds: 0,
      key: key(submission))
    if submission.refusal == nil, let lesson = submission.lesson,
      let check = Checks.check(ofLesson: lesson)
    {
      let folder = output.appendingPathComponent(".work/\(place)")
      defer { try? FileManager.default.removeItem(at: folder) }
      try self.grade(submission, check, in: folder, &grade)
    }
    grade.seconds = (ContinuousClock.now - start) / .seconds(1)
    return grade
  }

  private func grade(
    _ submission: Submission, _ check: ExerciseCheck, in folder: URL, _ grade: inout Grade
  ) throws {
    let sources = folder.appendingPathComponent("sources")
    try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
    // Names are ours: what a student called a file is never a path here.
    let files = try submission.sources.enumerated().map { number, source in
      let file = sources.appendingPathComponent(
        number == 0 ? "Exercise.swift" : "File\(number).swift")
      try Data(source.bytes).write(to: file)
      return file
    }
    grade.functions = check.problems.map {
      Grade.Function(name: $0.name, hasPassed: false, message: "")
    }
    var compiler = AnswerCompiler()
    compiler.timeLimit = limits.compilerSeconds
    compiler.prefix = [
      convbook, "confine", "--seconds", "\(Int(limits.compilerSeconds) * 2)",
      "--megabytes", "6144", "--file-megabytes", "256", "--",
    ]
    switch try compiler.compile(files, into: folder) {
    case .complaints(let words):
      grade.status = .didNotCompile
      // The folder's name changes from run to run and says nothing to anyone.
      grade.message = String(words.replacing(sources.path + "/", with: "").prefix(4000))
    case .tookTooLong(let seconds):
      grade.status = .didNotCompile
      grade.message = ExerciseMessages.compilerTookTooLong(seconds)
    case .program(let path):
      let seconds = limits.seconds ?? check.timeLimit
      let cases = check.problems.map(\.cases.count).reduce(0, +)
      var program = AnswerProgram(
        [
          convbook, "confine", "--alone", "--megabytes", "\(limits.megabytes)",
          "--seconds", "\(Int(seconds) * cases + 10)", "--", path,
        ], source: files[0].path,
        limits: .init(seconds: seconds, megabytes: limits.megabytes, printedMegabytes: 4))
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
  private static let build: String = {
    let path = Bundle.main.executablePath ?? CommandLine.arguments[0]
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return "\(attributes?[.modificationDate] ?? "") \(attributes?[.size] ?? "")"
  }()

  /// FNV-1a over 64 bits, twice from different beginnings: to tell files apart, not to keep secrets.
  private static func hash(_ data: Data) -> String {
    [0xcbf2_9ce4_8422_2325, 0x9e37_79b9_7f4a_7c15].map { (beginning: UInt64) in
      let value = data.reduce(beginning) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
      let digits = String(value, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
