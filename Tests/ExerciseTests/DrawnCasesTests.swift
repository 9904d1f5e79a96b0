import Checks
import LessonKit
import TestSupport
import Testing

/// Cases that nobody has seen: right answers pass them, the library agrees, tables of answers fail.
@Suite struct DrawnCasesTests {
  static let lessons = Checks.all.map(\.lesson)

  @Test(arguments: lessons) func theSolutionPassesAllThatIsDrawn(_ lesson: Int) throws {
    let check = try #require(Checks.check(ofLesson: lesson))
    let answers = try #require(Answers.all[lesson])
    for seed in 0..<UInt64(sampleSize(5)) {
      var runner = InProcessRunner(answers.solution)
      for result in check.drawing(12, seed: seed).results(of: &runner) {
        if case .passed = result.verdict { continue }
        Issue.record("\(result.name), seed \(seed): \(String(describing: result.shown))")
      }
    }
  }

  @Test(arguments: lessons) func aSeedDrawsTheSameAgain(_ lesson: Int) throws {
    let check = try #require(Checks.check(ofLesson: lesson))
    func cases(_ seed: UInt64) -> [String] {
      check.drawing(6, seed: seed).problems.map { "\($0.cases.map(\.arguments))" }
    }
    #expect(cases(3) == cases(3))
    for (one, other) in zip(cases(3), cases(4)) { #expect(one != other) }
  }

  /// A table of the answers to all cases that are shown, and to those of another seed.
  @Test(arguments: lessons) func aTableOfAnswersFails(_ lesson: Int) throws {
    let check = try #require(Checks.check(ofLesson: lesson))
    for seed in 0..<UInt64(sampleSize(3)) {
      var table = Table(check.drawing(24, seed: seed + 1000))
      for result in check.drawing(24, seed: seed).results(of: &table) {
        if case .passed = result.verdict { Issue.record("\(result.name) passed by a table") }
      }
    }
  }

  /// Each mistake, answered as the check knows it, is told by its own name, and worked out; none
  /// stops the program, nor do two at once.
  @Test(arguments: lessons) func everyMistakeIsNamedAsItself(_ lesson: Int) throws {
    let check = try #require(Checks.check(ofLesson: lesson))
    for seed in 0..<UInt64(sampleSize(1)) {
      for problem in check.drawing(6, seed: seed).problems {
        for mistake in problem.mistakes where mistake.trapMessage == nil {
          let responses = problem.responses(mistake)
          let isShown = zip(responses, problem.cases).contains { response, testCase in
            guard case .answer(let yours) = response else { return false }
            return Difference(yours, testCase.expected, tolerance: problem.tolerance) != nil
          }
          // Past the end of an array before any answer was wrong, nothing is known.
          guard isShown else { continue }
          guard case .mistaken(let found) = problem.evaluate(responses).verdict else {
            Issue.record("\(problem.name): \(mistake.identifier) is not recognised")
            continue
          }
          #expect(found.identifier == mistake.identifier, "\(problem.name)")
        }
        for pair in problem.pairs(0, { _ in true }) {
          _ = problem.evaluate(problem.responses(pair))
        }
      }
    }
  }

  /// Answers without any thought behind them get no name, unless they are what the mistake leads to
  /// in every case.
  @Test(arguments: lessons, Nonsense.all.indices)
  func nonsenseIsNotNamed(_ lesson: Int, _ index: Int) throws {
    let check = try #require(Checks.check(ofLesson: lesson))
    for problem in check.drawing(6, seed: UInt64(lesson)).problems {
      let nonsense = Nonsense.all[index].make
      var generator = SeededGenerator(seed: UInt64(index))
      let responses = problem.cases.map {
        Response.answer(nonsense($0.expected, $0.arguments, &generator))
      }
      let result = problem.evaluate(responses)
      let named: KnownMistake? =
        if case .mistaken(let mistake) = result.verdict { mistake } else {
          result.likeness?.mistake
        }
      guard let named else { continue }
      let isTrue = zip(responses, named.answers).allSatisfy { response, known in
        guard case .answer(let yours) = response, let known else { return false }
        return Difference(yours, known, tolerance: problem.tolerance) == nil
      }
      #expect(isTrue, "\(problem.name): \(Nonsense.all[index].name) is named \(named.identifier)")
    }
  }
}

extension ProblemCheck {
  /// What somebody would answer who makes a mistake; up to the end of an array.
  fileprivate func responses(_ mistake: KnownMistake) -> [Response] {
    var responses: [Response] = []
    for answer in mistake.answers {
      guard let answer else {
        return responses + [.trapped(message: "Fatal error: Index out of range", line: nil)]
      }
      responses.append(.answer(answer))
    }
    return responses
  }
}

/// Answers what it has seen, and the first answer to anything else.
private struct Table: AnswerRunner {
  private var answers: [String: Value] = [:]

  init(_ check: ExerciseCheck) {
    for problem in check.problems {
      for testCase in problem.cases {
        answers["\(problem.name) \(testCase.arguments)"] = testCase.expected
        answers[problem.name] = testCase.expected
      }
    }
  }

  func response(of function: String, _ arguments: [Value]) -> Response {
    (answers["\(function) \(arguments)"] ?? answers[function]).map { .answer($0) } ?? .garbled
  }
}

/// Wrong answers that come from no idea at all.
private struct Nonsense: Sendable {
  typealias Make = @Sendable (Value, [Value], inout SeededGenerator) -> Value
  let name: String
  let make: Make

  static let all: [Nonsense] = [
    Nonsense(name: "always 7.25") { right, _, _ in changed(right) { _ in 7.25 } },
    Nonsense(name: "always 116") { right, _, _ in changed(right) { _ in 116 } },
    Nonsense(name: "NaN") { right, _, _ in changed(right) { _ in .nan } },
    Nonsense(name: "infinity") { right, _, _ in changed(right) { _ in .infinity } },
    Nonsense(name: "scaled") { right, _, _ in changed(right) { 1.7 * $0 + 0.3 } },
    Nonsense(name: "shifted") { right, _, _ in changed(right) { $0 + 5.5 } },
    Nonsense(name: "negated") { right, _, _ in changed(right) { 0 - $0 } },
    Nonsense(name: "zeros") { right, _, _ in changed(right) { _ in 0 } },
    Nonsense(name: "nothing") { right, _, _ in
      switch right {
      case .wholes: .wholes([])
      case .tensor(let tensor):
        .tensor(Tensor(shape: tensor.shape.map { _ in 0 }, scalars: []))
      default: changed(right) { _ in -1 }
      }
    },
    Nonsense(name: "the first input") { right, arguments, _ in
      switch (right, arguments[0]) {
      case (.tensor, .tensor), (.whole, .whole), (.number, .number), (.wholes, .wholes):
        arguments[0]
      default: right
      }
    },
    Nonsense(name: "shuffled") { right, _, generator in
      switch right {
      case .wholes(let wholes): .wholes(wholes.shuffled(using: &generator))
      case .tensor(let tensor):
        .tensor(
          Tensor(shape: tensor.shape, scalars: tensor.scalars.shuffled(using: &generator)))
      default: right
      }
    },
    Nonsense(name: "random") { right, _, generator in
      let salt = Double.random(in: -1...1, using: &generator)
      return changed(right) { ($0 + 1.3) * salt * 17 }
    },
  ]

  private static func changed(_ value: Value, _ change: (Double) -> Double) -> Value {
    func whole(_ old: Int) -> Int {
      let new = change(Double(old))
      return new.isFinite ? Int(new.rounded(.towardZero)) : .max
    }
    return switch value {
    case .whole(let old): .whole(whole(old))
    case .number(let old): .number(change(old))
    case .wholes(let old): .wholes(old.map(whole))
    case .tensor(let tensor):
      .tensor(
        Tensor(shape: tensor.shape, scalars: tensor.scalars.map { Float(change(Double($0))) }))
    default: value
    }
  }
}
