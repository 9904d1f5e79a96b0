// The cells of a notebook in their order, as far as the kernel knows them: the messages of Jupyter
// bring one cell at a time.

import Foundation

/// The cells of a notebook, from top to bottom.
///
/// Front ends such as JupyterLab tell the identifier of a cell, and the kernel finds its place in
/// the notebook's file. What was run since the file was saved is newer than the file; what was
/// saved since it was run is newer than what was run. Without identifiers the order of execution
/// is the notebook's.
struct NotebookOrder {
  /// A cell of code.
  struct Cell: Equatable {
    /// The identifier that the front end tells; nil without one.
    var id: String?
    var text: String
    /// When it was run last; nil when it stands in the file alone.
    var executed: Date?
  }

  /// A notebook's file: the cells of code that it has, and when it was saved.
  struct File: Equatable {
    var cells: [Cell]
    var saved: Date
  }

  /// The cells that are known.
  private(set) var cells: [Cell] = []
  /// The index of the cell that was executed last.
  private(set) var last: Int?

  /// Takes a cell that is executed now.
  ///
  /// - Parameters:
  ///   - id: its identifier; nil for a new cell behind all others.
  ///   - deleted: the identifiers of cells that the front end has deleted.
  ///   - file: the notebook's file; nil where none is known.
  /// - Returns: its index.
  mutating func execute(
    _ text: String, id: String?, deleted: Set<String> = [], file: File? = nil, at now: Date = .now
  ) -> Int {
    let before = last.map { cells[$0] }
    cells.removeAll { $0.id.map(deleted.contains) ?? false }
    if let file { merge(file) }
    let own = Cell(id: id, text: text, executed: now)
    let index: Int
    if let id, let known = cells.firstIndex(where: { $0.id == id }) {
      index = known
      cells[known] = own
    } else {
      // A new cell is usually made below the one that was run last.
      let place = id == nil ? nil : before.flatMap { before in cells.lastIndex(of: before) }
      index = place.map { $0 + 1 } ?? cells.endIndex
      cells.insert(own, at: index)
    }
    last = index
    return index
  }

  /// Takes back the cell that was executed last.
  mutating func forgetLast() {
    if let last { cells.remove(at: last) }
    last = nil
  }

  private mutating func merge(_ file: File) {
    let known = Dictionary(
      cells.compactMap { cell in cell.id.map { ($0, cell) } }, uniquingKeysWith: { $1 })
    let saved = Set(file.cells.compactMap(\.id))
    func isNewer(_ cell: Cell) -> Bool { cell.executed.map { $0 > file.saved } ?? false }
    var merged = file.cells.map { cell in
      guard let id = cell.id, let run = known[id] else { return cell }
      return Cell(
        id: id, text: isNewer(run) ? run.text : cell.text,
        executed: run.text == cell.text || isNewer(run) ? run.executed : nil)
    }
    // Cells that were made since: each behind its predecessor.
    for (index, cell) in cells.enumerated()
    where isNewer(cell) && !(cell.id.map(saved.contains) ?? false) {
      let predecessor = cells[..<index].last { before in
        merged.contains { $0.id == before.id }
      }
      let place = predecessor.flatMap { before in merged.lastIndex { $0.id == before.id } }
      merged.insert(cell, at: place.map { $0 + 1 } ?? 0)
    }
    cells = merged
  }

  /// Reads a notebook's file; nil for what is none, or has no identifiers.
  static func file(at path: String) -> File? {
    struct Notebook: Decodable {
      struct Cell: Decodable {
        let kind: String
        let id: String?
        let source: Source
        enum CodingKeys: String, CodingKey {
          case kind = "cell_type"
          case id, source
        }
      }
      /// nbformat allows a text, and a list of lines.
      struct Source: Decodable {
        let text: String
        init(from decoder: any Decoder) throws {
          let container = try decoder.singleValueContainer()
          text =
            try (try? container.decode(String.self))
            ?? container.decode([String].self).joined()
        }
      }
      let cells: [Cell]
    }
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard let saved = attributes?[.modificationDate] as? Date,
      let data = try? Data(contentsOf: URL(fileURLWithPath: path)),
      let notebook = try? JSONDecoder().decode(Notebook.self, from: data)
    else { return nil }
    let cells = notebook.cells.filter { $0.kind == "code" }.map {
      Cell(id: $0.id, text: $0.source.text)
    }
    return cells.allSatisfy { $0.id != nil } ? File(cells: cells, saved: saved) : nil
  }
}
