// Shows line charts, histograms, bar charts and network diagrams on a lesson's page.

import Tensors

/// The layout of a histogram of several samples.
public enum HistogramLayout: Sendable {
  /// All samples over shared axes.
  case overlaid
  /// Each sample over axes of its own, with equal ranges.
  case sideBySide
}

/// Plots are stored as numbers and drawn by each renderer: inline SVG on the page, SVG in the
/// Jupyter notebook, characters in the terminal. No PNG is written for them, and they are not part
/// of the trace.
extension Notebook {
  /// Shows a line chart or scatter plot.
  ///
  ///     page.plot(
  ///       "Two activations",
  ///       lines: [.init("ReLU", x: xs, y: relu), .init("tanh", x: xs, y: tanh)],
  ///       xAxis: "x", yAxis: "f(x)", alt: "ReLU is zero left of zero …")
  ///
  /// NaN and infinity break a line.
  ///
  /// - Parameters:
  ///   - logarithmicY: whether the y axis is logarithmic; zero and less then break a line.
  ///   - alt: the alternative text.
  public func plot(
    _ caption: String, lines: [Plot.Line], xAxis: String, yAxis: String,
    logarithmicY: Bool = false, alt: String, file: String = #filePath, line: Int = #line
  ) {
    let curves = Plot.Curves(
      lines: lines, xAxis: xAxis, yAxis: yAxis, hasLogarithmicY: logarithmicY)
    add(plot: .curves(curves), caption, alt, file, line)
  }

  /// Shows a histogram of a tensor of any shape.
  ///
  /// - Parameters:
  ///   - bins: the number of intervals.
  ///   - density: whether heights are densities, with area 1, instead of counts.
  ///   - alt: the alternative text.
  public func histogram(
    _ caption: String, of tensor: Tensor, bins: Int = 40, density: Bool = false,
    xAxis: String = "", alt: String, file: String = #filePath, line: Int = #line
  ) {
    histogram(
      caption, of: [Plot.Sample("", tensor)], bins: bins, density: density, xAxis: xAxis,
      alt: alt, file: file, line: line)
  }

  /// Shows a histogram of numbers.
  ///
  /// - Parameters:
  ///   - bins: the number of intervals.
  ///   - density: whether heights are densities, with area 1, instead of counts.
  ///   - alt: the alternative text.
  public func histogram(
    _ caption: String, of values: [some PlotNumber], bins: Int = 40, density: Bool = false,
    xAxis: String = "", alt: String, file: String = #filePath, line: Int = #line
  ) {
    histogram(
      caption, of: [Plot.Sample("", values)], bins: bins, density: density, xAxis: xAxis,
      alt: alt, file: file, line: line)
  }

  /// Shows a histogram of several samples with the same intervals.
  ///
  ///     page.histogram(
  ///       "Before and after", of: [.init("before", x), .init("after", relu(x))],
  ///       layout: .sideBySide, alt: "…")
  ///
  /// - Parameters:
  ///   - bins: the number of intervals from the smallest to the largest number of all samples.
  ///   - density: whether heights are densities, with area 1: for samples of different size.
  ///   - alt: the alternative text.
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

  /// Shows a horizontal bar chart with the value written beside each bar.
  ///
  ///     page.bars("Ten images", [("naive", 12.5), ("im2col", 3.1)], unit: "ms", alt: "…")
  ///
  /// - Parameters:
  ///   - unit: the unit of the values, written after each.
  ///   - alt: the alternative text.
  public func bars(
    _ caption: String, _ bars: [(String, some PlotNumber)], unit: String = "", alt: String,
    file: String = #filePath, line: Int = #line
  ) {
    add(plot: .bars(.init(bars, unit: unit)), caption, alt, file, line)
  }

  /// Shows a diagram of a network's stages: boxes to scale, the memory of each output and of the
  /// parameters. On the page it can be zoomed.
  ///
  /// - Parameters:
  ///   - network: the stages; `Plot.Network(summary)` makes them from a network's summary.
  ///   - alt: the alternative text.
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
