// Splits a lesson's Swift file into notebook cells: `//:` lines are prose, the rest is code. Line
// numbers assign outputs to cells.

import Foundation

/// One cell of a notebook.
public struct Cell: Sendable, Equatable {
  /// The kind of cell.
  public enum Kind: Sendable, Equatable {
    /// Markdown.
    case prose
    /// Swift.
    case code
  }

  /// Prose or code.
  public let kind: Kind
  /// The text without `//:` and without common indentation.
  public let text: String
  /// The line numbers in the file, from 1.
  public let lines: ClosedRange<Int>
}

/// The cells of a lesson's source.
public struct LessonSource: Sendable {
  /// The cells from top to bottom.
  public let cells: [Cell]

  /// Splits the text of a Swift file into cells.
  public init(swift text: String) {
    var cells: [Cell] = []
    var pending: [String] = []
    var pendingKind = Cell.Kind.code
    var firstLine = 1
    var insideString = false

    func close(before line: Int) {
      if let cell = Self.cell(pendingKind, pending, firstLine: firstLine) { cells.append(cell) }
      pending = []
      firstLine = line
    }

    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (index, line) in lines.enumerated() {
      let trimmed = line.drop { $0 == " " || $0 == "\t" }
      let kind: Cell.Kind = !insideString && trimmed.hasPrefix("//:") ? .prose : .code
      if kind != pendingKind {
        close(before: index + 1)
        pendingKind = kind
      }
      if kind == .prose {
        let prose = trimmed.dropFirst(3)
        pending.append(String(prose.first == " " ? prose.dropFirst() : prose))
      } else {
        pending.append(line)
        if line.components(of: "\"\"\"") % 2 == 1 { insideString.toggle() }
      }
    }
    close(before: lines.count + 1)
    self.cells = Self.withoutClosingBraces(cells)
  }

  /// The lesson's title: the first heading.
  public var title: String? {
    for cell in cells where cell.kind == .prose {
      for line in cell.text.split(separator: "\n") where line.hasPrefix("#") {
        return String(line.drop { $0 == "#" || $0 == " " })
      }
    }
    return nil
  }

  /// The lesson's summary: the first paragraph under the title.
  public var summary: String {
    guard let opening = cells.first(where: { $0.kind == .prose }) else { return "" }
    let paragraphs = opening.text.split(separator: "\n", omittingEmptySubsequences: false)
      .split { $0.isEmpty }
      .map { $0.filter { !$0.hasPrefix("#") }.joined(separator: " ") }
    return paragraphs.first { !$0.isEmpty } ?? ""
  }

  /// Returns the index of the code cell of a line; for a line of prose, of the next code cell.
  public func codeCell(containing line: Int) -> Int? {
    cells.firstIndex { $0.kind == .code && line <= $0.lines.upperBound }
      ?? cells.lastIndex { $0.kind == .code }
  }

  private static func cell(_ kind: Cell.Kind, _ lines: [String], firstLine: Int) -> Cell? {
    let isBlank = { (line: String) in line.allSatisfy { $0 == " " || $0 == "\t" } }
    guard let first = lines.firstIndex(where: { !isBlank($0) }),
      let last = lines.lastIndex(where: { !isBlank($0) })
    else { return nil }
    let kept = lines[first...last]
    let margin = kept.filter { !isBlank($0) }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return Cell(
      kind: kind,
      text: kept.map { isBlank($0) ? "" : String($0.dropFirst(kind == .code ? margin : 0)) }
        .joined(separator: "\n"),
      lines: (firstLine + first)...(firstLine + last))
  }

  /// Removes the closing braces of `run` and of the lesson's type from the last cell.
  private static func withoutClosingBraces(_ cells: [Cell]) -> [Cell] {
    guard let last = cells.last, last.kind == .code else { return cells }
    var lines = last.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while let line = lines.last, line.allSatisfy({ $0 == " " || $0 == "}" }),
      lines.joined().filter({ $0 == "}" }).count > lines.joined().filter({ $0 == "{" }).count
    {
      lines.removeLast()
    }
    guard let trimmed = cell(.code, lines, firstLine: last.lines.lowerBound) else {
      return cells.dropLast()
    }
    return cells.dropLast() + [trimmed]
  }
}

extension LessonSource {
  /// Returns the code cell in which a lesson stopped whose last output came from `line`: that cell
  /// if code follows the statement there, else the next.
  public func codeCell(stoppedAfter line: Int?) -> Int? {
    let codeCells = cells.indices.filter { cells[$0].kind == .code }
    guard let line, let current = codeCell(containing: line) else {
      // The first code cell declares the lesson; execution begins in the second.
      return codeCells.dropFirst().first ?? codeCells.first
    }
    let end = endOfStatement(startingAt: line, in: cells[current])
    let leftOver = code(of: cells[current], after: end).contains { _, code in
      code.contains { $0.isLetter }
    }
    return leftOver ? current : codeCells.first { $0 > current } ?? current
  }

  /// Returns the line of the first `try` or `throw` after `line`, the earliest that can have
  /// thrown.
  ///
  /// When `line` is nil the search begins in the second code cell.
  public func lineOfThrow(after line: Int?) -> Int? {
    let start = line ?? cells.first { $0.kind == .code }?.lines.upperBound ?? 0
    for cell in cells where cell.kind == .code {
      for (number, code) in code(of: cell, after: start)
      where code.contains("try ") || code.contains("throw ") {
        return number
      }
    }
    return nil
  }

  private func endOfStatement(startingAt line: Int, in cell: Cell) -> Int {
    var depth = 0
    for (number, code) in code(of: cell, after: line - 1) {
      depth += code.filter { "([{".contains($0) }.count - code.filter { ")]}".contains($0) }.count
      if depth <= 0 { return number }
    }
    return cell.lines.upperBound
  }

  /// Returns the numbered lines of a cell after a line of the file, without `//` comments.
  private func code(of cell: Cell, after line: Int) -> [(number: Int, code: Substring)] {
    zip(cell.lines, cell.text.split(separator: "\n", omittingEmptySubsequences: false))
      .filter { number, _ in number > line }
      .map { number, text in
        (number, text.firstRange(of: "//").map { text[..<$0.lowerBound] } ?? text)
      }
  }
}

extension StringProtocol {
  /// Returns the number of occurrences of a text, without overlaps.
  func components(of text: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: text) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}

extension LessonSource {
  /// The distinct words of the prose in alphabetical order, for the search field.
  public var words: [String] {
    let prose = cells.filter { $0.kind == .prose }.map(\.text).joined(separator: " ").lowercased()
    let words = prose.split { !$0.isLetter && !$0.isNumber && $0 != "-" }
      .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "-")) }
    return Set(words.filter { $0.count > 2 }).sorted()
  }
}
