// The numbers of a plot, without a word on how it is drawn: the page, the terminal and Jupyter each
// draw it their own way. Numbers that can't be drawn are kept as gaps.

import Formatting
import Tensors

/// Curves, a histogram or bars that a lesson shows; made by `Notebook.plot`, `.histogram`, `.bars`.
public struct Plot: Codable, Sendable, Equatable {
  /// The words under it.
  public var caption: String
  /// What someone who cannot see it should know.
  public var alt: String
  /// Plots, pictures and tables with the same number stand side by side.
  public var row: Int?
  /// What is drawn.
  public var drawing: Drawing

  /// The kinds of plot.
  public enum Drawing: Codable, Sendable, Equatable {
    /// Lines or points over two axes.
    case curves(Curves)
    /// How often values fall into equal intervals.
    case histogram(Histogram)
    /// A horizontal bar for each name.
    case bars(Bars)
    /// The stages of a network.
    case network(Network)
  }

  /// Lines over shared axes.
  public struct Curves: Codable, Sendable, Equatable {
    /// The lines, drawn in this order.
    public var lines: [Line]
    /// What the horizontal axis counts.
    public var xAxis: String
    /// What the vertical axis counts.
    public var yAxis: String
    /// Whether equal heights are equal factors; values of zero and less are then gaps.
    public var hasLogarithmicY: Bool
  }

  /// How the points of a line are drawn.
  public enum Style: String, Codable, Sendable {
    /// A line through the points.
    case line
    /// A line, and a mark on each point: for few points.
    case marked
    /// Marks alone.
    case points
    /// Each value holds until the next point.
    case steps
  }

  /// A named line; a point with a gap (`nil`) in x or y breaks it.
  public struct Line: Codable, Sendable, Equatable {
    /// Its name in the legend.
    public var name: String
    /// Where the points stand on the horizontal axis.
    public var x: [Double?]
    /// Where the points stand on the vertical axis.
    public var y: [Double?]
    /// How the points are drawn.
    public var style: Style

    /// A line through the points (x, y); NaN and infinity break it.
    ///
    /// Of a line of more than 2000 points only the lowest and the highest of each stretch are kept:
    /// more can't be seen.
    ///
    /// - Precondition: as many x as y.
    public init(
      _ name: String, x: [some PlotNumber], y: [some PlotNumber], style: Style = .line
    ) {
      precondition(
        x.count == y.count, "the line “\(name)” has \(x.count) x and \(y.count) y")
      self.name = name
      self.style = style
      let kept = thinned(y.map(drawable))
      self.x = kept.map { drawable(x[$0]) }
      self.y = kept.map { drawable(y[$0]) }
    }

    /// A line through the points (1, y₁), (2, y₂), …: a number for each epoch.
    public init(_ name: String, y: [some PlotNumber], style: Style = .line) {
      self.init(name, x: Array(y.indices.map { $0 + 1 }), y: y, style: style)
    }
  }

  /// How often the values of one or more samples fall into the same intervals.
  public struct Histogram: Codable, Sendable, Equatable {
    /// The ends of the intervals, one more than there are intervals.
    public var edges: [Double]
    /// A distribution for each sample.
    public var distributions: [Distribution]
    /// Whether heights are shares per unit of x (the area is 1) instead of counts.
    public var isDensity: Bool
    /// What the horizontal axis counts.
    public var xAxis: String
    /// The top of the vertical axis, when histograms side by side share it.
    public var top: Double?

    /// The heights of one sample.
    public struct Distribution: Codable, Sendable, Equatable {
      /// The sample's name.
      public var name: String
      /// A height for each interval.
      public var heights: [Double]
    }
  }

  /// A named sample for a histogram.
  public struct Sample: Sendable {
    let name: String
    let values: Values

    /// Tensors are counted where they are: those of photos have millions of numbers, and this
    /// module is not optimized in debug builds.
    enum Values: Sendable {
      case tensor(Tensor)
      case numbers([Double])
    }

    /// The scalars of a tensor of any shape; NaN and infinity are left out.
    public init(_ name: String, _ tensor: Tensor) {
      self.name = name
      values = .tensor(tensor)
    }

    /// Numbers; NaN and infinity are left out.
    public init(_ name: String, _ values: [some PlotNumber]) {
      self.name = name
      self.values = .numbers(values.compactMap(drawable))
    }
  }

  /// Bars with their values written out.
  public struct Bars: Codable, Sendable, Equatable {
    /// The bars from top to bottom.
    public var bars: [Bar]
    /// What the values count, written after each: "ms".
    public var unit: String

    /// A bar.
    public struct Bar: Codable, Sendable, Equatable {
      /// What it stands for.
      public var name: String
      /// Its length; nil for a value that can't be drawn.
      public var value: Double?
    }

    init(_ bars: [(String, some PlotNumber)], unit: String) {
      self.bars = bars.map { Bar(name: $0.0, value: drawable($0.1)) }
      self.unit = unit
    }

    /// A bar's value as it is written beside it.
    func text(_ bar: Bar) -> String {
      guard let value = bar.value else { return "—" }
      return number(value) + (unit.isEmpty || unit == "%" ? "" : " ") + unit
    }
  }
}

/// A number that can stand in a plot: `Float`, `Double` or `Int`.
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

/// A number as it is kept: nil when it can't be drawn. Beyond 10²⁰⁰ the sums behind an axis
/// could overflow, so that counts as infinite; below 10⁻²⁰⁰ it is zero.
private func drawable(_ number: some PlotNumber) -> Double? {
  let value = number.plotted
  guard abs(value) < 1e200 else { return nil }
  return abs(value) < 1e-200 ? 0 : value
}

/// The indices to keep: all of few; of many the lowest, the highest and the gaps of each stretch.
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
