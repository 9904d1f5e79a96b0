// The prose of a lesson in another language: headings, paragraphs, list items and the cells of
// tables are translated one by one.

import Formatting

extension Markdown {
  /// The texts that a catalogue translates, in order, each on one line.
  var texts: [String] {
    var texts: [String] = []
    _ = rewritten { text in
      texts.append(text)
      return nil
    }
    return texts
  }

  /// Returns the Markdown in the language of a catalogue; what it does not translate stays.
  func translated(by catalogue: Catalogue) -> String {
    rewritten { catalogue.translation(of: $0) }
  }

  /// Returns the Markdown with its texts replaced where `translation` returns one.
  private func rewritten(_ translation: (String) -> String?) -> String {
    func text(_ lines: Substring) -> String {
      let text = String(lines.replacing("\n", with: " "))
      guard text.contains(where: \.isLetter) else { return text }
      return translation(text) ?? text
    }
    return blocks.map { block in
      switch block {
      case .heading(let heading):
        let marks = String(repeating: "#", count: heading.level)
        return "\(marks) \(text(heading.text[...])) {#\(heading.anchor)}"
      case .paragraph(let lines): return text(Self.joined(lines))
      case .quote(let lines): return "> " + text(Self.joined(lines))
      case .mistake(let mistake):
        let words = text(mistake.text)
        return Mistake(document: mistake.document, text: words[...]).markdown
      case .code(let lines): return "```\n" + lines.joined(separator: "\n") + "\n```"
      case .list(let lines, let isOrdered):
        return Self.items(lines).enumerated().map { index, item in
          (isOrdered ? "\(index + 1). " : "- ") + text(item)
        }.joined(separator: "\n")
      case .table(let lines):
        return Self.rows(lines).map { "| " + $0.map(text).joined(separator: " | ") + " |" }
          .joined(separator: "\n")
      }
    }.joined(separator: "\n\n")
  }
}

extension LessonSource {
  /// The texts of the prose, in order, each on one line.
  package var proseTexts: [String] {
    cells.filter { $0.kind == .prose }.flatMap { Markdown(text: $0.text).texts }
  }

  /// Returns the lesson with its prose in the language of a catalogue.
  func translated(by catalogue: Catalogue) -> LessonSource {
    var translated = self
    translated.cells = cells.map { cell in
      guard cell.kind == .prose else { return cell }
      return Cell(
        kind: .prose, text: Markdown(text: cell.text).translated(by: catalogue),
        lineNumbers: cell.lineNumbers, part: cell.part)
    }
    return translated
  }
}
