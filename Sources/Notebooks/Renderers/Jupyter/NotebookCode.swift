// The code of a lesson's cells as a Jupyter notebook has it: with all that the kernel needs to make
// the same program of them.

import Formatting

/// The kernel that runs notebooks, as `convbook jupyter install` names it.
package enum JupyterKernel {
  /// Its name, which notebooks refer to.
  package static let name = "convbook"
  /// Its name for readers.
  package static let title = "Swift (Convbook)"
  /// What a notebook's metadata say of it.
  package static let metadata = ["display_name": title, "language": "swift", "name": name]
}

/// What the code of a notebook says besides Swift, in comments.
package enum NotebookCode {
  /// The widest line of a picture's words.
  private static let width = 96

  /// Begins the line of the lesson's options: `// Options: --stride 2`.
  package static let options = "// Options: "

  /// Returns the name of the file that a cell's first line says it begins: "// Pooling.swift".
  package static func file(begunBy text: String) -> String? {
    text.prefixMatch(of: #/\s*// (\S+\.swift)[ \t]*(?:\n|$)/#).map { String($0.1) }
  }

  /// Returns the code of the cells by their indices: with the lines that give pictures their words;
  /// with the name of the file where another one begins; in the first cell, with the options that
  /// the lesson was run with.
  package static func all(in record: LessonRecord) -> [Int: String] {
    let source = record.source
    var texts: [Int: String] = [:]
    var part: String?
    for (index, cell) in source.cells.enumerated() where cell.kind == .code {
      var text = withWords(cell, of: source)
      if cell.part != part {
        text = "// \(cell.part ?? source.file ?? "")\n" + text
        part = cell.part
      }
      if texts.isEmpty, !record.arguments.isEmpty {
        text = options + record.arguments.joined(separator: " ") + "\n" + text
      }
      texts[index] = text
    }
    return texts
  }

  private static func withWords(_ cell: Cell, of source: LessonSource) -> String {
    let following = source.cells.first {
      $0.kind == .code && $0.part == cell.part && $0.lines.lowerBound > cell.lines.upperBound
    }
    var lines = Array(
      zip(cell.lineNumbers, cell.text.split(separator: "\n", omittingEmptySubsequences: false))
        .map { ($0, String($1)) })
    for words in source.pictures
    where words.place.part == cell.part && !cell.isQuoted
      && words.place.line > cell.lines.lowerBound
      && words.place.line < following?.lines.lowerBound ?? .max
    {
      let text = "![\(words.alt)](\(words.key) \"\(words.caption)\")"
      let own = text.wrapped(to: width).map { "//: " + $0 }.joined(separator: "\n")
      let place = lines.firstIndex { $0.0 > words.place.line } ?? lines.endIndex
      lines.insert((words.place.line, own), at: place)
    }
    return lines.map(\.1).joined(separator: "\n")
  }
}
