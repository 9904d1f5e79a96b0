// Line charts as SVG documents, for programs that write no lesson's page.

import Formatting

extension Plot {
  /// Draws a line chart as an SVG document with its caption and colours, in the language of
  /// `Catalogue.current`.
  ///
  /// - Parameters:
  ///   - logarithmicX: whether the x axis is logarithmic; zero and less then break a line.
  ///   - logarithmicY: whether the y axis is logarithmic; zero and less then break a line.
  package static func chartSVG(
    caption: Message, alt: Message, lines: [Line], xAxis: Message, yAxis: Message,
    logarithmicX: Bool = false, logarithmicY: Bool = false
  ) -> String {
    let curves = Curves(
      lines: lines, xAxis: xAxis, yAxis: yAxis, hasLogarithmicX: logarithmicX,
      hasLogarithmicY: logarithmicY)
    return PlotSVG.standalone(
      Plot(caption: caption, alt: alt, drawing: .curves(curves)))
  }
}
