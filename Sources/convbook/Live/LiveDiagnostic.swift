// The compiler's errors under the cells that they are about.

import Formatting
import Foundation
import LessonKit
import Live
import Notebooks
import Processes

/// An error of the compiler, as a page shows it.
struct LiveDiagnostic: Encodable {
  /// The part of the page with the cell; nil for an error in none.
  var part: Int?
  /// The line in the cell's text as it is edited, from 1.
  var line: Int?
  /// The line in the cell's text as it is shown, from 1, where the words of pictures are left out.
  var shownLine: Int?
  /// The compiler's words.
  var words: String
  /// The line of the code, and the marks below it.
  var code: String
  /// What it means and what to do, for the usual ones.
  var meaning: Message?

  /// Returns the errors, each with the cell that it is about.
  ///
  /// Where a cell has a bracket without a partner it is the cause of them all, wherever the
  /// compiler noticed it: then one error is told, at the bracket.
  ///
  /// - Parameters:
  ///   - files: the lesson's files.
  ///   - texts: the texts of the cells by their parts of the page.
  ///   - source: the cells as they are shown.
  static func all(
    _ diagnostics: [CompilerDiagnostic], in files: EditedFiles, texts: [Int: CellText],
    of source: LessonSource
  ) -> [LiveDiagnostic] {
    // The errors are explained with the names that the lesson's text has.
    let sources = Set(diagnostics.compactMap(\.file)).map { path in
      let name = URL(fileURLWithPath: path).lastPathComponent
      let text = files.text(of: name) ?? ""
      return SwiftCompiler.Source(path: path, bytes: Data(text.utf8))
    }
    let explained = CompilerWords(diagnostics, sources)
    let errors = diagnostics.filter { $0.isError || $0.kind.isEmpty }
    func shownLine(_ part: Int, _ line: Int) -> Int? {
      // Above the first cell stands a part of its own.
      source.cells.indices.contains(part - 1)
        ? source.cells[part - 1].line(ofFile: (texts[part]?.line ?? 1) + line - 1) : nil
    }
    if let first = errors.first, let (part, unmatched) = Self.unmatched(in: texts, source, files) {
      return [
        LiveDiagnostic(
          part: part, line: unmatched.line, shownLine: shownLine(part, unmatched.line),
          words: first.words, code: unmatched.marked(in: texts[part]?.text ?? ""),
          meaning: unmatched.isOpening
            ? "The bracket \(unmatched.bracket) is opened here and not closed."
            : "The bracket \(unmatched.bracket) closes what was not opened.")
      ]
    }
    return errors.prefix(CompilerWords.mostErrors).map { diagnostic in
      let name = diagnostic.file.map { URL(fileURLWithPath: $0).lastPathComponent }
      let part = name == files.lesson.ownFile ? nil : name
      let place = diagnostic.line.flatMap { line in
        texts.first { _, cell in
          cell.part == part
            && (cell.line..<cell.line + cell.text.components(separatedBy: "\n").count)
              .contains(line)
        }.map { (part: $0.key, line: line - $0.value.line + 1) }
      }
      // Where no cell has it, the file is named.
      let file = place == nil ? name.map { "\($0), \(diagnostic.line ?? 0): " } ?? "" : ""
      return LiveDiagnostic(
        part: place?.part, line: place?.line,
        shownLine: place.flatMap { shownLine($0.part, $0.line) }, words: file + diagnostic.words,
        code: diagnostic.below.joined(separator: "\n"),
        meaning: explained.meaning(of: diagnostic))
    }
  }

  /// Returns the first bracket without a partner among cells that were edited: those of the book
  /// may be open at their ends, as that which begins the lesson is.
  private static func unmatched(
    in texts: [Int: CellText], _ source: LessonSource, _ files: EditedFiles
  ) -> (part: Int, bracket: UnmatchedBracket)? {
    let edited = Set(files.names)
    for (part, cell) in texts.sorted(by: { $0.key < $1.key }) {
      guard let name = cell.part ?? files.lesson.ownFile, edited.contains(name),
        files.bookText(of: name)?.contains(cell.text) != true, !source.isFrame(part - 1),
        let unmatched = UnmatchedBracket.first(in: cell.text)
      else { continue }
      return (part, unmatched)
    }
    return nil
  }
}
