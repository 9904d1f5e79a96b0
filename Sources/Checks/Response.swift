// What came of asking a function, and what the judge makes of it.

import Exercises

/// What came of one call.
package enum Response: Sendable {
  case answer(Value)
  /// It threw `Unfinished`.
  case unfinished
  /// It threw something else.
  case threw(String)
  /// The runtime stopped the program: the message, and the line of the student's file when known.
  case trapped(message: String, line: Int?)
  /// The program was ended by a signal that is no trap.
  case killed(signal: String)
  /// The program left by itself before it answered.
  case exited(status: Int32)
  /// It did not come to an end.
  case tookTooLong(seconds: Double)
  /// It wanted more memory than it may have.
  case tookTooMuchMemory(megabytes: Int)
  /// It printed without end.
  case printedTooMuch(megabytes: Int)
  /// Its program could not be started.
  case notStarted
  /// What it answered could not be read: something else wrote to the judge.
  case garbled
}

/// Whoever can be asked: a function in this process, or a student's program.
package protocol Respondent {
  /// Has a function answer one case.
  mutating func response(of function: String, _ arguments: [Value]) -> Response
}

/// What the judge says of one function.
package enum Verdict: Sendable {
  case passed
  case unfinished
  /// A known mistake explains every answer.
  case mistaken(KnownMistake)
  /// Wrong in a way that no known mistake explains.
  case wrong(Difference)
  /// There is no answer to judge.
  case failed(Response)
}
