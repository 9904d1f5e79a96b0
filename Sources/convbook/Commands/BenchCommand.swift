// convbook bench: how long our side takes.

import ArgumentParser
import LessonKit

struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Time the numeric work of the lessons.")

  @Argument(help: "The works to time; all when none is named.")
  var works: [String] = []

  private static func milliseconds(_ work: () -> Void) -> Double {
    let duration = ContinuousClock().measure(work)
    return Double(duration.components.seconds) * 1e3 + Double(duration.components.attoseconds)
      / 1e15
  }

  func run() throws {
    for workload in Workload.all where works.isEmpty || works.contains(workload.name) {
      let work = try workload.prepare()
      for _ in 0..<5 { work() }
      var times: [Double] = []
      for _ in 0..<workload.count { times.append(Self.milliseconds(work)) }
      times.sort()
      print(workload.name, times[times.count / 2], times[0])
    }
  }
}
