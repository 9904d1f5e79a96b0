// Every number that a command takes: its range is declared, and what is outside of it is refused.

import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

@Suite struct CommandNumberTests {
  /// A command's type, and what it can't be parsed without.
  struct Command: Sendable, CustomTestStringConvertible {
    let type: any ParsableCommand.Type
    var testDescription: String { type._commandName }

    /// Words for the arguments and options that have no default.
    var required: [String] {
      switch testDescription {
      case "compare": ["a.png", "b.png"]
      case "filter": ["a.png", "--output", "b.png", "--filter", "identity"]
      case "pool": ["a.png", "--output", "b.png"]
      case "shape": ["32x32x3"]
      case "new": ["name"]
      case "grade": ["folder"]
      case "confine", "measure": ["--", "program"]
      case "run", "verify", "check": ["1"]
      default: []
      }
    }

    /// Whether the command takes an option with a value.
    func takes(_ option: String, _ value: String) -> Bool {
      do {
        // What follows “--” must stay last.
        _ = try type.parse([option, value] + required)
        return true
      } catch {
        #expect(type.exitCode(for: error).rawValue == 64)
        return false
      }
    }
  }

  static let commands = Convbook.configuration.subcommands.map(Command.init(type:))

  @Test func thereAreNumbers() throws {
    let names = try Self.commands.flatMap { command in
      try NumberArgument.all(inHelp: command.type._dumpHelp()).map { "\(command) \($0.option)" }
    }
    #expect(names.count >= 20, "\(names)")
  }

  @Test(arguments: commands) func takesItsRangeOnly(_ command: Command) throws {
    for number in try NumberArgument.all(inHelp: command.type._dumpHelp()) {
      for value in number.valid { #expect(command.takes(number.option, value), "\(number)") }
      for value in number.invalid {
        #expect(!command.takes(number.option, value), "\(number) takes \(value)")
      }
    }
  }
}
