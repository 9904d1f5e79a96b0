// Links that prose gets by itself: standard terms to the glossary, "lesson 9" to that lesson.

import Formatting

/// Finds terms and lessons in the prose of one page, from top to bottom.
///
/// A class, because the first occurrence of a term on the page is linked and no other.
final class ProseLinks {
  private let lesson: String
  private let lessons: [Int: String]
  /// The terms by the first character of each of their spellings, the longest spelling first.
  private let spellings: [Character: [(spelling: String, term: Glossary.Term)]]
  /// The length of the longest spelling.
  private let longest: Int
  /// Whether particles follow words without a space.
  private let isKorean = Catalogue.current.language == "ko"
  /// The terms found so far, in order.
  private(set) var found: [Glossary.Term] = []

  /// - Parameter lesson: the folder's name of the lesson whose page it is.
  init(_ book: Book, lesson: String) {
    self.lesson = lesson
    lessons = book.lessons
    let terms = book.glossary?.terms ?? []
    let isKorean = isKorean
    let all = terms.flatMap { term in
      (isKorean ? [term.korean] : term.spellings).map { (spelling: $0.lowercased(), term: term) }
    }
    longest = all.map(\.spelling.count).max() ?? 0
    spellings = Dictionary(grouping: all) { $0.spelling.first ?? " " }
      .mapValues { $0.sorted { $0.spelling.count > $1.spelling.count } }
  }

  /// Returns whether a character belongs to a word.
  static func isOfWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }

  /// Returns a link for what a text begins with, and how many characters it takes; nil for none.
  ///
  /// - Parameter text: prose from the beginning of a word on.
  func link(at text: Substring) -> (html: String, length: Int)? {
    let word = text.prefix(while: Self.isOfWord).lowercased()
    if word == "lesson" || word == "lessons" { return lessonLinks(at: text) }
    if text.first?.isNumber == true { return koreanLessonLink(at: text) }
    return word.first.flatMap { termLink(at: text, first: $0) }
  }

  private func termLink(at text: Substring, first: Character) -> (html: String, length: Int)? {
    guard let candidates = spellings[first] else { return nil }
    let beginning = text.prefix(longest).lowercased().split(
      separator: "\n", omittingEmptySubsequences: false
    ).joined(separator: " ")
    for (spelling, term) in candidates where beginning.hasPrefix(spelling) {
      let words = text.prefix(spelling.count)
      let next = text.dropFirst(spelling.count).prefix(2)
      // Behind a Korean word may stand a particle, but no Latin letter.
      if let next = next.first, Self.isOfWord(next), !isKorean || next.isASCII { continue }
      if next.first == "-", next.last.map(Self.isOfWord) == true { continue }
      guard !found.contains(where: { $0.term == term.term }) else { return nil }
      found.append(term)
      let link = """
        <a class="term" href="../\(RecordFile.name(BookPages.glossary))#\(term.anchor)" \
        aria-describedby="term-\(term.anchor)">\(escaped(words))</a>
        """
      return (term.first == lesson ? "<strong>\(link)</strong>" : link, spelling.count)
    }
    return nil
  }

  /// Returns links for "lesson 9", "lessons 9 and 10", "Lessons 3 to 5".
  private func lessonLinks(at text: Substring) -> (html: String, length: Int)? {
    let numbers = /[Ll]essons?\s([0-9]+)(?:(?:,\s|,?\sand\s|\sor\s|\sto\s|–)[0-9]+)*/
    guard let match = text.prefixMatch(of: numbers) else { return nil }
    let first = match.1.endIndex
    var html = link(to: match.1, words: text[text.startIndex..<first])
    var rest = text[first..<match.range.upperBound]
    while let digit = rest.first {
      let number = rest.prefix(while: \.isNumber)
      html += number.isEmpty ? escaped(String(digit)) : link(to: number, words: number)
      rest = rest.dropFirst(max(1, number.count))
    }
    return (html, match.0.count)
  }

  /// Returns a link for "9단원".
  private func koreanLessonLink(at text: Substring) -> (html: String, length: Int)? {
    let number = text.prefix(while: \.isNumber)
    guard text[number.endIndex...].hasPrefix("단원") else { return nil }
    let words = text.prefix(number.count + 2)
    return (link(to: number, words: words), words.count)
  }

  /// Returns a link to a lesson's page; plain words for one that is not there, and for its own.
  private func link(to number: Substring, words: Substring) -> String {
    guard let name = Int(number).flatMap({ lessons[$0] }), name != lesson else {
      return escaped(words)
    }
    let neighbour = PageNavigation.Neighbour(name: name, title: "")
    return "<a href=\"\(escaped(neighbour.link))\">\(escaped(words))</a>"
  }

  /// What the terms that were found mean, hidden: a link names its own for screen readers, and the
  /// script shows it. As HTML.
  var definitions: String {
    guard !found.isEmpty else { return "" }
    let paragraphs = found.map { term in
      let text = term.definition.text.replacing("`", with: "")
      return "<p id=\"term-\(term.anchor)\">\(escaped(text))</p>\n"
    }
    return "<div hidden>\n\(paragraphs.joined())</div>\n"
  }
}
