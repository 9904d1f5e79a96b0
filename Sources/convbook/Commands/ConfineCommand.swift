// Replaces this process by a confined program. `check` and `grade` start it, so `--help` does not
// list it.

import ArgumentParser
import LessonKit
import Processes

struct ConfineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confine", abstract: text("Run a program within limits, for grade."),
    shouldDisplay: false)

  @Option(in: 0...100_000_000, help: "Seconds of processor time.") var seconds = 0
  @Option(in: 0...1_000_000, help: "Megabytes of memory.") var megabytes = 0
  @Option(in: 0...1_000_000, help: "Megabytes of any file it writes.") var fileMegabytes = 0
  @Flag(help: .message("No processes, no network, and no files but the system's libraries."))
  var alone = false
  @Option(help: .message("A file that it may read nevertheless.")) var readable: [String] = []
  @Argument(parsing: .postTerminator, help: .message("A program's path and its arguments."))
  var program: [String] = []

  func run() throws {
    guard !program.isEmpty else { throw ValidationError(text("name a program after --.")) }
    var confinement = Confinement()
    confinement.processorSeconds = seconds
    confinement.megabytes = megabytes
    confinement.fileMegabytes = fileMegabytes
    confinement.isIsolated = alone
    confinement.readableFiles = readable
    confinement.keptVariables = [AnswerFrame.variable]
    try confinement.execute(program)
  }
}
