// Draws plots as SVG: elements, colours, coordinates and text widths. On the page colours are
// classes, which the style sheet sets for light, dark and print; a standalone drawing contains its
// colours.

import Formatting

/// An SVG drawing of a plot.
struct PlotSVG {
  /// The size of a drawing in SVG units; the page scales it to the column.
  enum Size: String {
    /// For a column of text.
    case wide
    /// For phones, and for plots side by side.
    case narrow

    var width: Double { self == .wide ? 640 : 280 }
    var chartHeight: Double { self == .wide ? 260 : 170 }
  }

  /// The role of a colour. Series also differ in dashes and markers, never in colour alone.
  enum ColourRole {
    case text
    case soft
    case grid
    case series(Int)
  }

  let size: Size
  /// Whether it contains its colours, on white.
  let isStandalone: Bool
  let fontSize = 12.0
  private(set) var elements: [String] = []
  /// Attributes with the geometry for `reading.js`.
  var reading = ""

  init(size: Size, isStandalone: Bool) {
    self.size = size
    self.isStandalone = isStandalone
  }

  /// Returns a drawing for the page; the style sheet shows one of the two sizes.
  static func inline(_ plot: Plot, size: Size) -> String {
    var sheet = PlotSVG(size: size, isStandalone: false)
    let height = sheet.draw(plot)
    return """
      <svg class="\(size.rawValue)" role="img" aria-label="\(escaped(plot.alt))" \
      viewBox="0 0 \(coordinate(size.width)) \(coordinate(height))"\(sheet.reading)>
      \(sheet.elements.joined(separator: "\n"))
      </svg>
      """
  }

  /// Returns a drawing with its caption and colours, dark on white, for Jupyter.
  static func standalone(_ plot: Plot) -> String {
    var sheet = PlotSVG(size: .wide, isStandalone: true)
    let height = sheet.draw(plot) + 2 * sheet.fontSize
    sheet.text(
      sheet.fitted(plot.caption.text, in: sheet.size.width), x: 0, y: height - 6, colour: .text)
    let margin = 12.0
    let width = coordinate(sheet.size.width + 2 * margin)
    let tall = coordinate(height + 2 * margin)
    let corner = coordinate(-margin)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="\(escaped(plot.alt))" \
      width="\(width)" height="\(tall)" viewBox="\(corner) \(corner) \(width) \(tall)" \
      font-family="system-ui, sans-serif" font-size="12">
      <title>\(escaped(plot.caption))</title>
      <rect x="\(corner)" y="\(corner)" width="\(width)" height="\(tall)" fill="#ffffff"/>
      \(sheet.elements.joined(separator: "\n"))
      </svg>
      """
  }

  /// Draws the plot and returns its height.
  private mutating func draw(_ plot: Plot) -> Double {
    switch plot.drawing {
    case .curves(let curves): draw(PlotChart(curves))
    case .histogram(let histogram): draw(PlotChart(histogram))
    case .bars(let bars): draw(bars)
    case .network(let network): draw(network)
    }
  }

  // MARK: Elements

  enum Anchor: String {
    case start
    case middle
    case end
  }

  /// Adds a text.
  /// - Parameter climbs: whether it is rotated by 90° counterclockwise.
  mutating func text(
    _ words: String, x: Double, y: Double, anchor: Anchor = .start, colour: ColourRole = .soft,
    size: Double? = nil, climbs: Bool = false
  ) {
    guard !words.isEmpty else { return }
    let place =
      (anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\"")
      + (size.map { " font-size=\"\(coordinate($0))\"" } ?? "")
      + (climbs ? " transform=\"rotate(-90 \(coordinate(x)) \(coordinate(y)))\"" : "")
    elements.append(
      "<text x=\"\(coordinate(x))\" y=\"\(coordinate(y))\"\(place) fill=\"currentColor\""
        + "\(attribute(colour))>\(escaped(words))</text>")
  }

  /// Adds a line through points.
  mutating func line(
    _ points: [(x: Double, y: Double)], colour: ColourRole, width: Double, dash: String = ""
  ) {
    let path = Self.path(points)
    let dashes = dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\""
    elements.append(
      "<path d=\"\(path)\" fill=\"none\" stroke=\"currentColor\" stroke-linejoin=\"round\" "
        + "stroke-width=\"\(coordinate(width))\"\(dashes)\(attribute(colour))/>")
  }

  mutating func area(_ points: [(x: Double, y: Double)], colour: ColourRole, opacity: Double) {
    elements.append(
      "<path d=\"\(Self.path(points))Z\" fill=\"currentColor\" "
        + "fill-opacity=\"\(coordinate(opacity))\"\(attribute(colour))/>")
  }

  /// Adds a marker: circle, square, triangle or diamond, in turn for each series.
  mutating func mark(_ shape: Int, x: Double, y: Double, colour: ColourRole) {
    let outline: [(Double, Double)]
    switch shape % 4 {
    case 0:
      elements.append(
        "<circle cx=\"\(coordinate(x))\" cy=\"\(coordinate(y))\" r=\"3.5\" fill=\"currentColor\""
          + "\(attribute(colour))/>")
      return
    case 1: outline = [(-3.2, -3.2), (3.2, -3.2), (3.2, 3.2), (-3.2, 3.2)]
    case 2: outline = [(0, -4.2), (4, 3), (-4, 3)]
    default: outline = [(0, -4.6), (4.6, 0), (0, 4.6), (-4.6, 0)]
    }
    area(outline.map { (x + $0.0, y + $0.1) }, colour: colour, opacity: 1)
  }

  /// Returns the dash pattern of a series.
  static func dash(_ series: Int) -> String { dashes[series % dashes.count] }

  private static let dashes = ["", "7 4", "2 3", "10 3 2 3", "4 2", "12 4"]

  private func attribute(_ colour: ColourRole) -> String {
    switch colour {
    case .text: isStandalone ? " color=\"#22252b\"" : " class=\"ink\""
    case .soft: isStandalone ? " color=\"#5b616d\"" : ""
    case .grid: isStandalone ? " color=\"#dddddd\"" : " class=\"grid\""
    case .series(let index):
      isStandalone
        ? " color=\"\(Self.colours[index % Self.colours.count])\""
        : " class=\"series-\(index % Self.colours.count + 1)\""
    }
  }

  /// The page's colours for series 1 to 6 in the light scheme.
  private static let colours = ["#0b6e69", "#8f4a00", "#1d50a2", "#8a2b77", "#a8201a", "#22252b"]

  private static func path(_ points: [(x: Double, y: Double)]) -> String {
    points.enumerated().map { index, point in
      "\(index == 0 ? "M" : "L")\(coordinate(point.x)) \(coordinate(point.y))"
    }.joined()
  }

  // MARK: Measures

  /// Returns an estimate of a text's width, rather too large than too small.
  func width(_ words: String) -> Double {
    words.unicodeScalars.reduce(0) { sum, scalar in
      let share: Double
      switch scalar {
      case "i", "j", "l", "t", "f", "r", "I", ".", ",", ":", ";", "'", "|", " ", "(", ")", "·":
        share = 0.36
      case "m", "w", "M", "W", "%": share = 0.9
      case "A"..."Z": share = 0.7
      default:
        share =
          scalar.value >= 0x1100 && scalar.value < 0x1F000
            && !(0x2000...0x2BFF).contains(scalar.value) ? 1 : 0.63
      }
      return sum + share * fontSize
    }
  }

  /// Returns a text truncated to a width with an ellipsis.
  func fitted(_ words: String, in room: Double) -> String {
    guard width(words) > room else { return words }
    var short = words
    while !short.isEmpty, width(short) + fontSize > room { short.removeLast() }
    return short + "…"
  }
}

/// Formats a coordinate with at most two decimals and no negative zero, in no locale.
func coordinate(_ value: Double) -> String {
  guard value.isFinite else { return "0" }
  let hundredths = Int((min(max(value, -1e6), 1e6) * 100).rounded())
  let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
  let sign = hundredths < 0 ? "-" : ""
  if rest == 0 { return "\(sign)\(whole)" }
  return "\(sign)\(whole)." + (rest % 10 == 0 ? "\(rest / 10)" : (rest < 10 ? "0" : "") + "\(rest)")
}
