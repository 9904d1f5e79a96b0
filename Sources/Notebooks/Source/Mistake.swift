// The form of prose for a mistake that one of the documents makes: `> [!mistake] 003, …`.

import Formatting

extension Markdown {
  /// A common mistake: what a document has, and what holds.
  ///
  ///     //: > [!mistake] 003, SAME is said to keep the size. It does so with stride 1 only.
  struct Mistake {
    /// The document that makes it: "003".
    let document: String
    /// What it says, and what holds, Markdown.
    let text: Substring

    /// Reads the lines of a quotation; nil when it is no such form.
    init?(_ lines: [Substring]) {
      let joined = Markdown.joined(lines)
      guard joined.hasPrefix("[!mistake]"),
        let match = joined.prefixMatch(of: /\[!mistake\] ([0-9]{3}),?\s/)
      else { return nil }
      document = String(match.1)
      text = joined[match.range.upperBound...]
    }

    /// Creates one of its parts.
    init(document: String, text: Substring) { (self.document, self.text) = (document, text) }

    /// The mistake in the form of a lesson's source.
    var markdown: String { "> [!mistake] \(document), \(text)" }

    /// Returns the mistake folded, with a link to the document's page where prose has links.
    func html(_ links: ProseLinks?) -> String {
      let page = """
        <p class="where"><a href="../\(escaped(RecordFile.name(BookPages.notes(document))))">\
        \(escaped(BookStrings.documentInItsOrder(document)))</a></p>
        """
      return """
        <details class="mistake"><summary>\(escaped(BookStrings.mistake)) \
        <span>\(escaped(BookStrings.document(document)))</span></summary>
        <p>\(inline(text, links))</p>
        \(links == nil ? "" : page)</details>
        """
    }

    /// The mistake as a quotation, for notebooks: they do not know the form.
    var quotation: String {
      "> **\(BookStrings.mistakeInNotebook(document))** "
        + text.replacing("\n", with: "\n> ")
    }
  }

  /// Returns a cell's text with its mistakes as quotations.
  static func forNotebook(_ text: String) -> String {
    guard text.contains("> [!mistake]") else { return text }
    return text.split(separator: "\n\n", omittingEmptySubsequences: false).map { paragraph in
      let lines = paragraph.split(separator: "\n", omittingEmptySubsequences: false)
      guard lines.allSatisfy({ $0.hasPrefix(">") }) else { return String(paragraph) }
      let quoted = lines.map { $0.dropFirst().drop { $0 == " " } }
      return Mistake(quoted)?.quotation ?? String(paragraph)
    }.joined(separator: "\n\n")
  }
}
