import Foundation
import Tensors
import Testing

@testable import Notebooks

#if canImport(FoundationXML)
  import FoundationXML
#endif

private let hostile = "\"\u{301}><script>alert('x')</script>&\u{0}\u{1B}[31m\n]]>"

private func plot(_ drawing: Plot.Drawing, _ words: String = "words") -> Plot {
  Plot(caption: Message(words), alt: Message(words), drawing: drawing)
}

private func curves(
  _ lines: [Plot.Line], _ words: String = "x", logX: Bool = false, log: Bool = false
) -> Plot {
  plot(
    .curves(
      .init(
        lines: lines, xAxis: Message(words), yAxis: Message(words), hasLogarithmicX: logX,
        hasLogarithmicY: log)),
    words)
}

private func histogram(_ samples: [Plot.Sample], bins: Int = 4, density: Bool = false) -> Plot {
  plot(.histogram(.init(samples, bins: bins, isDensity: density, xAxis: "x")))
}

private func bars(
  _ pairs: [(String, Double)], _ words: String = "ms", log: Bool = false
) -> Plot {
  plot(
    .bars(
      .init(
        bars: pairs.map { .init(Message($0.0), $0.1) }, unit: Message(words), isLogarithmic: log)),
    words)
}

/// Plots that are at an end of what there is: none, one, all the same, huge, not a number.
private let plots: [Plot] = [
  curves([]), curves([], log: true),
  curves([.init("none", y: [Float]())]),
  curves([.init("one", x: [3], y: [7])]),
  curves([.init("constant", y: [5, 5, 5])], log: true),
  curves([.init("gaps", y: [.nan, 1, .infinity, 2, 3, -.infinity] as [Float])]),
  curves([.init("not positive", y: [0, -1])], log: true),
  curves([.init("not positive", x: [0, -1], y: [1, 2])], logX: true), curves([], logX: true),
  curves([.init("both", x: [1, 0, 1e9], y: [1, 2, 1e-9])], logX: true, log: true),
  curves([.init("huge", y: [1e308, -1e308, 1e199, -1e199]), .init("tiny", y: [1e-300, 1e-199])]),
  curves((0..<9).map { .init("\($0)", y: [1, $0], style: .marked) }),
  curves((0..<9).map { .init("\($0)", y: [1, $0], style: .points) }),
  curves([.init("steps", y: [3, -2, 1], style: .steps)]),
  histogram([]), histogram([.init("none", [Float]())], density: true),
  histogram([.init("same", [5, 5, 5])]), histogram([.init("huge", [1e199, -1e199])], bins: 0),
  histogram([.init("a", [1, 2]), .init("b", Tensor([1, .nan]))], bins: 5000, density: true),
  bars([]), bars([("zero", 0)]), bars([("up", 2), ("down", -3), ("unknown", .nan)]),
  bars([(String(repeating: "long ", count: 40), 1e199)]),
  bars([], log: true), bars([("zero", 0), ("down", -3)], log: true),
  bars([("one", 1)], log: true), bars([("tiny", 1e-199), ("huge", 1e199), ("zero", 0)], log: true),
  bars([(String(repeating: "long ", count: 40), 0.1), ("unknown", .nan)], log: true),
  curves(
    [.init(Message(hostile), y: [1, 2]), .init(Message(hostile), y: [2, 1], style: .points)],
    hostile),
  bars([(hostile, 1)], hostile),
  plot(
    .histogram(
      .init(
        [.init(Message(hostile), [1, 2]), .init(Message(hostile), [1])], bins: 2, isDensity: false,
        xAxis: Message(hostile))),
    hostile),
  network(0, []), network(1, []), network(2, [.init(from: 0, to: 1)]),
  network(4, [.init(from: 0, to: 2, projection: "1 × 1 / 2"), .init(from: 2, to: 3)]),
  network(40, (0..<39).map { .init(from: $0, to: $0 + 1, projection: hostile) }),
]

/// A row of stages with shortcuts past them.
private func network(_ count: Int, _ shortcuts: [Plot.Network.Shortcut]) -> Plot {
  let stages = (0..<count).map {
    Plot.Network.Stage("\($0)", shape: $0 % 3 == 2 ? [10] : [8, 6, $0 + 1])
  }
  return plot(.network(.init(stages, shortcuts: shortcuts)))
}

@Suite struct PlotTests {
  @Test(arguments: plots)
  func everyPlotIsWellFormed(plot: Plot) {
    for text in [PlotSVG.standalone(plot), OutputHTML.plot(plot)] {
      let parser = XMLParser(data: Data(text.utf8))
      #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "") in \(text)")
      #expect(!text.contains("<script"))
      #expect(text.firstMatch(of: /="[^"]*(nan|inf|-0[ "L])/) == nil)
    }
    #expect(PlotSVG.standalone(plot).firstMatch(of: /\.[0-9]{3}/) == nil)
  }

  @Test(arguments: plots)
  func everyPlotIsALineOfTextAtATime(plot: Plot) {
    let lines = PlotText.lines(plot, style: .plain)
    #expect(lines.count >= 2)
    let control = lines.joined().unicodeScalars.filter { $0.properties.generalCategory == .control }
    #expect(control.isEmpty)
  }

  @Test(arguments: plots)
  func aPlotSurvivesTheWayToTheWatcher(plot: Plot) throws {
    let event = CellOutput(place: .init(line: 1), content: .plot(plot))
    let data = try JSONEncoder().encode(event)
    #expect(try JSONDecoder().decode(CellOutput.self, from: data) == event)
    #expect(OutputHTML.plot(plot) == OutputHTML.plot(plot))
  }

  /// Every shortcut is drawn with its plus sign and projection, in both sizes and as text, and the
  /// table says of each sum what is added.
  @Test func shortcutsAreShown() {
    let shown = network(4, [.init(from: 0, to: 2, projection: "1 × 1 / 2"), .init(from: 2, to: 3)])
    let html = OutputHTML.plot(shown)
    // Each twice in the drawings; the projection stands in the table and the read-out, too.
    #expect(html.matches(of: />\+</).count == 4)
    #expect(html.matches(of: />1 × 1 \/ 2</).count == 2)
    #expect(html.contains("2, plus what came out 2 stages before, by 1 × 1 / 2"))
    #expect(html.contains("3, plus what came out 1 stage before"))
    let lines = PlotText.lines(shown, style: .plain).map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(
      lines.filter { "┌│├└".contains($0.prefix(1)) }.map { $0.prefix(1) } == ["┌", "│", "├", "└"])
  }

  /// Records from before there were shortcuts are read.
  @Test func networksWithoutShortcutsAreRead() throws {
    let old = #"{"stages":[{"name":"a","shape":[3],"parameters":0,"multiplications":0}]}"#
    let read = try JSONDecoder().decode(Plot.Network.self, from: Data(old.utf8))
    #expect(read == Plot.Network([.init("a", shape: [3])]))
  }

  @Test(
    arguments: [
      ([0, 1, 2, 3, 4], 4, false, [0, 1, 2, 3, 4], [1, 1, 1, 2]),
      ([5, 5, 5], 4, false, [4.5, 4.75, 5, 5.25, 5.5], [0, 0, 3, 0]),
      ([0, 1, 1, 4], 2, true, [0, 2, 4], [0.375, 0.125]),
      ([-2, .nan, 2, .infinity], 2, false, [-2, 0, 2], [1, 1]),
      ([], 2, false, [0, 0.5, 1], [0, 0]),
    ] as [([Double], Int, Bool, [Double], [Double])])
  func histogramsCount(
    values: [Double], bins: Int, density: Bool, edges: [Double], heights: [Double]
  ) {
    let counted = Plot.Histogram(
      [.init("", values)], bins: bins, isDensity: density, xAxis: "")
    #expect(counted.edges == edges)
    #expect(counted.distributions.map(\.heights) == [heights])
  }

  /// Widths, and samples that begin and end on multiples of them or anywhere.
  @Test(arguments: 0..<60)
  func intervalsOfAWidthHaveEdgesAtItsMultiples(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let width = [0.1, 0.05, 0.25, 2, 0.3, 7][seed % 6]
    let numbers = (0..<200).map { _ in
      Bool.random(using: &random)
        ? Double(Int.random(in: -30...30, using: &random)) * width
        : Double.random(in: -30 * width...30 * width, using: &random)
    }
    let counted = Plot.Histogram(
      [.init("", numbers)], bins: 4, binWidth: width, isDensity: false, xAxis: "")
    for edge in counted.edges { #expect(edge == (edge / width).rounded() * width) }
    for (index, height) in counted.distributions[0].heights.enumerated() {
      let isLast = index + 2 == counted.edges.count
      let inside = numbers.filter {
        counted.edges[index] <= $0 && ($0 < counted.edges[index + 1] || isLast)
      }
      #expect(height == Double(inside.count), "\(counted.edges[index]), width \(width)")
    }
  }

  @Test func samplesShareTheirIntervals() {
    let counted = Plot.Histogram(
      [.init("a", [0, 1]), .init("b", Tensor([3, 4]))], bins: 2, isDensity: false, xAxis: "")
    #expect(counted.edges == [0, 2, 4])
    #expect(counted.distributions.map(\.heights) == [[2, 0], [0, 2]])
  }

  @Test func aGapBreaksTheLine() {
    let curves = Plot.Curves(
      lines: [.init("a", y: [1, 2, .nan, 3, 0, 4] as [Float])], xAxis: "", yAxis: "",
      hasLogarithmicY: true)
    #expect(PlotChart(curves).series[0].runs.map { $0.map(\.x) } == [[1, 2], [4], [6]])
  }

  @Test func xWithoutALogarithmBreaksTheLine() {
    let curves = Plot.Curves(
      lines: [.init("a", x: [1, 10, 0, 100, -1, 1000], y: [0, 1, 2, 3, 4, 5])], xAxis: "",
      yAxis: "", hasLogarithmicX: true, hasLogarithmicY: false)
    let chart = PlotChart(curves)
    #expect(chart.series[0].runs.map { $0.map(\.x) } == [[1, 10], [100], [1000]])
    let scale = chart.xScale(count: 4)
    let shares: [Double?] = [1, 10, 100, 1000].map { scale.share($0) }
    let thirds: [Double?] = [0, 1.0 / 3, 2.0 / 3, 1]
    #expect(shares == thirds)
  }

  @Test func aPowerIsStraightOverLogarithmicAxes() throws {
    let x = [1, 10, 100, 1000]
    let powers = [Plot.Line("a", x: x, y: x.map { $0 * $0 })]
    let svg = Plot.chartSVG(
      caption: "c", alt: "a", lines: powers, xAxis: "x", yAxis: "y", logarithmicX: true,
      logarithmicY: true)
    let path = try #require(svg.firstMatch(of: /<path d="M([^"]*)"[^>]*stroke-width="2"/)).1
    let points = path.split(separator: "L").map {
      $0.split(separator: " ").compactMap { Double($0) }
    }
    #expect(points.count == 4)
    for axis in 0..<2 {
      let steps = zip(points, points.dropFirst()).map { $1[axis] - $0[axis] }
      #expect(steps.allSatisfy { abs($0 - steps[0]) < 0.02 }, "\(points)")
    }
    let text = PlotText.lines(curves(powers, logX: true, log: true), style: .plain)
    let axis = try #require(text.first { $0.contains("└") })
    #expect(axis.filter { $0 == "┬" }.count == 4, "\(text.joined(separator: "\n"))")
    #expect(OutputHTML.plot(curves(powers, logX: true)).contains("data-logarithmic-x"))
    #expect(!OutputHTML.plot(curves(powers)).contains("data-logarithmic-x"))
  }

  @Test func aLongLineKeepsItsEnds() {
    var values = (0..<10_000).map { sin(Double($0)) }
    values[5_000] = 9
    values[5_001] = -9
    values[7_000] = .nan
    let line = Plot.Line("a", y: values)
    #expect(line.y.count <= 3_000 && line.x.count == line.y.count)
    let kept = line.y.compactMap { $0 }
    #expect(kept.max() == 9 && kept.min() == -9 && kept.count < line.y.count)
  }

  @Test func barsInATerminal() {
    let lines = PlotText.lines(bars([("naive", 8), ("fast", 0.5)]), style: .plain)
    #expect(
      lines.dropFirst().dropLast() == [
        "           naive ▏" + String(repeating: "█", count: 40) + " 8 ms",
        "            fast ▏██▌ 0.5 ms",
      ])
  }

  /// A hundredth of the largest has a length that is seen, in both sizes and in the terminal.
  @Test(arguments: [(0.05, 5.0), (1, 1000), (10, 10), (0.3, 40_000)])
  func logarithmicBarsAreAllSeen(least: Double, most: Double) throws {
    let plot = bars([("large", most), ("small", least)], log: true)
    let lines = PlotText.lines(plot, style: .plain)
    let lengths = lines.map { line in line.count { "█▏▎▍▌▋▊▉".contains($0) } }.filter { $0 > 0 }
    #expect(lengths.count == 2 && lengths.allSatisfy { $0 >= 3 }, "\(lines)")
    #expect(lines.contains { $0.contains("┬") })
    for size in [PlotSVG.Size.wide, .narrow] {
      let paths = PlotSVG.inline(plot, size: size).matches(of: /M([0-9.]+) [0-9.]+L([0-9.]+)[^"]*Z/)
      let widths = paths.map { (Double($0.2) ?? 0) - (Double($0.1) ?? 0) }
      #expect(widths.count == 2 && widths.allSatisfy { $0 > 5 }, "\(widths)")
    }
  }

  @Test func histogramInATerminal() {
    let lines = PlotText.lines(histogram([.init("", [0, 1, 2, 3, 4])]), style: .plain)
    #expect(lines[2].hasSuffix("2 ┤" + String(repeating: " ", count: 45) + "███████████████"))
    #expect(lines[9].hasSuffix("│" + String(repeating: "█", count: 60)))
  }

  @Test func jupyterGetsADrawingAndText() throws {
    var record = LessonRecord(name: "99-test", source: LessonSource(swift: "let a = 1"))
    record.outputs = [CellOutput(place: .init(line: 1), content: .plot(bars([("naive", 8)])))]
    let json = try JupyterRenderer(record, folder: "/nowhere").json
    #expect(json.contains("image/svg+xml") && json.contains("text/plain"))
    #expect(try TraceFile.json(record.outputs) == "[]\n")
  }
}
