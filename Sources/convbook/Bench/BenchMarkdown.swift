// Formats benchmark results as the Markdown table of the README: a row per benchmark, a column per
// library.

import LessonKit

enum BenchMarkdown {
  /// The libraries with a column each; the others share one.
  private static let columns: [ReferenceLibrary] = [.tensorflow, .pytorch]

  /// Returns the table, a note on the measurement, and where another library was faster.
  static func text(
    _ results: [BenchResult], machine: String, rounds: Int
  ) -> String {
    let manyThreads = Set(results.map(\.threads)).count > 1
    var lines = [
      "| work | Convbook | TensorFlow | PyTorch | another |", "|---|--:|--:|--:|--:|",
    ]
    for result in results {
      let heading = "`\(result.benchmark.name)`: \(result.benchmark.title.english)"
      let title = manyThreads ? "\(heading), \(result.threadsInWords.english)" : heading
      lines.append(
        row(title, result.ours.median, "ms") { peer in
          result.peers.first { $0.peer == peer }.map {
            ($0.timing.median, result.ours.ratio(of: $0.timing).median)
          }
        })
      if let ours = result.oursMB {
        lines.append(
          row("its peak memory", ours, "MB") { peer in
            result.peersMB[peer].map { ($0, $0 / ours) }
          })
      }
    }
    return """
      \(lines.joined(separator: "\n"))

      Medians of \(rounds) interleaved rounds; in brackets how many times as much as ours, round \
      by \
      round. \(machine).

      \(BenchTable.losses(results).english)
      """
  }

  private static func row(
    _ title: String, _ ours: Double, _ unit: String,
    _ value: (ReferenceLibrary) -> (value: Double, ratio: Double)?
  ) -> String {
    func cell(_ peer: ReferenceLibrary) -> String? {
      value(peer).map { "\(threeDigits($0.value)) \(unit) (\(threeDigits($0.ratio))×)" }
    }
    let others = ReferenceLibrary.allCases.filter { !columns.contains($0) }.compactMap { peer in
      cell(peer).map { "\(peer.title) \($0)" }
    }
    let cells =
      [title, "\(threeDigits(ours)) \(unit)"] + columns.map { cell($0) ?? "" }
      + [others.joined(separator: "<br>")]
    return "| " + cells.joined(separator: " | ") + " |"
  }
}
