// An exercise: functions that the student writes, callable by name.

/// An exercise: a protocol whose requirements are what the student writes.
///
/// One protocol for each lesson refines this one, says in its comments what is asked, and lists its
/// functions as ``problems``. A student's program holds the functions alone: right answers,
/// misconceptions and hints are in another module, which such a program is not linked with.
public protocol Exercise {
  /// Creates an answer; it keeps no state between calls.
  init()
  /// The functions to write, in the order they are checked.
  static var problems: [Problem] { get }
}

/// The error of a function that is still to be written.
public struct Unfinished: Error {
  /// Creates the error.
  public init() {}
}

/// One function of an exercise, callable with values from another process.
public struct Problem {
  /// The function's name: "crossCorrelate".
  public let name: String
  private let answer: (any Exercise, [Value]) throws -> Value

  /// - Parameters:
  ///   - name: the function's name.
  ///   - function: the function as a student's type has it: `Self.crossCorrelate`.
  public init<Answer: Exercise, each Input: ExerciseValue, Output: ExerciseValue>(
    _ name: String, _ function: @escaping (Answer) -> (repeat each Input) throws -> Output
  ) {
    self.name = name
    answer = { exercise, arguments in
      guard let exercise = exercise as? Answer else {
        throw MismatchedArguments(function: name)
      }
      var rest = arguments[...]
      func next<Kind: ExerciseValue>(_ kind: Kind.Type) throws -> Kind {
        guard let value = rest.popFirst().flatMap(kind.init(value:)) else {
          throw MismatchedArguments(function: name)
        }
        return value
      }
      let inputs = (repeat try next((each Input).self))
      return try function(exercise)(repeat each inputs).value
    }
  }

  /// Calls the function.
  ///
  /// - Throws: what the function throws, ``Unfinished`` among it; ``MismatchedArguments`` when
  ///   the arguments are not the function's.
  public func answer(of exercise: any Exercise, to arguments: [Value]) throws -> Value {
    try answer(exercise, arguments)
  }
}

/// The error of a call whose arguments the function does not take: a mistake in the check.
public struct MismatchedArguments: Error, CustomStringConvertible {
  /// The function that was called.
  public let function: String
  /// A sentence that names the function.
  public var description: String { "\(function) was called with arguments it does not take" }
}
