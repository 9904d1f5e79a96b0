// The options that a lesson declares besides those of every lesson, for pages that make controls of
// them. The argument parser describes them as JSON, the text that its tools make manuals of.

import ArgumentParser
import Foundation

/// An option of a lesson as it is declared.
public struct DeclaredOption: Codable, Sendable, Equatable {
  /// What an option takes.
  public enum Kind: Codable, Sendable, Equatable {
    /// Nothing: it is given or not.
    case flag
    /// A number of a range; `isWhole` says whether only whole ones are taken.
    case number(least: String, most: String, isWhole: Bool)
    /// One of some words.
    case choice([String])
    /// Any text.
    case text
  }

  /// Its name without the dashes: "stride".
  public var name: String
  /// What it takes.
  public var kind: Kind
  /// What it is for.
  public var help: String
  /// The value when it is not given; nil when the lesson then chooses.
  public var standard: String?

  /// Returns whether it takes a value. A number's range is the parser's to judge.
  public func takes(_ value: String) -> Bool {
    switch kind {
    case .flag: ["true", "false"].contains(value)
    case .number: Double(value) != nil
    case .choice(let words): words.contains(value)
    case .text: !value.isEmpty
    }
  }

  /// Returns the arguments that give it a value.
  public func arguments(_ value: String) -> [String] {
    if kind == .flag { return value == "true" ? ["--\(name)"] : [] }
    return ["--\(name)", value]
  }
}

extension Lesson {
  /// The options of the lesson's own. Files and folders are left out: a page names none.
  static var declaredOptions: [DeclaredOption] {
    let common = Set(ParserDescription(LessonOptions._dumpHelp()).arguments.map(\.name))
    return ParserDescription(_dumpHelp()).arguments.filter { argument in
      !common.union(["help", "version"]).contains(argument.name)
        && !["file", "folder"].contains(argument.valueName)
    }.compactMap(\.option)
  }
}

/// What the parser tells of its options.
private struct ParserDescription: Decodable {
  struct Command: Decodable { let arguments: [Argument]? }
  struct Argument: Decodable {
    struct Name: Decodable { let name: String }

    let kind: String
    let preferredName: Name?
    let valueName: String?
    let allValues: [String]?
    let abstract: String?

    var name: String { preferredName?.name ?? "" }

    var option: DeclaredOption? {
      guard kind != "positional", let preferredName else { return nil }
      var (help, standard) = (abstract ?? "", String?.none)
      // As `ArgumentHelp.message` writes it.
      if let match = help.firstMatch(of: #/ \(default: ([^)]*)\)$/#) {
        standard = String(match.1)
        help.removeSubrange(match.range)
      }
      return DeclaredOption(
        name: preferredName.name, kind: taken(standard), help: help, standard: standard)
    }

    private func taken(_ standard: String?) -> DeclaredOption.Kind {
      if kind == "flag" { return .flag }
      if let allValues, !allValues.isEmpty { return .choice(allValues) }
      // As `ClosedRange.valueName` writes it.
      guard let range = valueName?.wholeMatch(of: #/(-?[\d.e+-]+)…(-?[\d.e+-]+)/#) else {
        return .text
      }
      // Bounds are written without ".0", a standard value with it.
      let numbers = [range.1, range.2, Substring(standard ?? "")]
      return .number(
        least: String(range.1), most: String(range.2),
        isWhole: !numbers.contains { $0.contains(".") || $0.contains("e") })
    }
  }

  let command: Command

  var arguments: [Argument] { command.arguments ?? [] }

  init(_ json: String) {
    let described = try? JSONDecoder().decode(Self.self, from: Data(json.utf8))
    self = described ?? Self(command: Command(arguments: nil))
  }

  private init(command: Command) { self.command = command }
}
