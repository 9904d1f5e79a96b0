// The outcome of one call of a student's function, and the verdict on all its answers.

import Exercises

/// The outcome of one call.
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
  /// It did not return within the time limit.
  case tookTooLong(seconds: Double)
  /// The time for all of a student's calls was used up, before or while it ran.
  case usedUpTime(seconds: Double)
  /// Its calls took more time of the processor than all of them may.
  case usedUpProcessor(seconds: Int)
  /// It asked for more memory than the limit.
  case tookTooMuchMemory(megabytes: Int)
  /// It printed more than the limit.
  case printedTooMuch(megabytes: Int)
  /// It started more threads than the limit.
  case startedTooManyThreads(limit: Int)
  /// Its answer is larger than any right one.
  case answeredTooMuch(kilobytes: Int)
  /// Its program could not be started.
  case notStarted
  /// Its answer could not be decoded: something else wrote to the pipe.
  case garbled
}

/// Calls a student's functions, in this process or in a program of their own.
package protocol AnswerRunner {
  /// Calls a function once.
  mutating func response(of function: String, _ arguments: [Value]) -> Response
}

/// The verdict on one function.
package enum Verdict: Sendable {
  case passed
  case unfinished
  /// A known mistake explains every answer.
  case mistaken(KnownMistake)
  /// Wrong in a way that no known mistake explains.
  case wrong(Difference)
  /// A call gave no answer.
  case failed(Response)
}
