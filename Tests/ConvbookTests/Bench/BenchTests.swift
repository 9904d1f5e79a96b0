// `convbook bench`: what it prints and writes, with a shell script for a peer. Times are never
// judged.

import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

@Suite struct BenchTests {
  private let results = [
    BenchResult(
      benchmark: BenchmarkCase.all[0], threads: 2, ours: Timing(rounds: [[40, 42], [44, 42]]),
      peers: [
        (.tensorflow, Timing(rounds: [[63], [86]])), (.pytorch, Timing(rounds: [[410], [430]])),
      ], oursMB: 46.4, peersMB: [.tensorflow: 607]),
    BenchResult(
      benchmark: BenchmarkCase.all.first { $0.name == "photo-filter" }!, threads: 2,
      ours: Timing(rounds: [[0.2]]), peers: [(.opencv, Timing(rounds: [[0.15]]))]),
  ]

  @Test func json() throws {
    let data = Data(try results.json().utf8)
    let entries = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    #expect(entries.count == 2)
    #expect(entries[0]["work"] as? String == "three-conv-step")
    #expect(entries[0]["ours_ms"] as? Double == 42)
    #expect(entries[0]["peers"] as? [String: Double] == ["tensorflow": 74.5, "pytorch": 420])
    #expect(entries[0]["threads"] as? Int == 2)
    #expect(entries[0]["ours_middle_half_ms"] as? [Double] == [41.5, 42.5])
    #expect(entries[0]["ours_peak_mb"] as? Double == 46.4)
    #expect(entries[0]["peers_peak_mb"] as? [String: Double] == ["tensorflow": 607])
    #expect(entries[1]["ratios"] as? [String: Double] == ["opencv": 0.75])
    #expect(entries[1]["ours_peak_mb"] == nil)
  }

  @Test func tableIsAligned() {
    let lines = BenchTable(results).lines
    #expect(lines.count == 1 + 4 + 3)
    #expect(lines[1].hasPrefix("three-conv-step: "))
    // Numbers end where the words above them do.
    let heading = lines[0]
    for (word, cell, row) in [
      ("median", "74.5 ms", 3), ("each", "745 µs per picture", 3), ("× ours", "1.77×", 3),
      ("× ours", "0.750×", 7), ("memory", "46 MB", 2),
    ] {
      let end = heading.range(of: word)?.upperBound.utf16Offset(in: heading)
      #expect(lines[row].range(of: cell)?.upperBound.utf16Offset(in: lines[row]) == end, "\(cell)")
    }
    #expect(
      BenchTable.losses(results).english
        == "Another library was faster in photo-filter (OpenCV took 0.750 of our time).")
    #expect(BenchTable.losses([results[0]]).english.hasPrefix("In none"))
  }

  @Test func markdown() {
    let text = BenchMarkdown.text(results, machine: "A machine", rounds: 2)
    #expect(text.contains("| 42.0 ms | 74.5 ms (1.77×) | 420 ms (10.0×) |  |"), "\(text)")
    #expect(text.contains("| its peak memory | 46.4 MB | 607 MB (13.1×) |  |  |"), "\(text)")
    #expect(text.contains("| OpenCV 0.150 ms (0.750×) |"), "\(text)")
    #expect(text.contains("A machine.") && text.contains("faster in photo-filter"))
  }

  @Test func picture() throws {
    let image = try #require(BenchChart(results, footer: "A machine").image)
    #expect(image.width == 900 && image.height > 200)
    #expect(BenchChart([], footer: "").image == nil)
  }

  @Test func everyPeerHasItsScript() throws {
    for benchmark in BenchmarkCase.all {
      for peer in benchmark.peers {
        let script = try String(contentsOf: peer.script, encoding: .utf8)
        let name = benchmark.name.replacing(/-[0-9]{2,}$|-1$/, with: "")
        #expect(
          script.contains("\"\(name)") || script.contains("\"\(benchmark.name)\""),
          "\(peer.title): \(benchmark.name)")
      }
    }
    #expect(Set(BenchmarkCase.all.map(\.name)).count == BenchmarkCase.all.count)
  }

  @Test func besideAPeer() throws {
    let python = try FakePython()
    let run = try Run([
      "bench", "photo-filter", "--peers", "--python", python.path, "--rounds", "2", "--json",
      "--output", python.folder.path("bench"),
    ])
    #expect(run.status == 0, "\(run.errors)")
    let entries = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
    #expect(entries.map { $0["work"] as? String } == ["photo-filter"])
    #expect(entries[0]["peers"] as? [String: Double] == ["opencv": 2.5])
    #expect((entries[0]["ours_ms"] as? Double ?? 0) > 0)
    #expect(run.errors.contains("SciPy is left out: No module of that name"), "\(run.errors)")
    #expect(run.errors.contains("pip install tensorflow"), "\(run.errors)")
    #expect(try Image(contentsOf: python.folder.path("bench/bench.png")).width == 900)
  }

  @Test func besideAPeerThatBabbles() throws {
    let python = try FakePython(instead: "echo hello; cat")
    let run = try Run([
      "bench", "photo-filter", "--peers", "--python", python.path, "--rounds", "1",
      "--threads", "1,2", "--output", python.folder.path("bench"),
    ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("photo-filter: ") && run.output.contains("(1 thread)"))
    #expect(!run.output.contains("OpenCV"))
    let message = "OpenCV is left out from here on: it answered “hello”"
    #expect(run.errors.components(separatedBy: message).count == 2, "said once: \(run.errors)")
  }

  @Test func withoutPython() throws {
    let folder = try TemporaryFolder()
    let arguments = [
      "bench", "photo-filter", "--peers", "--rounds", "1", "--output", folder.url.path,
    ]
    let wrong = try Run(arguments + ["--python", "/no/such/python"])
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("“/no/such/python”, which --python names"), "\(wrong.errors)")
    let variable = try Run(arguments, environment: ["CONVBOOK_PYTHON": "/no/such/python"])
    #expect(variable.status == 2 && variable.errors.contains("CONVBOOK_PYTHON names"))
    // `env` finds no python3 on such a path, and our side needs none.
    let none = try Run(arguments, environment: ["PATH": folder.url.path, "CONVBOOK_PYTHON": ""])
    #expect(none.status == 0, "\(none.errors)")
    #expect(none.errors.contains("There is no python3 here") && none.output.contains("Convbook"))
  }

  @Test(arguments: [
    (["photo-fliter"], "Did you mean photo-filter"), (["--rounds", "0"], "1 to 1000"),
    (["--rounds", "-3"], "1 to 1000"), (["--threads", "0"], "at least 1"),
    (["--threads", "1,x"], "not a whole number"), (["--json", "--markdown"], "not both"),
    (["--roofline", "--json"], "works of their own"),
    (["--plots", "photo-filter"], "of their own"),
    (["--output", ""], "name of a folder"), (["--python", ""], "name of a program"),
  ])
  func wrongUsage(_ arguments: [String], says words: String) throws {
    let run = try Run(["bench"] + arguments)
    #expect(run.status == 64)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test func memoryOfAWork() throws {
    let run = try Run(["measure", "--work", "photo-filter", "--count", "1"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try ReferenceAnswer.peakMemory(run.output) > 1)
    let program = try Run(["measure", "--", "/bin/sh", "-c", "exit 7"])
    let measured = try JSONDecoder().decode(ProgramRun.self, from: Data(program.output.utf8))
    #expect(measured.status == 7 && measured.ms > 0 && measured.peakMB > 0)
    let killed = try Run(["measure", "--time-limit", "0.1", "--", "/bin/sleep", "60"])
    #expect(try JSONDecoder().decode(ProgramRun.self, from: Data(killed.output.utf8)).status == 137)
  }
}
