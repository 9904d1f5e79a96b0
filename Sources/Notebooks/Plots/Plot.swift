// The data of a plot, independent of how a renderer draws it. Numbers that can't be drawn are
// stored as gaps.

import Formatting
import Tensors

/// The data of a line chart, histogram, bar chart or network diagram; made by `Notebook.plot`,
/// `.histogram`, `.bars` and `.network`.
public struct Plot: Codable, Sendable, Equatable {
  /// The caption under it.
  public var caption: Message
  /// The alternative text for readers who cannot see it.
  public var alt: Message
  /// The row number; outputs with the same number stand side by side.
  public var row: Int?
  /// The kind of plot and its data.
  public var drawing: Drawing

  /// The kinds of plot.
  public enum Drawing: Codable, Sendable, Equatable {
    /// A line chart or scatter plot.
    case curves(Curves)
    /// A histogram.
    case histogram(Histogram)
    /// A horizontal bar chart.
    case bars(Bars)
    /// A network diagram.
    case network(Network)
  }

  /// The lines of a chart over shared axes.
  public struct Curves: Codable, Sendable, Equatable {
    /// The lines, drawn in this order.
    public var lines: [Line]
    /// The label of the x axis.
    public var xAxis: Message
    /// The label of the y axis.
    public var yAxis: Message
    /// Whether the x axis is logarithmic; points at zero and less are then gaps.
    public var hasLogarithmicX = false
    /// Whether the y axis is logarithmic; values of zero and less are then gaps.
    public var hasLogarithmicY: Bool
  }

  /// The style of a line.
  public enum Style: String, Codable, Sendable {
    /// A line through the points.
    case line
    /// A line with a marker on each point: for few points.
    case marked
    /// Markers alone.
    case points
    /// A step line: each value holds until the next point.
    case steps
  }

  /// A named line; a point whose x or y is nil breaks it.
  public struct Line: Codable, Sendable, Equatable {
    /// Its name in the legend.
    public var name: Message
    /// The x coordinates of the points.
    public var x: [Double?]
    /// The y coordinates of the points.
    public var y: [Double?]
    /// The style of the line.
    public var style: Style

    /// Creates a line through the points (x, y); NaN and infinity break it.
    ///
    /// Of more than 2000 points only the minimum and maximum of each interval are kept: more can't
    /// be seen.
    ///
    /// - Precondition: `x` and `y` have the same count.
    public init(
      _ name: Message, x: [some PlotNumber], y: [some PlotNumber], style: Style = .line
    ) {
      precondition(
        x.count == y.count, "the line “\(name)” has \(x.count) x and \(y.count) y")
      self.name = name
      self.style = style
      let kept = thinned(y.map(drawable))
      self.x = kept.map { drawable(x[$0]) }
      self.y = kept.map { drawable(y[$0]) }
    }

    /// Creates a line through the points (1, y₁), (2, y₂), …: a number for each epoch.
    public init(_ name: Message, y: [some PlotNumber], style: Style = .line) {
      self.init(name, x: Array(y.indices.map { $0 + 1 }), y: y, style: style)
    }
  }

  /// A histogram of one or more samples with the same intervals.
  public struct Histogram: Codable, Sendable, Equatable {
    /// The edges of the intervals, one more than there are intervals.
    public var edges: [Double]
    /// A distribution for each sample.
    public var distributions: [Distribution]
    /// Whether heights are densities, with area 1, instead of counts.
    public var isDensity: Bool
    /// The label of the x axis.
    public var xAxis: Message
    /// The maximum of the y axis, when histograms side by side share it.
    public var top: Double?

    /// The heights of one sample.
    public struct Distribution: Codable, Sendable, Equatable {
      /// The sample's name.
      public var name: Message
      /// The count or density of each interval.
      public var heights: [Double]
    }
  }

  /// A named sample for a histogram.
  public struct Sample: Sendable {
    let name: Message
    let values: Values

    /// Tensors are counted where they are: those of photos have millions of numbers, and this
    /// module is not optimized in debug builds.
    enum Values: Sendable {
      case tensor(Tensor)
      case numbers([Double])
    }

    /// Creates a sample of the scalars of a tensor of any shape, without NaN and infinity.
    public init(_ name: Message, _ tensor: Tensor) {
      self.name = name
      values = .tensor(tensor)
    }

    /// Creates a sample of numbers, without NaN and infinity.
    public init(_ name: Message, _ values: [some PlotNumber]) {
      self.name = name
      self.values = .numbers(values.compactMap(drawable))
    }
  }

  /// A bar chart with the values written beside the bars.
  public struct Bars: Codable, Sendable, Equatable {
    /// The bars from top to bottom.
    public var bars: [Bar]
    /// The unit of the values, written after each: "ms".
    public var unit: Message
    /// Whether lengths are logarithmic; values of zero and less then have no bar.
    public var isLogarithmic = false

    /// A bar.
    public struct Bar: Codable, Sendable, Equatable {
      /// The label of the bar.
      public var name: Message
      /// The value; nil for one that can't be drawn.
      public var value: Double?

      /// Creates a bar; NaN and infinity can't be drawn.
      public init(_ name: Message, _ value: some PlotNumber) {
        (self.name, self.value) = (name, drawable(value))
      }
    }

    /// Returns the text of a bar's value.
    func text(_ bar: Bar) -> String {
      guard let value = bar.value else { return "—" }
      let unit = unit.text
      return number(value) + (unit.isEmpty || unit == "%" ? "" : " ") + unit
    }

    /// The scale of logarithmic bars, nil for others. It begins below the smallest value, which
    /// would have no length otherwise.
    func logarithmicScale(count: Int) -> PlotScale? {
      let values = bars.compactMap(\.value).filter { $0 > 0 }
      guard isLogarithmic, let least = values.min(), let most = values.max() else { return nil }
      return PlotScale(logarithmicFrom: least / 2, to: most, count: count)
    }
  }
}

/// A number type that plots accept: `Float`, `Double` or `Int`.
public protocol PlotNumber {
  /// The number as a double.
  var plotted: Double { get }
}

extension Float: PlotNumber {
  /// The number as a double.
  public var plotted: Double { Double(self) }
}

extension Double: PlotNumber {
  /// The number itself.
  public var plotted: Double { self }
}

extension Int: PlotNumber {
  /// The number as a double.
  public var plotted: Double { Double(self) }
}

/// Returns a number as it is stored: nil when it can't be drawn. Beyond 10²⁰⁰ sums over an axis
/// could overflow, so that it counts as infinite; below 10⁻²⁰⁰ it is zero.
private func drawable(_ number: some PlotNumber) -> Double? {
  let value = number.plotted
  guard abs(value) < 1e200 else { return nil }
  return abs(value) < 1e-200 ? 0 : value
}

/// Returns the indices to keep: all of few points; of many the minimum, the maximum and the gaps of
/// each interval.
private func thinned(_ y: [Double?]) -> [Int] {
  let limit = 2000
  guard y.count > limit else { return Array(y.indices) }
  let stretches = limit / 2
  return (0..<stretches).flatMap { stretch -> [Int] in
    let range = y.count * stretch / stretches..<y.count * (stretch + 1) / stretches
    let drawn = range.filter { y[$0] != nil }
    let lowest = drawn.min { (y[$0] ?? 0) < (y[$1] ?? 0) }
    let highest = drawn.max { (y[$0] ?? 0) < (y[$1] ?? 0) }
    let gap = range.first { y[$0] == nil }
    return Set([lowest, highest, gap].compactMap { $0 }).sorted()
  }
}
