// Which known mistake explains a student's answers: all of them, or the first wrong one only.

import Exercises
import Formatting

/// Compares responses with what each known mistake would have answered.
struct Explanations {
  private let problem: ProblemCheck
  private let responses: [Response]
  /// How each answer differs from the right one.
  private let differences: [Difference?]

  init(_ problem: ProblemCheck, _ responses: [Response], _ differences: [Difference?]) {
    (self.problem, self.responses, self.differences) = (problem, responses, differences)
  }

  /// The runtime's words where a loop runs past the end of an array, or would run backwards.
  private static let endsOfArrays = ["Index out of range", "Range requires lowerBound"]

  /// The mistake, or the two at once, that lead to these responses in every case; nil when there is
  /// none, or several that the cases asked so far don't tell apart.
  var mistake: KnownMistake? {
    let single = problem.mistakes.filter { explainsAll($0) }
    // One mistake may lead to several answers, and a few cases need not tell them apart.
    if let first = single.first, single.allSatisfy({ $0.title == first.title }) { return first }
    if single.isEmpty, let way = problem.mistakes.first(where: { explainsAll($0, byItsWay: true) })
    {
      return way
    }
    // A pair is no better explanation than one of several mistakes.
    guard single.isEmpty, let wrong = differences.firstIndex(where: { $0 != nil }),
      case .answer(let yours) = responses[wrong]
    else { return nil }
    return problem.pairs(wrong) { Difference(yours, $0, tolerance: problem.tolerance) == nil }
      .first { explainsAll($0) }
  }

  /// The mistake that explains the first wrong answer and not all of them. A number or two may be
  /// the same by chance and tell nothing.
  var likeness: ProblemResult.Likeness? {
    guard let first = differences.firstIndex(where: { $0 != nil }) else { return nil }
    let alike = isTelling(first) ? problem.mistakes.filter { isSame($0, first) } : []
    guard alike.count == 1, let mistake = alike.first else { return nil }
    let rest = responses.indices.first { place in
      if case .answer = responses[place] { !isSame(mistake, place) } else { true }
    }
    return rest.map {
      ProblemResult.Likeness(
        mistake: mistake, explained: problem.cases[first].name, unexplained: problem.cases[$0].name)
    }
  }

  /// Whether a mistake leads to the answer of a case.
  ///
  /// - Parameter byItsWay: whether it suffices that it leads to such answers.
  private func isSame(
    _ mistake: KnownMistake, _ place: Int, byItsWay: Bool = false
  ) -> Bool {
    guard case .answer(let yours) = responses[place] else { return false }
    if byItsWay { return differences[place] == nil || mistake.isLike(place, yours) }
    // What ends the program gives right answers as long as it does not.
    let known = mistake.trapMessage == nil ? mistake.answers[place] : problem.cases[place].expected
    guard let known else { return false }
    return Difference(yours, known, tolerance: problem.tolerance) == nil
  }

  /// Whether so many numbers of a case's answer are wrong that no chance explains them.
  private func isTelling(_ place: Int) -> Bool {
    guard case .answer(.tensor(let yours)) = responses[place],
      case .tensor(let expected) = problem.cases[place].expected
    else { return false }
    guard yours.shape == expected.shape else { return Set(yours.scalars).count >= 3 }
    let wrong = zip(yours.scalars, expected.scalars).filter { $0 != $1 }.map(\.0)
    return Set(wrong).count >= 3
  }

  /// Whether a mistake leads to every response.
  ///
  /// A mistake that gives a wrong answer in one case can run past the end of an array in the next:
  /// exchanged rows and columns give an answer only where there are as many of both.
  private func explainsAll(_ mistake: KnownMistake, byItsWay: Bool = false) -> Bool {
    var isShown = false
    for (place, response) in responses.enumerated() {
      switch response {
      case .answer:
        guard isSame(mistake, place, byItsWay: byItsWay) else { return false }
        isShown = isShown || differences[place] != nil
      case .trapped(let message, _):
        if let trap = mistake.trapMessage { return !isShown && message.contains(trap) }
        let leaves = mistake.leavesArray || mistake.answers[place] == nil
        return isShown && leaves
          && Self.endsOfArrays.contains { message.contains($0) }
      default: return false
      }
    }
    return isShown
  }
}
