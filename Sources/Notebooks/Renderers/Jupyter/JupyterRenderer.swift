// Renders a lesson as an executed Jupyter notebook, nbformat 4.5, with embedded pictures.

import Foundation
import Pixels

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
    let cells = record.source.cells.enumerated().map { index, cell in
      let id = ids.next(for: cell)
      let file = record.source.fileBeginning(at: index)
      guard cell.kind == .code else {
        let prose = Markdown.forNotebook(cell.text)
        let text = file.map { "`\($0)`\n\n" + prose } ?? prose
        return Document.Cell(kind: "markdown", id: id, source: lines(text))
      }
      let wasRun = stoppedCell.map { index <= $0 } ?? true
      if wasRun { executionCount += 1 }
      var outputs = rendered(outputsByCell[index] ?? [])
      if index == stoppedCell, let error { outputs.append(error) }
      return Document.Cell(
        kind: "code", id: id, source: lines(file.map { "// \($0)\n" + cell.text } ?? cell.text),
        code: .init(executionCount: wasRun ? executionCount : nil, outputs: outputs))
    }
    return Document(cells: cells)
  }

  private func rendered(_ outputs: [CellOutput]) -> [Document.Output] {
    outputs.flatMap { output -> [Document.Output] in
      switch output.content {
      case .picture(let picture):
        let (type, bytes) = embedded(picture)
        let data: [String: Document.Bundle] = [
          type: .text([bytes.base64EncodedString()]),
          "text/plain": .lines(["\(picture.caption): \(picture.alt)"]),
        ]
        let lossy = type == Self.jpeg ? PageStrings.embeddedAsJPEG(picture.file) : nil
        let caption = [picture.caption, picture.scale, lossy].compactMap(\.self)
          .joined(separator: " · ")
        // Some notebook viewers hide captions and alternative texts; both follow as Markdown.
        let words = "*\(caption).* \(picture.alt)"
        return [
          .data(data, alt: picture.alt.text),
          .data(["text/markdown": .lines([words]), "text/plain": .lines([words])]),
        ]
      case .trace(let trace):
        return [.stream(TerminalRenderer.lines(trace, style: .plain).map { $0 + "\n" })]
      case .text(let text):
        return [
          .data(["text/markdown": .lines(lines(text.text)), "text/plain": .lines(lines(text.text))])
        ]
      case .table(let table):
        let plain = TerminalRenderer.lines(table, style: .plain).joined(separator: "\n")
        let html = OutputHTML.html([output])
        return [.data(["text/html": .lines(lines(html)), "text/plain": .lines(lines(plain))])]
      case .claim(let claim):
        let words = PageStrings.claim(claim.words, of: claim.document)
        let html = """
          <details><summary>\(Markdown.inline(words.text[...]))</summary>
          \(Markdown(text: claim.verdict.text).html)</details>
          """
        return [
          .data([
            "text/html": .lines(lines(html)), "text/plain": .lines(["\(words)\n\(claim.verdict)"]),
          ])
        ]
      case .figure(let figure):
        let words = "*\(figure.caption)* \(figure.alt) \(PageStrings.figureOnPage)"
        let content = figure.kind.content
        return rendered(content.tables.map { CellOutput(place: nil, content: .table($0)) })
          + (content.still.map { rendered([CellOutput(place: nil, content: .picture($0))]) } ?? [])
          + [.data(["text/markdown": .lines([words]), "text/plain": .lines([words])])]
      case .question: return []
      case .printed(let printed): return [.stream(lines(printed.text))]
      case .plot(let plot):
        let plain = PlotText.lines(plot, style: .plain).joined(separator: "\n")
        let drawing = PlotSVG.standalone(plot)
        return [
          .data(
            ["image/svg+xml": .lines(lines(drawing)), "text/plain": .lines(lines(plain))],
            alt: plot.alt.text)
        ]
      }
    }
  }

  private static let jpeg = "image/jpeg"
  /// The most bytes of a PNG in the notebook.
  private static let mostBytes = 600_000

  /// A picture's media type and bytes: the PNG's, or those of a JPEG where PNG packs it badly.
  private func embedded(_ picture: CellOutput.Picture) -> (type: String, bytes: Data) {
    let path = folder + "/" + picture.file
    let png = FileManager.default.contents(atPath: path) ?? Data()
    guard png.count > Self.mostBytes, let image = try? Image(contentsOf: path),
      let jpeg = try? image.jpegData()
    else { return ("image/png", png) }
    return (Self.jpeg, Data(jpeg))
  }

  private var error: Document.Output? {
    guard case .stopped(let failure) = record.outcome else { return nil }
    return .error(name: failure.title.text, message: failure.message.text)
  }

  /// Returns a text as nbformat stores it: one string per line, each but the last with its newline.
  private func lines(_ text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.dropLast().map { $0 + "\n" } + (lines.last.map { [String($0)] } ?? [])
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
    let kernelspec = ["display_name": "Swift", "language": "swift", "name": "swift"]
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
      let outputs: [Output]
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

  enum Bundle: Encodable {
    case lines([String])
    case text([String])

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .lines(let lines): try container.encode(lines)
      case .text(let text): try container.encode(text.joined())
      }
    }
  }

  enum Output: Encodable {
    /// Contents by MIME type, and the alternative text of pictures.
    case data([String: Bundle], alt: String? = nil)
    case stream([String])
    case error(name: String, message: String)

    enum CodingKeys: String, CodingKey {
      case kind = "output_type"
      case data, metadata, name, text, ename, evalue, traceback
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      switch self {
      case .data(let data, let alt):
        try container.encode("display_data", forKey: .kind)
        try container.encode(data, forKey: .data)
        let pictures = data.keys.filter { alt != nil && $0.hasPrefix("image/") }
        try container.encode(
          Dictionary(uniqueKeysWithValues: pictures.map { ($0, ["alt": alt ?? ""]) }),
          forKey: .metadata)
      case .stream(let text):
        try container.encode("stream", forKey: .kind)
        try container.encode("stdout", forKey: .name)
        try container.encode(text, forKey: .text)
      case .error(let name, let message):
        try container.encode("error", forKey: .kind)
        try container.encode(name, forKey: .ename)
        try container.encode(message, forKey: .evalue)
        try container.encode(["\(name)\n", message], forKey: .traceback)
      }
    }
  }
}
