// Reads the metadata of a lesson's page that `PageRenderer` wrote: title, summary, cover, and
// whether the lesson finished.

import Formatting
import Foundation

/// The metadata of a lesson's page.
public struct PageSummary: Sendable, Equatable {
  /// The lesson's title, "9. Edges in a photo".
  public let title: String
  /// The lesson in a sentence or two, Markdown.
  public let summary: String
  /// Whether the lesson finished.
  public let isFinished: Bool
  /// The cover picture, a file beside the page; nil for none.
  public let cover: String?
  /// The alternative text of the cover.
  public let coverAlt: String

  /// Reads the metadata of a lesson's page.
  ///
  /// - Returns: nil when there is no page, or not one of a lesson.
  public init?(page: URL) {
    guard let data = try? Data(contentsOf: page),
      let end = data.range(of: Data("</head>".utf8))
    else { return nil }
    let head = String(decoding: data[..<end.lowerBound], as: UTF8.self)
    guard head.contains(OutputFolder.mark),
      let outcome = Self.content(#"<meta name="convbook:outcome" content=""#, until: "\"", in: head)
    else { return nil }
    let ending = " · \(PageStrings.book)"
    let title = Self.content("<title>", until: "</title>", in: head) ?? ""
    self.title = title.hasSuffix(ending) ? String(title.dropLast(ending.count)) : title
    summary = Self.content(#"<meta name="description" content=""#, until: "\"", in: head) ?? ""
    isFinished = outcome == "finished"
    cover = Self.content(#"<meta property="og:image" content=""#, until: "\"", in: head)
    coverAlt =
      Self.content(#"<meta property="og:image:alt" content=""#, until: "\"", in: head) ?? ""
  }

  private static func content(_ start: String, until end: String, in head: String) -> String? {
    guard let opening = head.range(of: start),
      let closing = head[opening.upperBound...].range(of: end)
    else { return nil }
    return unescaped(head[opening.upperBound..<closing.lowerBound])
  }
}
