// How a Latin word ends when it is read in Korean: a file's name, a command, a name in code.

/// A word of Latin letters, read by the rules for writing English in Hangul (외래어 표기법, chapter 3,
/// section 1): p, t and k after a short vowel close the syllable (map 맵, reset 리셋), after anything
/// else they get a vowel of their own (help 헬프, swift 스위프트), as other stops and hisses always do
/// (grid 그리드, index 인덱스); m, n, ng and l close it (run 런, label 라벨), r is not heard (filter 필터).
struct LatinWord {
  /// The letters, in lower case.
  private let letters: [Character]
  /// Whether it is spelled out: “PNG” 피엔지.
  private let isSpelled: Bool

  /// Takes the last word of a text: “Window” of “SlidingWindow.swift” without its ending, “swift”
  /// with it.
  init(endOf text: String) {
    let run = text.reversed().drop { !$0.isLatin }.prefix { $0.isLatin }
    // A capital after small letters begins a word.
    let capital = zip(run, run.dropFirst()).enumerated().first { _, pair in
      pair.0.isUppercase && pair.1.isLowercase
    }
    let word = run.prefix(capital.map { $0.offset + 1 } ?? run.count).reversed()
    letters = word.map { Character($0.lowercased()) }
    isSpelled = letters.count == 1 || !letters.contains { Self.vowels.contains($0) || $0 == "y" }
  }

  private static let vowels: Set<Character> = ["a", "e", "i", "o", "u"]

  /// Words that are always said otherwise than by the rules.
  private static let usage: [String: FinalSound] = [
    "check": .vowel, "readme": .vowel,  // 체크, 리드미
    "jpeg": .consonant, "lab": .consonant, "tab": .consonant, "web": .consonant,  // 제이펙, 랩, 탭, 웹
  ]

  /// How it ends.
  var finalSound: FinalSound {
    guard let last = letters.last else { return .vowel }
    if let usual = Self.usage[String(letters)] { return usual }
    if isSpelled {
      switch last {
      case "l", "r": return .rieul  // 엘, 알
      case "m", "n": return .consonant  // 엠, 엔
      default: return .vowel
      }
    }
    let before = letters.dropLast()
    switch last {
    case "l": return .rieul
    case "m", "n": return .consonant
    case "g": return before.last == "n" ? .consonant : .vowel
    case "e" where before.contains(where: Self.vowels.contains): return Self.beforeSilentE(before)
    case "c", "k", "p", "t": return Self.isClosed(by: last, after: before) ? .consonant : .vowel
    default: return .vowel
    }
  }

  /// Returns how a word ends before an e that is not heard: file 파일, name 네임, shape 셰이프.
  private static func beforeSilentE(_ letters: ArraySlice<Character>) -> FinalSound {
    switch letters.last {
    case "l": .rieul
    case "m", "n": .consonant
    default: .vowel
    }
  }

  /// Returns whether a stop stands right after a short vowel: one letter, oo as in book, or ou as
  /// in layout. A stop that is written twice (app, stack) is one.
  private static func isClosed(by stop: Character, after letters: ArraySlice<Character>) -> Bool {
    var letters = letters
    if letters.last == stop || stop == "k" && letters.last == "c" { letters.removeLast() }
    let ending = letters.reversed().prefix { vowels.contains($0) }.reversed()
    return switch String(ending) {
    case "oo": stop == "k"
    case "ou": stop == "t"
    default: ending.count == 1
    }
  }
}

extension Character {
  /// Whether it is one of the 26 letters.
  fileprivate var isLatin: Bool { isASCII && isLetter }
}
