// The check of an exercise: test cases, expected answers, known misconceptions and hints.

import Exercises
import Formatting

/// The check of one exercise.
package struct ExerciseCheck: Sendable {
  /// The lesson's number: 5.
  package let lesson: Int
  /// The protocol a student's type conforms to: "SlidingWindowExercise".
  package let protocolName: String
  /// Hints, each a step further than the one before.
  package let hints: [Message]
  /// One check for each function to write, in the order of the protocol's problems.
  package let problems: [ProblemCheck]
  /// Seconds a function may take to answer one case.
  package let timeLimit: Double

  package init(
    lesson: Int, _ protocolName: String, timeLimit: Double = 10, hints: [Message],
    _ problems: ProblemCheck...
  ) {
    self.lesson = lesson
    self.protocolName = protocolName
    self.timeLimit = timeLimit
    self.hints = hints
    self.problems = problems
  }
}

/// The check of one function: test cases with their expected answers, and known mistakes.
package struct ProblemCheck: Sendable {
  /// One call of the function.
  package struct Case: Sendable {
    /// What distinguishes it: "a filter of two columns".
    package let name: Message
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
  ///   - right: computes the expected answer.
  ///   - workedExample: the right answer worked out in the numbers of a case. It is shown with
  ///     every mistake that has no worked example of its own, and gets the index of the first
  ///     element in which the mistake's answer differs: empty for a single number, or where shapes
  ///     differ.
  ///   - mistakes: known misconceptions and the answers they lead to.
  package init<each Input: ExerciseValue, Output: ExerciseValue>(
    _ name: String, tolerance: Double = 1e-4, cases: [TestCase<repeat each Input>],
    right: @escaping (repeat each Input) throws -> Output,
    workedExample: (([Int], repeat each Input) -> Message?)? = nil,
    mistakes: [Mistake<Output, repeat each Input>]
  ) {
    self.name = name
    self.tolerance = tolerance
    self.cases = cases.map { testCase in
      guard let expected = try? right(repeat each testCase.inputs).value else {
        fatalError("\(name): there is no right answer for \(testCase.name.english)")
      }
      return Case(name: testCase.name, arguments: testCase.arguments, expected: expected)
    }
    let expected = self.cases.map(\.expected)
    self.mistakes = mistakes.map { mistake in
      let answers = cases.map { try? mistake.answer?(repeat each $0.inputs).value }
      let sums = zip(cases, zip(answers, expected)).map { testCase, values -> Message? in
        if let own = mistake.workedExample { return own(repeat each testCase.inputs) }
        guard let answer = values.0,
          let difference = Difference(answer, values.1, tolerance: tolerance)
        else { return nil }
        return workedExample?(difference.index, repeat each testCase.inputs).map {
          "Worked out: \($0)"
        }
      }
      return KnownMistake(
        identifier: mistake.identifier, title: mistake.title, explanation: mistake.explanation,
        trapMessage: mistake.trapMessage, answers: answers, workedExamples: sums)
    }
  }
}

/// A test case: what distinguishes it, and the arguments of the call.
package struct TestCase<each Input: ExerciseValue> {
  package let name: Message
  package let inputs: (repeat each Input)

  package init(_ name: Message, _ inputs: repeat each Input) {
    self.name = name
    self.inputs = (repeat each inputs)
  }

  fileprivate var arguments: [Value] {
    var values: [Value] = []
    for input in repeat each inputs {
      guard let value = try? input.value else {
        fatalError("\(name.english): an argument is no value")
      }
      values.append(value)
    }
    return values
  }
}

/// A misconception, and the answer it leads to.
package struct Mistake<Output: ExerciseValue, each Input: ExerciseValue> {
  package let identifier: String
  package let title: Message
  package let explanation: Message
  package let answer: ((repeat each Input) throws -> Output)?
  package let trapMessage: String?
  package let workedExample: ((repeat each Input) -> Message)?

  /// Creates a mistake that is recognised by its answers.
  ///
  /// - Parameters:
  ///   - identifier: for machines: "turned-180".
  ///   - title: what the student did: "You turned the filter by 180°".
  ///   - explanation: why that is wrong, and what to do instead.
  ///   - workedExample: the difference worked out in the numbers of a case.
  ///   - answer: computes the answer it leads to.
  package init(
    _ identifier: String, _ title: Message, _ explanation: Message,
    workedExample: ((repeat each Input) -> Message)? = nil,
    answer: @escaping (repeat each Input) throws -> Output
  ) {
    (self.identifier, self.title, self.explanation) = (identifier, title, explanation)
    (self.answer, self.workedExample, trapMessage) = (answer, workedExample, nil)
  }

  /// Creates a mistake that is recognised by the message with which it stops the program.
  package init(
    _ identifier: String, _ title: Message, _ explanation: Message, trap message: String
  ) {
    (self.identifier, self.title, self.explanation) = (identifier, title, explanation)
    (answer, workedExample, trapMessage) = (nil, nil, message)
  }
}

/// A mistake with its answer in each case.
package struct KnownMistake: Sendable {
  package let identifier: String
  package let title: Message
  package let explanation: Message
  /// Words of the runtime's message, where the mistake stops the program.
  package let trapMessage: String?
  /// Its answer in each case; nil where it gives none.
  package let answers: [Value?]
  package let workedExamples: [Message?]
}
