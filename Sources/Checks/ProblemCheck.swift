// The check of one function: its cases, the right answers, and those of known mistakes.

import Exercises
import Formatting

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
  /// Those that are shown, the plainest first, and behind them those that were drawn.
  package let cases: [Case]
  package let mistakes: [KnownMistake]
  /// How far a number may be from the right one: relative to it, or absolute where it is below 1.
  package let tolerance: Double
  /// Two mistakes at once, wherever one changes what goes into the other or comes out of it, and
  /// their answer to one case fits.
  package let pairs: @Sendable (_ place: Int, _ fits: (Value) -> Bool) -> [KnownMistake]
  /// The same check with so many cases drawn from a seed.
  private let drawn: @Sendable (Int, UInt64) -> ProblemCheck

  /// - Parameters:
  ///   - name: the function's name, as in the protocol's problems.
  ///   - tolerance: how far a number may be from the right one, relative to it or to 1.
  ///   - cases: what to call it with, the plainest first.
  ///   - draw: draws the arguments of further cases, anything that the task allows.
  ///   - right: computes the expected answer.
  ///   - workedExample: the right answer worked out in the numbers of a case. It is shown with
  ///     every mistake that has no worked example of its own, and gets the index of the first
  ///     element in which the mistake's answer differs: empty for a single number, or where shapes
  ///     differ.
  ///   - mistakes: known misconceptions and the answers they lead to.
  package init<each Input: ExerciseValue & Sendable, Output: ExerciseValue & Sendable>(
    _ name: String, tolerance: Double = 1e-4, cases: [TestCase<repeat each Input>],
    draw: @escaping @Sendable (inout Draw) -> (repeat each Input),
    right: @escaping @Sendable (repeat each Input) throws -> Output,
    workedExample: (@Sendable ([Int], repeat each Input) -> Message?)? = nil,
    mistakes: [Mistake<Output, repeat each Input>]
  ) {
    self.init(
      name, tolerance, cases: cases, right: right, workedExample: workedExample,
      mistakes: mistakes
    ) { count, seed in
      (0..<count).map { turn in
        var drawing = Draw(seed: seed, turn: turn)
        return TestCase("a drawn case", repeat each draw(&drawing))
      }
    }
  }

  private init<each Input: ExerciseValue & Sendable, Output: ExerciseValue & Sendable>(
    _ name: String, _ tolerance: Double, cases: [TestCase<repeat each Input>],
    right: @escaping @Sendable (repeat each Input) throws -> Output,
    workedExample: (@Sendable ([Int], repeat each Input) -> Message?)?,
    mistakes: [Mistake<Output, repeat each Input>],
    draw: @escaping @Sendable (Int, UInt64) -> [TestCase<repeat each Input>]
  ) {
    self.name = name
    self.tolerance = tolerance
    let asked = cases.map { testCase in
      guard let expected = try? right(repeat each testCase.inputs).value else {
        fatalError("\(name): there is no right answer for \(testCase.name.english)")
      }
      return Case(name: testCase.name, arguments: testCase.arguments, expected: expected)
    }
    self.cases = asked
    self.mistakes = mistakes.map {
      $0.known(in: cases, asked, tolerance: tolerance, right: right, workedExample: workedExample)
    }
    pairs = { place, fits in
      let pairs = mistakes.flatMap { first in mistakes.compactMap { first.together(with: $0) } }
      return pairs.filter { $0.answer(to: cases[place], right: right).map(fits) ?? false }.map {
        $0.known(in: cases, asked, tolerance: tolerance, right: right, workedExample: workedExample)
      }
    }
    drawn = { count, seed in
      ProblemCheck(
        name, tolerance, cases: cases + draw(count, seed), right: right,
        workedExample: workedExample, mistakes: mistakes, draw: draw)
    }
  }

  /// Returns the check with drawn cases behind its own.
  package func drawing(_ count: Int, seed: UInt64) -> ProblemCheck { drawn(count, seed) }
}

/// A test case: what distinguishes it, and the arguments of the call.
package struct TestCase<each Input: ExerciseValue & Sendable>: Sendable {
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
