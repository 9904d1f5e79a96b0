// Links from a page to the same page in other languages.

import Formatting

/// The links to a page in other languages, in their own names.
enum LanguageLinks {
  private static let names = ["en": "English", "ko": "한국어"]

  /// Returns the links as HTML.
  ///
  /// - Parameters:
  ///   - languages: the languages that the page is translated to, without English.
  ///   - file: the page's file in English, with the way to it.
  static func html(_ languages: [String], file: String = RecordFile.page.rawValue) -> String {
    let file = file.split(separator: "/").last.map(String.init) ?? file
    return
      (languages.isEmpty ? [] : ["en"] + languages)
      .filter { $0 != Catalogue.current.language }
      .map { language in
        """
        <a class="language" lang="\(language)" hreflang="\(language)" \
        href="\(RecordFile.name(file, in: language))">\(names[language] ?? language)</a>

        """
      }.joined()
  }
}
