// Renders a plot as HTML: its drawing in two sizes, its caption, and its numbers as a table to
// expand.

import Formatting

extension OutputHTML {
  /// The most rows that the table lists one by one.
  private static let fewRows = 30

  static func plot(_ plot: Plot) -> String {
    let reading = PlotReadout(plot).map { " data-reading=\"\(escaped(scriptJSON($0)))\"" } ?? ""
    return """
      <figure class="plot\(isZoomable(plot) ? " zoomable" : "")"\(reading)>
      <div class="drawing">
      \(PlotSVG.inline(plot, size: .wide))
      \(PlotSVG.inline(plot, size: .narrow))
      </div>
      <figcaption>\(escaped(plot.caption))</figcaption>
      <details><summary>\(PageStrings.plotNumbers)</summary>
      \(table(columns: columns(plot.drawing), rows: rows(plot.drawing), caption: plot.caption.text))
      </details></figure>
      """
  }

  /// Returns whether a plot can be zoomed: network diagrams.
  static func isZoomable(_ plot: Plot) -> Bool {
    if case .network = plot.drawing { true } else { false }
  }

  private static func columns(_ drawing: Plot.Drawing) -> [Message] {
    switch drawing {
    case .bars(let bars):
      [
        PageStrings.plotName,
        bars.unit.isEmpty ? PageStrings.plotValue : "\(PageStrings.plotValue), \(bars.unit)",
      ]
    case .network:
      [
        PageStrings.plotName, PageStrings.shapeOut, PageStrings.networkNumbers,
        PageStrings.networkBytes,
        PageStrings.networkParameters, PageStrings.networkMultiplications,
      ]
    case .histogram(let histogram):
      [PageStrings.plotFrom, PageStrings.plotTo]
        + histogram.distributions.map { name($0.name, in: histogram) }
    case .curves(let curves):
      isLong(curves)
        ? [
          PageStrings.plotName, PageStrings.plotPoints, PageStrings.plotLowest,
          PageStrings.plotHighest,
        ]
        : [PageStrings.plotName, name(curves.xAxis, or: "x"), name(curves.yAxis, or: "y")]
    }
  }

  private static func rows(_ drawing: Plot.Drawing) -> [[String]] {
    switch drawing {
    case .bars(let bars): return bars.bars.map { [$0.name.text, text($0.value)] }
    case .network(let network):
      return network.stages.enumerated().map { index, stage in
        [
          network.description(ofStage: index).text, stage.shapeText, number(Double(stage.numbers)),
          stage.memoryText.text,
          number(Double(stage.parameters)), number(Double(stage.multiplications)),
        ]
      }
    case .histogram(let histogram):
      return zip(histogram.edges, histogram.edges.dropFirst()).enumerated().map { index, ends in
        [number(ends.0), number(ends.1)]
          + histogram.distributions.map {
            text(index < $0.heights.count ? $0.heights[index] : nil)
          }
      }
    case .curves(let curves):
      return isLong(curves)
        ? curves.lines.map(summary)
        : curves.lines.flatMap { line in
          zip(line.x, line.y).map { [line.name.text, text($0), text($1)] }
        }
    }
  }

  private static func isLong(_ curves: Plot.Curves) -> Bool {
    curves.lines.map(\.x.count).reduce(0, +) > fewRows
  }

  /// Returns the minimum and maximum of a long line.
  private static func summary(_ line: Plot.Line) -> [String] {
    let points = zip(line.x, line.y).compactMap { x, y in
      if let x, let y { (x: x, y: y) } else { nil }
    }
    let ends = [points.min { $0.y < $1.y }, points.max { $0.y < $1.y }].map { point in
      point.map { PageStrings.plotPoint(number($0.y), at: number($0.x)).text } ?? "—"
    }
    return [line.name.text, String(points.count)] + ends
  }

  private static func name(_ name: Message, in histogram: Plot.Histogram) -> Message {
    self.name(name, or: histogram.isDensity ? PageStrings.density : PageStrings.count)
  }

  private static func name(_ name: Message, or other: Message) -> Message {
    name.isEmpty ? other : name
  }

  private static func text(_ value: Double?) -> String { value.map { number($0) } ?? "—" }

  private static func table(columns: [Message], rows: [[String]], caption: String) -> String {
    let head = columns.map { "<th scope=\"col\">\(escaped($0))</th>" }.joined()
    let body = rows.map { row in
      let cells = row.map { cell in
        "<td\(isNumber(cell) ? " class=\"number\"" : "")>\(escaped(cell))</td>"
      }
      return "<tr>\(cells.joined())</tr>\n"
    }
    return """
      <div class="scroll" tabindex="0"><table aria-label="\(escaped(caption))">
      <thead><tr>\(head)</tr></thead>
      <tbody>
      \(body.joined())</tbody></table></div>
      """
  }
}
