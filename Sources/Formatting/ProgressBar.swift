// Progress as a bar of characters.

/// Draws a bar for what is done: "█████░░░░░"; empty when there is nothing to do.
package func progressBar(_ done: Int, of total: Int, width: Int = 10) -> String {
  let full = total > 0 ? min(max(width * done / total, 0), width) : 0
  return String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
}
