// The numbers that the page shows under the pointer on a plot, as data for the script.

import Formatting

/// The numbers of a plot, for `reading.js`.
struct PlotReadout: Encodable {
  /// A line by its points.
  struct Series: Encodable {
    let name: String
    let points: [[Double]]
  }

  /// The label of the x axis.
  var axis: String?
  var series: [Series]?
  /// The text for each stage of a network.
  var stages: [String]?

  /// Creates the numbers; nil for plots that write them out already.
  init?(_ plot: Plot) {
    switch plot.drawing {
    case .curves(let curves):
      let chart = PlotChart(curves)
      axis = chart.xAxis
      series = chart.series.map { series in
        let points = series.runs.joined().map { [Self.short($0.x), Self.short($0.y)] }
        return Series(name: series.name, points: points)
      }
      if series?.allSatisfy({ $0.points.isEmpty }) ?? true { return nil }
    case .network(let network):
      if network.stages.isEmpty { return nil }
      stages = network.stages.enumerated().map { index, stage in
        PageStrings.readingStage(
          network.description(ofStage: index), shape: stage.shapeText, memory: stage.memoryText,
          parameters: number(Double(stage.parameters)),
          multiplications: number(Double(stage.multiplications))
        ).text
      }
    case .histogram, .bars: return nil
    }
  }

  /// Rounds to six digits, which keeps pages small.
  private static func short(_ value: Double) -> Double {
    guard value.isFinite, value != 0 else { return 0 }
    var (scale, size) = (1.0, abs(value))
    while size < 100_000 && scale < 1e12 { (size, scale) = (size * 10, scale * 10) }
    return (value * scale).rounded() / scale
  }
}
