// The plots of measurements, with drawn numbers; nothing here is timed.

import LessonKit
import Testing

@testable import convbook

@Suite struct BenchPlotsTests {
  private let roofline = Roofline(
    peak: MachinePeak(gigaflops: 100, gigabytesPerSecond: 10),
    profiles: [
      Roofline.Profile(
        title: "Two <layers>",
        steps: [
          LayerProfiler.Step(
            name: "0 Convolution", shape: [1, 2], multiplications: 30_000_000, bytes: 3_000_000,
            times: [3]),
          LayerProfiler.Step(
            name: "1 Sum", shape: [], multiplications: 0, bytes: 1_000_000, times: [1]),
        ])
    ])

  @Test func rowsOfARoofline() {
    #expect(
      roofline.rows(roofline.profiles[0]) == [
        [
          "0 Convolution", "(1, 2)", "3.00 ms", "75.0 %", "0.060", "3.00", "20.0", "20.0", "20.0 %",
          "1.00", "10.0 %",
        ], ["1 Sum", "", "1.00 ms", "25.0 %", "", "1.00", "", "", "", "1.00", "10.0 %"],
        [
          "total", "", "4.00 ms", "100.0 %", "0.060", "4.00", "15.0", "15.0", "15.0 %", "1.00",
          "10.0 %",
        ],
      ])
  }

  @Test func pageOfARoofline() {
    let html = RooflinePage(roofline: roofline, machine: "A & B").html
    #expect(html.contains("A &amp; B") && html.contains("Two &lt;layers&gt;"))
    #expect(html.components(separatedBy: "<tr>").count == 1 + 1 + 3)
    // The roof, the marker of the one layer that multiplies, and its key in the legend.
    #expect(html.firstMatch(of: /stroke-width="2"/) != nil)
    #expect(html.components(separatedBy: "fill-opacity=\"1\"").count == 1 + 2)
  }

  @Test func plotsOfSeries() {
    let works = ScalingPlots.works
    #expect(works.count == Set(works.map(\.name)).count)
    func results(_ power: Double, _ name: String, memory: Bool = false) -> [BenchResult] {
      works.filter { $0.name.hasPrefix(name) }.map { work in
        let size = Double(work.parts?.count ?? 0)
        return BenchResult(
          benchmark: work, threads: 2, ours: Timing(rounds: [[size * power]]), peers: [],
          oursMB: memory ? 50 + size : nil)
      }
    }
    let threads = [1, 2].map { count in
      BenchResult(
        benchmark: BenchmarkCase.all[0], threads: count,
        ours: Timing(rounds: [[60 / Double(count)]]), peers: [])
    }
    let drawings = ScalingPlots.draw(
      threads: threads, batches: results(0.5, "three-conv-step", memory: true),
      widths: results(1e-6, "photo-filter"))
    #expect(
      drawings.map(\.file) == ["threads.svg", "batch.svg", "picture-width.svg", "memory.svg"])
    for (drawing, points) in zip(drawings, [2, 7, 7, 7]) {
      // Each point of the first line has a circle, and so has its key in the legend.
      let circles = drawing.svg.components(separatedBy: "<circle").count - 1
      #expect(circles == points + 1, "\(drawing.file)")
      #expect(drawing.svg.contains("proportional to"))
    }
  }
}
