// The lines that give pictures their words: `//: ![alt](key "caption")`.

import Formatting

/// The words of a picture, plot or figure: they stand under the statement that shows it.
///
/// Placeholders in braces take what stands in their place in the key that the code gives: the line
/// `![A map](map-{number} "Map {number}")` is for the keys "map-1", "map-2", ….
public struct PictureLine: Codable, Sendable, Equatable {
  /// The template of the key.
  public let key: String
  /// The template of the alternative text.
  public let alt: String
  /// The template of the caption.
  public let caption: String
  /// The line where it begins.
  public let place: SourcePlace

  /// Reads the text of a line without `//:`; nil when it has another form.
  init?(_ text: String, _ place: SourcePlace) {
    // Wrapped words are read line by line, and all but the last end otherwise.
    guard text.hasSuffix("\")"),
      let match = text.wholeMatch(of: /!\[(.*)\]\(([^ ()"]+) "(.*)"\)/)
    else { return nil }
    (alt, key, caption) = (String(match.1), String(match.2), String(match.3))
    self.place = place
  }

  /// Returns what stands in place of the placeholders of the key; nil when a key is another's.
  func values(for key: String) -> [String: Message.Value]? {
    var values: [String: Message.Value] = [:]
    var template = self.key[...]
    var rest = key[...]
    while let open = template.firstIndex(of: "{"), let close = template.firstIndex(of: "}") {
      guard rest.hasPrefix(template[..<open]) else { return nil }
      rest = rest.dropFirst(template.distance(from: template.startIndex, to: open))
      let name = String(template[template.index(after: open)..<close])
      template = template[template.index(after: close)...]
      // A value ends where the next fixed part begins.
      let next = template.first
      let value = rest.prefix { $0 != next }
      if value.isEmpty { return nil }
      rest = rest.dropFirst(value.count)
      // A word is shown in the reader's language, if it is one that is translated.
      values[name] = .message(Message(template: String(value)))
    }
    return rest == template ? values : nil
  }
}

/// The caption and the alternative text of a picture.
public struct PictureWords: Sendable, Equatable {
  /// The caption under it.
  public var caption: Message
  /// The alternative text for readers who cannot see it.
  public var alt: Message

  /// Creates the words of a picture that has no line of its own.
  public init(_ caption: Message, alt: Message) { (self.caption, self.alt) = (caption, alt) }
}

extension LessonSource {
  /// Returns the words of the picture with a key; nil when no line has them.
  ///
  /// - Parameter values: what stands for other placeholders than those of the key.
  func words(for key: String, _ values: [String: Message.Value] = [:]) -> PictureWords? {
    // A line of just this key comes before one with placeholders that would fit, too.
    for line in pictures.filter({ $0.key == key }) + pictures {
      guard let own = line.values(for: key) else { continue }
      let values = own.merging(values) { $1 }
      return PictureWords(
        Message(template: line.caption, values: values),
        alt: Message(template: line.alt, values: values))
    }
    return nil
  }
}
