// The navigation of a lesson's page: previous and next lesson, and the source file.

import Formatting

/// The links of a lesson's page.
public struct PageNavigation: Codable, Sendable, Equatable {
  /// A lesson whose page is in a sibling folder.
  public struct Neighbour: Codable, Sendable, Equatable {
    /// The folder's name: "08-channels-and-filters".
    public var name: String
    /// The title with its number: "8. Channels and filters".
    public var title: String

    /// Creates a neighbour.
    public init(name: String, title: String) {
      self.name = name
      self.title = title
    }

    /// The page in the language that is written, where the lesson is translated to it.
    var link: String {
      let language = Catalogue.current.language
      let isTranslated = Catalogue.languages(of: name).contains(language)
      return "../\(name)/\(RecordFile.pageName(in: isTranslated ? language : "en"))"
    }
  }

  /// The previous lesson; nil for none.
  public var previous: Neighbour?
  /// The next lesson; nil for none.
  public var next: Neighbour?
  /// The path of the source relative to the page, "../../Lessons/09-edge-filter/EdgeFilter.swift";
  /// nil when the page lies outside the project.
  public var source: String?

  /// Creates the links; none by default.
  public init(previous: Neighbour? = nil, next: Neighbour? = nil, source: String? = nil) {
    self.previous = previous
    self.next = next
    self.source = source
  }
}

extension PageNavigation {
  /// The arrows of the header as HTML.
  var arrows: String {
    let links = [
      arrow(previous, "prev", "←", PageStrings.previousLesson.text),
      arrow(next, "next", "→", PageStrings.nextLesson.text),
    ].compactMap(\.self)
    guard !links.isEmpty else { return "" }
    return
      "<nav class=\"arrows\" "
      + "aria-label=\"\(PageStrings.neighbours)\">\(links.joined(separator: "\n"))</nav>\n"
  }

  /// The links at the end of the page as HTML, with titles.
  var turn: String {
    let links = [
      turn(previous, "prev", "← \(PageStrings.previousLesson.text)"),
      turn(next, "next", "\(PageStrings.nextLesson.text) →"),
    ].compactMap(\.self)
    guard !links.isEmpty else { return "" }
    return """
      <nav class="turn" aria-label="\(PageStrings.neighboursAtTheEnd)">
      \(links.joined(separator: "\n"))
      </nav>

      """
  }

  private func arrow(
    _ neighbour: Neighbour?, _ relation: String, _ sign: String, _ words: String
  ) -> String? {
    neighbour.map { lesson in
      let name = "\(words): \(escaped(Message(template: lesson.title)))"
      return """
        <a rel="\(relation)" href="\(escaped(lesson.link))" title="\(name)" aria-label="\(name)">\
        \(sign)</a>
        """
    }
  }

  private func turn(_ neighbour: Neighbour?, _ relation: String, _ words: String) -> String? {
    neighbour.map { lesson in
      """
      <a rel="\(relation)" href="\(escaped(lesson.link))"><span>\(words)</span>
      \(escaped(Message(template: lesson.title)))</a>
      """
    }
  }
}
