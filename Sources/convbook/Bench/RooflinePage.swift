// The page of `bench --roofline`: the plot and a table for each network.

import LessonKit

struct RooflinePage {
  let roofline: Roofline
  /// The processor, its cores and the backend.
  let machine: Message

  /// The page as HTML, in English.
  var html: String { Catalogue.$current.withValue(.english) { written } }

  private var written: String {
    let tables = roofline.profiles.map { profile in
      let rows = roofline.rows(profile).map { row in
        "<tr>\(row.map { "<td>\(escaped($0))</td>" }.joined())</tr>"
      }
      let heading = Roofline.heading.map { "<th scope=\"col\">\(escaped($0.text))</th>" }.joined()
      return """
        <h2>\(escaped(profile.title.text))</h2>
        <div class="scroll"><table><thead><tr>\(heading)</tr></thead>
        <tbody>
        \(rows.joined(separator: "\n"))
        </tbody></table></div>
        """
    }
    return HTMLDocument(
      title: "Roofline", metadata: [.name("convbook:version", content: Edition.version)],
      styles: Self.css,
      body: """
        <div class="layout roofline"><main>
        <h1>Roofline</h1>
        <p>\(escaped(machine.text)). \(escaped(roofline.peakText.text))</p>
        \(plot)
        <p>\(escaped(Roofline.explanation.text))</p>
        \(tables.joined(separator: "\n"))
        </main></div>
        """
    ).html
  }

  /// The plot as SVG: a roof of two straight lines, and a point for each step that multiplies.
  var plot: String {
    let points = roofline.profiles.map { profile in
      let steps = profile.steps.filter { $0.multiplications > 0 }
      return Plot.Line(
        profile.title, x: steps.map(\.intensity), y: steps.map(\.gigaflops),
        style: .points)
    }
    let all = points.flatMap { $0.x.compactMap { $0 } } + [roofline.peak.ridge]
    let ends = [all.min() ?? 1, roofline.peak.ridge, all.max() ?? 1]
    let roof = Plot.Line(
      "what memory and arithmetic allow", x: ends, y: ends.map(roofline.peak.roof))
    return Plot.chartSVG(
      caption: "Throughput of each layer over its arithmetic intensity",
      alt: "Points for layers and the roof that memory and arithmetic set; the tables below have "
        + "their numbers.",
      lines: [roof] + points, xAxis: "FLOP/byte", yAxis: "GFLOP/s", logarithmicX: true,
      logarithmicY: true)
  }

  private static let css = """
    .roofline { grid-template-columns: minmax(0, 72rem); }
    .roofline table { border-collapse: collapse; font: .85rem/1.4 var(--sans); }
    .roofline th, .roofline td { padding: .2rem .5rem; border-bottom: 1px solid var(--line);
      text-align: right; white-space: nowrap; }
    .roofline :is(th, td):nth-child(-n + 2) { text-align: left; }
    .roofline svg { max-width: 100%; height: auto; }
    .scroll { overflow-x: auto; }
    """
}
