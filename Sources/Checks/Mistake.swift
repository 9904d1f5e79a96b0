// A misconception, the answers it leads to, and two of them at once.

import Exercises
import Formatting

/// A misconception, and the answer it leads to.
package struct Mistake<
  Output: ExerciseValue & Sendable, each Input: ExerciseValue & Sendable
>: Sendable {
  package typealias Function = @Sendable (repeat each Input) throws -> Output

  package let identifier: String
  package let title: Message
  package let explanation: Message
  package let workedExample: (@Sendable (repeat each Input) -> Message)?
  package let trapMessage: String?
  /// Whether the student's loops may run past the end of an array where this gives an answer.
  let leavesArray: Bool
  /// Whether an answer is one of many that it leads to; nil where it leads to one.
  private let isLike: (@Sendable (Output, repeat each Input) -> Bool)?
  /// Makes the function of this mistake of the right one, or of that of another mistake.
  private let effect: @Sendable (_ right: @escaping Function) -> Function
  /// Whether it leaves anything of the function that it is given.
  private let isPartial: Bool

  /// Creates a mistake that is recognised by its answers.
  ///
  /// - Parameters:
  ///   - identifier: for machines: "turned-180".
  ///   - title: what the student did: "You turned the filter by 180°".
  ///   - explanation: why that is wrong, and what to do instead.
  ///   - leavesArray: whether loops that make this mistake may also run past the end of an array.
  ///   - workedExample: the difference worked out in the numbers of a case.
  ///   - isLike: whether an answer is one of the many that it leads to, where a choice of the
  ///     student's decides which, such as a number of steps.
  ///   - answer: computes the answer it leads to; throws where that is the end of an array.
  package init(
    _ identifier: String, _ title: Message, _ explanation: Message, leavesArray: Bool = false,
    workedExample: (@Sendable (repeat each Input) -> Message)? = nil,
    isLike: (@Sendable (Output, repeat each Input) -> Bool)? = nil, answer: @escaping Function
  ) {
    self.init(
      identifier, title, explanation, leavesArray, workedExample, isPartial: false, isLike: isLike
    ) { _ in answer }
  }

  /// Creates a mistake that changes what goes in, such as a turned filter, and is right otherwise.
  package init(
    _ identifier: String, _ title: Message, _ explanation: Message, leavesArray: Bool = false,
    workedExample: (@Sendable (repeat each Input) -> Message)? = nil,
    given change: @escaping @Sendable (repeat each Input) throws -> (repeat each Input)
  ) {
    self.init(identifier, title, explanation, leavesArray, workedExample) { right in
      { (inputs: repeat each Input) in
        let changed = try change(repeat each inputs)
        return try right(repeat each changed)
      }
    }
  }

  /// Creates a mistake that changes what comes out, such as a sign, and is right before.
  package init(
    _ identifier: String, _ title: Message, _ explanation: Message,
    workedExample: (@Sendable (repeat each Input) -> Message)? = nil,
    then change: @escaping @Sendable (Output) throws -> Output
  ) {
    self.init(identifier, title, explanation, false, workedExample) { right in
      { (inputs: repeat each Input) in try change(right(repeat each inputs)) }
    }
  }

  /// Creates a mistake that is recognised by the message with which it stops the program.
  package init(
    _ identifier: String, _ title: Message, _ explanation: Message, trap message: String
  ) {
    self.init(
      identifier, title, explanation, false, nil, trapMessage: message, isPartial: false
    ) { _ in
      { (_: repeat each Input) in throw NoAnswer() }
    }
  }

  private init(
    _ identifier: String, _ title: Message, _ explanation: Message, _ leavesArray: Bool,
    _ workedExample: (@Sendable (repeat each Input) -> Message)?, trapMessage: String? = nil,
    isPartial: Bool = true, isLike: (@Sendable (Output, repeat each Input) -> Bool)? = nil,
    effect: @escaping @Sendable (@escaping Function) -> Function
  ) {
    (self.identifier, self.title, self.explanation) = (identifier, title, explanation)
    (self.leavesArray, self.trapMessage) = (leavesArray, trapMessage)
    self.workedExample = workedExample
    self.isPartial = isPartial
    self.isLike = isLike
    self.effect = effect
  }

  /// Returns its answer to a case; nil when it gives none.
  func answer(to testCase: TestCase<repeat each Input>, right: @escaping Function) -> Value? {
    let function = effect(right)
    return try? function(repeat each testCase.inputs).value
  }

  /// Returns it with its answers to cases.
  ///
  /// - Parameter asked: the same cases with their right answers.
  func known(
    in cases: [TestCase<repeat each Input>], _ asked: [ProblemCheck.Case], tolerance: Double,
    right: @escaping Function,
    workedExample: (@Sendable ([Int], repeat each Input) -> Message?)?
  ) -> KnownMistake {
    let answers = cases.map { answer(to: $0, right: right) }
    let own = self.workedExample
    let isLike = isLike
    return KnownMistake(
      identifier: identifier, title: title, explanation: explanation, trapMessage: trapMessage,
      leavesArray: leavesArray, answers: answers,
      isLike: { place, answer in
        guard let isLike, let answer = Output(value: answer) else { return false }
        return isLike(answer, repeat each cases[place].inputs)
      }
    ) { place in
      let testCase = cases[place]
      if let own { return own(repeat each testCase.inputs) }
      guard let answer = answers[place],
        let difference = Difference(answer, asked[place].expected, tolerance: tolerance)
      else { return nil }
      return workedExample?(difference.index, repeat each testCase.inputs).map {
        "Worked out: \($0)"
      }
    }
  }

  /// Returns this mistake and another at once; nil where this one leaves nothing of the other.
  func together(with other: Mistake) -> Mistake? {
    guard isPartial, identifier != other.identifier, other.trapMessage == nil else { return nil }
    let (outer, inner) = (effect, other.effect)
    return Mistake(
      "\(identifier)+\(other.identifier)",
      "Two things at once: “\(title)”, and “\(other.title)”",
      "\(explanation) \(other.explanation)", leavesArray || other.leavesArray, nil
    ) { right in outer(inner(right)) }
  }
}

/// The error of a mistake that gives no answer.
struct NoAnswer: Error {}

/// A mistake with its answer in each case.
package struct KnownMistake: Sendable {
  package let identifier: String
  package let title: Message
  package let explanation: Message
  /// Words of the runtime's message, where the mistake stops the program.
  package let trapMessage: String?
  /// Whether loops that make it may run past the end of an array where it gives an answer here.
  package let leavesArray: Bool
  /// Its answer in each case; nil where it gives none.
  package let answers: [Value?]
  /// Whether it leads to such an answer to a case, though to another one than that in `answers`.
  package let isLike: @Sendable (_ place: Int, Value) -> Bool
  /// Works it out in the numbers of a case.
  package let workedExample: @Sendable (_ place: Int) -> Message?
}
