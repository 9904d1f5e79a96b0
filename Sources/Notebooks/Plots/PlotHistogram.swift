// Computes histograms with equal intervals.

extension Plot.Histogram {
  /// Counts the samples in `bins` equal intervals from the smallest value of all to the largest.
  ///
  /// An interval holds its lower end and not its upper one; the last holds both. Values that are
  /// all equal are counted in the middle of a range around them.
  init(_ samples: [Plot.Sample], bins: Int, isDensity: Bool, xAxis: String) {
    let count = min(max(bins, 1), 1000)
    let all = samples.lazy.flatMap(\.values)
    var (low, high) = (all.min() ?? 0, all.max() ?? 1)
    if high - low <= 1e-12 * max(abs(low), abs(high)) {
      let room = max(0.5, abs(low) * 1e-3)
      (low, high) = (low - room, high + room)
    }
    let width = (high - low) / Double(count)
    edges = (0...count).map { $0 == count ? high : low + Double($0) * width }
    distributions = samples.map { sample in
      var heights = [Double](repeating: 0, count: count)
      for value in sample.values {
        let interval = Int((value - low) / (high - low) * Double(count))
        heights[min(max(interval, 0), count - 1)] += 1
      }
      if isDensity {
        let area = Double(max(sample.values.count, 1)) * width
        heights = heights.map { $0 / area }
      }
      return Distribution(name: sample.name, heights: heights)
    }
    self.isDensity = isDensity
    self.xAxis = xAxis
  }
}
