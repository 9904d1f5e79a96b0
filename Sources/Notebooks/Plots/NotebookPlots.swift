// What a lesson calls to show curves, histograms and bars on its page.

import Tensors

/// How several samples share a histogram.
public enum HistogramLayout: Sendable {
  /// All over the same axes.
  case overlaid
  /// Each over its own axes, which are the same for all.
  case sideBySide
}

/// Plots are kept as numbers and drawn by each renderer: inline SVG on the page, SVG in the Jupyter
/// notebook, characters in the terminal. They are no pictures: no numbered PNG is written for them
/// and they don't count among those; nor do they stand in the trace.
extension Notebook {
  /// Shows lines or points over two axes.
  ///
  ///     page.plot(
  ///       "Two activations",
  ///       lines: [.init("ReLU", x: xs, y: relu), .init("tanh", x: xs, y: tanh)],
  ///       xAxis: "x", yAxis: "f(x)", alt: "ReLU is zero left of zero …")
  ///
  /// NaN and infinity break a line.
  ///
  /// - Parameters:
  ///   - logarithmicY: whether equal heights are equal factors; zero and less then break a line.
  ///   - alt: what someone who cannot see the plot should know.
  public func plot(
    _ caption: String, lines: [Plot.Line], xAxis: String, yAxis: String,
    logarithmicY: Bool = false, alt: String, file: String = #filePath, line: Int = #line
  ) {
    let curves = Plot.Curves(
      lines: lines, xAxis: xAxis, yAxis: yAxis, hasLogarithmicY: logarithmicY)
    add(plot: .curves(curves), caption, alt, file, line)
  }

  /// Shows how often numbers of a tensor, of any shape, fall into equal intervals.
  ///
  /// - Parameters:
  ///   - bins: how many intervals.
  ///   - density: whether heights are shares per unit of x, the area 1, instead of counts.
  ///   - alt: what someone who cannot see the plot should know.
  public func histogram(
    _ caption: String, of tensor: Tensor, bins: Int = 40, density: Bool = false,
    xAxis: String = "", alt: String, file: String = #filePath, line: Int = #line
  ) {
    histogram(
      caption, of: [Plot.Sample("", tensor)], bins: bins, density: density, xAxis: xAxis,
      alt: alt, file: file, line: line)
  }

  /// Shows how often numbers fall into equal intervals.
  ///
  /// - Parameters:
  ///   - bins: how many intervals.
  ///   - density: whether heights are shares per unit of x, the area 1, instead of counts.
  ///   - alt: what someone who cannot see the plot should know.
  public func histogram(
    _ caption: String, of values: [some PlotNumber], bins: Int = 40, density: Bool = false,
    xAxis: String = "", alt: String, file: String = #filePath, line: Int = #line
  ) {
    histogram(
      caption, of: [Plot.Sample("", values)], bins: bins, density: density, xAxis: xAxis,
      alt: alt, file: file, line: line)
  }

  /// Shows how often the numbers of several samples fall into the same intervals.
  ///
  ///     page.histogram(
  ///       "Before and after", of: [.init("before", x), .init("after", relu(x))],
  ///       layout: .sideBySide, alt: "…")
  ///
  /// - Parameters:
  ///   - bins: how many intervals between the smallest and the largest number of all samples.
  ///   - density: whether heights are shares per unit of x, the area 1: for samples of different
  ///     size.
  ///   - alt: what someone who cannot see the plot should know.
  public func histogram(
    _ caption: String, of samples: [Plot.Sample], bins: Int = 40, density: Bool = false,
    xAxis: String = "", layout: HistogramLayout = .overlaid, alt: String,
    file: String = #filePath, line: Int = #line
  ) {
    let whole = Plot.Histogram(samples, bins: bins, isDensity: density, xAxis: xAxis)
    guard layout == .sideBySide, samples.count > 1 else {
      return add(plot: .histogram(whole), caption, alt, file, line)
    }
    let top = whole.distributions.flatMap(\.heights).max()
    sideBySide {
      for distribution in whole.distributions {
        var part = whole
        part.distributions = [distribution]
        part.top = top == 0 ? nil : top
        add(
          plot: .histogram(part), "\(caption): \(distribution.name)",
          "\(distribution.name): \(alt)", file, line)
      }
    }
  }

  /// Shows a horizontal bar for each name, with its value written out.
  ///
  ///     page.bars("Ten images", [("naive", 12.5), ("im2col", 3.1)], unit: "ms", alt: "…")
  ///
  /// - Parameters:
  ///   - unit: what the values count, written after each.
  ///   - alt: what someone who cannot see the plot should know.
  public func bars(
    _ caption: String, _ bars: [(String, some PlotNumber)], unit: String = "", alt: String,
    file: String = #filePath, line: Int = #line
  ) {
    add(plot: .bars(.init(bars, unit: unit)), caption, alt, file, line)
  }

  /// Shows the stages of a network: boxes to scale, the memory for what comes out of each, and for
  /// its parameters. On the page it can be zoomed.
  ///
  /// - Parameters:
  ///   - network: the stages; `Plot.Network(summary)` makes them of a network's summary.
  ///   - alt: what someone who cannot see the drawing should know.
  public func network(
    _ caption: String, _ network: Plot.Network, alt: String, file: String = #filePath,
    line: Int = #line
  ) {
    add(plot: .network(network), caption, alt, file, line)
  }

  private func add(
    plot drawing: Plot.Drawing, _ caption: String, _ alt: String, _ file: String, _ line: Int
  ) {
    add(.plot(.init(caption: caption, alt: alt, row: openRow, drawing: drawing)), file, line)
  }
}
