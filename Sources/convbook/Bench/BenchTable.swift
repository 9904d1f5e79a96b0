// Results in aligned columns: a block for each work, a row for each side.

import LessonKit

struct BenchTable {
  private static let heading = [
    "", "median", "middle half", "each", "× ours", "middle half", "memory",
  ]

  /// A work's title, and its rows.
  private struct Block {
    let title: String
    let rows: [[String]]
  }

  private let blocks: [Block]

  init(_ results: [BenchResult]) {
    let manyThreads = Set(results.map(\.threads)).count > 1
    blocks = results.map { result in
      let threads = manyThreads ? " (\(threadsInWords(result.threads)))" : ""
      return Block(
        title: "\(result.work.name): \(result.work.title)\(threads)",
        rows: Self.rows(result))
    }
  }

  private static func rows(_ result: BenchResult) -> [[String]] {
    func row(_ name: String, _ timing: Timing, _ ratio: Ratio?, _ memory: Double?) -> [String] {
      [
        name, milliseconds(timing.median), range(timing.middleHalf),
        result.work.parts.map { each(timing.median, $0) } ?? "",
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

  /// The table as lines; columns that hold nothing are left out.
  var lines: [String] {
    let rows = blocks.flatMap(\.rows)
    let used = Self.heading.indices.filter { column in
      rows.contains { !$0[column].isEmpty }
    }
    let widths = used.map { column in
      ([Self.heading] + rows).map { $0[column].count }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      let padded = zip(used, widths).map { column, width in
        let space = String(repeating: " ", count: width - cells[column].count)
        return column == 0 ? cells[column] + space : space + cells[column]
      }
      var text = "  " + padded.joined(separator: "  ")
      while text.last == " " { text.removeLast() }
      return text
    }
    return [line(Self.heading)] + blocks.flatMap { [$0.title] + $0.rows.map(line) }
  }

  /// Where another library was faster, in a sentence.
  static func losses(_ results: [BenchResult]) -> String {
    guard results.contains(where: { !$0.peers.isEmpty }) else { return "" }
    let manyThreads = Set(results.map(\.threads)).count > 1
    let losses = results.flatMap { result in
      result.losses.map { peer, ratio in
        let threads = manyThreads ? ", \(threadsInWords(result.threads))" : ""
        return "\(result.work.name) (\(peer.title) took \(threeDigits(ratio.median)) of our time"
          + "\(threads))"
      }
    }
    return losses.isEmpty
      ? "In none of these works was another library faster."
      : "Another library was faster in " + losses.joined(separator: ", ") + "."
  }

  /// "42.1 ms".
  static func milliseconds(_ value: Double) -> String { threeDigits(value) + " ms" }

  private static func range(_ range: ClosedRange<Double>) -> String {
    threeDigits(range.lowerBound) + " … " + threeDigits(range.upperBound)
  }

  /// A part's share of a time, in a unit that suits it: "0.48 ns per pixel".
  static func each(_ milliseconds: Double, _ parts: BenchmarkCase.Parts) -> String {
    let nanoseconds = milliseconds * 1e6 / Double(parts.count)
    let (value, unit) =
      switch nanoseconds {
      case ..<1000: (nanoseconds, "ns")
      case ..<1_000_000: (nanoseconds / 1000, "µs")
      default: (nanoseconds / 1e6, "ms")
      }
    return "\(threeDigits(value)) \(unit) per \(parts.name)"
  }
}
