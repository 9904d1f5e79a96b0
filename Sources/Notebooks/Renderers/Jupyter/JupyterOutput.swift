// The outputs of a cell as nbformat 4.5 has them, and as Jupyter's messages do.

import Formatting
import Foundation
import Pixels

/// An output of a Jupyter cell.
package enum JupyterOutput: Encodable, Sendable {
  /// The content of a MIME type.
  package enum Bundle: Encodable, Sendable {
    /// A text, stored line by line.
    case lines([String])
    /// A text that is one line.
    case text(String)

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .lines(let lines): try container.encode(lines)
      case .text(let text): try container.encode(text)
      }
    }
  }

  /// Contents by MIME type, and the alternative text of pictures.
  case data([String: Bundle], alt: String? = nil)
  /// What was printed, line by line.
  case stream([String], name: String = "stdout")
  /// An error: its kind, its message, and lines that show where it is.
  case error(name: String, message: String, traceback: [String])

  private enum CodingKeys: String, CodingKey {
    case kind = "output_type"
    case data, metadata, name, text, ename, evalue, traceback
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .data(let data, let alt):
      try container.encode("display_data", forKey: .kind)
      try container.encode(data, forKey: .data)
      let pictures = data.keys.filter { alt != nil && $0.hasPrefix("image/") }
      try container.encode(
        Dictionary(uniqueKeysWithValues: pictures.map { ($0, ["alt": alt ?? ""]) }),
        forKey: .metadata)
    case .stream(let text, let name):
      try container.encode("stream", forKey: .kind)
      try container.encode(name, forKey: .name)
      try container.encode(text, forKey: .text)
    case .error(let name, let message, let traceback):
      try container.encode("error", forKey: .kind)
      try container.encode(name, forKey: .ename)
      try container.encode(message, forKey: .evalue)
      try container.encode(traceback, forKey: .traceback)
    }
  }

  /// Returns a text as nbformat stores it: one string per line, each but the last with its newline.
  package static func lines(_ text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.dropLast().map { $0 + "\n" } + (lines.last.map { [String($0)] } ?? [])
  }
}

extension JupyterOutput {
  /// Returns what shows an output of a lesson in Jupyter.
  ///
  /// - Parameter folder: the output folder, which the names of pictures are relative to.
  package static func all(of output: CellOutput, in folder: String) -> [JupyterOutput] {
    switch output.content {
    case .picture(let picture):
      let (type, bytes) = embedded(picture, in: folder)
      let data: [String: Bundle] = [
        type: .text(bytes.base64EncodedString()),
        "text/plain": .lines(["\(picture.caption): \(picture.alt)"]),
      ]
      let lossy = type == jpeg ? PageStrings.embeddedAsJPEG(picture.file) : nil
      let caption = [picture.caption, picture.scale, lossy].compactMap(\.self)
        .joined(separator: " · ")
      // Some notebook viewers hide captions and alternative texts; both follow as Markdown.
      return [.data(data, alt: picture.alt.text), markdown("*\(caption).* \(picture.alt)")]
    case .trace(let trace):
      return [.stream(TerminalRenderer.lines(trace, style: .plain).map { $0 + "\n" })]
    case .text(let text): return [markdown(text.text)]
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
      let shown =
        content.tables.map(CellOutput.Content.table)
        + (content.still.map { [.picture($0)] } ?? [])
      return shown.flatMap { all(of: CellOutput(place: nil, content: $0), in: folder) }
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

  /// Returns a text in Markdown.
  package static func markdown(_ text: String) -> JupyterOutput {
    .data(["text/markdown": .lines(lines(text)), "text/plain": .lines(lines(text))])
  }

  private static let jpeg = "image/jpeg"
  /// The most bytes of a PNG in a notebook.
  private static let mostBytes = 600_000

  /// A picture's media type and bytes: the PNG's, or those of a JPEG where PNG packs it badly.
  private static func embedded(
    _ picture: CellOutput.Picture, in folder: String
  ) -> (type: String, bytes: Data) {
    let path = folder + "/" + picture.file
    let png = FileManager.default.contents(atPath: path) ?? Data()
    guard png.count > mostBytes, let image = try? Image(contentsOf: path),
      let jpegData = try? image.jpegData()
    else { return ("image/png", png) }
    return (jpeg, Data(jpegData))
  }
}
