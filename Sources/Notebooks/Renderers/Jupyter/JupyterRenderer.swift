// Renders a lesson as an executed Jupyter notebook, nbformat 4.5, with embedded pictures.

import Foundation

/// Renders `notebook.ipynb`.
struct JupyterRenderer {
  private let record: LessonRecord
  private let folder: String

  init(_ record: LessonRecord, folder: String) {
    self.record = record
    self.folder = folder
  }

  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
      return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }
  }

  private var document: JupyterNotebook {
    let outputsByCell = record.outputsByCell
    let stoppedCell = record.stoppedCell
    var ids = CellIdentifiers()
    var executionCount = 0
    let codes = NotebookCode.all(in: record)
    let cells = record.source.cells.enumerated().map { index, cell in
      let id = ids.next(for: cell)
      guard cell.kind == .code else {
        let prose = Markdown.forNotebook(cell.text)
        let text = record.source.fileBeginning(at: index).map { "`\($0)`\n\n" + prose } ?? prose
        return JupyterNotebook.Cell(id: id, text: text)
      }
      let wasRun = stoppedCell.map { index <= $0 } ?? true
      if wasRun { executionCount += 1 }
      var outputs = (outputsByCell[index] ?? []).flatMap {
        JupyterOutput.all(of: $0, in: folder)
      }
      if index == stoppedCell, let error { outputs.append(error) }
      return JupyterNotebook.Cell(
        id: id, text: codes[index] ?? cell.text,
        code: .init(executionCount: wasRun ? executionCount : nil, outputs: outputs))
    }
    return JupyterNotebook(cells: cells)
  }

  private var error: JupyterOutput? {
    guard case .stopped(let failure) = record.outcome else { return nil }
    let (title, message) = (failure.title.text, failure.message.text)
    return .error(name: title, message: message, traceback: ["\(title)\n", message])
  }
}

/// Makes cell identifiers from the heading above and a count.
private struct CellIdentifiers {
  private var heading = "lesson"
  private var counts: [String: Int] = [:]

  mutating func next(for cell: Cell) -> String {
    if cell.kind == .prose, let last = Markdown(text: cell.text).headings.last {
      heading = String(last.anchor.prefix(40))
    }
    let name = heading + (cell.kind == .prose ? "-text" : "-code")
    counts[name, default: 0] += 1
    return "\(name)-\(counts[name] ?? 1)"
  }
}
