// Statistics of benchmark times: median, interquartile range, and ratios per round, which cancel
// slow phases of the machine.

/// The times of a benchmark in milliseconds.
struct Timing: Equatable {
  /// The times of each round; no round is empty.
  var rounds: [[Double]]

  /// All times in ascending order.
  private var sorted: [Double] { rounds.joined().sorted() }

  /// The median of all times.
  var median: Double { quantile(0.5, of: sorted) }

  /// The interquartile range of all times.
  var middleHalf: ClosedRange<Double> {
    let sorted = sorted
    return quantile(0.25, of: sorted)...quantile(0.75, of: sorted)
  }

  /// Returns the ratio of another library's times to these, round by round.
  func ratio(of peer: Timing) -> Ratio {
    let rounds = zip(rounds, peer.rounds).map { ours, theirs in
      quantile(0.5, of: theirs.sorted()) / quantile(0.5, of: ours.sorted())
    }
    let ratios = Timing(rounds: [rounds])
    return Ratio(median: ratios.median, middleHalf: ratios.middleHalf)
  }
}

/// The time of another library divided by ours; above 1 when ours is faster.
struct Ratio: Equatable {
  /// The median of the rounds' ratios.
  let median: Double
  /// The interquartile range of the rounds' ratios.
  let middleHalf: ClosedRange<Double>
}

/// Returns a quantile of sorted numbers by linear interpolation.
///
/// - Precondition: at least one number, and a share in 0…1.
func quantile(_ share: Double, of sorted: [Double]) -> Double {
  let place = share * Double(sorted.count - 1)
  let below = Int(place)
  let above = min(below + 1, sorted.count - 1)
  return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
}
