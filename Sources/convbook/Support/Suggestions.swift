// "Did you mean": the known names nearest to one that is not known.

import LessonKit

/// Finds names that someone may have meant.
enum Suggestions {
  /// The nearest names, best first, at most `limit`; those too far off are left out.
  ///
  /// A name that contains the word, or begins like it, is near; otherwise the number of letters to
  /// insert, drop, change or swap decides, up to a third of the longer text and at least 1.
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

  /// " Did you mean sobel-x or sobel-y?", or "" when nothing is near.
  static func question(for word: String, in names: [String]) -> String {
    let names = nearest(to: word, in: names)
    guard let last = names.last else { return "" }
    let others = names.dropLast().joined(separator: ", ")
    return " Did you mean " + (others.isEmpty ? "" : others + " or ") + last + "?"
  }
}
