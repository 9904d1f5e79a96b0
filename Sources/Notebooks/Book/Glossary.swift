// The standard terms of the field, where the book first uses them and where it teaches them.

import Formatting

/// The glossary, `Lessons/glossary.json`.
public struct Glossary: Decodable, Sendable {
  /// A standard term.
  public struct Term: Decodable, Sendable {
    /// The term as the field has it: "feature map".
    public let term: String
    /// Other forms in which prose has it: "feature maps"; none without.
    public let forms: [String]?
    /// What it means, in one or two sentences.
    public let definition: Message
    /// The folder's name of the lesson that teaches it.
    public let lesson: String
    /// The folder's name of the lesson whose prose is the first to use it.
    public let first: String
    /// The term in Korean.
    public let korean: String

    /// Its anchor on the glossary's page.
    var anchor: String { slug(term) }
    /// The term and its other forms.
    package var spellings: [String] { [term] + (forms ?? []) }
  }

  /// The terms in alphabetical order.
  public let terms: [Term]
}

/// Renders the glossary's page.
struct GlossaryPage {
  let glossary: Glossary
  let lessons: [String: ContentsPage.Lesson]

  var html: String {
    BookPage(
      title: BookStrings.glossary, toBook: "", file: BookPages.glossary,
      body: """
        <p>\(escaped(BookStrings.glossaryInASentence))</p>
        <dl class="glossary">
        \(terms.map(entry).joined())</dl>
        """
    ).html
  }

  /// The terms in the order of their names.
  private var terms: [Glossary.Term] {
    Catalogue.current.language == "ko"
      ? glossary.terms.sorted { $0.korean.lowercased() < $1.korean.lowercased() } : glossary.terms
  }

  /// The term, in Korean with the English one behind it, as HTML.
  private func name(of term: Glossary.Term) -> String {
    guard Catalogue.current.language == "ko", term.korean != term.term else {
      return escaped(term.term)
    }
    return "\(escaped(term.korean)) <span lang=\"en\">\(escaped(term.term))</span>"
  }

  private func entry(_ term: Glossary.Term) -> String {
    let lesson = lessons[term.lesson].map { lesson in
      " <a href=\"\(escaped(lesson.pageBelow("")))\">\(escaped(BookStrings.lesson(lesson)))</a>"
    }
    return """
      <div><dt id="\(term.anchor)">\(name(of: term))</dt>
      <dd>\(Markdown.inline(term.definition.text[...]))\(lesson ?? "")</dd></div>

      """
  }
}
