// Compares the times of a run with those of an earlier one, work by work, and tells differences
// from noise by the spread of both.

import Foundation
import LessonKit

/// The times of two runs of the benchmarks.
struct BenchComparison {
  /// Whether a work takes longer than before.
  enum Verdict {
    /// The interquartile range lies above that of before.
    case slower
    /// The interquartile range lies below that of before.
    case faster
    /// The interquartile ranges overlap.
    case same

    /// The verdict in words.
    var word: Message {
      switch self {
      case .slower: "slower"
      case .faster: "faster"
      case .same: "as before"
      }
    }

    init(before: ClosedRange<Double>, now: ClosedRange<Double>) {
      self = before.overlaps(now) ? .same : now.lowerBound > before.upperBound ? .slower : .faster
    }
  }

  /// A work that both runs measured with the same number of threads.
  struct Row: Equatable {
    /// The work and the number of threads.
    let name: Message
    /// The medians in milliseconds.
    let before: Double
    let now: Double
    let verdict: Verdict

    var ratio: Double { now / before }
  }

  let rows: [Row]
  /// The works that only one of the runs measured.
  let onlyBefore: [Message]
  let onlyNow: [Message]
  /// The machine and build of before where they are not those of now.
  let otherMachines: [Message]
  let machine: String

  init(before: [BenchEntry], now: [BenchEntry], machine: String) {
    func name(_ entry: BenchEntry) -> Message {
      let (work, threads) = (entry.work, entry.threads)
      return Message(threads, "\(work), \(threads) thread", "\(work), \(threads) threads")
    }
    let earlier = Dictionary(before.map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
    let names = Set(now.map(name))
    rows = now.compactMap { entry in
      guard let old = earlier[name(entry)], let before = old.middleHalf, let now = entry.middleHalf
      else { return nil }
      return Row(
        name: name(entry), before: old.oursMs, now: entry.oursMs,
        verdict: Verdict(before: before, now: now))
    }
    onlyBefore = before.map(name).filter { !names.contains($0) }
    onlyNow = now.map(name).filter { earlier[$0] == nil }
    otherMachines = Set(before.map(\.machine)).subtracting([machine])
      .map { $0.map { Message($0) } ?? "a machine that is not named" }
      .sorted { $0.english < $1.english }
    self.machine = machine
  }

  /// The comparison as a table, with remarks on what can't be compared.
  var lines: [Message] {
    let cells = rows.map { row in
      [
        row.name.text, BenchTable.milliseconds(row.before), BenchTable.milliseconds(row.now),
        threeDigits(row.ratio) + "×", row.verdict.word.text,
      ]
    }
    let heading: [Message] = ["work", "before", "now", "ratio", "verdict"]
    let table = alignedColumns([heading.map(\.text)] + cells) {
      (1...3).contains($0) ? .right : .left
    }
    var lines = table.map { Message($0) }
    if rows.isEmpty { lines = ["The two runs have no work in common."] }
    if !onlyBefore.isEmpty {
      lines.append("Only measured before: \(onlyBefore.joined(separator: "; ")).")
    }
    if !onlyNow.isEmpty { lines.append("Only measured now: \(onlyNow.joined(separator: "; ")).") }
    return lines
      + otherMachines.map {
        "The earlier run was on \($0); this one on \(machine). The difference may come from that."
      }
  }

  /// Reads the results of some works from a file of `bench --json`.
  ///
  /// - Throws: `CommandError` when it can't be read, or is no such file.
  static func baseline(
    at path: String, of works: [BenchmarkCase]
  ) throws(CommandError) -> [BenchEntry] {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw CommandError(.trouble, "“\(path)” can't be read: \(describe(error)).")
    }
    guard let entries = try? JSONDecoder().decode([BenchEntry].self, from: data),
      entries.allSatisfy({ $0.middleHalf != nil })
    else {
      throw CommandError(.trouble, "“\(path)” is no output of “convbook bench --json”.")
    }
    return entries.filter { entry in works.contains { $0.name == entry.work } }
  }
}
