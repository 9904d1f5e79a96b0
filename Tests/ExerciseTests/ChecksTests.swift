import Checks
import LessonKit
import Testing

@Suite struct ChecksTests {
  static let lessons = Checks.all.map(\.lesson)

  @Test func everyLessonHasItsAnswersHere() {
    #expect(Set(Self.lessons) == Set(Answers.all.keys))
    #expect(Set(Self.lessons).count == Self.lessons.count)
  }

  /// What `check` asks: cases that it shows, and drawn ones.
  private static func asked(_ lesson: Int) -> ExerciseCheck? {
    Checks.check(ofLesson: lesson)?.drawing(6, seed: 1)
  }

  @Test(arguments: lessons) func theSolutionPasses(_ lesson: Int) throws {
    let check = try #require(Checks.check(ofLesson: lesson))
    let answers = try #require(Answers.all[lesson])
    #expect(answers.solution.problems.map(\.name) == check.problems.map(\.name))
    var runner = InProcessRunner(answers.solution)
    for result in check.results(of: &runner) {
      if case .passed = result.verdict { continue }
      Issue.record(
        "\(result.name): \(result.verdict), shown by \(String(describing: result.shown))")
    }
  }

  /// Each mistake is recognised as itself; the functions it does not concern pass.
  @Test(arguments: lessons) func everyMistakeIsRecognised(_ lesson: Int) throws {
    let check = try #require(Self.asked(lesson))
    let answers = try #require(Answers.all[lesson])
    for (identifier, answer) in answers.mistakes {
      var runner = InProcessRunner(answer)
      var recognised: [String] = []
      for result in check.results(of: &runner) {
        switch result.verdict {
        case .passed: break
        case .mistaken(let mistake): recognised.append(mistake.identifier)
        default: Issue.record("\(identifier), \(result.name): \(result.verdict)")
        }
      }
      #expect(recognised == [identifier])
    }
  }

  /// What is written here as a student would is known to the check; `DrawnCasesTests` tries all.
  @Test(arguments: lessons) func identifiersAreKnownAndDifferent(_ lesson: Int) throws {
    let check = try #require(Checks.check(ofLesson: lesson))
    let known = check.problems.flatMap(\.mistakes).filter { $0.trapMessage == nil }.map(
      \.identifier)
    let tried = try #require(Answers.all[lesson]).mistakes.map(\.identifier)
    #expect(Set(tried).isSubset(of: known))
    #expect(Set(known).count == known.count)
  }

  /// The right answers and those of each mistake are told apart by at least one case.
  @Test(arguments: lessons) func allAnswersDiffer(_ lesson: Int) throws {
    for problem in try #require(Self.asked(lesson)).problems {
      let mistakes = problem.mistakes.filter { $0.trapMessage == nil }
      let right = problem.cases.map { Optional($0.expected) }
      let all = [("the right answer", right)] + mistakes.map { ($0.title.english, $0.answers) }
      for (place, one) in all.enumerated() {
        for other in all[(place + 1)...] {
          let differ = zip(one.1, other.1).contains { first, second in
            guard let first, let second else { return (first == nil) != (second == nil) }
            return Difference(first, second, tolerance: problem.tolerance) != nil
          }
          #expect(differ, "\(problem.name): \(one.0) and \(other.0) give the same answers")
        }
      }
    }
  }

  /// Every known mistake is worked out in the numbers of the case that demonstrates it.
  @Test(arguments: lessons) func everyMistakeIsWorkedOut(_ lesson: Int) throws {
    let check = try #require(Self.asked(lesson))
    for (identifier, answer) in try #require(Answers.all[lesson]).mistakes {
      var runner = InProcessRunner(answer)
      for result in check.results(of: &runner) {
        guard case .mistaken = result.verdict else { continue }
        let sum = result.shown?.workedExample?.english ?? ""
        #expect(sum.contains(where: \.isNumber) && sum.hasSuffix("."), "\(identifier): “\(sum)”")
      }
    }
  }

  /// Rows and columns exchanged in a loop: wrong where there are as many of both, and beyond the
  /// end of an array where there are not. Stopped without a wrong answer before, nothing is known.
  @Test func aMistakeThatThenLeavesTheArrayIsNamed() throws {
    let problem = try #require(Checks.check(ofLesson: 5)?.problems.first)
    let known = try #require(problem.mistakes.first { $0.identifier == "transposed-filter" })
    let trap = Response.trapped(message: "Fatal error: Index out of range", line: 12)
    let answers = known.answers.compactMap { $0 }.prefix(2).map { Response.answer($0) }
    guard case .mistaken(let mistake) = problem.evaluate(answers + [trap]).verdict else {
      Issue.record("not recognised")
      return
    }
    #expect(mistake.identifier == "transposed-filter")
    let right = problem.cases.prefix(2).map { Response.answer($0.expected) }
    guard case .failed(.trapped) = problem.evaluate(right + [trap]).verdict else {
      Issue.record("a mistake is named although every answer was right")
      return
    }
  }

  /// Two mistakes at once are told, and one that explains the first wrong answer only is said so.
  @Test func mistakesAreToldApartFromMore() throws {
    let problem = try #require(Self.asked(5)?.problems.first)
    let pair = try #require(
      problem.pairs(0) { _ in true }.first { $0.identifier == "turned-180+relu" })
    guard case .mistaken(let found) = problem.evaluate(pair.answered).verdict else {
      Issue.record("the pair is not recognised")
      return
    }
    #expect(found.identifier == "turned-180+relu" || found.identifier == "relu+turned-180")
    let turned = try #require(problem.mistakes.first { $0.identifier == "turned-180" })
    var answers = turned.answered
    answers[2] = .answer(.tensor(Tensor([[1, 2, 3], [4, 5, 6]])))
    let result = problem.evaluate(answers)
    guard case .wrong = result.verdict, let likeness = result.likeness else {
      Issue.record("\(result.verdict)")
      return
    }
    #expect(likeness.mistake.identifier == "turned-180")
    #expect(likeness.explained == problem.cases[0].name)
    #expect(likeness.unexplained == problem.cases[2].name)
  }

  /// What ends in a trap has to end in one.
  @Test func aTrapThatDidNotHappenIsNotNamed() throws {
    let problem = try #require(Self.asked(2)?.problems.first)
    for answer in [0, 116, 255] {
      let result = problem.evaluate(problem.cases.map { _ in .answer(.whole(answer)) })
      guard case .wrong = result.verdict else {
        Issue.record("\(answer): \(result.verdict)")
        continue
      }
    }
    let trap = Response.trapped(message: "Fatal error: arithmetic overflow", line: 3)
    guard case .mistaken(let mistake) = problem.evaluate([trap]).verdict else {
      Issue.record("the trap is not named")
      return
    }
    #expect(mistake.identifier == "trapped")
  }

  /// Three channels read of a picture with two: that and no other end is the one of who takes all
  /// pictures to have three.
  @Test(arguments: [
    ("index 2 on axis 2 of a tensor of shape (1, 4, 2)", "always-three-channels"),
    ("index 3 on axis 2 of a tensor of shape (2, 3, 3)", nil),
    ("index 2 on axis 0 of a tensor of shape (1, 4, 2)", nil), ("Index out of range", nil),
  ])
  func threeChannelsOfTwoAreNamed(_ message: String, _ name: String?) throws {
    let problem = try #require(Self.asked(1)?.problems.last)
    let first = Response.answer(problem.cases[0].expected)
    let verdict = problem.evaluate([first, .trapped(message: message, line: 9)]).verdict
    let found: String? =
      if case .mistaken(let mistake) = verdict { mistake.identifier } else { nil }
    #expect(found == name)
  }

  /// Both ways to get there lead to the same numbers, and the words fit both.
  @Test func aFilterTheWrongWayRoundIsSaidSo() throws {
    let problem = try #require(Self.asked(15)?.problems.last)
    let mistake = try #require(problem.mistakes.first { $0.identifier == "filter-not-turned" })
    let words = mistake.title.english + mistake.explanation.english
    #expect(words.contains("not turned") && words.contains("turned by 180°"))
  }

  @Test(arguments: lessons) func thereAreHints(_ lesson: Int) throws {
    #expect(try #require(Checks.check(ofLesson: lesson)).hints.count >= 2)
  }
}

extension KnownMistake {
  /// Its answers, as a program gives them.
  fileprivate var answered: [Response] { answers.compactMap { $0.map { .answer($0) } } }
}
