// Computes histograms with equal intervals.

import Formatting
import Tensors

extension Plot.Histogram {
  /// Counts the samples in `bins` equal intervals from the smallest value of all to the largest.
  ///
  /// With a `binWidth` all edges are multiples of it instead, as many as the values need, so that
  /// a sample that ends at 1 does not end within an interval.
  ///
  /// An interval holds its lower end and not its upper one; the last holds both. Values that are
  /// all equal are counted in the middle of a range around them.
  init(
    _ samples: [Plot.Sample], bins: Int, binWidth: Double? = nil, isDensity: Bool, xAxis: Message
  ) {
    let ranges = samples.compactMap(\.range)
    var low = ranges.map(\.lowerBound).min() ?? 0
    var high = ranges.map(\.upperBound).max() ?? 1
    if high - low <= 1e-12 * max(abs(low), abs(high)) {
      let room = max(0.5, abs(low) * 1e-3)
      (low, high) = (low - room, high + room)
    }
    let edges: [Double]
    if let binWidth, binWidth > 0, (high - low) / binWidth <= 998 {
      let ends = ((low / binWidth).rounded(.down), (high / binWidth).rounded(.up))
      edges = stride(from: ends.0, through: max(ends.1, ends.0 + 1), by: 1).map { $0 * binWidth }
    } else {
      let count = min(max(bins, 1), 1000)
      let width = (high - low) / Double(count)
      edges = (0...count).map { $0 == count ? high : low + Double($0) * width }
    }
    let width = (edges[edges.count - 1] - edges[0]) / Double(edges.count - 1)
    self.edges = edges
    distributions = samples.map { sample in
      let counts = sample.counts(edges: edges)
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

  fileprivate func counts(edges: [Double]) -> [Int] {
    switch values {
    case .tensor(let tensor): tensor.histogram(edges: edges)
    case .numbers(let numbers): histogram(of: numbers, edges: edges)
    }
  }
}
