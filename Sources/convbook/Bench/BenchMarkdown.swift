// Results as the README shows them: a row for each work, the libraries beside each other.

import LessonKit

enum BenchMarkdown {
  /// Those with a column of their own; the others share one.
  private static let columns: [ReferenceLibrary] = [.tensorflow, .pytorch]

  /// The table, how it came about, and where we lose.
  static func text(
    _ results: [BenchResult], machine: String, rounds: Int
  ) -> String {
    let manyThreads = Set(results.map(\.threads)).count > 1
    var lines = [
      "| work | Convbook | TensorFlow | PyTorch | another |", "|---|--:|--:|--:|--:|",
    ]
    for result in results {
      let threads = manyThreads ? ", \(plural(result.threads, "thread"))" : ""
      let title = "`\(result.work.name)`: \(result.work.title)\(threads)"
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

      Medians of \(rounds) interleaved rounds; in brackets how many times as much as ours, round by \
      round. \(machine).

      \(BenchTable.losses(results))
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
