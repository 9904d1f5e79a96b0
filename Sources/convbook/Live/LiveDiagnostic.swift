// The compiler's errors under the cells that they are about.

import Formatting
import Foundation
import LessonKit
import Live
import Processes

/// An error of the compiler, as a page shows it.
struct LiveDiagnostic: Encodable {
  /// The part of the page with the cell; nil for an error in none.
  var part: Int?
  /// The line in the cell's text, from 1.
  var line: Int?
  /// The compiler's words.
  var words: String
  /// The line of the code, and the marks below it.
  var code: String
  /// What it means and what to do, for the usual ones.
  var meaning: Message?

  /// Returns the errors, each with the cell that it is about.
  ///
  /// - Parameters:
  ///   - files: the lesson's files.
  ///   - texts: the texts of the cells by their parts of the page.
  static func all(
    _ diagnostics: [CompilerDiagnostic], in files: EditedFiles, texts: [Int: CellText]
  ) -> [LiveDiagnostic] {
    // The errors are explained with the names that the lesson's text has.
    let sources = Set(diagnostics.compactMap(\.file)).map { path in
      let name = URL(fileURLWithPath: path).lastPathComponent
      let text = files.text(of: name) ?? ""
      return SwiftCompiler.Source(path: path, bytes: Data(text.utf8))
    }
    let explained = CompilerWords(diagnostics, sources)
    let errors = diagnostics.filter { $0.isError || $0.kind.isEmpty }
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
        part: place?.part, line: place?.line, words: file + diagnostic.words,
        code: diagnostic.below.joined(separator: "\n"),
        meaning: explained.meaning(of: diagnostic))
    }
  }
}
