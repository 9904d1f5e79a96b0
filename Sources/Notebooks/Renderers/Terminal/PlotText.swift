// Renders plots as characters for the terminal, for pipes and for the text form of Jupyter outputs.
// Series differ in shape, not in colour.

import Formatting

/// Renders a plot as lines of text.
enum PlotText {
  private static let margin = String(repeating: " ", count: 11)
  private static let rows = 12
  private static let marks: [Character] = ["●", "×", "○", "+", "▲", "◇"]

  static func lines(_ plot: Plot, style: TerminalStyle) -> [String] {
    // Leaves space for the numbers left of the plot and the last one below it.
    let columns = min(60, max(20, style.width - 32))
    let body: [String]
    switch plot.drawing {
    case .curves(let curves): body = chart(PlotChart(curves), columns)
    case .histogram(let histogram): body = self.histogram(histogram, columns)
    case .bars(let bars): body = self.bars(bars, columns)
    case .network(let network): body = self.network(network)
    }
    let below = harmless(plot.alt.text).wrapped(to: style.width, indent: margin.count)
    return [margin + style.accent(harmless(plot.caption.text))] + body.map { margin + harmless($0) }
      + below.map { style.faint($0) }
  }

  /// Replaces control characters, which could end a line or control the terminal.
  private static func harmless(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: " "
      default: scalar
      }
    }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars)
    return String(result)
  }

  // MARK: Curves

  private static func chart(_ chart: PlotChart, _ columns: Int) -> [String] {
    let x = chart.xScale(count: 5)
    let y = chart.yScale(count: 4)
    let drawn =
      chart.series.count == 1 && chart.series[0].mark != .points
      ? braille(chart, x, y, columns) : characters(chart, x, y, columns)
    let labels = Dictionary(
      y.ticks.map { (row(y.share($0.value) ?? 0, of: rows), $0.label) },
      uniquingKeysWith: { first, _ in first })
    let names = chart.series.count > 1 ? [legend(chart)] : []
    let top = chart.yAxis.isEmpty ? [] : [chart.yAxis]
    let bottom = chart.xAxis.isEmpty ? "" : "   " + chart.xAxis
    return names + top + framed(drawn, labels: labels, x: x, title: bottom)
  }

  private static func legend(_ chart: PlotChart) -> String {
    chart.series.enumerated().map { "\(marks[$0 % marks.count]) \($1.name)" }
      .joined(separator: "   ")
  }

  /// Returns rows of characters with axes.
  private static func framed(
    _ rows: [String], labels: [Int: String], x: PlotScale, title: String
  ) -> [String] {
    let gutter = labels.values.map(\.displayWidth).max() ?? 0
    let body = rows.enumerated().map { index, row in
      (labels[index] ?? "").padded(to: gutter, .right) + (labels[index] == nil ? " │" : " ┤") + row
    }
    return body.map(\.trimmingTrailingSpaces)
      + axis(x, columns: rows.first?.count ?? 1, gutter: gutter, title: title)
  }

  /// Returns the x axis and, in the line below, its numbers and title.
  private static func axis(_ x: PlotScale, columns width: Int, gutter: Int, title: String)
    -> [String]
  {
    var axis = [Character](repeating: "─", count: width)
    var numbers = [Character](repeating: " ", count: width + 12)
    var free = 0
    for tick in x.ticks {
      let place = column(x.share(tick.value) ?? 0, of: width)
      axis[place] = "┬"
      let start = max(0, place - tick.label.count / 2)
      guard start >= free, start + tick.label.count <= numbers.count else { continue }
      for (offset, character) in tick.label.enumerated() { numbers[start + offset] = character }
      free = start + tick.label.count + 1
    }
    let space = String(repeating: " ", count: gutter)
    let below = (space + "  " + String(numbers)).trimmingTrailingSpaces + title
    return [space + " └" + String(axis), below]
  }

  /// Returns a chart with a character for each series, later ones on top.
  private static func characters(_ chart: PlotChart, _ x: PlotScale, _ y: PlotScale, _ columns: Int)
    -> [String]
  {
    var cells = Array(repeating: [Character](repeating: " ", count: columns), count: rows)
    for (index, series) in chart.series.enumerated() {
      for (across, down) in places(series, x, y, width: columns, height: rows) {
        cells[down][across] = marks[index % marks.count]
      }
    }
    return cells.map { String($0) }
  }

  /// Returns a chart of one series in Braille dots, 2 × 4 per character.
  private static func braille(_ chart: PlotChart, _ x: PlotScale, _ y: PlotScale, _ columns: Int)
    -> [String]
  {
    var cells = Array(repeating: [UInt32](repeating: 0, count: columns), count: rows)
    let dots: [[UInt32]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
    for series in chart.series {
      for (across, down) in places(series, x, y, width: columns * 2, height: rows * 4) {
        cells[down / 4][across / 2] |= dots[down % 4][across % 2]
      }
    }
    return cells.map { row in
      String(row.map { $0 == 0 ? " " : Character(Unicode.Scalar(0x2800 + $0) ?? " ") })
    }
  }

  /// Returns the cells of a raster that a series covers.
  private static func places(
    _ series: PlotChart.Series, _ x: PlotScale, _ y: PlotScale, width: Int, height: Int
  ) -> [(Int, Int)] {
    series.runs.flatMap { run -> [(Int, Int)] in
      let points = run.map { point in
        (column(x.share(point.x) ?? 0, of: width), row(y.share(point.y) ?? 0, of: height))
      }
      guard series.mark != .points else { return points }
      return points.prefix(1) + zip(points, points.dropFirst()).flatMap(between)
    }
  }

  /// Returns the cells of a straight line, without the first.
  private static func between(_ start: (Int, Int), _ end: (Int, Int)) -> [(Int, Int)] {
    let steps = max(abs(end.0 - start.0), abs(end.1 - start.1))
    guard steps > 0 else { return [] }
    return (1...steps).map { step in
      let share = Double(step) / Double(steps)
      return (
        start.0 + Int((Double(end.0 - start.0) * share).rounded()),
        start.1 + Int((Double(end.1 - start.1) * share).rounded())
      )
    }
  }

  private static func column(_ share: Double, of count: Int) -> Int {
    min(max(Int((share * Double(count - 1)).rounded()), 0), count - 1)
  }

  private static func row(_ share: Double, of count: Int) -> Int {
    count - 1 - column(share, of: count)
  }

  // MARK: Histograms and bars

  /// Returns columns in eighths of a block, one distribution below the other.
  private static func histogram(_ histogram: Plot.Histogram, _ columns: Int) -> [String] {
    let chart = PlotChart(histogram)
    let x = chart.xScale(count: 5)
    let y = chart.yScale(count: 2)
    let rows = histogram.distributions.count > 1 ? 4 : 8
    let bins = max(histogram.edges.count - 1, 1)
    let width = bins > columns ? columns : columns / bins * bins
    return histogram.distributions.flatMap { distribution -> [String] in
      let eighths = (0..<width).map { column -> Int in
        // With more intervals than columns, a column shows the maximum of its intervals.
        let first = column * bins / width
        let last = max(first + 1, (column + 1) * bins / width)
        let height = distribution.heights[first..<last].max() ?? 0
        let share = y.share(height) ?? 0
        return height > 0 ? max(1, Int((share * Double(rows * 8)).rounded())) : 0
      }
      let drawn = (0..<rows).map { row in
        String(eighths.map { block($0 - (rows - 1 - row) * 8) })
      }
      let title = histogram.xAxis.isEmpty ? "" : "   " + histogram.xAxis.text
      let labels = [0: y.ticks.last?.label ?? ""]
      // The caption names a single one.
      let name = histogram.distributions.count > 1 ? [distribution.name.text] : []
      return name + [chart.yAxis] + framed(drawn, labels: labels, x: x, title: title)
    }
  }

  private static func block(_ eighths: Int) -> Character {
    Array(" ▁▂▃▄▅▆▇█")[min(max(eighths, 0), 8)]
  }

  private static func bars(_ bars: Plot.Bars, _ columns: Int) -> [String] {
    let names = bars.bars.map(\.name.text.displayWidth).max() ?? 0
    let longest = bars.bars.compactMap { $0.value.map(abs) }.max() ?? 0
    let width = columns * 2 / 3
    let scale = bars.logarithmicScale(count: 5)
    let lines = bars.bars.map { bar in
      let linear = longest > 0 ? abs(bar.value ?? 0) / longest : 0
      let share = scale.map { $0.share(bar.value ?? 0) ?? 0 } ?? linear
      let eighths = Int((share * Double(width) * 8).rounded())
      let rest = eighths % 8
      var drawn = String(repeating: "█", count: eighths / 8)
      if rest > 0 { drawn.append(Array(" ▏▎▍▌▋▊▉")[rest]) }
      return bar.name.text.padded(to: names, .right) + " ▏" + drawn + " " + bars.text(bar)
    }
    guard let scale else { return lines }
    return lines + axis(scale, columns: width, gutter: names, title: "")
  }

  /// Returns a line for each stage, with bars for output and parameters.
  private static func network(_ network: Plot.Network) -> [String] {
    let measures = NetworkMeasures(network)
    let names = network.stages.map(\.name.text.displayWidth).max() ?? 0
    let shapes = network.stages.map(\.shapeText.displayWidth).max() ?? 0
    let ways = ways(network)
    let heads = "".padded(to: (ways.first?.count ?? 0) + names + shapes + 2)
    func cell(_ share: Double, _ words: Message) -> String {
      let drawn = String(repeating: "█", count: Int((share * 10).rounded()))
      return "▏" + drawn.padded(to: 10) + words.text.padded(to: 8, .right)
    }
    let out = PageStrings.networkOut.text.padded(to: cell(0, "").displayWidth)
    let head = "\(heads)  \(out)  \(PageStrings.networkParameters)"
    return [head.trimmingTrailingSpaces]
      + network.stages.enumerated().map { index, stage in
        [
          ways[index] + stage.name.text.padded(to: names, .right),
          stage.shapeText.padded(to: shapes, .right),
          cell(measures.memory(stage), stage.memoryText),
          cell(measures.weights(stage), stage.weightText),
        ].joined(separator: "  ")
      }
  }

  /// Returns the part of a line left of each stage: its place on a shortcut past it.
  private static func ways(_ network: Plot.Network) -> [String] {
    guard !network.shortcuts.isEmpty else { return network.stages.map { _ in "" } }
    return network.stages.indices.map { index in
      let ends = network.shortcuts.contains { $0.end == index }
      let starts = network.shortcuts.contains { $0.start == index }
      let passes = network.shortcuts.contains { $0.start < index && index < $0.end }
      return ends ? (starts ? "├+ " : "└+ ") : starts ? "┌─ " : passes ? "│  " : "   "
    }
  }
}
