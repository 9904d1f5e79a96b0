// What the book knows of an exercise: which cases to ask, what is right, which mistakes are known.

import Exercises

/// The check of one exercise.
package struct ExerciseCheck: Sendable {
  /// The lesson's number: 5.
  package let lesson: Int
  /// The protocol a student's type conforms to: "SlidingWindowExercise".
  package let protocolName: String
  /// What to say to someone who is stuck, each hint a step further than the one before.
  package let hints: [String]
  /// One check for each function to write, in the order of the protocol's problems.
  package let problems: [ProblemCheck]
  /// Seconds a function may take to answer one case.
  package let timeLimit: Double

  package init(
    lesson: Int, _ protocolName: String, timeLimit: Double = 10, hints: [String],
    _ problems: ProblemCheck...
  ) {
    self.lesson = lesson
    self.protocolName = protocolName
    self.timeLimit = timeLimit
    self.hints = hints
    self.problems = problems
  }
}

/// The check of one function: cases with their right answers, and the mistakes that are known.
package struct ProblemCheck: Sendable {
  /// One call of the function.
  package struct Case: Sendable {
    /// What is particular about it: "a filter of two columns".
    package let name: String
    package let arguments: [Value]
    package let expected: Value
  }

  /// The function's name.
  package let name: String
  package let cases: [Case]
  package let mistakes: [KnownMistake]
  /// How far a number may be from the right one: relative to it, or absolute where it is below 1.
  package let tolerance: Double

  /// - Parameters:
  ///   - name: the function's name, as in the protocol's problems.
  ///   - tolerance: how far a number may be from the right one, relative to it or to 1.
  ///   - cases: what to call it with, the plainest first.
  ///   - right: what is right.
  ///   - sum: how the right answer comes about, in the numbers of a case: shown with every mistake that
  ///     has no sum of its own. It is given the place at which the mistake's answer first differs from
  ///     the right one; no indices where that is a single number, or where shapes differ.
  ///   - mistakes: what someone would answer who believes something else.
  package init<each Input: ExerciseValue, Output: ExerciseValue>(
    _ name: String, tolerance: Double = 1e-4, cases: [TestCase<repeat each Input>],
    right: @escaping (repeat each Input) throws -> Output,
    sum: (([Int], repeat each Input) -> String?)? = nil,
    mistakes: [Mistake<Output, repeat each Input>]
  ) {
    self.name = name
    self.tolerance = tolerance
    self.cases = cases.map { tryOut in
      guard let expected = try? right(repeat each tryOut.inputs).value else {
        fatalError("\(name): there is no right answer for \(tryOut.name)")
      }
      return Case(name: tryOut.name, arguments: tryOut.arguments, expected: expected)
    }
    let expected = self.cases.map(\.expected)
    self.mistakes = mistakes.map { mistake in
      let answers = cases.map { try? mistake.answer?(repeat each $0.inputs).value }
      let sums = zip(cases, zip(answers, expected)).map { tryOut, values -> String? in
        if let own = mistake.workedSum { return own(repeat each tryOut.inputs) }
        guard let answer = values.0,
          let difference = Difference(answer, values.1, tolerance: tolerance)
        else { return nil }
        return sum?(difference.index, repeat each tryOut.inputs).map { "Worked out: \($0)" }
      }
      return KnownMistake(
        identifier: mistake.identifier, title: mistake.title, explanation: mistake.explanation,
        trapMessage: mistake.trapMessage, answers: answers, workedSums: sums)
    }
  }
}

/// A call to try: what is particular about it, and the arguments.
package struct TestCase<each Input: ExerciseValue> {
  package let name: String
  package let inputs: (repeat each Input)

  package init(_ name: String, _ inputs: repeat each Input) {
    self.name = name
    self.inputs = (repeat each inputs)
  }

  fileprivate var arguments: [Value] {
    var values: [Value] = []
    for input in repeat each inputs {
      guard let value = try? input.value else { fatalError("\(name): an argument is no value") }
      values.append(value)
    }
    return values
  }
}

/// A misconception, and what someone would answer who holds it.
package struct Mistake<Output: ExerciseValue, each Input: ExerciseValue> {
  package let identifier: String
  package let title: String
  package let explanation: String
  package let answer: ((repeat each Input) throws -> Output)?
  package let trapMessage: String?
  package let workedSum: ((repeat each Input) -> String)?

  /// A mistake that is known by its answers.
  ///
  /// - Parameters:
  ///   - identifier: for machines: "turned-180".
  ///   - title: what was done, said to the one who did it: "You turned the filter by 180°".
  ///   - explanation: why that is something else, and what to do.
  ///   - workedSum: a small sum of one case that shows the difference.
  ///   - answer: what it leads to.
  package init(
    _ identifier: String, _ title: String, _ explanation: String,
    workedSum: ((repeat each Input) -> String)? = nil,
    answer: @escaping (repeat each Input) throws -> Output
  ) {
    (self.identifier, self.title, self.explanation) = (identifier, title, explanation)
    (self.answer, self.workedSum, trapMessage) = (answer, workedSum, nil)
  }

  /// A mistake that is known by the program's being stopped with a message.
  package init(
    _ identifier: String, _ title: String, _ explanation: String, trap message: String
  ) {
    (self.identifier, self.title, self.explanation) = (identifier, title, explanation)
    (answer, workedSum, trapMessage) = (nil, nil, message)
  }
}

/// A mistake with what it leads to in each case.
package struct KnownMistake: Sendable {
  package let identifier: String
  package let title: String
  package let explanation: String
  /// Words of the runtime's message, where the mistake stops the program.
  package let trapMessage: String?
  /// What it answers in each case; nil where it gives none.
  package let answers: [Value?]
  package let workedSums: [String?]
}
