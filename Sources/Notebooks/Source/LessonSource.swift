// Splits a lesson's Swift files into notebook cells: `//:` lines are prose, the rest is code. Line
// numbers assign outputs to cells.

import Formatting
import Foundation

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
  /// The name of the part that it stands in, as "PoolingClaims.swift"; nil for the lesson's own
  /// file, and the path of a file that is only quoted.
  public var part: String?

  /// Whether it stands in a file that is no part of the lesson, and does not run with it.
  package var isQuoted: Bool { part?.hasPrefix("../") ?? false }

  /// The first and the last line in the file, from 1.
  public var lines: ClosedRange<Int> { (lineNumbers.first ?? 1)...(lineNumbers.last ?? 1) }

  /// Returns which of its lines, from 1, is a line of the file; nil for one that it does not show.
  package func line(ofFile line: Int) -> Int? {
    lineNumbers.firstIndex(of: line).map { $0 + 1 }
  }

  /// The first line that prints; nil without one.
  package var placeOfPrint: SourcePlace? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.firstIndex { $0.contains(#/\b(?:print|debugPrint|dump)\(/#) }
      .map { SourcePlace(part: part, line: lineNumbers[$0]) }
  }

  /// Returns the place in this cell that stands in for one in a former text of it.
  package func place(like former: SourcePlace, in old: Cell) -> SourcePlace {
    let index = old.lineNumbers.firstIndex { $0 >= former.line } ?? old.lineNumbers.count
    let line = lineNumbers.isEmpty ? 1 : lineNumbers[min(index, lineNumbers.count - 1)]
    return SourcePlace(part: part, line: line)
  }
}

/// The cells of a lesson's source.
public struct LessonSource: Codable, Sendable {
  /// The cells from top to bottom.
  public var cells: [Cell]
  /// The words of pictures, which belong to the code above them.
  public let pictures: [PictureLine]
  /// Its steps in Python; nil for a text without any.
  public let python: [PythonCell]?
  /// The name of the lesson's own file; nil for a text without one.
  public let file: String?
  /// The hash of the lesson's text, 16 hexadecimal digits.
  public let hash: String

  /// Splits the text of a lesson of one file into cells.
  public init(swift text: String) { self.init(LessonText(text)) }

  /// Splits a lesson's text into cells; those of a part follow the statement that calls it.
  public init(_ text: LessonText) {
    (cells, pictures) = Self.split(text.own, parts: text)
    python =
      text.python.isEmpty ? nil : text.python.flatMap { PythonCell.cells(in: $1, $0) }
    file = text.file
    hash = text.hash
  }

  /// Returns whether it runs as another does: the code and the words of pictures are the same, only
  /// prose may differ.
  package func isSameProgram(as other: LessonSource) -> Bool { program == other.program }

  /// The texts that decide what it shows: the code, and the words of pictures.
  package var program: [String] {
    cells.filter { $0.kind == .code && !$0.isQuoted }.flatMap { [$0.part ?? "", $0.text] }
      + pictures.flatMap { [$0.place.part ?? "", $0.key, $0.alt, $0.caption] }
  }

  private static func split(
    _ text: String, part: String? = nil, parts: LessonText? = nil
  ) -> (cells: [Cell], pictures: [PictureLine]) {
    var cells: [Cell] = []
    var pictures: [PictureLine] = []
    var pending: [(number: Int, text: String)] = []
    var pendingKind = Cell.Kind.code
    var insideString = false
    // The part that a statement calls, and the brackets that the statement has open.
    var called: (name: String, text: String)?
    var depth = 0

    func close() {
      if let cell = cell(pendingKind, pending, part) { cells.append(cell) }
      pending = []
    }

    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var index = 0
    while index < lines.count {
      defer { index += 1 }
      let line = lines[index]
      let prose = insideString ? nil : prose(line)
      if prose?.hasPrefix("![") == true,
        let picture = picture(in: lines, at: index, part)
      {
        pictures.append(picture.line)
        index += picture.count - 1
        continue
      }
      if prose != nil, let quotation = parts?.quotation(in: line) {
        close()
        cells.append(contentsOf: cell(.code, quotation.lines, quotation.file).map { [$0] } ?? [])
        continue
      }
      let kind: Cell.Kind = prose == nil ? .code : .prose
      if kind != pendingKind {
        close()
        pendingKind = kind
      }
      pending.append((index + 1, prose ?? line))
      guard prose == nil else { continue }
      if called == nil, !insideString { called = parts?.part(calledIn: line) }
      if line.holds("\"\"\""), line.components(of: "\"\"\"") % 2 == 1 { insideString.toggle() }
      guard let part = called else { continue }
      depth += bracketDepth(of: line)
      if depth <= 0 {
        close()
        let inside = split(part.text, part: part.name)
        cells += inside.cells
        pictures += inside.pictures
        (called, depth) = (nil, 0)
      }
    }
    close()
    return (withoutClosingBraces(cells), pictures)
  }

  /// Returns how many more brackets a line opens than it closes.
  private static func bracketDepth(of line: some StringProtocol) -> Int {
    line.count { "([{".contains($0) } - line.count { ")]}".contains($0) }
  }

  /// Returns the text of a line of prose; nil for code.
  static func prose(_ line: String) -> String? {
    let trimmed = line.drop { $0 == " " || $0 == "\t" }
    guard trimmed.hasPrefix("//:") else { return nil }
    let prose = trimmed.dropFirst(3)
    return String(prose.first == " " ? prose.dropFirst() : prose)
  }

  /// Reads the words of a picture, which may be wrapped over several lines of prose.
  private static func picture(
    in lines: [String], at start: Int, _ part: String?
  ) -> (line: PictureLine, count: Int)? {
    var text = ""
    for (count, line) in lines[start...].prefix(12).enumerated() {
      guard let prose = prose(line), !prose.isEmpty, count == 0 || !prose.hasPrefix("![") else {
        return nil
      }
      text += (count == 0 ? "" : " ") + prose
      if let line = PictureLine(text, .init(part: part, line: start + 1)) {
        return (line, count + 1)
      }
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

  /// Returns what a terminal tells of the prose among some cells: the headings below the title, and
  /// the first sentence of the last of them.
  func opening(of cells: Range<Int>) -> (headings: [String], sentence: String) {
    let prose = cells.filter { self.cells[$0].kind == .prose }.map { self.cells[$0].text }
    let headings = prose.flatMap { Markdown(text: $0).headings }.filter { $0.level > 1 }
    // What follows the last heading, without lists, quotations and code.
    let paragraphs = (prose.last ?? "").split(separator: "\n", omittingEmptySubsequences: false)
      .split { $0.isEmpty || $0.hasPrefix("#") }
      .filter { !($0.first?.contains(#/^(?:[>|\-!`]|\d+\. )/#) ?? true) }
      .map { $0.joined(separator: " ") }
    let isOpening = cells.lowerBound == 0
    let first = (isOpening ? paragraphs.dropFirst() : paragraphs[...]).first ?? ""
    let sentence = first.prefixMatch(of: #/.*?[.?!:](?=\*{0,2}(?:\s|$))/#).map { String($0.output) }
    return (headings.map(\.text).map(Self.plain), Self.plain(sentence ?? first))
  }

  /// Returns prose without the marks of Markdown.
  private static func plain(_ text: String) -> String {
    text.replacing(#/\[([^\]]*)\]\([^)]*\)/#) { String($0.output.1) }
      .replacing(#/\*\*([^*]+)\*\*/#) { String($0.output.1) }
      .replacing(#/\*([^*\s][^*]*)\*/#) { String($0.output.1) }
      .replacing("`", with: "")
  }

  /// Returns the index of the code cell of a line; for a line of prose, of the next code cell of
  /// its file.
  public func codeCell(containing place: SourcePlace) -> Int? {
    let own = cells.indices.filter { cells[$0].kind == .code && cells[$0].part == place.part }
    return own.first { place.line <= cells[$0].lines.upperBound } ?? own.last
  }

  /// Returns whether a cell declares the lesson or a part of it, and runs nothing: it ends where
  /// `run` or the part's function begins.
  public func isFrame(_ index: Int) -> Bool {
    let cell = cells[index]
    let function = cell.part.map { LessonText.function(ofPart: $0) } ?? "run"
    return cell.kind == .code && cell.text.firstRange(of: "func \(function)(") != nil
  }

  /// Returns whether another file's cells begin with a cell, those of a quoted one always; a lesson
  /// of one file has no such cell.
  func changesFile(_ index: Int) -> Bool {
    guard !cells[index].isQuoted else { return true }
    return cells[..<index].last { !$0.isQuoted }.map { $0.part != cells[index].part } ?? false
  }

  /// Returns the name of the file whose cells begin with a cell; nil where none begins.
  func fileBeginning(at index: Int) -> String? {
    changesFile(index) ? cells[index].part ?? file : nil
  }

  private static func cell(
    _ kind: Cell.Kind, _ lines: [(number: Int, text: String)], _ part: String?
  ) -> Cell? {
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
      lineNumbers: kept.map(\.number), part: part)
  }

  /// Removes the closing braces of `run` and of the lesson's type from a file's last cell.
  private static func withoutClosingBraces(_ cells: [Cell]) -> [Cell] {
    guard let last = cells.last, last.kind == .code else { return cells }
    var lines = last.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while let line = lines.last, line.allSatisfy({ $0 == " " || $0 == "}" }),
      lines.joined().filter({ $0 == "}" }).count > lines.joined().filter({ $0 == "{" }).count
    {
      lines.removeLast()
    }
    guard let trimmed = cell(.code, Array(zip(last.lineNumbers, lines)), last.part) else {
      return cells.dropLast()
    }
    return cells.dropLast() + [trimmed]
  }
}

extension LessonSource {
  /// Returns the code cell in which a lesson stopped whose last output came from a place: that cell
  /// if code follows the statement there, else the next.
  public func codeCell(stoppedAfter place: SourcePlace?) -> Int? {
    // A frame only declares: execution begins behind it.
    let frame = cells.firstIndex { $0.kind == .code }
    let running = cells.indices.filter {
      cells[$0].kind == .code && !cells[$0].isQuoted && !isFrame($0) && $0 != frame
    }
    guard let place, let current = codeCell(containing: place) else {
      return running.first ?? frame
    }
    let end = endOfStatement(startingAt: place.line, in: cells[current])
    let leftOver = code(of: cells[current], after: end).contains { _, code in
      code.contains { $0.isLetter }
    }
    return leftOver ? current : running.first { $0 > current } ?? current
  }

  /// Returns the place of the first `try` or `throw` after a place, the earliest that can have
  /// thrown; a statement that calls a part is passed over where the part has one.
  ///
  /// When `place` is nil the search begins behind the first code cell.
  public func placeOfThrow(after place: SourcePlace?) -> SourcePlace? {
    let first = cells.firstIndex { $0.kind == .code } ?? 0
    let start = place.flatMap(codeCell(containing:)) ?? first
    var call: SourcePlace?
    for index in cells.indices[start...]
    where cells[index].kind == .code && !cells[index].isQuoted {
      let cell = cells[index]
      if let call, cell.part == call.part { return call }
      let after = index > start ? 0 : place?.line ?? cell.lines.upperBound
      for (number, code) in code(of: cell, after: after)
      where code.contains("try ") || code.contains("throw ") {
        let found = SourcePlace(part: cell.part, line: number)
        let callsPart =
          endOfStatement(startingAt: number, in: cell) == cell.lines.upperBound
          && index + 1 < cells.count && changesFile(index + 1) && cells[index + 1].part != nil
          && !cells[index + 1].isQuoted
        guard callsPart else { return found }
        call = found
        break
      }
    }
    return call
  }

  /// Returns the lines of the statement that begins in a place, as offsets into the code of its
  /// cell, from 0; nil where the cell has no such line.
  func linesOfStatement(at place: SourcePlace, in cell: Cell) -> ClosedRange<Int>? {
    guard cell.part == place.part,
      let first = cell.lineNumbers.firstIndex(of: place.line),
      let last = cell.lineNumbers.firstIndex(
        of: endOfStatement(startingAt: place.line, in: cell))
    else { return nil }
    return first...max(first, last)
  }

  private func endOfStatement(startingAt line: Int, in cell: Cell) -> Int {
    var depth = 0
    for (number, code) in code(of: cell, after: line - 1) {
      depth += Self.bracketDepth(of: code)
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

  /// How long it takes to read, in minutes: 180 words of prose a minute, as textbooks are read, and
  /// a line of code in four seconds.
  var minutes: Int {
    let prose = cells.filter { $0.kind == .prose }.map(\.text)
    let count = prose.reduce(0) { $0 + $1.split { $0.isWhitespace }.count }
    let lines = cells.indices.filter { cells[$0].kind == .code && !isFrame($0) }
      .reduce(0) { $0 + cells[$1].text.split(separator: "\n").count }
    return max(1, Int((Double(count) / 180 + Double(lines) / 15).rounded()))
  }

  /// The earlier lessons that the prose names most often, at most three, in order.
  var buildsOn: [Int] {
    let own = title.flatMap { $0.prefixMatch(of: #/\d+/#) }.flatMap { Int($0.output) } ?? 0
    var counts: [Int: Int] = [:]
    for cell in cells where cell.kind == .prose {
      for match in cell.text.matches(of: #/[Ll]esson\s+(\d+)/#) {
        guard let number = Int(match.output.1), number < own else { continue }
        counts[number, default: 0] += 1
      }
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3).map(\.key).sorted()
  }
}
