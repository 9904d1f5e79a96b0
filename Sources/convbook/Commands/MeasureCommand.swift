// Measures memory in a small new process that `bench` starts, so that earlier allocations don't
// count. `--help` does not list it.

import ArgumentParser
import Foundation
import LessonKit

struct MeasureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure", abstract: text("Measure one work or one program, for bench."),
    shouldDisplay: false)

  @Option(help: .message("The work to do; the peak memory of this process is printed."))
  var work: String?
  @Option(in: 1...1_000_000, help: "How often the work is done.") var count = 10
  @Option(in: 0.1...86_400, help: "Seconds after which a program is ended.") var timeLimit = 120.0
  @Argument(
    parsing: .postTerminator, help: .message("A program and its arguments, to be run and timed."))
  var program: [String] = []

  func run() throws {
    if let work {
      let work =
        try ScalingPlots.works.first { $0.name == work }
        ?? BenchmarkCase.selected([work], withSeries: true)[0]
      guard case .calls(let prepare) = work.implementation else {
        throw CommandError(.usage, "\(work.name) is a program of its own.")
      }
      let call = try prepare()
      for _ in 0..<count { try call() }
      return try printJSON(["peak_mb": PeakMemory.ofThisProcess])
    }
    guard !program.isEmpty else {
      throw ValidationError(text("name a work with --work, or a program after --."))
    }
    try printJSON(try ProgramRun.measure(program, timeLimit: timeLimit))
  }

  private func printJSON(_ value: some Encodable) throws {
    print(String(decoding: try JSONEncoder().encode(value), as: UTF8.self))
  }
}
