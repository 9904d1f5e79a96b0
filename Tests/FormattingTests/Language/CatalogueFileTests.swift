import Testing

@testable import Formatting

@Suite struct CatalogueFileTests {
  @Test func everythingOfAnEntryIsRead() throws {
    let file = try CatalogueFile(
      #"""
      # somebody
      msgid ""
      msgstr "Language: ko\n"

      # by hand
      #. {1}: row
      #: Sources/A.swift
      #: Sources/B.swift
      #, fuzzy, c-format
      msgid ""
      "one \"two\"\n"
      "three"
      msgstr "하나\t\\"

      #~ msgid "gone"
      #~ msgstr "없음"

      msgid "{1} row"
      msgid_plural "{1} rows"
      msgstr[0] "{1}행"
      """#)
    #expect(file.header == "Language: ko\n")
    #expect(file.entries.count == 2)
    let first = try #require(file.entries.first)
    #expect(first.id == "one \"two\"\nthree" && first.translations == ["하나\t\\"])
    #expect(first.comments == ["by hand"] && first.notes == ["{1}: row"])
    #expect(first.places == ["Sources/A.swift", "Sources/B.swift"])
    #expect(first.isFuzzy && !first.isTranslated)
    #expect(file.entries[1].plural == "{1} rows" && file.entries[1].isTranslated)
  }

  /// What is written is read as it was, whatever the texts are.
  @Test func randomFilesComeBack() throws {
    var generator = SystemRandomNumberGenerator()
    let pieces = ["a", " ", "\n", "\"", "\\", "\t", "필터", "{1}", "é", "#", "msgid", "long word "]
    for _ in 0..<200 {
      var file = CatalogueFile()
      func text(_ least: Int) -> String {
        (0..<Int.random(in: least...40, using: &generator))
          .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      }
      file.header = "Language: ko\n"
      for number in 0..<5 {
        var entry = CatalogueFile.Entry(id: "\(number)" + text(0), translations: [text(0)])
        entry.isFuzzy = Bool.random(using: &generator)
        entry.places = ["Sources/A.swift"]
        file.entries.append(entry)
      }
      #expect(try CatalogueFile(file.text) == file)
    }
  }

  @Test(
    arguments: [
      ("msgid x", "line 1"), ("msgstr \"x\"", "line 1"), ("\n\nhello", "line 3"),
      ("msgid \"a\" \"b\"", "line 1"), ("\"alone\"", "line 1"), ("msgid \"a\\\"", "line 1"),
    ])
  func whatIsWrongNamesItsLine(_ text: String, _ place: String) throws {
    let error = try #require(throws: CatalogueError.self) { try CatalogueFile(text) }
    #expect(error.description.hasPrefix(place), "\(error.description)")
  }
}
