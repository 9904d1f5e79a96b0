// Line charts as SVG documents, for programs that write no lesson's page.

import Formatting

extension Plot {
  /// Draws a line chart as an SVG document with its caption and colours.
  ///
  /// - Parameters:
  ///   - logarithmicX: whether the x axis is logarithmic; zero and less then break a line.
  ///   - logarithmicY: whether the y axis is logarithmic; zero and less then break a line.
  package static func chartSVG(
    caption: String, alt: String, lines: [Line], xAxis: String, yAxis: String,
    logarithmicX: Bool = false, logarithmicY: Bool = false
  ) -> String {
    let curves = Curves(
      lines: lines, xAxis: Message(xAxis), yAxis: Message(yAxis), hasLogarithmicX: logarithmicX,
      hasLogarithmicY: logarithmicY)
    return PlotSVG.standalone(
      Plot(caption: Message(caption), alt: Message(alt), drawing: .curves(curves)))
  }
}
