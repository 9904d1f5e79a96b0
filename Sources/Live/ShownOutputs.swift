// What stands under the cells while a lesson runs again: the new outputs where there are any, those
// of the last run below.

import Notebooks

/// The outputs of a lesson's cells, of this run and of the one before.
struct ShownOutputs {
  private(set) var source: LessonSource
  /// The outputs of the last run, by the cells of the source as it is now.
  private var last: [Int: [CellOutput]] = [:]
  /// The outputs of the run that goes on.
  private var fresh: [Int: [CellOutput]] = [:]
  /// The cell that is running; nil when none is.
  private(set) var running: Int?

  /// The cell from which on the outputs are those of the run before; nil where all are of one run.
  private(set) var staleFrom: Int?

  init(_ source: LessonSource) { self.source = source }

  /// All outputs that are shown, in the order of the cells.
  var outputs: [CellOutput] { source.cells.indices.flatMap(outputs) }

  private func outputs(of cell: Int) -> [CellOutput] {
    let (last, fresh) = (last[cell] ?? [], fresh[cell] ?? [])
    guard let running else { return last }
    if cell < running { return fresh }
    // What comes anew is shown when it differs from what stands there.
    if Self.begins(last, with: fresh) { return last }
    return cell == running || !fresh.isEmpty ? fresh : last
  }

  /// Whether some outputs are the first of others, of the last one perhaps only the first lines.
  private static func begins(_ all: [CellOutput], with first: [CellOutput]) -> Bool {
    guard let end = first.last, first.count <= all.count,
      case .printed(let lines) = end.content,
      case .printed(let allLines) = all[first.count - 1].content
    else { return all.starts(with: first) }
    return all.starts(with: first.dropLast()) && allLines.text.hasPrefix(lines.text)
  }

  /// Begins a run: what is shown now is the last run's from here on.
  mutating func begin() {
    settle()
    (fresh, running, staleFrom) = ([:], source.cells.indices.first ?? 0, nil)
  }

  mutating func reach(_ cell: Int) { running = cell }

  mutating func add(_ output: CellOutput) {
    let cell = output.place.flatMap(source.codeCell(containing:)) ?? running ?? 0
    fresh[cell, default: []].append(output)
  }

  /// Adds lines that were printed to those before them.
  mutating func print(_ output: CellOutput) {
    let cell = output.place.flatMap(source.codeCell(containing:)) ?? running ?? 0
    var shown = fresh[cell] ?? []
    if case .printed(let lines) = output.content, case .printed(var before)? = shown.last?.content {
      before.text += lines.text
      before.isCut = lines.isCut
      shown[shown.count - 1].content = .printed(before)
    } else {
      shown.append(output)
    }
    fresh[cell] = shown
  }

  /// Ends a run. One that came to its end has shown all there is.
  mutating func end(isComplete: Bool) {
    if isComplete {
      (last, running) = (fresh, nil)
    } else {
      // In the cell that was running new outputs stand, if it had come to any.
      let stopped = running ?? 0
      settle()
      let isCellNew = !(fresh[stopped] ?? []).isEmpty
      staleFrom = source.cells.indices.first {
        $0 >= stopped + (isCellNew ? 1 : 0) && !(last[$0] ?? []).isEmpty
      }
    }
    fresh = [:]
  }

  private mutating func settle() {
    last = Dictionary(
      source.cells.indices.map { ($0, outputs(of: $0)) }, uniquingKeysWith: { first, _ in first })
    running = nil
  }

  /// Shows the outputs of a run of this very code, which was kept.
  mutating func show(_ outputs: [CellOutput], of former: LessonSource) {
    let now = source
    (source, last, fresh, running, staleFrom) = (former, [:], [:], nil, nil)
    for output in outputs {
      let cell = output.place.flatMap(former.codeCell(containing:)) ?? 0
      last[cell, default: []].append(output)
    }
    change(to: now)
  }

  /// Takes over another text: outputs go to the cells that stand in for theirs.
  mutating func change(to new: LessonSource) {
    settle()
    let places = Self.counterparts(source.cells, new.cells)
    var moved: [Int: [CellOutput]] = [:]
    for (old, outputs) in last {
      guard let cell = places[old] else { continue }
      moved[cell] = outputs.map { output in
        var output = output
        output.place = output.place.map {
          new.cells[cell].place(like: $0, in: source.cells[old])
        }
        return output
      }
    }
    (source, last, fresh, staleFrom) = (new, moved, [:], nil)
  }

  /// Returns the new cell of each old one: the same text, else the one between the same neighbours.
  static func counterparts(_ old: [Cell], _ new: [Cell]) -> [Int: Int] {
    func isSame(_ a: Cell, _ b: Cell) -> Bool {
      a.kind == b.kind && a.text == b.text && a.part == b.part
    }
    let changes = new.difference(from: old, by: isSame)
    let removed = Set(changes.removals.map(\.place)),
      inserted = Set(changes.insertions.map(\.place))
    var places: [Int: Int] = [:]
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      let isRemoved = removed.contains(i) && i < old.count
      let isInserted = inserted.contains(j) && j < new.count
      if isRemoved, isInserted {
        if old[i].kind == new[j].kind {
          places[i] = j
          (i, j) = (i + 1, j + 1)
        } else if removed.contains(i + 1) {
          i += 1
        } else {
          j += 1
        }
      } else if isRemoved {
        i += 1
      } else if isInserted {
        j += 1
      } else {
        places[i] = j
        (i, j) = (i + 1, j + 1)
      }
    }
    return places
  }
}

extension CollectionDifference.Change {
  /// The place of the element.
  var place: Int {
    switch self {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }
}
