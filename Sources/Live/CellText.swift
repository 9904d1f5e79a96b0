// The lines of a file that a cell of code stands for, to be edited and put back.

import Foundation
import Notebooks

/// The text of a cell as its file has it, with the lines that give pictures their words, but
/// without the indentation that all lines share.
public struct CellText: Codable, Sendable, Equatable {
  /// The name of the part; nil for the lesson's own file.
  public var part: String?
  /// The first line in the file, from 1.
  public var line: Int
  /// The text.
  public var text: String

  /// Returns the texts of the cells that can be edited, by their indices.
  ///
  /// - Parameter file: returns the text of a part, of the lesson's own file for nil.
  public static func all(
    in source: LessonSource, file: (String?) -> String?
  ) -> [Int: CellText] {
    var texts: [Int: CellText] = [:]
    var lines: [String: [Substring]] = [:]
    for (index, cell) in source.cells.enumerated() where cell.kind == .code && !cell.isQuoted {
      let name = cell.part ?? ""
      lines[name] = lines[name] ?? file(cell.part).map(Self.lines)
      guard let all = lines[name], cell.lines.upperBound <= all.count else { continue }
      let end = source.cells.filter { $0.part == cell.part && !$0.isQuoted }
        .map(\.lines.lowerBound).filter { $0 > cell.lines.lowerBound }.min()
      var last = (end ?? all.count + 1) - 1
      // Up to the words of its last picture: what follows is blank, or the end of the lesson.
      while last > cell.lines.upperBound, !all[last - 1].contains("//:") { last -= 1 }
      let own = all[cell.lines.lowerBound - 1..<last]
      texts[index] = CellText(
        part: cell.part, line: cell.lines.lowerBound, text: Self.outdented(own).text)
    }
    return texts
  }

  /// Returns a file's text with other lines in place of these.
  ///
  /// They are looked for where they were, then anywhere: another cell may have grown meanwhile.
  /// - Returns: nil when the file does not have these lines, or has them twice elsewhere.
  public func replaced(by text: String, in file: String) -> String? {
    let own = Self.lines(self.text)
    var lines = Self.lines(file)
    func isHere(_ start: Int) -> Bool {
      guard start >= 0, start + own.count <= lines.count else { return false }
      return Self.outdented(lines[start..<start + own.count]).text == self.text
    }
    let places = lines.indices.filter(isHere)
    let only = places.count == 1 ? places[0] : nil
    guard let start = places.first(where: { $0 + 1 == line }) ?? only else { return nil }
    let range = start..<start + own.count
    let margin = Self.outdented(lines[range]).margin
    let fresh = Self.lines(text).map { line in
      line.allSatisfy(\.isWhitespace) ? "" : Substring(margin + line)
    }
    lines.replaceSubrange(range, with: fresh)
    return lines.joined(separator: "\n")
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  private static func outdented(_ lines: ArraySlice<Substring>) -> (text: String, margin: String) {
    let full = lines.filter { !$0.allSatisfy(\.isWhitespace) }
    let margin = full.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return (
      lines.map { $0.allSatisfy(\.isWhitespace) ? "" : $0.dropFirst(margin) }
        .joined(separator: "\n"), String(repeating: " ", count: margin)
    )
  }
}
