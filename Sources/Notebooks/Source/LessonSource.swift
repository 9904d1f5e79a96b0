// Splits a lesson's Swift file into notebook cells: `//:` lines are prose, the rest is code. Line
// numbers assign outputs to cells.

import Foundation
import Tensors

/// One cell of a notebook.
public struct Cell: Codable, Sendable, Equatable {
  /// The kind of cell.
  public enum Kind: String, Codable, Sendable, Equatable {
    /// Markdown.
    case prose
    /// Swift.
    case code
  }

  /// Prose or code.
  public let kind: Kind
  /// The text without `//:` and without common indentation.
  public let text: String
  /// The line numbers in the file, from 1, of the lines of the text; those of pictures' words are
  /// left out.
  let lineNumbers: [Int]

  /// The first and the last line in the file, from 1.
  public var lines: ClosedRange<Int> { (lineNumbers.first ?? 1)...(lineNumbers.last ?? 1) }
}

/// The cells of a lesson's source.
public struct LessonSource: Codable, Sendable {
  /// The cells from top to bottom.
  public var cells: [Cell]
  /// The words of pictures, which belong to the code above them.
  public let pictures: [PictureLine]
  /// The hash of the file's text, 16 hexadecimal digits.
  public let hash: String

  /// Splits the text of a Swift file into cells.
  public init(swift text: String) {
    var cells: [Cell] = []
    var pictures: [PictureLine] = []
    var pending: [(number: Int, text: String)] = []
    var pendingKind = Cell.Kind.code
    var insideString = false

    func close() {
      if let cell = Self.cell(pendingKind, pending) { cells.append(cell) }
      pending = []
    }

    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var index = 0
    while index < lines.count {
      defer { index += 1 }
      let line = lines[index]
      let prose = insideString ? nil : Self.prose(line)
      if prose?.hasPrefix("![") == true,
        let picture = Self.picture(in: lines, at: index)
      {
        pictures.append(picture.line)
        index += picture.count - 1
        continue
      }
      let kind: Cell.Kind = prose == nil ? .code : .prose
      if kind != pendingKind {
        close()
        pendingKind = kind
      }
      pending.append((index + 1, prose ?? line))
      if prose == nil, line.components(of: "\"\"\"") % 2 == 1 { insideString.toggle() }
    }
    close()
    self.pictures = pictures
    hash = Self.hash(of: text)
    self.cells = Self.withoutClosingBraces(cells)
  }

  /// Returns the hash of a lesson's text, 16 hexadecimal digits.
  public static func hash(of text: String) -> String {
    var text = text
    return text.withUTF8 { hexadecimal(contentHash(of: UnsafeRawBufferPointer($0))) }
  }

  /// Returns the text of a line of prose; nil for code.
  private static func prose(_ line: String) -> String? {
    let trimmed = line.drop { $0 == " " || $0 == "\t" }
    guard trimmed.hasPrefix("//:") else { return nil }
    let prose = trimmed.dropFirst(3)
    return String(prose.first == " " ? prose.dropFirst() : prose)
  }

  /// Reads the words of a picture, which may be wrapped over several lines of prose.
  private static func picture(
    in lines: [String], at start: Int
  ) -> (line: PictureLine, count: Int)? {
    var text = ""
    for (count, line) in lines[start...].prefix(12).enumerated() {
      guard let prose = prose(line), !prose.isEmpty, count == 0 || !prose.hasPrefix("![") else {
        return nil
      }
      text += (count == 0 ? "" : " ") + prose
      if let line = PictureLine(text, line: start + 1) { return (line, count + 1) }
    }
    return nil
  }

  /// The lesson's title: the first heading.
  public var title: String? {
    for cell in cells where cell.kind == .prose {
      for line in cell.text.split(separator: "\n") where line.hasPrefix("#") {
        return Markdown(text: String(line)).headings.first?.text
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

  private static func cell(_ kind: Cell.Kind, _ lines: [(number: Int, text: String)]) -> Cell? {
    let isBlank = { (line: String) in line.allSatisfy { $0 == " " || $0 == "\t" } }
    guard let first = lines.firstIndex(where: { !isBlank($0.text) }),
      let last = lines.lastIndex(where: { !isBlank($0.text) })
    else { return nil }
    let kept = lines[first...last]
    let margin =
      kept.filter { !isBlank($0.text) }.map { $0.text.prefix { $0 == " " }.count }.min() ?? 0
    return Cell(
      kind: kind,
      text: kept.map { isBlank($0.text) ? "" : $0.text.dropFirst(kind == .code ? margin : 0) }
        .joined(separator: "\n"),
      lineNumbers: kept.map(\.number))
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
    guard let trimmed = cell(.code, Array(zip(last.lineNumbers, lines))) else {
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
    zip(cell.lineNumbers, cell.text.split(separator: "\n", omittingEmptySubsequences: false))
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
