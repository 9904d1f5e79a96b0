// Korean particles whose form depends on the last sound of the word before them.

/// Returns the particle that fits a value, of a pair such as "은/는", "이/가", "을/를", "으로/로".
///
/// The first form follows a consonant, the second a vowel; "으로/로" takes the second after ㄹ too.
/// Digits and Latin words count as they are read in Korean.
func koreanParticle(_ pair: String, after value: String) -> String {
  let forms = pair.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
  guard forms.count == 2 else { return pair }
  switch finalSound(of: value) {
  case .vowel: return forms[1]
  case .rieul: return forms[0].hasPrefix("으") ? forms[1] : forms[0]
  case .consonant: return forms[0]
  }
}

/// The last sound of a word: what a particle after it depends on.
enum FinalSound { case vowel, rieul, consonant }

/// Returns the last sound of a value as it is read: 3 (삼) ends in a consonant, 1 (일) in ㄹ, 2 (이)
/// in a vowel.
private func finalSound(of value: String) -> FinalSound {
  let word = value.precomposedWord
  guard let last = word.last(where: { $0.isLetter || $0.isNumber || $0 == "%" }),
    let scalar = last.unicodeScalars.first
  else { return .vowel }
  if (0xAC00...0xD7A3).contains(scalar.value) {
    // Syllables are ordered by initial, vowel and one of 28 finals, of which 0 is none and 8 is ㄹ.
    switch (scalar.value - 0xAC00) % 28 {
    case 0: return .vowel
    case 8: return .rieul
    default: return .consonant
    }
  }
  switch last {
  case "1", "7", "8": return .rieul
  case "0", "3", "6": return .consonant
  case let last where last.isASCII && last.isLetter: return LatinWord(endOf: word).finalSound
  default: return .vowel  // 2, 4, 5, 9 and % (퍼센트).
  }
}

extension String {
  /// The text with decomposed Hangul composed, as file names of macOS need it.
  fileprivate var precomposedWord: String {
    // Comparison of Swift strings is canonical; the last syllable alone has to be composed.
    guard let last, last.unicodeScalars.count > 1 else { return self }
    let jamo = last.unicodeScalars.map(\.value)
    guard (0x1100...0x1112).contains(jamo[0]), (0x1161...0x1175).contains(jamo[1]) else {
      return self
    }
    let final = jamo.count > 2 && (0x11A8...0x11C2).contains(jamo[2]) ? jamo[2] - 0x11A7 : 0
    let code = 0xAC00 + ((jamo[0] - 0x1100) * 21 + jamo[1] - 0x1161) * 28 + final
    return dropLast() + (Unicode.Scalar(code).map { String($0) } ?? String(last))
  }
}
