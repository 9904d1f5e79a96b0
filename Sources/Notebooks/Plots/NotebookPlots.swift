// Shows line charts, histograms, bar charts and network diagrams on a lesson's page.

import Formatting
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
  ///       "two-activations",
  ///       lines: [.init("ReLU", x: xs, y: relu), .init("tanh", x: xs, y: tanh)],
  ///       xAxis: "x", yAxis: "f(x)")
  ///     //: ![ReLU is zero left of zero, tanh …](two-activations "Two activations")
  ///
  /// NaN and infinity break a line.
  ///
  /// - Parameters:
  ///   - logarithmicX: whether the x axis is logarithmic; zero and less then break a line.
  ///   - logarithmicY: whether the y axis is logarithmic; zero and less then break a line.
  ///   - values: what stands for placeholders in braces in caption and alternative text.
  public func plot(
    _ key: String, lines: [Plot.Line], xAxis: Message, yAxis: Message,
    logarithmicX: Bool = false, logarithmicY: Bool = false, with values: PictureValues = [:],
    file: String = #filePath, line: Int = #line
  ) {
    let curves = Plot.Curves(
      lines: lines, xAxis: xAxis, yAxis: yAxis, hasLogarithmicX: logarithmicX,
      hasLogarithmicY: logarithmicY)
    add(plot: .curves(curves), words(key, values, file, line), file, line)
  }

  /// Shows a histogram of a tensor of any shape.
  ///
  /// - Parameters:
  ///   - bins: the number of intervals.
  ///   - density: whether heights are densities, with area 1, instead of counts.
  ///   - values: what stands for placeholders in braces in caption and alternative text.
  public func histogram(
    _ key: String, of tensor: Tensor, bins: Int = 40, density: Bool = false,
    xAxis: Message = "", with values: PictureValues = [:], file: String = #filePath,
    line: Int = #line
  ) {
    histogram(
      key, of: [Plot.Sample("", tensor)], bins: bins, density: density, xAxis: xAxis,
      with: values, file: file, line: line)
  }

  /// Shows a histogram of numbers.
  ///
  /// - Parameters:
  ///   - bins: the number of intervals.
  ///   - density: whether heights are densities, with area 1, instead of counts.
  ///   - values: what stands for placeholders in braces in caption and alternative text.
  public func histogram(
    _ key: String, of numbers: [some PlotNumber], bins: Int = 40, density: Bool = false,
    xAxis: Message = "", with values: PictureValues = [:], file: String = #filePath,
    line: Int = #line
  ) {
    histogram(
      key, of: [Plot.Sample("", numbers)], bins: bins, density: density, xAxis: xAxis,
      with: values, file: file, line: line)
  }

  /// Shows a histogram of several samples with the same intervals.
  ///
  ///     page.histogram(
  ///       "before-and-after", of: [.init("before", x), .init("after", relu(x))],
  ///       layout: .sideBySide)
  ///
  /// - Parameters:
  ///   - bins: the number of intervals from the smallest to the largest number of all samples.
  ///   - binWidth: the width of intervals whose edges are multiples of it; `bins` is then unused,
  ///     unless there would be a thousand.
  ///   - density: whether heights are densities, with area 1: for samples of different size.
  ///   - values: what stands for placeholders in braces in caption and alternative text.
  public func histogram(
    _ key: String, of samples: [Plot.Sample], bins: Int = 40, binWidth: Double? = nil,
    density: Bool = false, xAxis: Message = "", layout: HistogramLayout = .overlaid,
    with values: PictureValues = [:], file: String = #filePath, line: Int = #line
  ) {
    let whole = Plot.Histogram(
      samples, bins: bins, binWidth: binWidth, isDensity: density, xAxis: xAxis)
    guard layout == .sideBySide, samples.count > 1 else {
      return add(plot: .histogram(whole), words(key, values, file, line), file, line)
    }
    let words = words(key, values, file, line)
    let top = whole.distributions.flatMap(\.heights).max()
    sideBySide {
      for distribution in whole.distributions {
        var part = whole
        part.distributions = [distribution]
        part.top = top == 0 ? nil : top
        add(
          plot: .histogram(part),
          PictureWords(
            "\(words.caption): \(distribution.name)", alt: "\(distribution.name): \(words.alt)"),
          file, line)
      }
    }
  }

  /// Shows a horizontal bar chart with the value written beside each bar.
  ///
  ///     page.bars("ten-images", [.init("naive", 12.5), .init("im2col", 3.1)], unit: "ms")
  ///
  /// - Parameters:
  ///   - unit: the unit of the values, written after each.
  ///   - logarithmic: whether lengths are logarithmic, over an axis with the powers of ten: for
  ///     values so different that the small ones would not be seen. Zero and less have no bar.
  ///   - values: what stands for placeholders in braces in caption and alternative text.
  public func bars(
    _ key: String, _ bars: [Plot.Bars.Bar], unit: Message = "", logarithmic: Bool = false,
    with values: PictureValues = [:], file: String = #filePath, line: Int = #line
  ) {
    let bars = Plot.Bars(bars: bars, unit: unit, isLogarithmic: logarithmic)
    add(plot: .bars(bars), words(key, values, file, line), file, line)
  }

  /// Shows a diagram of a network's stages: boxes to scale, the memory of each output and of the
  /// parameters. On the page it can be zoomed.
  ///
  /// - Parameters:
  ///   - network: the stages; `Plot.Network(summary)` makes them from a network's summary.
  ///   - values: what stands for placeholders in braces in caption and alternative text.
  public func network(
    _ key: String, _ network: Plot.Network, with values: PictureValues = [:],
    file: String = #filePath,
    line: Int = #line
  ) {
    add(plot: .network(network), words(key, values, file, line), file, line)
  }

  private func add(
    plot drawing: Plot.Drawing, _ words: PictureWords, _ file: String, _ line: Int
  ) {
    add(
      .plot(.init(caption: words.caption, alt: words.alt, row: openRow, drawing: drawing)), file,
      line)
  }
}
