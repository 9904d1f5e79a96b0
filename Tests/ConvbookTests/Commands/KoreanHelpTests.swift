// What `--help` says in Korean: of commands and options by this program, of the rest by the parser.

import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

@Suite struct KoreanHelpTests {
  /// The commands with their subcommands, by their names.
  static let commands: [[String]] = {
    func names(of command: any ParsableCommand.Type) -> [[String]] {
      let below = command.configuration.subcommands.filter { $0.configuration.shouldDisplay }
      return [[]] + below.flatMap { one in names(of: one).map { [one._commandName] + $0 } }
    }
    return names(of: Convbook.self)
  }()

  @Test func allIsSaidInKorean() throws {
    let hangul = /[가-힣]/
    for command in Self.commands.shuffled().prefix(sampleSize(4)) {
      let help = try Run(command + ["--help", "--language", "ko"]).output
      // Examples are commands in both languages, and so are names of works, many to a line.
      let lines = help.components(separatedBy: "\n\n").filter { !$0.hasPrefix("  swift run ") }
        .flatMap { $0.split(separator: "\n") }
      let names = /[a-z0-9-]+(, [a-z0-9-]+)*[,.]?/
      for line in lines {
        if line.contains("convbook help ") || line.wholeMatch(of: names) != nil { continue }
        // In a table behind the name; a long one has a line of its own.
        let words = line.hasPrefix("  ") ? line.firstMatch(of: /\S\s{2,}(.*)/)?.1 : line
        #expect(words.map { $0.contains(hangul) } ?? true, "\(command): \(line)")
      }
    }
  }

  /// In English each line is as the parser has it.
  @Test func englishStaysAsItIs() throws {
    for command in Self.commands.shuffled().prefix(sampleSize(4)) {
      let help = try Run(command + ["--help"], environment: ["CONVBOOK_LANGUAGE": "en"]).output
      #expect(help.contains("USAGE: convbook") && help.contains("Show help information."))
    }
  }

  @Test(
    arguments: [
      (["run", "9", "--nothing"], "“--nothing”"), (["shape", "3x3", "--filters"], "--filters"),
      (["compare"], "<pictures or folders>"), (["shape", "3x3", "--stride", "x"], "“x”"),
      (["data", "fetch", "--force=1"], "--force"), (["doctor", "a", "b"], "'a', 'b'"),
    ] as [([String], String)])
  func errorsAreSaidInKorean(_ arguments: [String], _ named: String) throws {
    let output = try Run(arguments + ["--language", "ko"]).errors
    let error = try #require(output.split(separator: "\n").first)
    #expect(error.contains(/[가-힣]/) && error.contains(named), "\(output)")
    #expect(!output.contains(/Error:|Usage:|Help:|invalid|Unknown|Missing|unexpected|See '/))
  }
}
