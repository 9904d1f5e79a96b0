// Replaces this process by a confined program. `check` and `grade` start it, so `--help` does not
// list it.

import ArgumentParser
import Foundation
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
  @Flag(help: .message("What it starts stays in its process group, and ends with it."))
  var together = false
  @Option(help: .message("A file that it may read nevertheless.")) var readable: [String] = []
  @Option(help: .message("A descriptor that it gets besides 0, 1 and 2.")) var keep: [Int32] = []
  @Option(
    in: 0...1023,
    help: "A descriptor that is told of the start: ConfineCommand.started, then an error.")
  var report: Int?
  @Argument(parsing: .postTerminator, help: .message("A program's path and its arguments."))
  var program: [String] = []

  func run() throws {
    guard !program.isEmpty else { throw ValidationError(text("name a program after --.")) }
    var confinement = Confinement()
    confinement.processorSeconds = seconds
    confinement.megabytes = megabytes
    confinement.fileMegabytes = fileMegabytes
    confinement.isIsolated = alone
    confinement.keepsGroup = together
    confinement.keptDescriptors = keep
    confinement.readableFiles = readable
    confinement.keptVariables = [AnswerFrame.variable]
    // The program inherits no such descriptor, so what it is told comes from here.
    tell(Self.started)
    do {
      try confinement.execute(program)
    } catch {
      tell(error.description)
      throw error
    }
  }

  /// Told before the program is started.
  static let started = "started"

  private func tell(_ words: String) {
    guard let report else { return }
    var words = words
    words.withUTF8 { _ = write(Int32(report), $0.baseAddress, $0.count) }
  }
}
