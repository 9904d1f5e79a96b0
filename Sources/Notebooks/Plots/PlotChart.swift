// Converts line charts and histograms to one form, unbroken runs of points over two axes, which the
// page and the terminal draw.

/// Series over two axes.
struct PlotChart {
  struct Point: Equatable {
    let x: Double
    let y: Double
  }

  /// The mark of a series.
  enum Mark {
    case line
    case marked
    case points
    /// Filled down to zero.
    case area
  }

  struct Series {
    let name: String
    let mark: Mark
    /// Points with no gap between them.
    let runs: [[Point]]
  }

  let series: [Series]
  let xAxis: String
  let yAxis: String
  private let hasLogarithmicX: Bool
  private let hasLogarithmicY: Bool
  private let includesZero: Bool
  private let top: Double?

  init(_ curves: Plot.Curves) {
    hasLogarithmicX = curves.hasLogarithmicX
    hasLogarithmicY = curves.hasLogarithmicY
    includesZero = false
    top = nil
    xAxis = curves.xAxis.text
    yAxis = curves.yAxis.text
    series = curves.lines.map { line in
      let runs = Self.runs(line, of: curves)
      switch line.style {
      case .line: return Series(name: line.name.text, mark: .line, runs: runs)
      case .marked: return Series(name: line.name.text, mark: .marked, runs: runs)
      case .points: return Series(name: line.name.text, mark: .points, runs: runs)
      case .steps: return Series(name: line.name.text, mark: .line, runs: runs.map(Self.stepped))
      }
    }
  }

  init(_ histogram: Plot.Histogram) {
    hasLogarithmicX = false
    hasLogarithmicY = false
    includesZero = true
    top = histogram.top
    xAxis = histogram.xAxis.text
    yAxis = (histogram.isDensity ? PageStrings.density : PageStrings.count).text
    let edges = histogram.edges
    series = histogram.distributions.map { distribution in
      var run: [Point] = []
      for (index, height) in distribution.heights.enumerated() where index + 1 < edges.count {
        run.append(Point(x: edges[index], y: height))
        run.append(Point(x: edges[index + 1], y: height))
      }
      if let first = run.first, let last = run.last {
        run = [Point(x: first.x, y: 0)] + run + [Point(x: last.x, y: 0)]
      }
      return Series(name: distribution.name.text, mark: .area, runs: run.isEmpty ? [] : [run])
    }
  }

  /// Returns the x axis over the range of the points; a logarithmic one is extended to ticks.
  func xScale(count: Int) -> PlotScale {
    let (low, high) = Self.ends(series.joinedPoints.map(\.x))
    if hasLogarithmicX { return PlotScale(logarithmicFrom: low, to: high, count: count) }
    return PlotScale(from: low, to: high, count: count, endsOnTicks: false)
  }

  /// Returns the y axis, extended to round numbers.
  func yScale(count: Int) -> PlotScale {
    let (low, high) = Self.ends(series.joinedPoints.map(\.y) + (includesZero ? [0] : []))
    if hasLogarithmicY { return PlotScale(logarithmicFrom: low, to: high, count: count) }
    // The axis of an empty histogram is 0…1.
    let last = includesZero && high == 0 ? 1 : high
    return PlotScale(from: low, to: top ?? last, count: count, endsOnTicks: true)
  }

  private static func ends(_ values: [Double]) -> (Double, Double) {
    (values.min() ?? .infinity, values.max() ?? -.infinity)
  }

  private static func runs(_ line: Plot.Line, of curves: Plot.Curves) -> [[Point]] {
    var runs: [[Point]] = [[]]
    for (x, y) in zip(line.x, line.y) {
      if let x, let y, !curves.hasLogarithmicX || x > 0, !curves.hasLogarithmicY || y > 0 {
        runs[runs.count - 1].append(Point(x: x, y: y))
      } else if runs.last?.isEmpty == false {
        runs.append([])
      }
    }
    return runs.filter { !$0.isEmpty }
  }

  private static func stepped(_ run: [Point]) -> [Point] {
    var result = Array(run.prefix(1))
    for (before, point) in zip(run, run.dropFirst()) {
      result += [Point(x: point.x, y: before.y), point]
    }
    return result
  }
}

extension [PlotChart.Series] {
  fileprivate var joinedPoints: [PlotChart.Point] { flatMap { $0.runs.joined() } }
}
