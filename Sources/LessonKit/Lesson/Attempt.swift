// A student's program: it answers calls of its functions by `check` and `grade`.

import Exercises
@preconcurrency import Foundation

/// The protocol of a student's type besides the exercise's: a program that answers function calls.
///
///     @main
///     struct Answer: SlidingWindowExercise, Attempt { … }
///
/// Calls arrive on standard input and results leave on standard output, as frames: a length of
/// eight bytes, then a function's name and arguments, or its result. Text that the functions print
/// is redirected to standard error, separate from results.
public protocol Attempt: Exercise {}

extension Attempt {
  /// Answers calls until the input ends.
  public static func main() {
    guard ProcessInfo.processInfo.environment[AnswerFrame.variable] != nil else {
      printError(text("This is an exercise. Check it with: swift run convbook check"))
      exit(64)
    }
    let questions = dup(STDIN_FILENO)
    let answers = dup(STDOUT_FILENO)
    close(STDIN_FILENO)
    dup2(STDERR_FILENO, STDOUT_FILENO)
    setvbuf(stdout, nil, _IOLBF, 0)
    while let frame = AnswerFrame.read(from: questions) {
      var bytes = frame[...]
      guard case .text(let name)? = Value(reading: &bytes),
        case .list(let arguments)? = Value(reading: &bytes)
      else { exit(65) }
      AnswerFrame.write(reply(to: name, arguments), to: answers)
    }
    exit(0)
  }

  private static func reply(to name: String, _ arguments: [Value]) -> [UInt8] {
    var reply: [UInt8] = []
    func add(_ kind: AnswerFrame.Reply, _ value: Value?) {
      reply.append(kind.rawValue)
      value?.append(to: &reply)
    }
    guard let problem = problems.first(where: { $0.name == name }) else {
      add(.threw, .text("there is no function \(name)"))
      return reply
    }
    do {
      add(.answer, try problem.answer(of: Self(), to: arguments))
    } catch is Unfinished {
      add(.unfinished, nil)
    } catch {
      add(.threw, .text(describe(error)))
    }
    return reply
  }
}

/// The frames between the grader and a student's program.
package enum AnswerFrame {
  /// The environment variable that is set when a grader runs the program.
  package static let variable = "CONVBOOK_JUDGE"
  /// The longest frame in bytes, 64 MB.
  package static let longest = 64 << 20

  /// The first byte of a reply.
  package enum Reply: UInt8 {
    case answer = 1
    case unfinished = 2
    case threw = 3
  }

  /// Encodes a call of a function.
  package static func question(_ function: String, _ arguments: [Value]) -> [UInt8] {
    var bytes: [UInt8] = []
    Value.text(function).append(to: &bytes)
    Value.list(arguments).append(to: &bytes)
    return bytes
  }

  /// Returns a frame with its length in front.
  package static func framed(_ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(content.count)
    return bytes + content
  }

  static func write(_ content: [UInt8], to descriptor: Int32) {
    var rest = framed(content)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { exit(1) }
      rest = rest.dropFirst(count)
    }
  }

  static func read(from descriptor: Int32) -> [UInt8]? {
    func read(_ count: Int) -> [UInt8]? {
      var bytes = [UInt8](repeating: 0, count: count)
      var done = 0
      while done < count {
        let got = bytes.withUnsafeMutableBytes {
          Foundation.read(descriptor, $0.baseAddress?.advanced(by: done), count - done)
        }
        guard got > 0 else { return nil }
        done += got
      }
      return bytes
    }
    guard var head = read(8)?[...], let count = head.popWhole(), (0...longest).contains(count)
    else { return nil }
    return read(count)
  }
}
