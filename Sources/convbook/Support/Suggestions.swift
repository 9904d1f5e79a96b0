// Suggests known names that are similar to an unknown one.

import LessonKit

/// Finds similar names.
enum Suggestions {
  /// Returns the most similar names, best first, at most `limit`.
  ///
  /// A name is similar when it contains the word or begins like it, or when its edit distance with
  /// transpositions is at most a third of the longer text, and at least 1.
  static func nearest(to word: String, in names: [String], limit: Int = 3) -> [String] {
    let word = word.lowercased()
    guard !word.isEmpty else { return [] }
    let ranked = names.enumerated().compactMap { index, name -> (Int, Int, String)? in
      let lower = name.lowercased()
      if word.count > 1, lower.contains(word) || (lower.count > 2 && word.contains(lower)) {
        return (lower.hasPrefix(word) ? -2 : -1, index, name)
      }
      let distance = editDistance(word, lower)
      let farthest = max(1, max(word.count, lower.count) / 3)
      return distance <= farthest ? (distance, index, name) : nil
    }
    return ranked.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.prefix(limit).map(\.2)
  }

  /// Returns a sentence, and "Did you mean sobel-x or sobel-y?" after it when something is similar.
  static func question(
    for word: String, in names: [String], after sentence: Message
  ) -> Message {
    let names = nearest(to: word, in: names)
    guard let last = names.last else { return sentence }
    let others = names.dropLast().joined(separator: ", ")
    return others.isEmpty
      ? "\(sentence) Did you mean \(last)?" : "\(sentence) Did you mean \(others) or \(last)?"
  }
}
