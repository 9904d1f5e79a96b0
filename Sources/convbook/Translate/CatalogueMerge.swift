// Brings a catalogue up to date with the texts: translations of texts that stayed are kept, those
// of texts that changed are marked, those of texts that are gone are left out.

import Formatting
import Foundation
import LessonKit

/// A catalogue that was brought up to date.
struct CatalogueMerge {
  /// The catalogue with all texts, in their order.
  private(set) var file: CatalogueFile
  /// How many texts have no translation, or one of an older wording.
  private(set) var missing = 0

  /// Merges.
  ///
  /// - Parameters:
  ///   - old: the catalogue so far; nil for a new language.
  ///   - messages: the texts there are; the same text twice is one entry with two places.
  init(_ old: CatalogueFile?, _ messages: [ExtractedMessage], language: String) {
    file = CatalogueFile()
    file.header = old?.header ?? Self.header(language)
    var known: [String: CatalogueFile.Entry] = [:]
    for entry in old?.entries ?? [] { known[entry.id] = entry }
    var order: [String] = []
    var entries: [String: CatalogueFile.Entry] = [:]
    for message in messages {
      if entries[message.template] == nil {
        order.append(message.template)
        var entry = known.removeValue(forKey: message.template) ?? .init(id: message.template)
        entry.places = []
        entry.notes = message.expressions.enumerated().map { "{\($0 + 1)}: \($1)" }
        entries[message.template] = entry
      }
      if entries[message.template]?.places.contains(message.place) == false {
        entries[message.template]?.places.append(message.place)
      }
    }
    // What is left of the old ones was reworded or deleted.
    for id in order {
      guard var entry = entries[id], entry.translations.allSatisfy(\.isEmpty) else { continue }
      if let former = known.values.filter({ Self.isAlike($0.id, id) }).min(by: { $0.id < $1.id }) {
        entry.translations = former.translations
        entry.isFuzzy = true
        known[former.id] = nil
        entries[id] = entry
      }
    }
    file.entries = order.compactMap { entries[$0] }
    missing = file.entries.count { !$0.isTranslated }
  }

  /// Whether one text is likely another wording of the other: most of their words are the same.
  static func isAlike(_ first: String, _ second: String) -> Bool {
    let words = [first, second].map { Set($0.split(separator: " ")) }
    let shared = words[0].intersection(words[1]).count
    return 3 * shared >= 2 * max(words[0].count, words[1].count) && shared > 0
  }

  /// Returns the placeholders of a text that its translation lacks or adds.
  static func placeholderError(_ entry: CatalogueFile.Entry) -> String? {
    func names(_ text: String) -> Set<String> {
      Set(text.matches(of: #/\{([A-Za-z0-9]+)(\|[^}]*)?\}/#).map { String($0.1) })
    }
    for translation in entry.translations where !translation.isEmpty {
      let different = names(entry.id).symmetricDifference(names(translation))
      if let name = different.min() { return name }
    }
    return nil
  }

  /// Returns a word of a translation that the language's list of terms has another word for.
  ///
  /// It counts at the beginning of a word: 파라미터 is not wanted, and 하이퍼파라미터 is right.
  ///
  /// - Parameter terms: the words to use, by those not to use.
  static func termError(
    _ entry: CatalogueFile.Entry, _ terms: [String: String]
  ) -> (found: String, wanted: String)? {
    for (found, wanted) in terms.sorted(by: { $0.key < $1.key }) {
      let isThere = entry.translations.contains { translation in
        translation.ranges(of: found).contains { range in
          range.lowerBound == translation.startIndex
            || !translation[translation.index(before: range.lowerBound)].isLetter
        }
      }
      if isThere { return (found, wanted) }
    }
    return nil
  }

  private static func header(_ language: String) -> String {
    """
    Language: \(language)
    MIME-Version: 1.0
    Content-Type: text/plain; charset=UTF-8
    Content-Transfer-Encoding: 8bit
    Plural-Forms: nplurals=1; plural=0;

    """
  }
}
