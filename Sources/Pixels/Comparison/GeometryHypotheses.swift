// Hypotheses that change the positions of pixels, the simplest first.

import Formatting

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
    let list: [(String, Message, Message?, Int, Int, Int, Bool)] = [
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
      let rows: Message = dy > 0 ? "one row down" : "one row up"
      let columns: Message =
        dx > 0 ? "one column to the right" : "one column to the left"
      let move: Message =
        dx == 0 ? rows : dy == 0 ? columns : "\(rows) and \(columns)"
      var hypothesis = same
      hypothesis.kind = "shifted"
      hypothesis.description =
        "shifted by \(move), but for the edge, which has no counterpart"
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
        let strips = strips(
          top: top, bottom: abs(rows) - top, left: left, right: abs(columns) - left)
        let height = min(first.height, second.height)
        let width = min(first.width, second.width)
        return DifferenceHypothesis(
          kind: grown ? "bordered" : "cut",
          description: grown ? "with a border of \(strips)" : "without \(strips)",
          hint: grown
            ? "The padding differs." : "The padding differs: a window without it loses its edge.",
          rows: grown ? top..<(top + height) : 0..<height,
          columns: grown ? left..<(left + width) : 0..<width,
          start: grown ? -top * first.width - left : top * first.width + left,
          perRow: first.width, perColumn: 1, order: Array(0..<second.channels))
      }
    }
  }

  /// Lists the edges that have rows or columns more: "1 row at the top, 2 columns on the left".
  private static func strips(top: Int, bottom: Int, left: Int, right: Int) -> Message {
    let strips: [(count: Int, words: Message)] = [
      (top, Message(top, "\(top) row at the top", "\(top) rows at the top")),
      (bottom, Message(bottom, "\(bottom) row at the bottom", "\(bottom) rows at the bottom")),
      (left, Message(left, "\(left) column on the left", "\(left) columns on the left")),
      (right, Message(right, "\(right) column on the right", "\(right) columns on the right")),
    ]
    return strips.filter { $0.count > 0 }.map(\.words).joined(separator: ", ")
  }
}
