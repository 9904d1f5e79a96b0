// Draws line charts and histograms as SVG: grid, ticks, legend, lines and markers.

extension PlotSVG {
  /// Draws a chart from the top of the drawing.
  ///
  /// - Returns: its height.
  mutating func draw(_ chart: PlotChart) -> Double {
    let isWide = size == .wide
    let x = chart.xScale(count: isWide ? 8 : 4)
    let y = chart.yScale(count: isWide ? 6 : 4)
    var frame = Frame()
    frame.left = (y.ticks.map { width($0.label) }.max() ?? 0) + 10
    frame.right = size.width - max(6, (x.ticks.last.map { width($0.label) / 2 } ?? 0) + 2)
    frame.top = legend(chart) + (chart.yAxis.isEmpty ? 8 : 26)
    frame.bottom = frame.top + size.chartHeight
    text(fitted(chart.yAxis, in: size.width), x: 0, y: frame.top - 12)
    let ends = [frame.left, frame.right, frame.top, frame.bottom].map { "\(coordinate($0))" }
    reading =
      " data-frame=\"\(ends.joined(separator: " ")) \(x.low) \(x.high)\""
      + (x.isLogarithmic ? " data-logarithmic-x=\"true\"" : "")
    grid(x, y, frame)
    for (index, series) in chart.series.enumerated() {
      draw(series, index, isAlone: chart.series.count == 1, x, y, frame)
    }
    if chart.series.allSatisfy(\.runs.isEmpty) {
      text(
        PageStrings.nothingToPlot.text, x: (frame.left + frame.right) / 2,
        y: (frame.top + frame.bottom) / 2,
        anchor: .middle)
    }
    let title = fitted(chart.xAxis, in: frame.right - frame.left)
    text(
      title, x: (frame.left + frame.right) / 2, y: frame.bottom + 2 * fontSize + 14, anchor: .middle
    )
    return frame.bottom + (title.isEmpty ? 22 : 42)
  }

  /// The area inside the axes.
  private struct Frame {
    var left = 0.0
    var right = 0.0
    var top = 0.0
    var bottom = 0.0

    func x(_ share: Double) -> Double { left + share * (right - left) }
    func y(_ share: Double) -> Double { bottom - share * (bottom - top) }
  }

  private mutating func grid(_ x: PlotScale, _ y: PlotScale, _ frame: Frame) {
    // The lines at zero are drawn last, over the paler grid lines.
    var zeros: [[(x: Double, y: Double)]] = []
    for tick in y.ticks {
      let height = frame.y(y.share(tick.value) ?? 0)
      let across = [(x: frame.left, y: height), (x: frame.right, y: height)]
      if tick.value == 0 { zeros.append(across) } else { line(across, colour: .grid, width: 1) }
      text(tick.label, x: frame.left - 6, y: height + fontSize * 0.35, anchor: .end)
    }
    for tick in x.ticks {
      let place = frame.x(x.share(tick.value) ?? 0)
      let down = [(x: place, y: frame.top), (x: place, y: frame.bottom)]
      // Zero at the left edge gets no line of its own: nothing lies on its other side.
      let isInnerZero = tick.value == 0 && x.low < 0 && x.high > 0
      if isInnerZero { zeros.append(down) } else { line(down, colour: .grid, width: 1) }
      text(tick.label, x: place, y: frame.bottom + fontSize + 6, anchor: .middle)
    }
    for zero in zeros { line(zero, colour: .soft, width: 1) }
  }

  private mutating func draw(
    _ series: PlotChart.Series, _ index: Int, isAlone: Bool, _ x: PlotScale, _ y: PlotScale,
    _ frame: Frame
  ) {
    let colour = ColourRole.series(index)
    for run in series.runs {
      let points = run.map { point in
        (x: frame.x(x.share(point.x) ?? 0), y: frame.y(y.share(point.y) ?? 0))
      }
      switch series.mark {
      case .area:
        area(points, colour: colour, opacity: isAlone ? 0.55 : 0.18)
        line(points, colour: colour, width: isAlone ? 1 : 1.75, dash: Self.dash(index))
      case .line:
        line(points, colour: colour, width: 2, dash: Self.dash(index))
        // A single point between gaps has no line and needs a marker to be seen.
        if points.count == 1 { mark(index, x: points[0].x, y: points[0].y, colour: colour) }
      case .marked:
        line(points, colour: colour, width: 2, dash: Self.dash(index))
        for point in points { mark(index, x: point.x, y: point.y, colour: colour) }
      case .points:
        for point in points { mark(index, x: point.x, y: point.y, colour: colour) }
      }
    }
  }

  // MARK: Legend

  /// Draws the legend of several series in rows.
  ///
  /// - Returns: the height of the rows.
  private mutating func legend(_ chart: PlotChart) -> Double {
    guard chart.series.count > 1 else { return 0 }
    let (sample, gap, row) = (28.0, 18.0, fontSize + 8)
    var (x, y) = (0.0, fontSize)
    for (index, series) in chart.series.enumerated() {
      let name = fitted(series.name, in: size.width - sample - 6)
      let length = sample + 6 + width(name)
      if x > 0, x + length > size.width { (x, y) = (0, y + row) }
      key(series, index, x: x, y: y - fontSize * 0.35, length: sample)
      text(name, x: x + sample + 6, y: y, colour: .text)
      x += length + gap
    }
    return y + 10
  }

  private mutating func key(
    _ series: PlotChart.Series, _ index: Int, x: Double, y: Double, length: Double
  ) {
    let colour = ColourRole.series(index)
    if series.mark == .area {
      area(
        [(x, y - 5), (x + length, y - 5), (x + length, y + 5), (x, y + 5)], colour: colour,
        opacity: 0.18)
      line([(x, y - 5), (x + length, y - 5)], colour: colour, width: 1.75, dash: Self.dash(index))
      return
    }
    if series.mark != .points {
      line([(x, y), (x + length, y)], colour: colour, width: 2, dash: Self.dash(index))
    }
    if series.mark != .line { mark(index, x: x + length / 2, y: y, colour: colour) }
  }
}
