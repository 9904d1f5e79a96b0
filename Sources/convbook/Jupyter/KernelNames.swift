// Completes names, and tells what they stand for.

import Foundation
import LessonKit
import Processes

/// A name in a text, with what stands before it.
struct NameAtCursor: Equatable {
  /// The name up to the cursor, or all of it.
  var name: String
  /// Where it begins, in Unicode scalars.
  var start: Int
  /// The name before the dot; empty for something else; nil where there is no dot.
  var base: String?

  /// Finds the name before a place of a text.
  ///
  /// - Parameter isWhole: whether what follows the place belongs to it, and whether an opening
  ///   parenthesis is passed over.
  init(_ code: String, cursor: Int, isWhole: Bool) {
    let scalars = Array(code.unicodeScalars)
    func isName(_ index: Int) -> Bool {
      scalars.indices.contains(index)
        && (scalars[index].properties.isAlphabetic || scalars[index].properties.numericType != nil
          || scalars[index] == "_")
    }
    var end = min(max(cursor, 0), scalars.count)
    if isWhole {
      while end > 0, !isName(end), !isName(end - 1),
        "( \t".unicodeScalars.contains(scalars[end - 1])
      {
        end -= 1
      }
      while isName(end) { end += 1 }
    }
    var start = end
    while isName(start - 1) { start -= 1 }
    func text(_ range: Range<Int>) -> String {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[range])
      return String(text)
    }
    (name, self.start) = (text(start..<end), start)
    guard start > 0, scalars[start - 1] == "." else { return }
    var first = start - 1
    while isName(first - 1) { first -= 1 }
    base = text(first..<(start - 1))
  }
}

extension KernelSession {
  /// Returns the names that a text can go on with: those of the notebook, then the modules'.
  func names(at place: KernelRequest.Place) -> KernelReply.Done {
    let found = NameAtCursor(place.code, cursor: place.cursor, isWhole: false)
    let declared = found.base == nil ? Self.declared(in: texts + [place.code]) : []
    let known = Self.names(for: found).map(\.name)
    let fitting = (declared.sorted() + Set(known).subtracting(declared).sorted())
      .filter { $0.hasPrefix(found.name) && $0 != found.name }
    return .matches(fitting, from: found.start, to: place.cursor)
  }

  /// Returns what the name at a place stands for.
  func meaning(at place: KernelRequest.Place) -> KernelReply.Done {
    let found = NameAtCursor(place.code, cursor: place.cursor, isWhole: true)
    var seen: Set<String> = []
    let fitting = Self.names(for: found)
      .filter { $0.name == found.name && seen.insert($0.declaration).inserted }.prefix(4)
    guard !fitting.isEmpty else { return .meaning([:]) }
    return .meaning([
      "text/plain": fitting.map { $0.declaration + "\n\n" + $0.documentation }
        .joined(separator: "\n\n"),
      "text/markdown": fitting.map { "```swift\n\($0.declaration)\n```\n\n" + $0.documentation }
        .joined(separator: "\n\n"),
    ])
  }

  /// The modules' names that can stand in a place: behind a dot those of the type before it, of
  /// all types where that is a value.
  private static func names(for found: NameAtCursor) -> [PublicName] {
    guard let base = found.base else { return PublicName.all.filter { $0.container == nil } }
    let type = base == "page" ? "Notebook" : base
    let own = PublicName.all.filter { $0.container == type }
    return own.isEmpty ? PublicName.all.filter { $0.container != nil } : own
  }

  /// The names that cells declare.
  private static func declared(in texts: [String]) -> Set<String> {
    let words: Set = [
      "let", "var", "func", "struct", "class", "enum", "protocol", "actor", "typealias", "for",
    ]
    return texts.reduce(into: []) { names, text in
      let tokens = SwiftToken.all(in: text)
      for (index, token) in tokens.enumerated() where token.kind == .word {
        guard words.contains(token.text) else { continue }
        let declared = tokens[(index + 1)...].prefix {
          !$0.isSymbol("=") && !$0.isSymbol(":") && !$0.isSymbol("{") && !$0.isWord("in")
        }
        let list = declared.first?.isSymbol("(") == true ? declared : declared.prefix(1)
        names.formUnion(list.filter { $0.kind == .word }.map(\.text))
      }
    }
  }
}
