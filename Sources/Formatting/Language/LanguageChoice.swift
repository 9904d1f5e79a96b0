// The language on a command line: the same option for every program of the book.

import Foundation

/// A language that can't be had. Its description names those there are.
package struct LanguageError: Error, Equatable, CustomStringConvertible {
  /// What was asked for; nil when nothing stood behind the option.
  package let language: String?

  package var description: String {
    let known = (["en"] + Catalogue.languages).joined(separator: ", ")
    return if let language {
      text("There is no language “\(language)”; there are: \(known)")
    } else {
      text("After --language comes a language, one of: \(known)")
    }
  }
}

extension Catalogue {
  /// The option's name.
  private static let option = "--language"

  /// Returns the arguments without `--language ko`, and the language that it names, the last one
  /// where there are several; nil without any. What follows `--` is left alone.
  ///
  /// - Throws: `LanguageError` for a language that the program is not translated to.
  package static func split(
    _ arguments: [String]
  ) throws(LanguageError) -> (rest: [String], language: String?) {
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    var rest: [String] = []
    var language: String?
    var isNext = false
    for argument in arguments[..<end] {
      if isNext {
        language = try known(argument)
        isNext = false
      } else if argument == option {
        isNext = true
      } else if argument.hasPrefix(option + "=") {
        language = try known(String(argument.dropFirst(option.count + 1)))
      } else {
        rest.append(argument)
      }
    }
    if isNext { throw LanguageError(language: nil) }
    return (rest + arguments[end...], language)
  }

  private static func known(_ language: String) throws(LanguageError) -> String {
    let code = language.lowercased()
    guard code == "en" || languages.contains(code) else { throw LanguageError(language: language) }
    return code
  }

  /// Returns the arguments of this program without the language, which becomes that of this process
  /// and of those that it starts. Call it before anything is said.
  ///
  /// - Throws: `LanguageError` for a language that the program is not translated to.
  package static func chooseLanguage(
    _ arguments: [String] = Array(CommandLine.arguments.dropFirst())
  ) throws(LanguageError) -> [String] {
    let (rest, language) = try split(arguments)
    if let language { setenv("CONVBOOK_LANGUAGE", language, 1) }
    return rest
  }
}
