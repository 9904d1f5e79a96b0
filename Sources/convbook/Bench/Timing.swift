// Times of one side and what is said of them: the median, the middle half, and ratios that are taken
// round by round, so that a slow spell of the machine, which hits both sides, falls out of them.

/// How long a work took, in milliseconds, each time it was done.
struct Timing: Equatable {
  /// The times of every round, none of them empty.
  var rounds: [[Double]]

  /// All times, shortest first.
  private var sorted: [Double] { rounds.joined().sorted() }

  /// The time that half of all others stay below.
  var median: Double { quantile(0.5, of: sorted) }

  /// The ends of the middle half of all times.
  var middleHalf: ClosedRange<Double> {
    let sorted = sorted
    return quantile(0.25, of: sorted)...quantile(0.75, of: sorted)
  }

  /// How many times as long a peer took, round by round.
  func ratio(of peer: Timing) -> Ratio {
    let rounds = zip(rounds, peer.rounds).map { ours, theirs in
      quantile(0.5, of: theirs.sorted()) / quantile(0.5, of: ours.sorted())
    }
    let ratios = Timing(rounds: [rounds])
    return Ratio(median: ratios.median, middleHalf: ratios.middleHalf)
  }
}

/// A peer's time divided by ours: above 1 where we are faster.
struct Ratio: Equatable {
  /// Of the rounds' ratios.
  let median: Double
  /// The ends of the rounds' middle half.
  let middleHalf: ClosedRange<Double>
}

/// The number below which a share of sorted numbers lies, between two of them in proportion.
///
/// - Precondition: there is at least one number, and the share is 0…1.
func quantile(_ share: Double, of sorted: [Double]) -> Double {
  let place = share * Double(sorted.count - 1)
  let below = Int(place)
  let above = min(below + 1, sorted.count - 1)
  return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
}
