// Comparing two runs of the benchmarks, with drawn numbers; nothing here is timed.

import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

private func entry(_ work: Int, _ times: [Double], threads: Int = 2) -> BenchEntry {
  BenchEntry(
    BenchResult(
      benchmark: BenchmarkCase.all[work], threads: threads, ours: Timing(rounds: [times]), peers: []
    ))
}

/// Times around a number that differ by at most a part of it, the same for the same seed.
private func drawn(around middle: Double, noise: Double, seed: UInt64) -> [Double] {
  var state = seed
  return (0..<40).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return middle * (1 + noise * (Double(state >> 33) / Double(1 << 30) - 1))
  }
}

@Suite struct BenchComparisonTests {
  @Test(arguments: [
    (10.0...11.0, 10.5...12.0, BenchComparison.Verdict.same), (10.0...11.0, 11.0...12.0, .same),
    (10.0...11.0, 11.1...12.0, .slower), (10.0...11.0, 8.0...9.9, .faster),
    (10.0...10.0, 10.0...10.0, .same),
  ])
  func verdicts(
    before: ClosedRange<Double>, now: ClosedRange<Double>, is verdict: BenchComparison.Verdict
  ) {
    #expect(BenchComparison.Verdict(before: before, now: now) == verdict)
  }

  @Test(
    arguments: [(1.0, .same), (1.2, .slower), (0.8, .faster)] as [(Double, BenchComparison.Verdict)]
  )
  func aChangeBeyondTheNoiseIsSeen(factor: Double, verdict: BenchComparison.Verdict) {
    for seed in 1...20 as ClosedRange<UInt64> {
      let before = entry(0, drawn(around: 40, noise: 0.1, seed: seed))
      let now = entry(0, drawn(around: 40 * factor, noise: 0.1, seed: seed + 100))
      let comparison = BenchComparison(before: [before], now: [now], machine: "")
      #expect(comparison.rows.map(\.verdict) == [verdict])
      // Five percent are less than this noise.
      let little = entry(0, drawn(around: 40 * 1.02, noise: 0.1, seed: seed + 100))
      #expect(
        BenchComparison(before: [before], now: [little], machine: "").rows[0].verdict == .same)
    }
  }

  @Test func table() {
    let machine = MachineDescription.forTimes.english
    let before = [
      entry(0, [40, 42, 44]), entry(1, [8, 8, 8]), entry(2, [5, 5, 5], threads: 1), entry(3, [1]),
    ]
    let now = [entry(0, [60, 63, 66]), entry(1, [4, 4, 4]), entry(2, [5, 5, 5])]
    let lines = BenchComparison(before: before, now: now, machine: machine).lines
    #expect(
      lines.map(\.english) == [
        "work                            before      now   ratio  verdict",
        "three-conv-step, 2 threads     42.0 ms  63.0 ms   1.50×  slower",
        "three-conv-forward, 2 threads  8.00 ms  4.00 ms  0.500×  faster",
        "Only measured before: simple-conv-step, 1 thread; vgg16-forward, 2 threads.",
        "Only measured now: simple-conv-step, 2 threads.",
      ])
    let elsewhere = BenchComparison(before: before, now: now, machine: "Another, 1 core")
    #expect(
      elsewhere.lines.last?.english
        == "The earlier run was on \(machine); this one on Another, 1 core. The difference may "
        + "come from that.")
    let nothing = BenchComparison(before: [], now: now, machine: machine)
    #expect(nothing.lines.first?.english == "The two runs have no work in common.")
  }

  @Test func aFileIsReadAsItWasWritten() throws {
    let folder = try TemporaryFolder()
    let result = BenchResult(
      benchmark: BenchmarkCase.all[0], threads: 2, ours: Timing(rounds: [[40, 42], [44, 42]]),
      peers: [(.tensorflow, Timing(rounds: [[63], [86]]))], oursMB: 46)
    let text = try [result].json()
    let file = try folder.write(text, to: "before.json").path
    let entries = try BenchComparison.baseline(at: file, of: BenchmarkCase.all)
    #expect(entries.map(\.work) == ["three-conv-step"] && entries[0].middleHalf == 41.5...42.5)
    #expect(entries[0].machine == MachineDescription.forTimes.english)
    let none = try BenchComparison.baseline(at: file, of: [BenchmarkCase.lesson])
    #expect(none.isEmpty)
    // Files of before it was recorded hold no machine.
    let old = text.split(separator: "\n").filter { !$0.contains("\"machine\"") }
    let oldFile = try folder.write(old.joined(separator: "\n"), to: "old.json").path
    let comparison = BenchComparison(
      before: try BenchComparison.baseline(at: oldFile, of: BenchmarkCase.all), now: entries,
      machine: "This")
    #expect(comparison.otherMachines.map(\.english) == ["a machine that is not named"])
  }

  @Test(arguments: [
    "", "{}", "[1]", #"[{"work": "three-conv-step"}]"#,
    """
    [{"work": "a", "threads": 1, "ours_ms": 5, "peers": {}, "ratios": {}, \
    "ours_middle_half_ms": [6, 7], "peers_middle_half_ms": {}}]
    """,
  ])
  func anotherFileIsRefused(_ text: String) throws {
    let file = try TemporaryFolder()
    let path = try file.write(text, to: "other.json").path
    let error = #expect(throws: CommandError.self) {
      try BenchComparison.baseline(at: path, of: BenchmarkCase.all)
    }
    #expect(error?.description.contains("no output of “convbook bench --json”") == true)
  }

  @Test func fromTheCommandLine() throws {
    let folder = try TemporaryFolder()
    let arguments = ["bench", "photo-filter", "--rounds", "1", "--output", folder.path("bench")]
    let first = try Run(arguments + ["--json"])
    // A time that no machine reaches, and one that any undercuts.
    for (time, verdict) in [("0.00001", "slower"), ("1000000", "faster")] {
      var entries = try #require(
        try JSONSerialization.jsonObject(with: Data(first.output.utf8)) as? [[String: Any]])
      entries[0]["ours_ms"] = Double(time)
      entries[0]["ours_middle_half_ms"] = [Double(time), Double(time)]
      let data = try JSONSerialization.data(withJSONObject: entries)
      let file = try folder.write(String(decoding: data, as: UTF8.self), to: "\(verdict).json").path
      let run = try Run(arguments + ["--baseline", file])
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains(verdict), "\(run.output)")
      #expect(!run.output.contains("The earlier run was on"), "\(run.output)")
    }
    let missing = try Run(arguments + ["--baseline", folder.path("nothing.json")])
    #expect(missing.status == 2 && missing.errors.contains("can't be read"), "\(missing.errors)")
  }
}
