// What a path of the live pages asks for, and in which language.

import Formatting

/// A path below the server's root: its parts, without the language that the last one names.
///
/// As it was sent: a slash at the end counts, and names are compared, not opened.
struct LivePath: Equatable {
  /// The parts between the slashes: ["05-sliding-window", ""] of "/05-sliding-window/".
  let parts: [String]
  /// The language: that in the last name, "index.ko.html" or "socket.ko"; English for a page
  /// without one; the reader's where no page is named.
  let language: String

  /// Reads a path.
  /// - Parameters:
  ///   - languages: those that pages are written in besides English.
  ///   - reader: the language of a page that is not named.
  init(
    _ path: String, languages: [String] = Catalogue.languages,
    reader: String = Catalogue.ofReader.language
  ) {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
      .map(String.init)
    let name = parts.last ?? ""
    var words = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let place = words.last == "html" ? words.count - 2 : words.count - 1
    if place > 0, (languages + ["en"]).contains(words[place]) {
      language = words.remove(at: place)
      parts[parts.count - 1] = words.joined(separator: ".")
    } else {
      language = name.isEmpty ? reader : "en"
    }
    if parts.last == "index.html" { parts[parts.count - 1] = "" }
    self.parts = parts
  }
}

/// The catalogues of the live pages, each read once.
actor LiveCatalogues {
  private var known: [[String]: Catalogue] = [:]

  /// Returns the catalogue of a path: the lesson's own texts decide on its page, those of the
  /// program elsewhere.
  func catalogue(for path: LivePath) -> Catalogue {
    let (language, lesson) = (path.language, path.parts.first ?? "")
    guard language != "en" else { return .english }
    let isTranslated = Catalogue.languages(of: lesson).contains(language)
    let key = isTranslated ? [language, lesson] : [language]
    let catalogue =
      known[key]
      ?? (isTranslated
        ? Catalogue(language, lesson: lesson) : Catalogue(ofAllLessons: language))
    known[key] = catalogue
    return catalogue
  }
}
