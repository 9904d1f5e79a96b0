// Random numbers that come out the same for the same seed, on every machine and in every run.

/// A random number generator with a seed: SplitMix64.
///
/// Small enough to read in one look, fast, and it passes BigCrush; not for secrets. The same seed
/// gives the same numbers everywhere. Source: Steele, Lea and Flood, "Fast splittable pseudorandom
/// number generators", OOPSLA 2014, figure 17; constants as in Vigna's splitmix64.c.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts a sequence; every seed, 0 and neighbours included, starts a different one.
  public init(seed: UInt64) { state = seed }

  /// Skips as many numbers as are given, in one step, so that threads can begin at different places of
  /// one sequence.
  package mutating func skip(_ count: Int) {
    state &+= UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
