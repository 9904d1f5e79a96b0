// The prose of a lesson in another language: headings, paragraphs, list items, the cells of tables
// and the comments in code are translated one by one.

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

/// A comment in code.
private struct CodeComment {
  /// The indices of its lines.
  var lines: Range<Int>
  /// What stands before it on its first line: spaces, or code and two spaces.
  let before: String
  /// Its words, on one line.
  var text: String

  /// Finds the comments in code; lines of nothing else that follow each other are one.
  static func all(in lines: [String]) -> [CodeComment] {
    var comments: [CodeComment] = []
    for (index, line) in lines.enumerated() {
      // To make a regular expression takes longer than to look for its letters.
      guard line.holds("// "), let match = line.wholeMatch(of: #/( *|[^"]*\S  )\/\/ (.+)/#)
      else { continue }
      let before = String(match.1)
      let isAlone = before.allSatisfy { $0 == " " }
      if isAlone, let last = comments.last, last.lines.upperBound == index, last.before == before {
        comments[comments.count - 1].lines = last.lines.lowerBound..<index + 1
        comments[comments.count - 1].text += " " + match.2
      } else {
        comments.append(
          CodeComment(lines: index..<index + 1, before: before, text: String(match.2)))
      }
    }
    return comments
  }

  /// Returns its lines with other words, as many as before, so that lines keep their numbers.
  func lines(saying text: String) -> [String] {
    let width = text.displayWidth / lines.count + 8
    var wrapped = text.wrapped(to: width)
    while wrapped.count < lines.count { wrapped.append("") }
    let kept =
      wrapped[..<(lines.count - 1)] + [wrapped[(lines.count - 1)...].joined(separator: " ")]
    return kept.enumerated().map { index, words in
      let indent = index == 0 ? before : String(repeating: " ", count: before.count)
      return words.isEmpty ? "" : indent + "// " + words
    }
  }
}

extension Cell {
  private var codeLines: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The comments of code, in order, each on one line.
  fileprivate var comments: [String] { CodeComment.all(in: codeLines).map(\.text) }

  /// Returns code with its comments in the language of a catalogue.
  fileprivate func withComments(translatedBy catalogue: Catalogue) -> String {
    var lines = codeLines
    for comment in CodeComment.all(in: lines) {
      guard let text = catalogue.translation(of: comment.text) else { continue }
      lines.replaceSubrange(comment.lines, with: comment.lines(saying: text))
    }
    return lines.joined(separator: "\n")
  }
}

extension LessonSource {
  /// The texts of the prose and the comments in code, in order, each on one line.
  package var proseTexts: [String] {
    cells.flatMap { $0.kind == .prose ? Markdown(text: $0.text).texts : $0.comments }
  }

  /// Returns the lesson with its prose in the language of a catalogue.
  func translated(by catalogue: Catalogue) -> LessonSource {
    var translated = self
    translated.cells = cells.map { cell in
      Cell(
        kind: cell.kind,
        text: cell.kind == .prose
          ? Markdown(text: cell.text).translated(by: catalogue)
          : cell.withComments(translatedBy: catalogue),
        lineNumbers: cell.lineNumbers, part: cell.part)
    }
    return translated
  }
}
