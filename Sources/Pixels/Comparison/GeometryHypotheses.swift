// Hypotheses that change the positions of pixels, the simplest first.

extension DifferenceHypothesis {
  /// The identity; nil if the sizes differ.
  static func unchanged(_ first: Image, _ second: Image) -> DifferenceHypothesis? {
    guard first.height == second.height, first.width == second.width else { return nil }
    return DifferenceHypothesis(
      kind: "same", description: "as it is", rows: 0..<second.height, columns: 0..<second.width,
      start: 0, perRow: first.width, perColumn: 1, order: Array(0..<second.channels))
  }

  /// All hypotheses that fit the two sizes.
  static func all(_ first: Image, _ second: Image) -> [DifferenceHypothesis] {
    let turned = turns(first, second)
    guard let same = unchanged(first, second) else { return turned + borders(first, second) }
    return colours(same, first, second) + turned + shifts(same, first)
  }

  // MARK: Turned and mirrored

  private static func turns(_ first: Image, _ second: Image) -> [DifferenceHypothesis] {
    let (height, width) = (first.height, first.width)
    let last = height * width - 1
    // start, step per row and per column of the second picture, as in FlipsAndRotations.swift
    let list: [(String, String, String?, Int, Int, Int, Bool)] = [
      (
        "flipped-left-right", "mirrored left to right", "Were the columns counted from the right?",
        width - 1, width, -1, false
      ),
      (
        "flipped-up-down", "upside down (mirrored top to bottom)",
        "Row 0 is the top one here; some programs start at the bottom.", (height - 1) * width,
        -width, 1, false
      ),
      ("rotated-180", "turned by 180°", nil, last, -width, -1, false),
      (
        "transposed", "transposed: rows and columns changed places",
        "Were (x, y) and (y, x), or width and height, mixed up?", 0, 1, width, true
      ),
      (
        "rotated-90-clockwise", "turned by 90° clockwise",
        "A photo's EXIF orientation may have been ignored.", (height - 1) * width, 1, -width, true
      ),
      (
        "rotated-90-anticlockwise", "turned by 90° anticlockwise",
        "A photo's EXIF orientation may have been ignored.", width - 1, -1, width, true
      ),
      ("transposed-other", "transposed over the other diagonal", nil, last, -1, -width, true),
    ]
    return list.compactMap { kind, description, hint, start, perRow, perColumn, swaps in
      let size = swaps ? (width, height) : (height, width)
      guard size == (second.height, second.width) else { return nil }
      return DifferenceHypothesis(
        kind: kind, description: description, hint: hint, rows: 0..<second.height,
        columns: 0..<second.width, start: start, perRow: perRow, perColumn: perColumn,
        order: Array(0..<second.channels))
    }
  }

  // MARK: Shifted

  private static func shifts(_ same: DifferenceHypothesis, _ first: Image) -> [DifferenceHypothesis]
  {
    guard first.height > 2, first.width > 2 else { return [] }
    return [(0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1)].map { dy, dx in
      var words: [String] = []
      if dy != 0 { words.append("one row \(dy > 0 ? "down" : "up")") }
      if dx != 0 { words.append("one column to the \(dx > 0 ? "right" : "left")") }
      var hypothesis = same
      hypothesis.kind = "shifted"
      hypothesis.description =
        "shifted by \(words.joined(separator: " and ")), but for the edge, which has no counterpart"
      hypothesis.hint = "An index may be off by one, or the padding lies on the other side."
      hypothesis.rows = max(0, dy)..<(first.height + min(0, dy))
      hypothesis.columns = max(0, dx)..<(first.width + min(0, dx))
      hypothesis.start = -dy * first.width - dx
      return hypothesis
    }
  }

  // MARK: Bordered or cut

  /// Every position of the smaller in the larger for small differences, else the middle and the
  /// corners.
  private static func borders(_ first: Image, _ second: Image) -> [DifferenceHypothesis] {
    let rows = second.height - first.height
    let columns = second.width - first.width
    guard rows.signum() * columns.signum() >= 0, min(first.height, second.height) > 0,
      min(first.width, second.width) > 0
    else { return [] }
    func offsets(_ difference: Int) -> [Int] {
      let size = abs(difference)
      let middle = [size / 2, size - size / 2, 0, size]
      let all = size <= 8 ? middle + Array(0...size) : middle
      return all.enumerated().filter { all.firstIndex(of: $1) == $0 }.map(\.element)
    }
    let grown = rows > 0 || columns > 0
    return offsets(rows).flatMap { top in
      offsets(columns).map { left in
        let edges = [
          (top, "row", "at the top"), (abs(rows) - top, "row", "at the bottom"),
          (left, "column", "on the left"), (abs(columns) - left, "column", "on the right"),
        ]
        let words = edges.filter { $0.0 > 0 }.map { count, name, place in
          "\(count) \(name)\(count > 1 ? "s" : "") \(place)"
        }
        let height = min(first.height, second.height)
        let width = min(first.width, second.width)
        return DifferenceHypothesis(
          kind: grown ? "bordered" : "cut",
          description: (grown ? "with a border of " : "without ") + words.joined(separator: ", "),
          hint: grown
            ? "The padding differs." : "The padding differs: a window without it loses its edge.",
          rows: grown ? top..<(top + height) : 0..<height,
          columns: grown ? left..<(left + width) : 0..<width,
          start: grown ? -top * first.width - left : top * first.width + left,
          perRow: first.width, perColumn: 1, order: Array(0..<second.channels))
      }
    }
  }
}
