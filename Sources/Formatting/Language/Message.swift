// Texts for people. A message keeps its English template apart from its values, so that a catalogue
// can translate the template.

/// A text for people: an English template and the values of its placeholders.
///
/// A string literal is a message where one is expected, and each interpolation becomes a
/// placeholder: `"\(lost) of \(all) edges"` has the template "{1} of {2} edges". A message is
/// rendered by `text`, in the language of `Catalogue.current`.
public struct Message: Hashable, Sendable {
  /// A value in place of a placeholder.
  public indirect enum Value: Hashable, Sendable {
    /// A number or a name, the same in every language.
    case text(String)
    /// A message, which is translated too.
    case message(Message)
  }

  /// The English template: placeholders are `{1}`, `{2}` … or names in braces.
  public private(set) var template: String
  /// The values by the names of their placeholders. Braces with other names are plain text.
  public private(set) var values: [String: Value]

  /// Creates a message of a template and its named values.
  public init(template: String, values: [String: Value] = [:]) {
    (self.template, self.values) = (template, values)
  }

  /// Creates a message that is the same in every language, such as a name or a number.
  public init(_ verbatim: String) {
    self.init(template: "{1}", values: ["1": .text(verbatim)])
  }

  /// Creates a message whose wording depends on a count: `Message(3, "\(3) row", "\(3) rows")`.
  ///
  /// - Parameters:
  ///   - count: what decides between the two.
  ///   - one: the wording for one.
  ///   - many: the wording for any other count, with the same values.
  public init(_ count: Int, _ one: Message, _ many: Message) {
    self = count == 1 ? one : many
  }

  /// Whether it has no text at all.
  public var isEmpty: Bool { template.isEmpty || self == Message("") }

  /// The text in the language of `Catalogue.current`.
  public var text: String { text(in: .current) }

  /// The text in English.
  public var english: String { text(in: .english) }

  /// Returns the text in the language of a catalogue; in English where it has no translation.
  public func text(in catalogue: Catalogue) -> String {
    Self.filled(catalogue.translation(of: template) ?? template) { name in
      switch values[name] {
      case nil: nil
      case .text(let text)?: text
      case .message(let message)?: message.text(in: catalogue)
      }
    }
  }

  /// Replaces placeholders: `{1}`, or `{1|은/는}` with a Korean particle that fits the value.
  private static func filled(_ template: String, value: (String) -> String?) -> String {
    guard template.contains("{") else { return template }
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[open...]
      guard let close = rest.firstIndex(of: "}") else { break }
      let inside = rest[rest.index(after: open)..<close].split(
        separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
      if let name = inside.first, let value = value(String(name)) {
        result += value
        if inside.count == 2 { result += koreanParticle(String(inside[1]), after: value) }
        rest = rest[rest.index(after: close)...]
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result + rest
  }
}

extension Message: ExpressibleByStringInterpolation {
  /// Collects a template and its values.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var template = ""
    fileprivate var values: [String: Value] = [:]

    /// Called by the compiler.
    public init(literalCapacity: Int, interpolationCount: Int) {
      template.reserveCapacity(literalCapacity + 3 * interpolationCount)
    }

    /// Called by the compiler for the text between interpolations.
    public mutating func appendLiteral(_ literal: String) { template += literal }

    /// Adds a placeholder for a value that is the same in every language.
    public mutating func appendInterpolation(_ value: some Any) { append(.text("\(value)")) }

    /// Adds a placeholder for a whole number, in groups of three digits from 10,000 on.
    public mutating func appendInterpolation(_ value: Int) { append(.text(grouped(value))) }

    /// Adds a placeholder for a number with as many digits as `number` gives it.
    public mutating func appendInterpolation(_ value: Float) { append(.text(number(value))) }

    /// Adds a placeholder for a number with as many digits as `number` gives it.
    public mutating func appendInterpolation(_ value: Double) { append(.text(number(value))) }

    /// Adds a placeholder for a shape: "(1, 28, 28, 1)".
    public mutating func appendInterpolation(_ shape: [Int]) { append(.text(describe(shape))) }

    /// Adds a placeholder for a message.
    public mutating func appendInterpolation(_ message: Message) { append(.message(message)) }

    private mutating func append(_ value: Value) {
      let name = String(values.count + 1)
      values[name] = value
      template += "{\(name)}"
    }
  }

  /// Called by the compiler for a literal without interpolations.
  public init(stringLiteral literal: String) { self.init(template: literal) }

  /// Called by the compiler for a literal with interpolations.
  public init(stringInterpolation interpolation: StringInterpolation) {
    self.init(template: interpolation.template, values: interpolation.values)
  }

  /// Joins two parts of one template, for literals that are too long for a line; the placeholders
  /// of the second are numbered on.
  public static func + (first: Message, second: Message) -> Message {
    let offset = first.values.count
    let renamed = Dictionary(
      uniqueKeysWithValues: second.values.map { name, value in
        (Int(name).map { String($0 + offset) } ?? name, value)
      })
    let template = second.template.replacing(#/\{([0-9]+)\}/#) { match in
      second.values[String(match.1)] == nil
        ? String(match.0) : "{\((Int(match.1) ?? 0) + offset)}"
    }
    return Message(
      template: first.template + template, values: first.values.merging(renamed) { $1 })
  }
}

extension Message: CustomStringConvertible {
  /// The text in the language of `Catalogue.current`.
  public var description: String { text }
}

extension Message: Codable {
  private enum CodingKeys: String, CodingKey { case template, values, verbatim }

  /// Reads a string, a verbatim text, or a template with values.
  public init(from decoder: any Decoder) throws {
    if let template = try? decoder.singleValueContainer().decode(String.self) {
      self.init(template: template)
      return
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let verbatim = try container.decodeIfPresent(String.self, forKey: .verbatim) {
      self.init(verbatim)
      return
    }
    self.init(
      template: try container.decode(String.self, forKey: .template),
      values: try container.decodeIfPresent([String: Value].self, forKey: .values) ?? [:])
  }

  /// The key with which an encoder writes texts in the language of `Catalogue.current`, for
  /// scripts.
  package static let rendering = CodingUserInfoKey(rawValue: "convbook.rendering").unsafelyUnwrapped

  /// Writes a message without values as a string, others as an object.
  public func encode(to encoder: any Encoder) throws {
    if encoder.userInfo[Self.rendering] != nil {
      var container = encoder.singleValueContainer()
      return try container.encode(text)
    }
    if values.isEmpty {
      var container = encoder.singleValueContainer()
      return try container.encode(template)
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    if template == "{1}", case .text(let verbatim)? = values["1"] {
      return try container.encode(verbatim, forKey: .verbatim)
    }
    try container.encode(template, forKey: .template)
    try container.encode(values, forKey: .values)
  }
}

extension Message.Value: Codable {
  private enum CodingKeys: String, CodingKey { case message }

  /// Reads a string, or a message.
  public init(from decoder: any Decoder) throws {
    if let text = try? decoder.singleValueContainer().decode(String.self) {
      self = .text(text)
    } else {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      self = .message(try container.decode(Message.self, forKey: .message))
    }
  }

  /// Writes a text as a string, a message as an object.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .text(let text):
      var container = encoder.singleValueContainer()
      try container.encode(text)
    case .message(let message):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(message, forKey: .message)
    }
  }
}

extension Sequence<Message> {
  /// Joins the texts of a list, which is the same list in every language.
  public func joined(separator: String = "") -> Message {
    var parts = makeIterator()
    guard var result = parts.next() else { return "" }
    while let next = parts.next() { result = "\(result)\(separator)\(next)" }
    return result
  }
}

/// Returns a message's text in the language of `Catalogue.current`.
package func text(_ message: Message) -> String { message.text }
