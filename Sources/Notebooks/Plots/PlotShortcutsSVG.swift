// Draws the shortcuts of a network diagram: a line past the boxes, from the output that is added to
// a plus sign at the one it is added to.

extension PlotSVG {
  /// Returns the height that shortcuts take above a row of boxes.
  func heightForShortcuts(_ network: Plot.Network) -> Double {
    network.shortcuts.isEmpty ? 0 : 34
  }

  /// Draws the shortcuts above a row of boxes.
  ///
  /// - Parameters:
  ///   - centres: the middle of each stage.
  ///   - slot: the width of a stage.
  ///   - top: y of the lines across.
  ///   - labelSize: the font size of projections.
  ///   - bottom: y at which a line meets a stage.
  mutating func drawShortcuts(
    _ network: Plot.Network, centres: [Double], slot: Double, top: Double, labelSize: Double,
    bottom: (Int) -> Double
  ) {
    for shortcut in network.shortcuts {
      // Where one ends the next one begins, beside it.
      let aside = min(8, slot * 0.2)
      let (left, right) = (centres[shortcut.start] + aside, centres[shortcut.end] - aside)
      let corner = min(6, (right - left) / 4)
      let level = top + labelSize
      line(
        [
          (left, bottom(shortcut.start)), (left, level + corner), (left + corner, level),
          (right - corner, level), (right, level + corner), (right, bottom(shortcut.end) - 9),
        ], colour: .series(1), width: 1.4)
      text(
        "+", x: right, y: bottom(shortcut.end) + 3, anchor: .middle, colour: .text, size: 13)
      text(
        shortcut.projection, x: (left + right) / 2, y: level - 4, anchor: .middle, colour: .text,
        size: labelSize)
    }
  }

  /// Draws the shortcuts left of a column of boxes.
  ///
  /// - Parameters:
  ///   - rowHeight: the height of a stage.
  ///   - middle: y of the first stage's middle.
  ///   - margin: the width left of the boxes.
  mutating func drawShortcuts(
    _ network: Plot.Network, rowHeight: Double, middle: Double, margin: Double
  ) {
    for shortcut in network.shortcuts {
      let top = middle + Double(shortcut.start) * rowHeight + 6
      let bottom = middle + Double(shortcut.end) * rowHeight - 6
      line(
        [
          (margin, top), (10, top), (5, top + 5), (5, bottom - 5), (10, bottom),
          (margin - 8, bottom),
        ], colour: .series(1), width: 1.4)
      text("+", x: margin - 4, y: bottom + 4, anchor: .middle, colour: .text, size: 13)
      // Between the boxes' shapes there is no room beside the line, but it can climb along it.
      text(
        shortcut.projection, x: 15, y: (top + bottom) / 2, anchor: .middle, colour: .text, size: 9,
        climbs: true)
    }
  }
}
