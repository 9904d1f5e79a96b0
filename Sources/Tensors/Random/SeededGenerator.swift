// A seeded random number generator, the same on every machine and in every run.

/// Generates random numbers from a seed by SplitMix64.
///
/// It is fast and passes BigCrush, but is not cryptographically secure. Source: Steele, Lea and
/// Flood, "Fast splittable pseudorandom number generators" (2014), figure 17; constants as in
/// Vigna's splitmix64.c.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts the sequence of a seed; any seed is valid.
  public init(seed: UInt64) { state = seed }

  /// Skips `count` numbers in constant time, so that threads can share one sequence.
  package mutating func skip(_ count: Int) {
    state &+= UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
  }

  /// Returns the next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
