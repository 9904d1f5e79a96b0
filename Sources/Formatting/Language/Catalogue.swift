// Translations of messages: gettext catalogues, one for the program and one for each lesson.

import Foundation

/// The translations into one language.
public struct Catalogue: Sendable {
  /// The language's code: "en", "ko".
  public let language: String
  /// The translated templates by the English ones.
  private var translations: [String: String] = [:]

  /// English: no translations.
  public static let english = Catalogue(language: "en")

  /// The catalogue of the texts that are shown: that of the reader's language, unless a page in
  /// another language is being written.
  @TaskLocal public static var current = Catalogue.ofReader

  /// Creates a catalogue without translations.
  public init(language: String) { self.language = language }

  /// Returns the translation of an English template; nil when there is none.
  public func translation(of template: String) -> String? { translations[template] }

  /// Adds the texts of a lesson.
  ///
  /// - Parameter lesson: its folder's name.
  public mutating func add(lesson: String) {
    let file = Self.lessonFolder(lesson).appendingPathComponent("\(language).po")
    guard let text = try? String(contentsOf: file, encoding: .utf8),
      let catalogue = try? CatalogueFile(text)
    else { return }
    add(catalogue)
  }

  /// Adds the translated entries of a catalogue file; those that are there already stay.
  public mutating func add(_ file: CatalogueFile) {
    for entry in file.entries where entry.isTranslated && translations[entry.id] == nil {
      translations[entry.id] = entry.translations.first
    }
  }
}

extension Catalogue {
  /// The folder of this checkout.
  private static let project = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The file of a language for the program: commands and the frame of pages.
  package static func programFile(_ language: String) -> URL {
    project.appendingPathComponent("Sources/Formatting/Language/\(language).po")
  }

  /// The languages that the program is translated to, without English.
  public static let languages: [String] = {
    let folder = programFile("en").deletingLastPathComponent().path
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".po") }.map { String($0.dropLast(3)) }.sorted()
  }()

  /// Returns the languages that a lesson is translated to, without English.
  ///
  /// - Parameter lesson: its folder's name.
  public static func languages(of lesson: String) -> [String] {
    languages.filter { language in
      let file = lessonFolder(lesson).appendingPathComponent("\(language).po")
      return FileManager.default.fileExists(atPath: file.path)
    }
  }

  /// Reads the catalogue of a language for the page of a lesson.
  ///
  /// - Parameter lesson: its folder's name.
  public init(_ language: String, lesson: String) {
    self.init(language, lessons: [Self.lessonFolder(lesson)])
  }

  private static func lessonFolder(_ name: String) -> URL {
    project.appendingPathComponent("Lessons/\(name)")
  }

  /// Reads the catalogue of a language: that of the program and those in folders of lessons.
  ///
  /// - Parameter lessons: the folders; where two translate one text, the first decides.
  public init(_ language: String, lessons: [URL]) {
    self.init(language: language)
    let files = lessons.map { $0.appendingPathComponent("\(language).po") }
    for file in files + [Self.programFile(language)] {
      guard let text = try? String(contentsOf: file, encoding: .utf8),
        let catalogue = try? CatalogueFile(text)
      else { continue }
      add(catalogue)
    }
  }

  /// The catalogue of the reader's language with all lessons; English when there is none.
  public static let ofReader: Catalogue = {
    guard let language = languageOfReader(ProcessInfo.processInfo.environment) else {
      return .english
    }
    return Catalogue(ofAllLessons: language)
  }()

  /// Reads the catalogue of a language with those of all lessons; where both translate a text, as
  /// “network”, that of the program decides.
  package init(ofAllLessons language: String) {
    self.init(language, lessons: [])
    let lessons = Self.project.appendingPathComponent("Lessons").path
    for name in ((try? FileManager.default.contentsOfDirectory(atPath: lessons)) ?? []).sorted() {
      add(lesson: name)
    }
  }

  /// Returns the language that the environment asks for, of those there are; nil for English.
  ///
  /// `CONVBOOK_LANGUAGE` decides, then the variables of gettext in its order.
  package static func languageOfReader(_ environment: [String: String]) -> String? {
    let names = ["CONVBOOK_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"]
    guard let locale = names.lazy.compactMap({ environment[$0] }).first(where: { !$0.isEmpty })
    else { return nil }
    // "ko_KR.UTF-8" is Korean.
    let code = String(locale.prefix { $0.isLetter }).lowercased()
    return languages.contains(code) ? code : nil
  }
}
