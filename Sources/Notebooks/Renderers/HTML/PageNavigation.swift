// Where a page stands in the book: the lessons before and after it, and the source it was made from.

import Formatting

/// Links that lead from a lesson's page to what lies around it.
public struct PageNavigation: Codable, Sendable, Equatable {
  /// A lesson whose page lies in the folder beside this one's.
  public struct Neighbour: Codable, Sendable, Equatable {
    /// The folder's name: "08-channels-and-filters".
    public var name: String
    /// "8. Channels and filters".
    public var title: String

    /// Describes a neighbour.
    public init(name: String, title: String) {
      self.name = name
      self.title = title
    }

    var link: String { "../\(name)/\(RecordFile.page.rawValue)" }
  }

  /// The lesson before, if there is one.
  public var previous: Neighbour?
  /// The lesson after, if there is one.
  public var next: Neighbour?
  /// The lesson's source as seen from the page, "../../Lessons/09-edge-filter/EdgeFilter.swift"; nil
  /// when the page lies outside the project.
  public var source: String?

  /// A page that stands alone, unless told otherwise.
  public init(previous: Neighbour? = nil, next: Neighbour? = nil, source: String? = nil) {
    self.previous = previous
    self.next = next
    self.source = source
  }
}

extension PageNavigation {
  /// Two arrows for the bar at the top.
  var arrows: String {
    let links = [
      arrow(previous, "prev", "←", PageStrings.previousLesson),
      arrow(next, "next", "→", PageStrings.nextLesson),
    ].compactMap(\.self)
    guard !links.isEmpty else { return "" }
    return
      "<nav class=\"arrows\" aria-label=\"\(PageStrings.neighbours)\">\(links.joined(separator: "\n"))</nav>\n"
  }

  /// Both neighbours by name, for the end of the page.
  var turn: String {
    let links = [
      turn(previous, "prev", "← \(PageStrings.previousLesson)"),
      turn(next, "next", "\(PageStrings.nextLesson) →"),
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
      let name = "\(words): \(escaped(lesson.title))"
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
      \(escaped(lesson.title))</a>
      """
    }
  }
}
