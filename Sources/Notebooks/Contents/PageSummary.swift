// What the contents page shows of a lesson's page; a run writes it to record.json.

import Formatting
import Foundation
import Tensors

/// A lesson's page in short.
public struct PageSummary: Codable, Sendable, Equatable {
  /// The picture that stands for a lesson.
  public struct Cover: Codable, Sendable, Equatable {
    /// The file beside the page.
    public var file: String
    /// The height in pixels.
    public var height: Int
    /// The width in pixels.
    public var width: Int
    /// The alternative text.
    public var alt: Message
  }

  /// The lesson's title, "9. Edges in a photo".
  public var title: String
  /// The lesson in a sentence or two, Markdown.
  public var summary: String
  /// The words of the lesson for the search field.
  public var words: [String]
  /// How long it takes to read, in minutes; nil for pages of before.
  public var minutes: Int?
  /// The earlier lessons that it refers to most, at most three, in order.
  public var buildsOn: [Int]?
  /// Whether the lesson finished.
  public var isFinished: Bool
  /// The picture that stands for it; nil for none.
  public var cover: Cover?
  /// The hash of the lesson's text, 16 hexadecimal digits.
  public var source: String

  init(_ record: LessonRecord) {
    title = record.source.title ?? record.name
    summary = record.source.summary
    words = record.source.words
    minutes = record.source.minutes
    buildsOn = record.source.buildsOn
    isFinished = record.outcome == .finished
    source = record.source.hash
    cover = record.cover.map {
      Cover(file: $0.file, height: $0.height, width: $0.width, alt: $0.alt)
    }
  }

  /// Reads what a lesson's last run left in its output folder.
  ///
  /// - Returns: nil when no run of a lesson has ended there, or its page is gone.
  public init?(folder: URL) {
    let page = folder.appendingPathComponent(RecordFile.page.rawValue)
    guard FileManager.default.fileExists(atPath: page.path) else { return nil }
    if let summary = OutputManifest(in: folder.path)?.page {
      self = summary
    } else if let outcome = Self.outcomeInFirstEdition(page) {
      // The first edition left no record; its pages count until they are made anew.
      (title, summary, words, source) = (folder.lastPathComponent, "", [], "")
      (isFinished, cover) = (outcome == "finished", nil)
    } else {
      return nil
    }
  }

  private static func outcomeInFirstEdition(_ page: URL) -> String? {
    guard let data = try? Data(contentsOf: page),
      let end = data.range(of: Data("</head>".utf8)),
      let match = String(decoding: data[..<end.lowerBound], as: UTF8.self)
        .firstMatch(of: /<meta name="convbook:outcome" content="([a-z]+)">/)
    else { return nil }
    return String(match.1)
  }
}
