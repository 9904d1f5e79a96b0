// Every number that a lesson takes, at the ends of its range and beyond, in the lesson's program.

import Foundation
import Processes
import TestSupport
import Testing

@testable import LessonKit

@Suite struct NumberOptionTests {
  /// A few lessons, or all with CONVBOOK_CHECK_ALL=1: each takes dozens of processes.
  static let lessons =
    checksAll
    ? LessonTests.lessons : ["09-edge-filter", "16-simple-conv-net", "27-graph-convolution"]

  /// Runs a lesson that can't write its page: what is left to go wrong before is the options.
  static func parse(_ lesson: String, _ arguments: [String]) throws -> ProcessOutput {
    try ProcessOutput.run(
      [URL.builtProducts.appendingPathComponent(lesson).path, "--output", "/dev/null/page"]
        + arguments, environment: ["CONVBOOK_DATA": "drawn"], timeLimit: 60)
  }

  static func numbers(of lesson: String) throws -> [NumberArgument] {
    try NumberArgument.all(inHelp: parse(lesson, ["--experimental-dump-help"]).output)
  }

  @Test(arguments: lessons) func takesItsRangeOnly(_ lesson: String) throws {
    let numbers = try Self.numbers(of: lesson)
    #expect(numbers.contains { $0.option == "--megabytes" })
    for number in numbers {
      for value in number.valid {
        #expect(try Self.parse(lesson, [number.option, value]).status == 2, "\(number) \(value)")
      }
      for value in number.invalid {
        let run = try Self.parse(lesson, [number.option, value])
        #expect(run.status == 64, "\(number) takes \(value)")
        #expect(run.errors.contains("from \(number.valid[0]) to \(number.valid[1])"))
      }
    }
  }

  @Test(arguments: [
    ("09-edge-filter", ["--stride", "1000000"]), ("27-graph-convolution", ["--steps", "1"]),
    ("27-graph-convolution", ["--seed", "18446744073709551615"]),
  ])
  func runsAtTheEnds(_ lesson: String, _ arguments: [String]) throws {
    let run = try LessonRun(lesson, arguments)
    defer { run.remove() }
    #expect(run.status == 0, "\(run.errorText)")
  }

  /// A picture that needs more memory than it may have is refused before it is decoded.
  @Test func refusesWhatNeedsTooMuchMemory() throws {
    let folder = try TemporaryFolder()
    let picture = folder.path("large.png")
    try Image(
      height: 1500, width: 1500, channels: 1, pixels: Array(repeating: 0, count: 1500 * 1500)
    ).write(to: picture)
    let run = try LessonRun("09-edge-filter", ["--image", picture, "--megabytes", "16"])
    defer { run.remove() }
    #expect(run.status == 2)
    #expect(run.errorText.contains("more than the limit of 16 MB"), "\(run.errorText)")
    #expect(run.errorText.contains("--megabytes"))
  }

  /// Weight files are checked before training begins.
  @Test(arguments: ["--load", "--save"]) func refusesFoldersAsWeightFiles(option: String) throws {
    let run = try LessonRun("17-three-conv-net", ["--epochs", "0", option, "/tmp"])
    defer { run.remove() }
    #expect(run.status == 2)
    #expect(run.errorText.contains("/tmp: is a folder"), "\(run.errorText)")
    let folder = try TemporaryFolder()
    let pipe = folder.path("pipe")
    try #require(mkfifo(pipe, 0o644) == 0)
    let second = try LessonRun("17-three-conv-net", ["--epochs", "0", option, pipe])
    defer { second.remove() }
    #expect(second.status == 2)
    #expect(second.errorText.contains("is a pipe or a device"), "\(second.errorText)")
    #expect(FileKind(at: pipe) == .special)
  }

  /// A cut-off photo is refused, or read as far as it goes, and the page says so.
  @Test func readsDamagedPicturesWhenTold() throws {
    let folder = try TemporaryFolder()
    let whole = try Data(contentsOf: Project.images.appendingPathComponent("teddy.jpg"))
    let cut = try folder.write(whole.prefix(whole.count / 2), to: "cut.jpg").path
    let refused = try LessonRun("09-edge-filter", ["--image", cut])
    defer { refused.remove() }
    #expect(refused.status == 2)
    let run = try LessonRun("09-edge-filter", ["--image", cut, "--damaged-too"])
    defer { run.remove() }
    #expect(run.status == 0)
    #expect(run.errorText.contains("cut.jpg: "), "\(run.errorText)")
    #expect(try run.page.contains("as far as it goes"))
  }

  /// A reader that leaves early ends the lesson as it ends other programs, without a message.
  @Test func aReaderMayLeave() throws {
    let folder = try TemporaryFolder()
    let run = try ProcessOutput.run(
      [
        "/bin/sh", "-c", "{ \"$0\" --output \"$1\"; echo $? >&2; } | head -1",
        URL.builtProducts.appendingPathComponent("09-edge-filter").path, folder.path("page"),
      ], timeLimit: 60)
    #expect(run.errors == "\(128 + SIGPIPE)\n")
  }
}
