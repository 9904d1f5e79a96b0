// A lesson's page as one file: its pictures are in it, and links to files beside it are text.

import Formatting
import Foundation
import LessonKit

/// The page of a lesson that needs no other file.
struct SingleFilePage {
  let html: String

  /// Reads the page that the last run of a lesson left, in the reader's language if it has it.
  ///
  /// - Throws: `CommandError` when there is none, or a picture of it can't be read.
  init(lesson: LessonFolder, in output: URL) throws {
    let folder = output.appendingPathComponent(lesson.name)
    let language = Catalogue.current.language
    let isTranslated = Catalogue.languages(of: lesson.name).contains(language)
    let page = folder.appendingPathComponent(
      isTranslated ? "index.\(language).html" : "index.html")
    guard lesson.isDone(in: output), let text = try? String(contentsOf: page, encoding: .utf8)
    else {
      throw CommandError(
        .trouble,
        "lesson \(lesson.number) has no finished page in \(shortPath(output.path)); run it: "
          + "\(lesson.command)")
    }
    // There is no lesson before or after it, and no other language.
    let alone = text.replacing(#/<nav class="(?:arrows|turn)"[\s\S]*?<\/nav>\n?/#, with: "")
      .replacing(#/<a class="language"[\s\S]*?<\/a>\n?/#, with: "")
    var html = Self.withoutLinks(alone) { !$0.hasPrefix("#") && !$0.contains(":") }
    for name in OutputFolder.files(in: folder.path) where name.hasSuffix(".png") {
      guard html.contains("\"\(name)\"") else { continue }
      let data = try Data(contentsOf: folder.appendingPathComponent(name))
      let address = "data:image/png;base64," + data.base64EncodedString()
      html = html.replacing("\"\(name)\"", with: "\"\(address)\"")
    }
    self.html = html
  }

  /// Returns a page whose links to some addresses are plain text: a link is its words.
  static func withoutLinks(_ html: String, where isTaken: (String) -> Bool) -> String {
    html.replacing(#/<a\s([^>]*?)href="([^"]*)"([^>]*)>/#) { match in
      isTaken(unescaped(match.2)) ? "<a \(match.1)\(match.3)>" : String(match.0)
    }
  }

  /// Returns whether a file is a page that this project wrote.
  static func isOurs(_ file: URL) -> Bool {
    let mark = Data(#"<meta name="generator" content="Convbook"#.utf8)
    return (try? Data(contentsOf: file))?.range(of: mark) != nil
  }
}
