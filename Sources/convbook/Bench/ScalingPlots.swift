// The plots of `bench --plots`: time and memory over threads, batch size and picture width, both
// axes logarithmic, so that a power is a straight line.

import Foundation
import LessonKit

/// Series of measurements of works that differ in one number.
struct ScalingPlots {
  /// A plot and its file's name.
  struct Drawing {
    let file: String
    let svg: String
  }

  /// The sizes of batches, and the widths of square pictures in pixels.
  private static let batches = [1, 3, 10, 30, 100, 300, 1000]
  private static let widths = [64, 125, 250, 500, 1000, 2000, 4000]

  private static let batchWorks = batches.map { batch in
    var work = BenchmarkCase.threeConvStep(withBatch: batch)
    work.measuresMemory = true
    return work
  }
  private static let widthWorks = widths.map(BenchmarkCase.photoFilter(side:))

  /// The works of the series, for `measure --work`.
  static let works = batchWorks + widthWorks

  /// The works that are measured with each number of threads.
  private static let threadWorks = BenchmarkCase.all.filter {
    ["three-conv-step", "vgg16-forward", "photo-filter-2048"].contains($0.name)
  }.map { work in
    var work = work
    work.measuresMemory = false
    return work
  }

  /// Measures all series, and draws them.
  static func measure(rounds: Int, _ progress: BenchProgress) throws -> [Drawing] {
    let threads = Array(1...max(Threads.count, 1))
    var session = BenchSession(
      rounds: rounds, threads: threads, pool: nil, progress: progress)
    let scaling = try session.run(threadWorks)
    let byBatch = try session.run(batchWorks)
    session = BenchSession(rounds: rounds, threads: nil, pool: nil, progress: progress)
    return draw(threads: scaling, batches: byBatch, widths: try session.run(widthWorks))
  }

  /// Draws results of the works of this type, with texts in English.
  static func draw(
    threads: [BenchResult], batches: [BenchResult], widths: [BenchResult]
  ) -> [Drawing] {
    func byThreads(_ value: (BenchResult) -> Double) -> [Plot.Line] {
      Set(batches.map(\.threads)).sorted().map { count in
        line(
          Message(count, "\(count) thread", "\(count) threads"),
          batches.filter { $0.threads == count }
        ) {
          (Double($0.benchmark.parts?.count ?? 0), value($0))
        }
      }
    }
    return [
      drawing(
        "threads", "threads", "time in ms",
        threadWorks.map { work in
          line(Message(work.name), threads.filter { $0.benchmark.name == work.name }) {
            (Double($0.threads), $0.ours.median)
          }
        }, (-1, "proportional to 1 / threads")),
      drawing(
        "batch", "pictures in a batch", "time of a training step in ms",
        byThreads(\.ours.median), (1, "proportional to the batch")),
      drawing(
        "picture-width", "width of a square picture in pixels", "time of a 3 × 3 filter in ms",
        [
          line(Message("photo-filter" as String), widths) {
            (Double($0.benchmark.parts?.count ?? 0).squareRoot(), $0.ours.median)
          }
        ], (2, "proportional to the pixels")),
      drawing(
        "memory", "pictures in a batch", "peak memory of training in MB",
        byThreads { $0.oursMB ?? .nan }, (1, "proportional to the batch")),
    ]
  }

  private static func line(
    _ name: Message, _ results: [BenchResult], _ point: (BenchResult) -> (Double, Double)
  ) -> Plot.Line {
    let points = results.map(point).sorted { $0.0 < $1.0 }
    return Plot.Line(name, x: points.map(\.0), y: points.map(\.1), style: .marked)
  }

  /// Draws lines beside a power of x through a point of the first line: its last, or with a
  /// negative exponent its first. The caption is the machine.
  private static func drawing(
    _ file: String, _ xAxis: Message, _ yAxis: Message, _ lines: [Plot.Line],
    _ power: (exponent: Double, name: Message)
  ) -> Drawing {
    var lines = lines
    let points = zip(lines.first?.x ?? [], lines.first?.y ?? []).compactMap { x, y in
      x.flatMap { x in y.map { (x, $0) } }
    }
    if let fixed = power.exponent < 0 ? points.first : points.last {
      lines.append(
        Plot.Line(
          power.name, x: points.map(\.0),
          y: points.map { fixed.1 * pow($0.0 / fixed.0, power.exponent) }))
    }
    let svg = Catalogue.$current.withValue(.english) {
      Plot.chartSVG(
        caption: MachineDescription.forTimes, alt: "\(yAxis) over \(xAxis)", lines: lines,
        xAxis: xAxis, yAxis: yAxis, logarithmicX: true, logarithmicY: true)
    }
    return Drawing(file: "\(file).svg", svg: svg)
  }
}
