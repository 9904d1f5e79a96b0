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

  private var document: Document {
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
        return Document.Cell(kind: "markdown", id: id, source: JupyterOutput.lines(text))
      }
      let wasRun = stoppedCell.map { index <= $0 } ?? true
      if wasRun { executionCount += 1 }
      var outputs = (outputsByCell[index] ?? []).flatMap {
        JupyterOutput.all(of: $0, in: folder)
      }
      if index == stoppedCell, let error { outputs.append(error) }
      return Document.Cell(
        kind: "code", id: id, source: JupyterOutput.lines(codes[index] ?? cell.text),
        code: .init(executionCount: wasRun ? executionCount : nil, outputs: outputs))
    }
    return Document(cells: cells)
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

/// The parts of nbformat 4.5 that are written.
private struct Document: Encodable {
  let cells: [Cell]
  let metadata = Metadata()
  let nbformat = 4
  let nbformatMinor = 5

  enum CodingKeys: String, CodingKey {
    case cells, metadata, nbformat
    case nbformatMinor = "nbformat_minor"
  }

  struct Metadata: Encodable {
    let kernelspec = JupyterKernel.metadata
    let languageInfo = [
      "file_extension": ".swift", "mimetype": "text/x-swift", "name": "swift",
    ]
    // Metadata of this project, which nbformat allows.
    let convbook = ["version": Edition.version]
    enum CodingKeys: String, CodingKey {
      case kernelspec, convbook
      case languageInfo = "language_info"
    }
  }

  struct Cell: Encodable {
    struct Code {
      let executionCount: Int?
      let outputs: [JupyterOutput]
    }
    let kind: String
    let id: String
    let source: [String]
    var code: Code?

    enum CodingKeys: String, CodingKey {
      case kind = "cell_type"
      case id, source, metadata, outputs
      case executionCount = "execution_count"
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(kind, forKey: .kind)
      try container.encode(id, forKey: .id)
      try container.encode(source, forKey: .source)
      try container.encode([String: String](), forKey: .metadata)
      guard let code else { return }
      // A cell that did not run has the count null, which must be written.
      try container.encode(code.executionCount, forKey: .executionCount)
      try container.encode(code.outputs, forKey: .outputs)
    }
  }
}
