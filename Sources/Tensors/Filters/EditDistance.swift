// The edit distance of two words, for "did you mean" suggestions.

/// Counts the insertions, deletions, substitutions and transpositions of neighbours that change one
/// word into another (Damerau–Levenshtein distance by optimal string alignment).
///
/// Sources: Wagner and Fischer, "The string-to-string correction problem" (1974); for
/// transpositions Damerau, "A technique for computer detection and correction of spelling errors"
/// (1964).
package func editDistance(_ left: String, _ right: String) -> Int {
  // The time grows with the square of the length, and typing errors are in short words.
  let left = Array(left.prefix(80))
  let right = Array(right.prefix(80))
  var twoAbove: [Int] = []
  var above = Array(0...right.count)
  for i in 0..<left.count {
    var row = [i + 1]
    for j in 0..<right.count {
      var best = Swift.min(above[j + 1], row[j]) + 1
      best = Swift.min(best, above[j] + (left[i] == right[j] ? 0 : 1))
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        best = Swift.min(best, twoAbove[j - 1] + 1)
      }
      row.append(best)
    }
    (twoAbove, above) = (above, row)
  }
  return above[right.count]
}
