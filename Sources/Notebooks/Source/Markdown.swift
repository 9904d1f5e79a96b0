// Converts the Markdown of lessons to HTML: headings, paragraphs, lists, tables, quotes, code,
// emphasis, links. All else becomes escaped text.

import Formatting

/// A Markdown text.
struct Markdown {
  let text: String

  /// A heading with its anchor.
  struct Heading: Equatable {
    let level: Int
    let text: String
    let anchor: String

    /// Reads a heading's words; `{#anchor}` at the end names its anchor, as in translations.
    init(level: Int, text: String) {
      self.level = level
      if text.hasSuffix("}"), let match = text.wholeMatch(of: /(.*) \{#([a-z0-9-]+)\}/) {
        (self.text, anchor) = (String(match.1), String(match.2))
      } else {
        (self.text, anchor) = (text, slug(text))
      }
    }
  }

  /// The headings in order.
  var headings: [Heading] {
    blocks.compactMap { if case .heading(let heading) = $0 { heading } else { nil } }
  }

  /// The text as HTML.
  var html: String { html(links: nil) }

  /// Returns the text as HTML.
  ///
  /// - Parameter links: finds what links by itself in paragraphs, lists and tables; nil for none.
  func html(links: ProseLinks?) -> String {
    htmlByHeading(links: links).filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// Returns the HTML of what stands before the first heading of level 2, which may be nothing, and
  /// of each such heading with what follows it.
  func htmlByHeading(links: ProseLinks?) -> [String] {
    var parts: [[String]] = [[]]
    for block in blocks {
      if case .heading(let heading) = block, heading.level == 2 { parts.append([]) }
      parts[parts.count - 1].append(Self.html(block, links))
    }
    return parts.map { $0.joined(separator: "\n") }
  }

  enum Block {
    case heading(Heading)
    case paragraph([Substring])
    case list([Substring], isOrdered: Bool)
    case quote([Substring])
    case mistake(Mistake)
    case code([Substring])
    case table([Substring])
  }

  var blocks: [Block] {
    var blocks: [Block] = []
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    func take(while condition: (Substring) -> Bool) -> [Substring] {
      let taken = Array(lines.prefix(while: condition))
      lines = lines.dropFirst(taken.count)
      return taken
    }
    while let line = lines.first {
      if line.allSatisfy(\.isWhitespace) {
        lines.removeFirst()
      } else if line.hasPrefix("```") {
        lines.removeFirst()
        blocks.append(.code(take { !$0.hasPrefix("```") }))
        lines = lines.dropFirst()
      } else if let level = Self.headingLevel(line) {
        lines.removeFirst()
        let words = line.dropFirst(level).drop { $0 == " " }
        blocks.append(.heading(Heading(level: level, text: String(words))))
      } else if line.hasPrefix("|") {
        blocks.append(.table(take { $0.hasPrefix("|") }))
      } else if line.hasPrefix(">") {
        let quoted = take { $0.hasPrefix(">") }.map { $0.dropFirst().drop { $0 == " " } }
        blocks.append(Mistake(quoted).map(Block.mistake) ?? .quote(quoted))
      } else if let isOrdered = Self.listKind(line) {
        let taken = take { !$0.isEmpty && (Self.listKind($0) != nil || $0.hasPrefix("  ")) }
        blocks.append(.list(taken, isOrdered: isOrdered))
      } else {
        blocks.append(.paragraph(take(while: Self.continuesParagraph)))
      }
    }
    return blocks
  }

  private static func continuesParagraph(_ line: Substring) -> Bool {
    !line.allSatisfy(\.isWhitespace) && !line.hasPrefix("```") && !line.hasPrefix("|")
      && !line.hasPrefix(">") && headingLevel(line) == nil && listKind(line) == nil
  }

  private static func headingLevel(_ line: Substring) -> Int? {
    let marks = line.prefix { $0 == "#" }.count
    return (1...6).contains(marks) && line.dropFirst(marks).first == " " ? marks : nil
  }

  /// Returns true for a line that begins a numbered list item, false for a bulleted one, else nil.
  private static func listKind(_ line: Substring) -> Bool? {
    if line.hasPrefix("- ") || line.hasPrefix("* ") { return false }
    let digits = line.prefix(while: \.isNumber)
    return !digits.isEmpty && line.dropFirst(digits.count).hasPrefix(". ") ? true : nil
  }

  private static func html(_ block: Block, _ links: ProseLinks?) -> String {
    switch block {
    case .heading(let heading):
      let tag = "h\(heading.level)"
      return "<\(tag) id=\"\(heading.anchor)\">\(inline(heading.text[...]))</\(tag)>"
    case .paragraph(let lines):
      return "<p>\(inline(joined(lines), links))</p>"
    case .quote(let lines):
      return "<blockquote><p>\(inline(joined(lines), links))</p></blockquote>"
    case .mistake(let mistake):
      return mistake.html(links)
    case .code(let lines):
      return "<pre><code>\(escaped(lines.joined(separator: "\n")))</code></pre>"
    case .list(let lines, let isOrdered):
      let tag = isOrdered ? "ol" : "ul"
      let items = items(lines).map { "<li>\(inline($0, links))</li>\n" }
      return "<\(tag)>\n\(items.joined())</\(tag)>"
    case .table(let lines):
      return table(lines, links)
    }
  }

  static func joined(_ lines: [Substring]) -> Substring {
    lines.joined(separator: "\n")[...]
  }

  static func items(_ lines: [Substring]) -> [Substring] {
    var items: [Substring] = []
    for line in lines {
      if listKind(line) == nil, let last = items.popLast() {
        items.append(Substring("\(last)\n\(line.drop { $0 == " " })"))
      } else {
        items.append(line.drop { $0 != " " }.dropFirst())
      }
    }
    return items
  }

  /// Returns the cells of a table's lines.
  static func rows(_ lines: [Substring]) -> [[Substring]] {
    lines.map { line in
      var body = line.dropFirst()
      while body.last == " " || body.last == "|" { body.removeLast() }
      return body.split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.drop { $0 == " " } }
    }
  }

  private static func table(_ lines: [Substring], _ links: ProseLinks?) -> String {
    let rows = rows(lines)
    let hasHead = rows.count > 1 && rows[1].allSatisfy { $0.allSatisfy { "-: ".contains($0) } }
    func row(_ cells: [Substring], _ tag: String) -> String {
      "<tr>" + cells.map { "<\(tag)>\(inline($0, links))</\(tag)>" }.joined() + "</tr>\n"
    }
    let head = hasHead ? "<thead>\n\(row(rows[0], "th"))</thead>\n" : ""
    let body = rows.dropFirst(hasHead ? 2 : 0).map { row($0, "td") }.joined()
    return "<div class=\"scroll\"><table>\n\(head)<tbody>\n\(body)</tbody></table></div>"
  }

  /// Returns a line as HTML with emphasis, code and links.
  static func inline(_ text: Substring, _ links: ProseLinks? = nil) -> String {
    var result = ""
    var rest = text
    var isInsideWord = false
    while let character = rest.first {
      if character == "\\", let next = rest.dropFirst().first, "\\`*_[]".contains(next) {
        result += escaped(String(next))
        rest = rest.dropFirst(2)
      } else if "`*[".contains(character), let (html, length) = span(rest, links) {
        result += html
        rest = rest.dropFirst(length)
      } else if !isInsideWord, ProseLinks.isOfWord(character),
        let (html, length) = links?.link(at: rest)
      {
        result += html
        rest = rest.dropFirst(length)
      } else {
        // A word at once, since nothing begins inside it.
        let word = rest.prefix(while: ProseLinks.isOfWord)
        let plain = word.isEmpty ? rest.prefix(1) : word
        result += escaped(plain)
        rest = rest[plain.endIndex...]
      }
      isInsideWord = ProseLinks.isOfWord(character) || character == "-"
    }
    return result
  }

  private static func span(
    _ text: Substring, _ links: ProseLinks?
  ) -> (html: String, length: Int)? {
    func enclosed(_ mark: String) -> Substring? {
      guard text.hasPrefix(mark) else { return nil }
      let inside = text.dropFirst(mark.count)
      guard let end = inside.firstRange(of: mark), end.lowerBound != inside.startIndex,
        inside.first != " "
      else { return nil }
      return inside[..<end.lowerBound]
    }
    if let code = enclosed("`") { return ("<code>\(escaped(code))</code>", code.count + 2) }
    if let bold = enclosed("**") {
      return ("<strong>\(inline(bold, links))</strong>", bold.count + 4)
    }
    if let stressed = enclosed("*") {
      return ("<em>\(inline(stressed, links))</em>", stressed.count + 2)
    }
    if text.hasPrefix("["), let middle = text.firstRange(of: "]("),
      let end = text[middle.upperBound...].firstIndex(of: ")")
    {
      let target = text[middle.upperBound..<end]
      let label = text[text.index(after: text.startIndex)..<middle.lowerBound]
      let length = text.distance(from: text.startIndex, to: end) + 1
      guard isHarmless(target) else { return (inline(label), length) }
      return ("<a href=\"\(escaped(target))\">\(inline(label))</a>", length)
    }
    return nil
  }

  /// Returns whether a link target is a page or an anchor, not a script.
  private static func isHarmless(_ target: Substring) -> Bool {
    target.hasPrefix("https://") || target.hasPrefix("http://") || target.hasPrefix("#")
      || (!target.contains(":") && !target.hasPrefix("//"))
  }
}
