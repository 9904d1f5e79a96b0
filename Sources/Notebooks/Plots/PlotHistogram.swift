// Computes histograms with equal intervals.

import Formatting

extension Plot.Histogram {
  /// Counts the samples in `bins` equal intervals from the smallest value of all to the largest.
  ///
  /// An interval holds its lower end and not its upper one; the last holds both. Values that are
  /// all equal are counted in the middle of a range around them.
  init(_ samples: [Plot.Sample], bins: Int, isDensity: Bool, xAxis: Message) {
    let count = min(max(bins, 1), 1000)
    let ranges = samples.compactMap(\.range)
    var low = ranges.map(\.lowerBound).min() ?? 0
    var high = ranges.map(\.upperBound).max() ?? 1
    if high - low <= 1e-12 * max(abs(low), abs(high)) {
      let room = max(0.5, abs(low) * 1e-3)
      (low, high) = (low - room, high + room)
    }
    let width = (high - low) / Double(count)
    edges = (0...count).map { $0 == count ? high : low + Double($0) * width }
    distributions = samples.map { sample in
      let counts = sample.counts(low: low, high: high, intervals: count)
      var heights = counts.map(Double.init)
      if isDensity {
        let area = Double(max(counts.reduce(0, +), 1)) * width
        heights = heights.map { $0 / area }
      }
      return Distribution(name: sample.name, heights: heights)
    }
    self.isDensity = isDensity
    self.xAxis = xAxis
  }
}

extension Plot.Sample {
  /// The smallest and the largest value; nil when there are none.
  fileprivate var range: ClosedRange<Double>? {
    switch values {
    case .tensor(let tensor):
      tensor.finiteRange.map { Double($0.lowerBound)...Double($0.upperBound) }
    case .numbers(let numbers):
      numbers.min().flatMap { least in numbers.max().map { least...$0 } }
    }
  }

  fileprivate func counts(low: Double, high: Double, intervals: Int) -> [Int] {
    switch values {
    case .tensor(let tensor):
      return tensor.histogram(low: low, high: high, intervals: intervals)
    case .numbers(let numbers):
      var counts = [Int](repeating: 0, count: intervals)
      for value in numbers {
        let interval = Int((value - low) / (high - low) * Double(intervals))
        counts[min(max(interval, 0), intervals - 1)] += 1
      }
      return counts
    }
  }
}
