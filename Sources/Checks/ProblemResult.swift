// Runs a function on every test case, and finds the verdict on its answers.

import Exercises
import Formatting

/// The result of checking one function.
package struct ProblemResult: Sendable {
  /// The function's name.
  package let name: String
  package let verdict: Verdict
  /// The case that demonstrates the verdict, with its answer; nil when the function passed.
  package let shown: Shown?
  /// The answer to the first case, right or wrong.
  package let firstAnswer: Value?
  /// Why the cases after the last answered one were not run; nil when all were answered.
  package let stop: Response?
  /// A known mistake that explains the first wrong answer, but not all of them.
  package let likeness: Likeness?
  /// The number of cases with a right answer; `cases` counts all.
  package let rightCases: Int
  package let cases: Int

  /// A known mistake that explains some of the wrong answers, the first among them.
  package struct Likeness: Sendable {
    package let mistake: KnownMistake
    /// The case whose wrong answer it explains first.
    package let explained: Message
    /// The first case that it does not explain.
    package let unexplained: Message
  }

  /// One case with the student's answer and the expected one.
  package struct Shown: Sendable {
    package let name: Message
    package let arguments: [Value]
    package let yours: Value?
    package let expected: Value
    package let difference: Difference?
    /// The mistake worked out in the numbers of this case.
    package let workedExample: Message?
  }
}

extension ExerciseCheck {
  /// Checks every function.
  package func results(of runner: inout some AnswerRunner) -> [ProblemResult] {
    var results: [ProblemResult] = []
    for problem in problems { results.append(problem.result(of: &runner)) }
    return results
  }
}

extension ProblemCheck {
  /// Runs the cases up to the first that gives no answer, and evaluates the answers.
  func result(of runner: inout some AnswerRunner) -> ProblemResult {
    var responses: [Response] = []
    for testCase in cases {
      let response = runner.response(of: name, testCase.arguments)
      responses.append(response)
      guard case .answer = response else { break }
    }
    return evaluate(responses)
  }

  /// Finds the verdict on the responses.
  ///
  /// - Parameter responses: of the first cases, up to the first that gave no answer.
  package func evaluate(_ responses: [Response]) -> ProblemResult {
    let differences = zip(responses, cases).map { response, testCase -> Difference? in
      guard case .answer(let yours) = response else { return nil }
      return Difference(yours, testCase.expected, tolerance: tolerance)
    }
    let answered = responses.count { if case .answer = $0 { true } else { false } }
    let right = zip(responses, differences).count { response, difference in
      if case .answer = response { difference == nil } else { false }
    }
    func result(
      _ verdict: Verdict, shownBy place: Int?, mistake: KnownMistake? = nil,
      likeness: ProblemResult.Likeness? = nil
    ) -> ProblemResult {
      let shown = place.map { place in
        let testCase = cases[place]
        var yours: Value?
        if case .answer(let value) = responses[place] { yours = value }
        return ProblemResult.Shown(
          name: testCase.name, arguments: testCase.arguments, yours: yours,
          expected: testCase.expected,
          difference: differences[place], workedExample: mistake?.workedExample(place))
      }
      var firstAnswer: Value?
      if case .answer(let value)? = responses.first { firstAnswer = value }
      return ProblemResult(
        name: name, verdict: verdict, shown: shown, firstAnswer: firstAnswer,
        stop: responses.count > answered ? responses.last : nil, likeness: likeness,
        rightCases: right, cases: cases.count)
    }

    // Unfinished comes first: code that is not written yet contains no mistake.
    if let last = responses.last, case .unfinished = last {
      return result(.unfinished, shownBy: nil)
    }
    if right == cases.count { return result(.passed, shownBy: nil) }
    let firstWrong = differences.firstIndex { $0 != nil } ?? responses.count - 1
    let verdicts = Explanations(self, responses, differences)
    if let mistake = verdicts.mistake {
      return result(.mistaken(mistake), shownBy: firstWrong, mistake: mistake)
    }
    if let difference = differences[firstWrong] {
      return result(.wrong(difference), shownBy: firstWrong, likeness: verdicts.likeness)
    }
    return result(.failed(responses[answered]), shownBy: answered)
  }
}
