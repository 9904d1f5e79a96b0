// Explains a window's geometry in text: the formula of each size, and what is left unread.

extension WindowGeometry {
  /// The formula of each output size, one line for each axis:
  ///
  ///     height  ⌊(429 + 2·0 − 3) / 1⌋ + 1 = 427
  ///     width   ⌊(640 + 2·0 − 3) / 1⌋ + 1 = 638
  public var explanation: [String] {
    let width = axes.map(\.name.count).max() ?? 0
    return axes.map { $0.name.padded(to: width + 2) + $0.sum(isSame: isSame) }
  }

  /// Notes that the formulas don't show: rows left unread, and padding that differs on both sides.
  public var notes: [String] { axes.flatMap { $0.notes(isSame: isSame) } }
}

extension WindowGeometry.Axis {
  /// Formats the formula of the output size, as `⌊(429 + 2·0 − 3) / 1⌋ + 1 = 427`, or for `.same`
  /// padding `⌈7 / 2⌉ = 4`; then the reach of a dilated window.
  package func sum(isSame: Bool) -> String {
    if isSame { return "⌈\(input) / \(stride)⌉ = \(output)" }
    let border =
      padding.before == padding.after
      ? "2·\(padding.before)" : "\(padding.before) + \(padding.after)"
    let gaps = dilation == 1 ? "" : ", reach \(dilation)·(\(windowSize) − 1) + 1 = \(reach)"
    return "⌊(\(input) + \(border) − \(reach)) / \(stride)⌋ + 1 = \(output)" + gaps
  }

  func notes(isSame: Bool) -> [String] {
    var notes: [String] = []
    if unread > 0 { notes.append(unreadAtTheEnd) }
    if let inside = unreadInside, inside > 0 {
      notes.append("\(inside) of \(input) \(plural) inside unread: " + reasonForGaps)
    }
    if isSame, padding.before != padding.after {
      let parity = reach.isMultiple(of: 2) ? "a window \(reach) long has no middle" : "an odd total"
      notes.append(
        "same pads the \(name) by \(padding.before) \(before) and \(padding.after) \(after): "
          + "\(parity), TensorFlow puts the odd one \(after)")
    }
    if !isSame, padding.before >= reach || padding.after >= reach {
      notes.append("some windows along \(name) see nothing but padding")
    }
    return notes
  }

  private var unreadAtTheEnd: String {
    unread == 1 ? "last \(singular) unread" : "\(unread) \(plural) \(place) unread"
  }

  private var reasonForGaps: String {
    stride > reach
      ? "the stride \(stride) is longer than the window's reach \(reach)"
      : "stride \(stride) and dilation \(dilation) keep to the same \(plural)"
  }

  private var singular: String {
    ["height": "row", "width": "column", "depth": "slice"][name] ?? "position"
  }
  private var plural: String { singular + "s" }
  private var place: String {
    ["height": "at the bottom", "width": "on the right", "depth": "at the back"][name]
      ?? "at the end"
  }
  private var before: String {
    ["height": "above", "width": "on the left", "depth": "in front"][name] ?? "before"
  }
  private var after: String {
    ["height": "below", "width": "on the right", "depth": "behind"][name] ?? "after"
  }
}
