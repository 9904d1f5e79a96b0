// Asks every case, and decides what the answers mean.

import Exercises

/// What was found of one function.
package struct ProblemResult: Sendable {
  /// The function's name.
  package let name: String
  package let verdict: Verdict
  /// The case the verdict is shown by, and what was answered there; nil when all is well.
  package let shown: Shown?
  /// What was answered in the first case, right or wrong.
  package let firstAnswer: Value?
  /// Why no case after the last answered one was asked; nil when all were answered.
  package let stop: Response?
  /// Cases that were right, of how many.
  package let rightCases: Int
  package let cases: Int

  /// One case, both answers side by side.
  package struct Shown: Sendable {
    package let name: String
    package let arguments: [Value]
    package let yours: Value?
    package let expected: Value
    package let difference: Difference?
    /// The mistake's sum for this case.
    package let workedSum: String?
  }
}

extension ExerciseCheck {
  /// Asks every function every case.
  package func results(of respondent: inout some Respondent) -> [ProblemResult] {
    var results: [ProblemResult] = []
    for problem in problems { results.append(problem.result(of: &respondent)) }
    return results
  }
}

extension ProblemCheck {
  /// Asks every case until one gives no answer, then judges.
  func result(of respondent: inout some Respondent) -> ProblemResult {
    var responses: [Response] = []
    for tryOut in cases {
      let response = respondent.response(of: name, tryOut.arguments)
      responses.append(response)
      guard case .answer = response else { break }
    }
    return judge(responses)
  }

  /// - Parameter responses: of the first cases, up to the first that gave no answer.
  package func judge(_ responses: [Response]) -> ProblemResult {
    let differences = zip(responses, cases).map { response, tryOut -> Difference? in
      guard case .answer(let yours) = response else { return nil }
      return Difference(yours, tryOut.expected, tolerance: tolerance)
    }
    let answered = responses.count { if case .answer = $0 { true } else { false } }
    let right = zip(responses, differences).count { response, difference in
      if case .answer = response { difference == nil } else { false }
    }
    func result(_ verdict: Verdict, shownBy place: Int?, mistake: KnownMistake? = nil)
      -> ProblemResult
    {
      let shown = place.map { place in
        let tryOut = cases[place]
        var yours: Value?
        if case .answer(let value) = responses[place] { yours = value }
        return ProblemResult.Shown(
          name: tryOut.name, arguments: tryOut.arguments, yours: yours, expected: tryOut.expected,
          difference: differences[place], workedSum: mistake?.workedSums[place])
      }
      var firstAnswer: Value?
      if case .answer(let value)? = responses.first { firstAnswer = value }
      return ProblemResult(
        name: name, verdict: verdict, shown: shown, firstAnswer: firstAnswer,
        stop: responses.count > answered ? responses.last : nil, rightCases: right,
        cases: cases.count)
    }

    // Unfinished comes first: who has not begun yet has made no mistake.
    if let last = responses.last, case .unfinished = last {
      return result(.unfinished, shownBy: nil)
    }
    if right == cases.count { return result(.passed, shownBy: nil) }
    let firstWrong = differences.firstIndex { $0 != nil } ?? responses.count - 1
    if let mistake = mistakes.first(where: { explains($0, responses) }) {
      return result(.mistaken(mistake), shownBy: firstWrong, mistake: mistake)
    }
    if let difference = differences[firstWrong] {
      return result(.wrong(difference), shownBy: firstWrong)
    }
    return result(.failed(responses[answered]), shownBy: answered)
  }

  /// Whether someone with this mistake would have answered just so in every case.
  ///
  /// A mistake that shows itself in one case can lead beyond the end of an array in the next: rows
  /// and columns exchanged go unstopped only where there are as many of both.
  private func explains(_ mistake: KnownMistake, _ responses: [Response]) -> Bool {
    var isShown = false
    return zip(responses, zip(cases, mistake.answers)).allSatisfy { response, known in
      switch response {
      case .answer(let yours):
        guard let answer = known.1 else { return mistake.trapMessage != nil }
        isShown = isShown || Difference(yours, known.0.expected, tolerance: tolerance) != nil
        return Difference(yours, answer, tolerance: tolerance) == nil
      case .trapped(let message, _):
        guard let trap = mistake.trapMessage else {
          return isShown && message.contains("Index out of range")
        }
        return message.contains(trap)
      default: return false
      }
    }
  }
}
