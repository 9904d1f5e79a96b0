// What an answer's text says before it is compiled: which exercise it answers, what is left over of
// the task, and what no answer may contain.

import Checks
import Foundation
import LessonKit
import Processes

/// The text of one file, as its tokens.
struct AnswerSource {
  /// The file's name, for messages.
  let name: String
  private let text: String
  private let tokens: [SwiftToken]
  /// The types, with everything they conform to.
  private let types: [DeclaredType]

  private struct DeclaredType {
    let name: String
    var protocols: Set<String> = []
    var isMain = false
  }

  init(name: String, text: String) {
    self.name = name
    self.text = text
    tokens = SwiftToken.all(in: text)
    types = Self.types(tokens)
  }

  /// Whether it holds nothing but space and comments.
  var isEmpty: Bool { tokens.isEmpty }
  /// Whether a type is marked with @main.
  var hasMain: Bool { types.contains(where: \.isMain) || hasAttribute("main") }

  /// The checks of the exercises that its types answer: those of the type marked with @main, else
  /// of all. Words in comments and strings decide nothing.
  var checks: [ExerciseCheck] {
    func checks(of types: [DeclaredType]) -> [ExerciseCheck] {
      let protocols = types.reduce(into: Set()) { $0.formUnion($1.protocols) }
      return Checks.all.filter { protocols.contains($0.protocolName) }
    }
    let main = checks(of: types.filter(\.isMain))
    return main.isEmpty ? checks(of: types) : main
  }

  /// Why files can't answer an exercise, before they are compiled; nil when nothing is in the way.
  static func objection(to sources: [AnswerSource], _ check: ExerciseCheck) -> Message? {
    if let forbidden = sources.lazy.compactMap(\.forbidden).first { return forbidden }
    guard let first = sources.first else { return nil }
    if sources.allSatisfy(\.isEmpty) {
      return "\(first.name) is empty. “swift run convbook reset \(check.lesson)” writes the "
        + "exercise anew."
    }
    let answered = sources.flatMap(\.checks)
    guard answered.contains(where: { $0.lesson == check.lesson }) else {
      let head = "struct Answer: \(check.protocolName), Attempt {"
      return answered.first.map {
        "\(first.name) answers exercise \($0.lesson) (\($0.protocolName)), not "
          + "\(check.lesson). Check it with: swift run convbook check \($0.lesson)"
      }
        ?? "\(first.name) answers no exercise: its functions belong between the braces of "
        + "“\(head) … }”."
    }
    return sources.contains(where: \.hasMain)
      ? nil
      : "\(first.name) has no @main: write it on the line above “struct”, so that the program "
        + "knows where to begin."
  }

  // MARK: What no answer may contain

  /// Attributes that give a function a place or a name of C's, so that it runs before the program
  /// does, or instead of a function of the system.
  private static let attributes = [
    "_section", "section", "_cdecl", "cdecl", "c", "_silgen_name", "_extern", "_used", "used",
  ]
  /// Modules with right answers.
  private static let closedModules = ["Checks", "convbook"]

  /// What stands in it that no answer may contain, in a sentence; nil when nothing does.
  ///
  /// What is taken for a string, a regular expression or a comment here need not be one for the
  /// compiler: the text is read in two ways, and the words that matter are looked for in all of it.
  var forbidden: Message? {
    Self.forbidden(in: tokens, name)
      ?? Self.forbidden(in: SwiftToken.all(in: text, readsBareExpressions: false), name)
      ?? forbiddenInText
  }

  private var forbiddenInText: Message? {
    let attribute =
      #/@\s*`?(?<word>(?:_section|section|_cdecl|cdecl|_silgen_name|_extern|_used)\b|c(?=\s*\())/#
    func line(_ place: String.Index) -> Int { text[..<place].count { $0.isNewline } + 1 }
    if let match = text.firstMatch(of: attribute) {
      return Self.forbiddenAttribute(name, line(match.range.lowerBound), String(match.word))
    }
    // It would give a verdict another file's name.
    return text.firstRange(of: "#sourceLocation").map {
      "\(name):\(line($0.lowerBound)): #sourceLocation gives lines the name of another file; no "
        + "exercise needs that. Leave it out"
    }
  }

  private static func forbidden(in tokens: [SwiftToken], _ name: String) -> Message? {
    for (place, token) in tokens.enumerated() where token.kind == .word {
      let before = place > 0 ? tokens[place - 1] : nil
      if before?.isSymbol("@") == true, attributes.contains(token.text) {
        return forbiddenAttribute(name, token.line, token.text)
      }
      guard token.text == "import" else { continue }
      let isTestable = place > 1 && tokens[place - 2].isSymbol("@") && before?.text == "testable"
      let module = tokens[(place + 1)...].prefix { $0.line == token.line }
        .first { $0.kind == .word && !importKinds.contains($0.text) }?.text
      guard let module else { continue }
      if closedModules.contains(module) {
        return "\(name):\(token.line): imports \(module), which holds the right answers; "
          + "an answer needs LessonKit alone"
      }
      if isTestable {
        return "\(name):\(token.line): @testable opens what \(module) keeps to itself; "
          + "write “import \(module)”"
      }
    }
    return nil
  }

  private static let importKinds: Set = [
    "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
  ]

  private static func forbiddenAttribute(_ name: String, _ line: Int, _ word: String) -> Message {
    "\(name):\(line): @\(word) puts code where the system finds it by name or before the program "
      + "begins; no exercise needs that. Leave it out"
  }

  // MARK: Functions

  /// The line of a “throw Unfinished()” that was left over above or below a function's own code;
  /// nil when there is none, or nothing else.
  func leftover(in function: String) -> Int? {
    for body in bodies(of: function) {
      var depth = 0
      var rest = 0
      var line: Int?
      var place = body.startIndex
      while place < body.endIndex {
        if depth == 0, body[place...].starts(with: Self.unfinished, by: { $0.text == $1 }) {
          line = line ?? body[place].line
          place += Self.unfinished.count
          continue
        }
        if body[place].isSymbol("{") { depth += 1 }
        if body[place].isSymbol("}") { depth -= 1 }
        rest += 1
        place += 1
      }
      if let line, rest > 0 { return line }
    }
    return nil
  }

  private static let unfinished = ["throw", "Unfinished", "(", ")"]

  /// Whether files are an exercise as it was given: of its functions none has code of its own.
  static func areUntouched(_ sources: [AnswerSource], _ check: ExerciseCheck) -> Bool {
    let bodies = sources.flatMap { source in
      check.problems.flatMap { source.bodies(of: $0.name) }
    }
    return !bodies.isEmpty && bodies.allSatisfy { $0.map(\.text) == unfinished }
  }

  /// The tokens between the braces of every function of a name.
  private func bodies(of function: String) -> [ArraySlice<SwiftToken>] {
    tokens.indices.dropFirst().compactMap { place in
      guard tokens[place].isWord(function), tokens[place - 1].isWord("func") else { return nil }
      var parentheses = 0
      guard
        let start = tokens[place...].firstIndex(where: { token in
          if token.isSymbol("(") { parentheses += 1 }
          if token.isSymbol(")") { parentheses -= 1 }
          return parentheses == 0 && token.isSymbol("{")
        })
      else { return nil }
      var braces = 0
      let end = tokens[start...].firstIndex { token in
        if token.isSymbol("{") { braces += 1 }
        if token.isSymbol("}") { braces -= 1 }
        return braces == 0
      }
      return tokens[(start + 1)..<(end ?? tokens.endIndex)]
    }
  }

  /// The names of functions and values that it declares.
  var declared: Set<String> {
    let keywords: Set = ["func", "let", "var", "struct", "class", "enum", "typealias"]
    return Set(
      zip(tokens, tokens.dropFirst()).filter { first, second in
        first.kind == .word && keywords.contains(first.text) && second.kind == .word
      }.map(\.1.text))
  }

  /// All names in it.
  var words: Set<String> { Set(tokens.lazy.filter { $0.kind == .word }.map(\.text)) }

  /// Returns the first line in which one of some names is used, as a call or as a value: not as a
  /// label, and not where it is declared.
  func use(of names: Set<String>) -> (name: String, line: Int)? {
    for (place, token) in tokens.enumerated()
    where token.kind == .word && names.contains(token.text) {
      let isLabel = place + 1 < tokens.count && tokens[place + 1].isSymbol(":")
      let isDeclared = place > 0 && ["func", "let", "var"].contains(tokens[place - 1].text)
      if !isLabel, !isDeclared { return (token.text, token.line) }
    }
    return nil
  }

  private func hasAttribute(_ word: String) -> Bool {
    zip(tokens, tokens.dropFirst()).contains { $0.isSymbol("@") && $1.isWord(word) }
  }

  // MARK: Types

  private static let typeWords: Set = ["struct", "class", "enum", "actor", "extension"]

  private static func types(_ tokens: [SwiftToken]) -> [DeclaredType] {
    var types: [DeclaredType] = []
    var aliases: [String: Set<String>] = [:]
    var isMain = false
    for (place, token) in tokens.enumerated() where token.kind == .word {
      let rest = tokens[(place + 1)...]
      if place > 0, tokens[place - 1].isSymbol("@") {
        isMain = isMain || token.text == "main"
      } else if token.text == "protocol", let name = rest.first,
        rest.dropFirst().first?.text == ":"
      {
        aliases[name.text] = names(rest.dropFirst(2))
      } else if token.text == "typealias", let name = rest.first,
        let start = rest.firstIndex(where: { $0.isSymbol("=") })
      {
        aliases[name.text] = names(tokens[(start + 1)...])
      } else if typeWords.contains(token.text), let name = rest.first, name.kind == .word {
        // "extension LessonKit.Answer" is one of Answer.
        let head = rest.prefix { $0.kind == .word || $0.isSymbol(".") }
          .prefix { !["where"].contains($0.text) }
        var type = DeclaredType(name: head.last?.text ?? name.text, isMain: isMain)
        isMain = false
        var behind = rest.dropFirst(head.count)
        if behind.first?.isSymbol("<") == true {
          behind = behind.drop { !$0.isSymbol(">") }.dropFirst()
        }
        if behind.first?.isSymbol(":") == true { type.protocols = names(behind.dropFirst()) }
        if let known = types.firstIndex(where: { $0.name == type.name }) {
          types[known].protocols.formUnion(type.protocols)
          types[known].isMain = types[known].isMain || type.isMain
        } else {
          types.append(type)
        }
      } else if ["func", "let", "var", "import"].contains(token.text) {
        isMain = false
      }
    }
    // An alias may stand for others.
    for _ in 0..<4 {
      for place in types.indices {
        for name in types[place].protocols {
          types[place].protocols.formUnion(aliases[name] ?? [])
        }
      }
    }
    return types
  }

  /// The names in a list of protocols: "A, B & Module.C" is A, B and C. It ends where none follows.
  private static func names(_ tokens: ArraySlice<SwiftToken>) -> Set<String> {
    var names: Set<String> = []
    var isExpected = true
    for token in tokens {
      switch token.kind {
      case .word where isExpected || names.isEmpty || ["any", "unchecked"].contains(token.text):
        names.insert(token.text)
        isExpected = ["any", "unchecked", "retroactive", "preconcurrency"].contains(token.text)
      case .symbol where [",", "&", ".", "@", "(", ")"].contains(token.text): isExpected = true
      default: return names
      }
    }
    return names
  }
}
