// Horizontal bars as SVG, each with its name before it (or above it, when names are long) and its
// value written out at its end.

extension PlotSVG {
  /// Draws bars from the top of the drawing.
  ///
  /// - Returns: their height.
  mutating func draw(_ bars: Plot.Bars) -> Double {
    guard !bars.bars.isEmpty else {
      text(PageStrings.nothingToPlot.text, x: 0, y: fontSize + 4)
      return fontSize + 14
    }
    let values = bars.bars.map { $0.value ?? 0 }
    let (low, high) = (min(values.min() ?? 0, 0), max(values.max() ?? 0, 0))
    let names = (bars.bars.map { width($0.name.text) }.max() ?? 0) + 12
    let isNameAbove = names > size.width * 0.34
    let texts = bars.bars.map { bars.text($0) }
    // Values stand at the ends of their bars: space is reserved on each side that has bars.
    let room = (texts.map { width($0) }.max() ?? 0) + 8
    let left = (isNameAbove ? 0 : names) + (low < 0 ? room : 0)
    let right = size.width - room
    let length = max(right - left, 1)
    let span = high - low > 0 ? high - low : 1
    let scale = bars.logarithmicScale(count: size == .wide ? 6 : 3)
    let zero = scale == nil ? left - low / span * length : left
    let rowHeight = isNameAbove ? fontSize + 31 : 24
    let bottom = 2 + Double(bars.bars.count) * rowHeight
    for tick in scale?.ticks ?? [] {
      let x = left + (scale?.share(tick.value) ?? 0) * length
      line([(x, 0), (x, bottom)], colour: .grid, width: 1)
      // The label of a tick at a side of the drawing stays inside.
      let half = width(tick.label) / 2
      let (place, anchor): (Double, Anchor) =
        x < half ? (0, .start) : x + half > size.width ? (size.width, .end) : (x, .middle)
      text(tick.label, x: place, y: bottom + fontSize, anchor: anchor)
    }

    var y = 2.0
    for (index, bar) in bars.bars.enumerated() {
      if isNameAbove {
        y += fontSize
        text(fitted(bar.name.text, in: size.width), x: 0, y: y, colour: .text)
        y += 5
      }
      let end =
        scale.map { left + ($0.share(bar.value ?? 0) ?? 0) * length }
        ?? zero + (bar.value ?? 0) / span * length
      let middle = y + 8 + fontSize * 0.35
      if !isNameAbove { text(bar.name.text, x: names - 12, y: middle, anchor: .end, colour: .text) }
      area([(zero, y), (end, y), (end, y + 16), (zero, y + 16)], colour: .series(0), opacity: 0.75)
      // The zero line; it ends above names that stand over their bars.
      line([(zero, y - 2), (zero, y + (isNameAbove ? 18 : 22))], colour: .soft, width: 1)
      let isNegative = end < zero
      text(
        texts[index], x: end + (isNegative ? -6 : 6), y: middle, anchor: isNegative ? .end : .start)
      y += isNameAbove ? 26 : 24
    }
    return scale == nil ? y - 4 : bottom + fontSize + 4
  }
}
