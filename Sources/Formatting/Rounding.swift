// Rounds numbers that a page shows.

extension BinaryFloatingPoint {
  /// Returns the number rounded to decimal places, halves away from zero: `2.345.rounded(to: 1)`
  /// is 2.3. With −1 it is rounded to tens.
  public func rounded(to places: Int) -> Self {
    var scale: Self = 1
    for _ in 0..<abs(places) { scale *= 10 }
    return places < 0 ? (self / scale).rounded() * scale : (self * scale).rounded() / scale
  }
}

/// Returns a difference for a sentence: the number, or “rounding at most” below a limit.
public func orRounding(_ difference: Float, below limit: Float) -> Message {
  difference < limit ? "rounding at most" : "\(difference)"
}

/// Returns a share 0…1 in per cent, rounded to decimal places: `percent(0.98765)` is 98.8.
public func percent<Number: BinaryFloatingPoint>(_ share: Number, places: Int = 1) -> Number {
  (share * 100).rounded(to: places)
}

/// Returns how many of a number of things there are, in per cent: `percent(1, of: 8)` is 12.5.
///
/// Nothing of nothing is 0.
public func percent(_ part: Int, of whole: Int, places: Int = 1) -> Float {
  whole == 0 ? 0 : percent(Float(part) / Float(whole), places: places)
}
