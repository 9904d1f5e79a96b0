// Repeated measurements in short: their mean, and how far they lie apart.

import Formatting

/// The mean of repeated measurements and their standard deviation.
///
/// `Spread([0.5, 0.7]).percent` is "60 ± 14.1 %".
public struct Spread: Sendable, Equatable {
  /// The mean.
  public let mean: Float
  /// The standard deviation of a sample, by n − 1; 0 for a single measurement.
  public let deviation: Float

  /// Summarizes measurements, 1 or more.
  public init(_ values: [Float]) {
    let mean = values.reduce(0, +) / Float(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    deviation = (squares / Float(max(values.count - 1, 1))).squareRoot()
  }

  /// Shares 0…1 as text in per cent: "68.7 ± 5.7 %".
  public var percent: Message {
    "\(Formatting.percent(mean)) ± \(Formatting.percent(deviation)) %"
  }
}
