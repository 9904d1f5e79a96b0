// How far two words are apart, for everything that asks "did you mean".

/// How many letters have to be put in, taken out, changed, or swapped with their neighbour to make one
/// word of another (optimal string alignment).
///
/// Source: Wagner and Fischer, "The string-to-string correction problem" (1974), with the swap of
/// Damerau, "A technique for computer detection and correction of spelling errors" (1964).
package func editDistance(_ left: String, _ right: String) -> Int {
  // Long input is nobody's typing error, and the work would grow with its square.
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
