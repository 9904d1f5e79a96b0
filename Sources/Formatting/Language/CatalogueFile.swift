// Reads and writes catalogue files in GNU gettext's PO format.
// https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html

/// The error that a catalogue file can't be read.
public struct CatalogueError: Error, CustomStringConvertible {
  /// The line, from 1, and what is wrong with it.
  public let description: String
}

/// A catalogue file: its header and its entries in order.
public struct CatalogueFile: Equatable, Sendable {
  /// A text and its translation.
  public struct Entry: Equatable, Sendable {
    /// Comments for translators, without `#.`.
    public var notes: [String] = []
    /// Comments of the translator, without `#`.
    public var comments: [String] = []
    /// Places where the text is used, without `#:`.
    public var places: [String] = []
    /// Whether the text has changed since it was translated.
    public var isFuzzy = false
    /// The English text.
    public var id: String
    /// The English text for counts other than one; nil where no count decides.
    public var plural: String?
    /// The translations: one for each plural form, or one.
    public var translations: [String]

    /// Creates an entry.
    public init(id: String, plural: String? = nil, translations: [String] = [""]) {
      (self.id, self.plural, self.translations) = (id, plural, translations)
    }

    /// Whether it has a translation that fits the text.
    public var isTranslated: Bool { !isFuzzy && translations.allSatisfy { !$0.isEmpty } }
  }

  /// The header: the translation of the empty text.
  public var header = ""
  /// The entries but the header.
  public var entries: [Entry] = []

  /// Creates an empty file.
  public init() {}

  /// Reads the text of a file.
  ///
  /// - Throws: `CatalogueError` with the line that is wrong. Obsolete entries (`#~`) are left out.
  public init(_ text: String) throws {
    var entry = Entry(id: "", translations: [])
    var field = Field.none
    var hasID = false

    func finish() {
      guard hasID else { return }
      if entry.id.isEmpty {
        header = entry.translations.first ?? ""
      } else {
        entries.append(entry)
      }
    }

    // By bytes: to find the characters of a catalogue takes several times as long as the rest.
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() {
      let line = Substring(bytes.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") })
      func begins(_ text: String) -> Bool { line.utf8.starts(with: text.utf8) }
      func wrong(_ reason: String) -> CatalogueError {
        CatalogueError(description: "line \(index + 1): \(reason)")
      }
      func quoted(_ text: Substring) throws -> String {
        guard let result = Self.unquoted(text) else {
          throw wrong("a text in double quotes is expected, not \(text)")
        }
        return result
      }
      if line.isEmpty || begins("#~") { continue }
      if begins("#") || begins("msgid ") {
        // The first comment or text after a translation begins the next entry.
        if field == .translation {
          finish()
          (entry, field, hasID) = (Entry(id: "", translations: []), .none, false)
        }
      }
      if begins("#") {
        let text = line.dropFirst(2).drop { $0 == " " }
        switch line.dropFirst().first {
        case ".": entry.notes.append(String(text))
        case ":": entry.places.append(String(text))
        case ",": entry.isFuzzy = entry.isFuzzy || text.contains("fuzzy")
        case "|": break
        default: entry.comments.append(String(line.dropFirst().drop { $0 == " " }))
        }
      } else if begins("msgid_plural ") {
        entry.plural = try quoted(line.dropFirst(13))
        field = .plural
      } else if begins("msgid ") {
        entry.id = try quoted(line.dropFirst(6))
        (field, hasID) = (.id, true)
      } else if begins("msgstr") {
        guard hasID else { throw wrong("a translation without a text before it") }
        guard let quote = line.firstIndex(of: "\"") else { throw wrong("a text is missing") }
        entry.translations.append(try quoted(line[quote...]))
        field = .translation
      } else if begins("\"") {
        let more = try quoted(line)
        switch field {
        case .id: entry.id += more
        case .plural: entry.plural? += more
        case .translation: entry.translations[entry.translations.count - 1] += more
        case .none: throw wrong("a text that belongs to nothing")
        }
      } else {
        throw wrong("a comment, msgid or msgstr is expected, not \(line)")
      }
    }
    finish()
  }

  private enum Field { case none, id, plural, translation }

  /// The text of the file.
  public var text: String {
    var parts = ["msgid \"\"\nmsgstr " + Self.quoted(header)]
    parts += entries.map { entry in
      var lines = entry.comments.map { "# \($0)" } + entry.notes.map { "#. \($0)" }
      lines += entry.places.map { "#: \($0)" }
      if entry.isFuzzy { lines.append("#, fuzzy") }
      lines.append("msgid " + Self.quoted(entry.id))
      if let plural = entry.plural {
        lines.append("msgid_plural " + Self.quoted(plural))
        lines += entry.translations.enumerated().map { "msgstr[\($0)] " + Self.quoted($1) }
      } else {
        lines.append("msgstr " + Self.quoted(entry.translations.first ?? ""))
      }
      return lines.joined(separator: "\n")
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// Returns a text in quotes; one of several lines, or a long one, on lines of its own.
  private static func quoted(_ text: String) -> String {
    func escaped(_ text: String) -> String {
      var result = ""
      for character in text {
        switch character {
        case "\n": result += "\\n"
        case "\t": result += "\\t"
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        default: result.append(character)
        }
      }
      return "\"" + result + "\""
    }
    var lines: [String] = []
    for line in text.splitKeepingNewlines {
      var rest = line[...]
      while rest.displayWidth > 76, let space = rest.prefix(76).lastIndex(of: " ") {
        lines.append(String(rest[...space]))
        rest = rest[rest.index(after: space)...]
      }
      lines.append(String(rest))
    }
    if lines.count <= 1 { return escaped(text) }
    return "\"\"\n" + lines.map(escaped).joined(separator: "\n")
  }

  /// Returns the text between two quotes; nil when it isn't one.
  private static func unquoted(_ quoted: Substring) -> String? {
    let quote = UInt8(ascii: "\"")
    var rest = quoted.utf8.drop { $0 == UInt8(ascii: " ") }
    while let last = rest.last, " \t\r".utf8.contains(last) { rest.removeLast() }
    guard rest.count >= 2, rest.first == quote, rest.last == quote else { return nil }
    rest = rest.dropFirst().dropLast()
    var result: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == quote { return nil }
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        continue
      }
      guard let escape = rest.popFirst() else { return nil }
      switch escape {
      case UInt8(ascii: "n"): result.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "t"): result.append(UInt8(ascii: "\t"))
      case UInt8(ascii: "r"): result.append(UInt8(ascii: "\r"))
      default: result.append(escape)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension String {
  /// The lines of the text, each with its newline.
  fileprivate var splitKeepingNewlines: [String] {
    var lines: [String] = []
    var line = ""
    for character in self {
      line.append(character)
      if character == "\n" {
        lines.append(line)
        line = ""
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
