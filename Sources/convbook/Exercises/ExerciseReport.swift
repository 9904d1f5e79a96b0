// The report of a check, as text and as JSON.

import Checks
import Foundation
import LessonKit
import Processes

/// The report of one exercise.
struct ExerciseReport {
  /// The overall status.
  enum Status: String, Codable {
    case passed
    case unfinished
    /// A known mistake was recognised.
    case mistake
    /// An answer is wrong.
    case wrong
    /// No answer: it threw, crashed, exited, or took too long.
    case failed
    case didNotCompile
  }

  let check: ExerciseCheck
  /// The compiler's diagnostics; nil when the answer compiled.
  var compilerDiagnostics: Message?
  var results: [ProblemResult] = []
  /// The beginning of the text that the student's functions printed.
  var printed = ""
  /// Pictures of answer and expected answer, by function.
  var pictures: [String: String] = [:]
  /// The lines of “throw Unfinished()” left over beside a function's own code, by function.
  var leftovers: [String: Int] = [:]
  /// The library's function that is called instead of written, and the line, if the text tells it.
  var libraryCall: (name: String, line: Int?)?

  var status: Status {
    if compilerDiagnostics != nil { return .didNotCompile }
    // Errors take precedence over unfinished functions.
    let order: [Status] = [.failed, .mistake, .wrong, .unfinished]
    let found = Set(results.map(\.status))
    return order.first(where: found.contains) ?? .passed
  }

  /// What was found of a function, in a line.
  func message(_ result: ProblemResult) -> Message {
    if result.status == .unfinished, let line = leftovers[result.name] {
      return ExerciseMessages.leftover(line)
    }
    return result.message
  }

  /// What was found of the exercise, in a line: what is most in the way.
  var message: Message {
    if status == .passed, results.count > 1 {
      return ExerciseMessages.right(results.reduce(0) { $0 + $1.cases }, of: results.count)
    }
    return results.first { $0.status == status }.map(message) ?? ""
  }

  /// The number of functions that passed.
  var passed: Int { results.count { $0.status == .passed } }
}

extension ExerciseReport {
  /// Notes what the text of an answer tells.
  mutating func note(_ sources: [AnswerSource]) {
    for problem in check.problems {
      leftovers[problem.name] = sources.lazy.compactMap { $0.leftover(in: problem.name) }.first
    }
  }

  /// The modules with functions that would answer for the student.
  private static let libraryModules = ["Tensors", "Networks", "Pixels", "Datasets"]

  /// Notes which function of the library a compiled answer calls instead of writing it. A function
  /// of the student's own may have the same name, so the program decides; the text gives the line.
  mutating func note(_ program: CompiledProgram, _ sources: [AnswerSource], _ task: ExerciseTask?) {
    let names = (task?.libraryAnswers ?? []).intersection(program.names(in: Self.libraryModules))
    guard let first = names.min() else { return }
    libraryCall = sources.lazy.compactMap { $0.use(of: names) }.first ?? (first, nil)
  }
}

extension ProblemResult {
  var status: ExerciseReport.Status {
    switch verdict {
    case .passed: .passed
    case .unfinished: .unfinished
    case .mistaken: .mistake
    case .wrong: .wrong
    case .failed: .failed
    }
  }
}

extension ExerciseReport: Encodable {
  private enum Key: String, CodingKey {
    case exercise, status, functions, compiler, printed, calls
  }

  private struct Function: Encodable {
    var function: String
    var status: Status
    var rightCases: Int
    var cases: Int
    var mistake: String?
    var message: Message
    var explanation: Message?
    var `case`: Message?
    var arguments: [Message]?
    var yours: Message?
    var expected: Message?
    var picture: String?
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(check.lesson, forKey: .exercise)
    try container.encode(status, forKey: .status)
    try container.encodeIfPresent(compilerDiagnostics, forKey: .compiler)
    try container.encode(printed, forKey: .printed)
    try container.encodeIfPresent(libraryCall?.name, forKey: .calls)
    try container.encode(
      results.map { result in
        let explanation: Message? =
          result.mistake == nil
          ? result.likeness.map(ExerciseMessages.likeness)
          : result.explanation.joined(separator: " ")
        return Function(
          function: result.name, status: result.status, rightCases: result.rightCases,
          cases: result.cases, mistake: result.mistake?.identifier, message: message(result),
          explanation: explanation, case: result.shown?.name,
          arguments: result.shown?.arguments.map { ValueText.oneLine($0) },
          yours: result.shown?.yours.map { ValueText.oneLine($0) },
          expected: result.shown.map { ValueText.oneLine($0.expected) },
          picture: pictures[result.name])
      }, forKey: .functions)
  }
}

extension ProblemResult {
  /// The mistake that was recognised.
  var mistake: KnownMistake? {
    if case .mistaken(let mistake) = verdict { mistake } else { nil }
  }

  /// What the mistake is about, or the one that explains some answers, in paragraphs.
  var explanation: [Message] {
    if let mistake { return [mistake.explanation, shown?.workedExample].compactMap(\.self) }
    return likeness.map { [ExerciseMessages.likeness($0), $0.mistake.explanation] } ?? []
  }

  /// The arguments of the case that is shown, under the names that the task gives them.
  func arguments(_ task: ExerciseTask?) -> [ValueText.Block] {
    let names = task?.functions.first { $0.name == name }?.parameters ?? []
    return (shown?.arguments ?? []).enumerated().map { place, value in
      (place < names.count ? names[place] : "", ValueText.lines(value))
    }
  }

  /// The answer to the case that is shown, if there is one, and the expected one.
  var answers: [ValueText.Block] {
    guard let shown else { return [] }
    return (shown.yours.map { [(ExerciseMessages.yours.text, ValueText.lines($0))] } ?? [])
      + [(ExerciseMessages.expected.text, ValueText.lines(shown.expected))]
  }

  /// What is said below the answers: where they differ, and what happens in a later case.
  var remarks: [Message] {
    guard let shown else { return [] }
    return [
      mistake == nil ? nil : shown.difference.map(ExerciseMessages.difference),
      shown.yours == nil ? nil : stop.map(ExerciseMessages.stoppedLater),
    ].compactMap(\.self)
  }

  /// The result in a line.
  var message: Message {
    switch verdict {
    case .passed: ExerciseMessages.right(cases)
    case .unfinished: ExerciseMessages.unfinished
    case .mistaken(let mistake): mistake.title
    case .wrong(let difference): ExerciseMessages.difference(difference)
    case .failed(let response): ExerciseMessages.failure(response)
    }
  }
}
