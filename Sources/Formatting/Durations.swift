// Durations as people write them.

/// Formats seconds: "0.4 s", "12 s", "2 min 5 s"; what is below 0 counts as 0.
package func duration(_ seconds: Double) -> String {
  if seconds < 9.95 { return fixed(max(seconds, 0), decimals: 1) + " s" }
  let whole = Int(min(seconds.rounded(), 1e9))
  return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
}
