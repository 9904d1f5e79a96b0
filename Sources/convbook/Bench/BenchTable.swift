// Formats benchmark results in aligned columns: a block per benchmark, a row per library.

import LessonKit

struct BenchTable {
  private static let heading: [Message] = [
    "", "median", "middle half", "each", "× ours", "middle half", "memory",
  ]

  /// The title and the rows of a benchmark.
  private struct Block {
    let title: Message
    let rows: [[String]]
  }

  private let blocks: [Block]

  init(_ results: [BenchResult]) {
    let manyThreads = Set(results.map(\.threads)).count > 1
    blocks = results.map { result in
      let heading = result.heading(amongThreads: false)
      return Block(
        title: manyThreads ? "\(heading) (\(result.threadsInWords))" : heading,
        rows: Self.rows(result))
    }
  }

  private static func rows(_ result: BenchResult) -> [[String]] {
    func row(_ name: String, _ timing: Timing, _ ratio: Ratio?, _ memory: Double?) -> [String] {
      [
        name, milliseconds(timing.median), range(timing.middleHalf),
        result.benchmark.parts.map { each(timing.median, $0) } ?? "",
        ratio.map { threeDigits($0.median) + "×" } ?? "",
        ratio.map { range($0.middleHalf) } ?? "",
        memory.map { "\(Int($0.rounded())) MB" } ?? "",
      ]
    }
    return [row("Convbook", result.ours, nil, result.oursMB)]
      + result.peers.map { peer, timing in
        row(peer.title, timing, result.ours.ratio(of: timing), result.peersMB[peer])
      }
  }

  /// The lines of the table, without empty columns.
  var lines: [String] {
    let rows = blocks.flatMap(\.rows)
    let used = Self.heading.indices.filter { column in
      rows.contains { !$0[column].isEmpty }
    }
    let cells = ([Self.heading.map(\.text)] + rows).map { row in used.map { row[$0] } }
    var aligned = alignedColumns(cells) { $0 == 0 ? .left : .right }.map { "  " + $0 }[...]
    return [aligned.removeFirst()]
      + blocks.flatMap { block in
        defer { aligned.removeFirst(block.rows.count) }
        return [block.title.text] + aligned.prefix(block.rows.count)
      }
  }

  /// Returns a sentence that lists where another library was faster.
  static func losses(_ results: [BenchResult]) -> Message {
    guard results.contains(where: { !$0.peers.isEmpty }) else { return "" }
    let manyThreads = Set(results.map(\.threads)).count > 1
    let losses = results.flatMap { result in
      result.losses.map { peer, ratio -> Message in
        let (name, share) = (result.benchmark.name, threeDigits(ratio.median))
        return manyThreads
          ? "\(name) (\(peer.title) took \(share) of our time, \(result.threadsInWords))"
          : "\(name) (\(peer.title) took \(share) of our time)"
      }
    }
    return losses.isEmpty
      ? "In none of these works was another library faster."
      : "Another library was faster in \(losses.joined(separator: ", "))."
  }

  /// Formats a time: "42.1 ms".
  static func milliseconds(_ value: Double) -> String { threeDigits(value) + " ms" }

  private static func range(_ range: ClosedRange<Double>) -> String {
    threeDigits(range.lowerBound) + " … " + threeDigits(range.upperBound)
  }

  /// Formats the time per part: "0.48 ns per pixel".
  static func each(_ milliseconds: Double, _ parts: BenchmarkCase.Parts) -> String {
    let nanoseconds = milliseconds * 1e6 / Double(parts.count)
    let (value, unit) =
      switch nanoseconds {
      case ..<1000: (nanoseconds, "ns")
      case ..<1_000_000: (nanoseconds / 1000, "µs")
      default: (nanoseconds / 1e6, "ms")
      }
    return text("\(threeDigits(value)) \(unit) per \(parts.name)")
  }
}
