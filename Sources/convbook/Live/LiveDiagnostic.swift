// The compiler's errors under the cells that they are about.

import Formatting
import Foundation
import LessonKit
import Live

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
  /// - Parameter texts: the texts of the cells by their parts of the page.
  static func all(
    _ diagnostics: [CompilerDiagnostic], of lesson: LessonFolder, texts: [Int: CellText]
  ) -> [LiveDiagnostic] {
    diagnostics.filter { $0.isError || $0.kind.isEmpty }.prefix(8).map { diagnostic in
      let name = diagnostic.file.map { URL(fileURLWithPath: $0).lastPathComponent }
      let part = name == lesson.ownFile ? nil : name
      let place = diagnostic.line.flatMap { line in
        texts.first { _, cell in
          cell.part == part
            && (cell.line..<cell.line + cell.text.components(separatedBy: "\n").count)
              .contains(line)
        }.map { (part: $0.key, line: line - $0.value.line + 1) }
      }
      return LiveDiagnostic(
        part: place?.part, line: place?.line, words: diagnostic.words,
        code: diagnostic.below.joined(separator: "\n"))
    }
  }
}
