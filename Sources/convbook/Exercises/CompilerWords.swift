// The compiler's errors for a student or a reader: files by short names, warnings left out, and
// below the usual errors what they mean and what to do.

import Foundation
import LessonKit
import Live
import Processes

/// Errors of the compiler, made readable.
struct CompilerWords {
  /// The number of errors that are shown; the first ones often cause the others.
  static let mostErrors = 8

  /// The longest line of the student's text that is repeated, in bytes.
  private static let longestLine = 300

  private let blocks: [CompilerDiagnostic]
  private let names: [String: String]
  private let lines: [String: [String]]
  private let known: Set<String>
  private let style: TerminalStyle
  private let isOfAnswer: Bool

  /// Parses the compiler's output.
  ///
  /// - Parameters:
  ///   - sources: the files it was called with.
  ///   - names: how each of their paths is shown.
  ///   - style: how errors are coloured.
  init(
    _ text: String, _ sources: [SwiftCompiler.Source], names: [String: String],
    style: TerminalStyle = .plain
  ) {
    self.init(
      CompilerDiagnostic.all(in: text), sources, names: names, style: style, isOfAnswer: true)
  }

  /// Explains messages that were read before.
  init(
    _ diagnostics: [CompilerDiagnostic], _ sources: [SwiftCompiler.Source],
    names: [String: String] = [:], style: TerminalStyle = .plain, isOfAnswer: Bool = false
  ) {
    blocks = diagnostics
    self.isOfAnswer = isOfAnswer
    self.names = names
    self.style = style
    var lines: [String: [String]] = [:]
    var known = Set(Self.common)
    for source in sources {
      let text = String(decoding: source.bytes, as: UTF8.self)
      lines[source.path] = text.split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
      known.formUnion(AnswerSource(name: "", text: text).declared)
    }
    self.lines = lines
    self.known = known
  }

  /// Names of the library and of Swift that exercises use.
  private static let common = [
    "Tensor", "Float", "Double", "Int", "Array", "stride", "zip", "abs", "min", "max", "exp",
    "log", "sqrt", "print", "Unfinished", "sum", "count", "shape", "scalars", "reshaped",
    "transposed", "indices", "enumerated", "repeating", "return", "while", "else",
  ]

  /// The errors, each with what it means.
  var message: Message {
    var parts: [Message] = []
    var errors = 0
    var isShown = false
    for block in blocks {
      switch block.kind {
      case "warning", "remark":
        isShown = false
        continue
      case "error", "fatal error":
        errors += 1
        isShown = errors <= Self.mostErrors
      case "": isShown = true
      default: break
      }
      guard isShown else { continue }
      parts.append(Message(shown(block)))
      if let words = meaning(of: block) { parts.append("→ \(words)") }
    }
    if errors > Self.mostErrors {
      let more = errors - Self.mostErrors
      parts.append(
        Message(more, "… and \(more) more error below.", "… and \(more) more errors below."))
    }
    return parts.joined(separator: "\n")
  }

  private func shown(_ block: CompilerDiagnostic) -> String {
    let place = block.file.map { file in
      let place = [block.line, block.column].compactMap { $0.map(String.init) }
      return ([names[file] ?? shortPath(file)] + place).joined(separator: ":") + ": "
    }
    let kind = block.kind.isEmpty ? "" : block.kind + ": "
    let head =
      style.bold(place ?? "") + (block.kind == "error" ? style.bad(kind) : style.faint(kind))
    // A line that fills the screen shows nothing, and the marks below it even less.
    var below = block.below.contains { $0.utf8.count > Self.longestLine } ? [] : block.below
    while below.last?.allSatisfy(\.isWhitespace) == true { below.removeLast() }
    return ([head + style.bold(block.words)] + below).joined(separator: "\n")
  }

  /// The line that an error points at.
  private func line(of block: CompilerDiagnostic) -> String? {
    guard let file = block.file, let line = block.line, let text = lines[file],
      text.indices.contains(line - 1)
    else { return nil }
    return text[line - 1]
  }

  /// The name that stands where an error points.
  private func name(at block: CompilerDiagnostic) -> String? {
    guard let text = line(of: block), let column = block.column else { return nil }
    // Columns count bytes.
    let rest = String(decoding: text.utf8.dropFirst(column - 1), as: UTF8.self)
    let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return name.isEmpty ? nil : String(name)
  }

  /// What an error means and what to do, for the usual ones; nil for others.
  func meaning(of block: CompilerDiagnostic) -> Message? {
    guard block.kind == "error" else { return nil }
    return (isOfAnswer ? Self.meaningForTask(block.words) : nil) ?? commonMeaning(of: block)
      ?? Self.meaningOfForm(block.words)
  }

  /// What it means for an answer, whose task stands below the errors.
  private static func meaningForTask(_ words: String) -> Message? {
    if words.contains("different argument labels") {
      return "The function's first line must be the task's, which stands below."
    }
    if words.contains("does not conform to protocol") {
      return "A function is missing, or its first line is not the task's, which stands below: "
        + "write it like that."
    }
    if words.contains("must provide a main") {
      return "The type needs Attempt behind its exercise: it makes a program of it."
    }
    return nil
  }

  /// What is meant where the text is not what Swift expects of its form, or of a call's.
  private static func meaningOfForm(_ words: String) -> Message? {
    func has(_ parts: String...) -> Bool { parts.allSatisfy(words.contains) }
    if has("unterminated string") { return "A text ends with the quotation mark it began with: \"" }
    if has("expected ',' separator") || has("to match this opening") || has("in expression list") {
      return
        "A comma is missing between two values, or a bracket is not closed: each ( and [ needs "
        + "its own ) or ]."
    }
    if has("consecutive statements") {
      return "Two statements stand in one line, or something is missing between two words, such as "
        + "an operator or a comma."
    }
    if has("missing argument") { return "The call leaves out a value that the function needs." }
    if has("extra argument") {
      return "The call has a value that the function does not take. Does a bracket close too late?"
    }
    if has("invalid redeclaration") {
      return "This name is taken already in the same braces. Choose another one."
    }
    if has("expected expression") || has("expected initial value") {
      return "A value is missing here."
    }
    if has("no exact matches in call") {
      return "There is a function of this name, but none takes values of these types."
    }
    if has("cannot convert value of type") || has("conflicting arguments") {
      return "Another type is needed here: the message names the one that is there and the one "
        + "that is expected."
    }
    return nil
  }

  private func commonMeaning(of block: CompilerDiagnostic) -> Message? {
    let words = block.words
    func has(_ parts: String...) -> Bool { parts.allSatisfy(words.contains) }
    // The apostrophe of “isn't” begins no name.
    func quoted(_ place: Int = 0) -> String {
      let names = words.matches(of: #/(?:^|\W)'([^']+)'/#).map { String($0.1) }
      return place < names.count ? names[place] : ""
    }
    let isMixed = ["Int", "Float", "Double"].count { words.contains("'\($0)'") } > 1
    if has("no such module"), let advice = PythonWord.advice(quoted()) { return advice }
    if has("unable to type-check this expression") {
      return "The expression in line \(block.line ?? 0) is too long for the compiler. Cut it into "
        + "parts with names of their own: let left = …, let right = …"
    }
    if has("cannot call value of non-function type"), let name = name(at: block) {
      return Self.globalFunctions.contains(name)
        ? "“\(name)” is a value of yours here, which hides the function of that name. Write "
          + "Swift.\(name)(…)"
        : "“\(name)” is a value, not a function: brackets [ ] take a part of it, parentheses call."
    }
    if has("missing return") {
      return "Not every way through the function ends with “return …”."
    }
    if isMixed, has("convert") || has("operator") {
      return "Swift never mixes whole numbers and others by itself. Write Float(x) around the "
        + "whole one, or Int(x) around the other."
    }
    if has("is a 'let' constant") || has("is immutable") || has("'let' constant") {
      return "“\(quoted())” can't be changed: parameters and what “let” names are fixed. Begin "
        + "with “var”, for a parameter with a copy: var copy = \(quoted())"
    }
    if has("missing argument label") || has("incorrect argument label") {
      return "Write the labels as the function has them: name: before the value."
    }
    if has("cannot find", "in scope") || has("has no member") {
      let name = has("has no member") ? quoted(1) : quoted()
      if has("in scope") {
        if let advice = PythonWord.advice(name) { return advice }
        if let line = line(of: block), PythonWord.isAssignment(line, to: name) {
          return "A new name begins with “let”, or with “var” where it changes: let \(name) = …"
        }
      }
      let near = Suggestions.nearest(to: name, in: known.subtracting([name]).sorted(), limit: 1)
      return near.first.map { "There is no “\(name)” here. Do you mean “\($0)”?" }
        ?? "There is no “\(name)” here. Is it spelled as where it was made, and made before, "
        + "in the same braces?"
    }
    if has("expected '}'") || has("extraneous '}'") {
      return "Braces don't come in pairs: each { needs its }."
    }
    if has("at top level") || has("at the top level") {
      return "This stands outside of the functions. Move it between a function's braces."
    }
    if has("must be unwrapped") {
      return "This may be nothing (nil). Say what to take then: value ?? 0"
    }
    if has("call can throw") { return "Write “try” before the call." }
    if has("used before being initialized") || has("before its declaration") {
      return "It is used before it has a value. Begin with one: var sum: Float = 0"
    }
    if has("cannot convert return expression") {
      return "The function's first line says after -> what it returns: \(quoted(1))."
    }
    return nil
  }

  private static let globalFunctions: Set = [
    "stride", "zip", "min", "max", "abs", "print", "repeatElement", "sequence",
  ]
}

extension SwiftCompiler.Result {
  /// What is said of an answer that did not become a program; nil for one that did.
  func words(
    _ sources: [SwiftCompiler.Source], names: [String: String], style: TerminalStyle = .plain
  ) -> Message? {
    switch self {
    case .program: nil
    case .diagnostics(let text):
      CompilerWords(text, sources, names: names, style: style).message
    case .tookTooLong(let seconds): ExerciseMessages.compilerTookTooLong(seconds)
    case .crashed(let line):
      line.map {
        "The compiler itself broke down near line \($0). Write what stands there more simply."
      }
        ?? "The compiler itself broke down. Take back what you wrote last, or write it more simply."
    }
  }
}
