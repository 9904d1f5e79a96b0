// Fingerprints of program text by winnowing: S. Schleimer, D. Wilkerson, A. Aiken, “Winnowing:
// Local Algorithms for Document Fingerprinting”, SIGMOD 2003. Structure counts and not text: names
// and literals are all the same, comments and spaces are left out.

import Foundation
import Processes

/// The fingerprints of a text, with the lines that each comes from.
struct Fingerprints {
  /// The tokens of a gram: shorter runs are alike by chance.
  static let gramLength = 12
  /// The grams of a window, of which one is kept. A run of `gramLength + windowLength - 1` tokens
  /// that two texts share is found for certain.
  static let windowLength = 6

  /// The lines of each fingerprint, from 1.
  private(set) var lines: [UInt64: Set<Int>] = [:]

  var hashes: Set<UInt64> { Set(lines.keys) }

  /// - Parameters:
  ///   - text: Swift.
  ///   - common: the hashes of grams that are left out.
  init(_ text: String, without common: Set<UInt64> = []) {
    let tokens = SwiftToken.all(in: text)
    let grams = Self.grams(tokens)
    guard !grams.isEmpty else { return }
    let window = min(Self.windowLength, grams.count)
    for start in 0...(grams.count - window) {
      // The rightmost of the smallest, so that neighbouring windows keep the same one.
      var place = start
      for next in start..<(start + window) where grams[next] <= grams[place] { place = next }
      if common.contains(grams[place]) { continue }
      let own = tokens[place..<min(place + Self.gramLength, tokens.count)].map(\.line)
      lines[grams[place], default: []].formUnion(own)
    }
  }

  /// Leaves out some fingerprints.
  mutating func remove(_ hashes: Set<UInt64>) {
    for hash in hashes { lines[hash] = nil }
  }

  /// Returns the hashes of all grams of a text, kept by winnowing or not.
  static func allGrams(of text: String) -> Set<UInt64> { Set(grams(SwiftToken.all(in: text))) }

  private static func grams(_ tokens: [SwiftToken]) -> [UInt64] {
    let words = tokens.map(normalized)
    guard words.count >= gramLength else { return [] }
    return (0...(words.count - gramLength)).map { start in
      // FNV-1a: the same on every machine, as Swift's own hashes are not.
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for word in words[start..<(start + gramLength)] {
        for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        hash = (hash ^ 0xff) &* 0x100_0000_01b3
      }
      return hash
    }
  }

  private static func normalized(_ token: SwiftToken) -> String {
    switch token.kind {
    case .word: keywords.contains(token.text) ? token.text : "name"
    case .literal: "literal"
    case .symbol: token.text
    }
  }

  /// Words that make the structure of a program.
  private static let keywords: Set = [
    "func", "let", "var", "if", "else", "for", "in", "while", "repeat", "return", "switch", "case",
    "default", "guard", "where", "throw", "throws", "try", "do", "catch", "break", "continue",
    "struct", "class", "enum", "extension", "protocol", "init", "self", "static", "private",
    "mutating",
    "inout", "is", "as", "nil", "true", "false", "defer", "fallthrough", "stride",
  ]
}
