import Foundation
import LessonKit
import Testing

@testable import convbook

@Suite struct SwiftLiteralTests {
  /// Literals of all forms; each is read from this file and must be what the compiler makes of it.
  static let messages: [Message] = [
    /* literal */ "plain",
    /* literal */ "quotes \" and \\ and \t tab and \u{2014} dash",
    /* literal */ "\(1) of \([2, 3].map { "\($0)" }.joined(separator: ", ")) (\("a)b"))",
    /* literal */ "one " + "two \(1) " + "three \(2)",
    /* literal */ """
    two \
    in one, \(max(1, 2))

      and a third
    """,
    /* literal */ "first "
      // A comment between the parts.
      + "second",
  ]

  @Test func literalsAreReadAsTheCompilerReadsThem() throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: #filePath)))
    let mark = Array("/* literal */ ".utf8)
    let starts = bytes.indices.filter { bytes[$0...].starts(with: mark) }.map { $0 + mark.count }
      .filter { bytes[$0] == UInt8(ascii: "\"") }
    let templates = starts.prefix(Self.messages.count).compactMap { start -> String? in
      guard var literal = SwiftLiteral(bytes, at: start) else { return nil }
      while let next = literal.next(bytes), let other = SwiftLiteral(bytes, at: next) {
        literal.append(other)
      }
      return literal.template
    }
    #expect(templates == Self.messages.map(\.template))
  }

  @Test func placesComeFromTheSyntaxTree() {
    let tree = """
      (string_literal_expr type="String" location=/a/B.swift:3:5 range=[x])
      (string_literal_expr type="Message" location=/a/B.swift:4:7 range=[x])
      (interpolated_string_literal_expr type="Message" location=/a/B.swift:9:1 range=[x])
      """
    #expect(MessageExtractor.places(in: Data(tree.utf8)) == ["/a/B.swift": [[4, 7], [9, 1]]])
  }

  @Test func catalogueKeepsWhatFits() throws {
    var old = CatalogueFile()
    old.entries = [
      .init(id: "The filter is turned", translations: ["가"]),
      .init(id: "gone", translations: ["나"]),
      .init(id: "stays", translations: ["다"]),
    ]
    func message(_ template: String) -> ExtractedMessage {
      ExtractedMessage(template: template, expressions: [], place: "A.swift")
    }
    let merge = CatalogueMerge(
      old,
      [message("stays"), message("The filter is turned over"), message("new"), message("stays")],
      language: "ko")
    #expect(merge.file.entries.map(\.id) == ["stays", "The filter is turned over", "new"])
    #expect(merge.file.entries.map(\.isFuzzy) == [false, true, false] && merge.missing == 2)
    #expect(CatalogueMerge.placeholderError(.init(id: "{1}", translations: ["하나"])) == "1")
    #expect(CatalogueMerge.placeholderError(.init(id: "{1}", translations: ["{1|은/는}"])) == nil)
  }
}
