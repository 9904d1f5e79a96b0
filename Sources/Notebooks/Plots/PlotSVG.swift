// The sheet that plots are drawn on as SVG: elements, colours, numbers and the width of words.
// On the page colours are classes, so that light, dark and print change them in the style sheet;
// a drawing that stands alone carries its own.

import Formatting

/// A plot as SVG.
struct PlotSVG {
  /// How large a drawing is, in its own units; the page scales it to the column.
  enum Size: String {
    /// For a column of text.
    case wide
    /// For a telephone, and for plots side by side.
    case narrow

    var width: Double { self == .wide ? 640 : 280 }
    var chartHeight: Double { self == .wide ? 260 : 170 }
  }

  /// Who is drawn with which colour. Nothing is told by colour alone: dashes and marks differ too.
  enum Ink {
    case text
    case soft
    case grid
    case series(Int)
  }

  let size: Size
  /// Whether it stands alone, with its own colours on white.
  let isStandalone: Bool
  let fontSize = 12.0
  private(set) var elements: [String] = []
  /// What the script that reads numbers off has to know of the drawing, as attributes.
  var reading = ""

  init(size: Size, isStandalone: Bool) {
    self.size = size
    self.isStandalone = isStandalone
  }

  /// A drawing for the page, one of the two between which the style sheet chooses.
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

  /// A drawing that needs no style sheet and carries its caption: for Jupyter, dark on white.
  static func standalone(_ plot: Plot) -> String {
    var sheet = PlotSVG(size: .wide, isStandalone: true)
    let height = sheet.draw(plot) + 2 * sheet.fontSize
    sheet.text(
      sheet.fitted(plot.caption, in: sheet.size.width), x: 0, y: height - 6, ink: .text)
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

  /// Draws and returns how high the drawing became.
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

  /// - Parameter climbs: whether it is turned by a quarter, to be read from below.
  mutating func text(
    _ words: String, x: Double, y: Double, anchor: Anchor = .start, ink: Ink = .soft,
    size: Double? = nil, climbs: Bool = false
  ) {
    guard !words.isEmpty else { return }
    let place =
      (anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\"")
      + (size.map { " font-size=\"\(coordinate($0))\"" } ?? "")
      + (climbs ? " transform=\"rotate(-90 \(coordinate(x)) \(coordinate(y)))\"" : "")
    elements.append(
      "<text x=\"\(coordinate(x))\" y=\"\(coordinate(y))\"\(place) fill=\"currentColor\""
        + "\(attribute(ink))>\(escaped(words))</text>")
  }

  /// A line through points, given as pairs of coordinates.
  mutating func line(
    _ points: [(x: Double, y: Double)], ink: Ink, width: Double, dash: String = ""
  ) {
    let path = Self.path(points)
    let dashes = dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\""
    elements.append(
      "<path d=\"\(path)\" fill=\"none\" stroke=\"currentColor\" stroke-linejoin=\"round\" "
        + "stroke-width=\"\(coordinate(width))\"\(dashes)\(attribute(ink))/>")
  }

  mutating func area(_ points: [(x: Double, y: Double)], ink: Ink, opacity: Double) {
    elements.append(
      "<path d=\"\(Self.path(points))Z\" fill=\"currentColor\" "
        + "fill-opacity=\"\(coordinate(opacity))\"\(attribute(ink))/>")
  }

  /// A mark: circle, square, triangle or diamond, one for each series in turn.
  mutating func mark(_ shape: Int, x: Double, y: Double, ink: Ink) {
    let outline: [(Double, Double)]
    switch shape % 4 {
    case 0:
      elements.append(
        "<circle cx=\"\(coordinate(x))\" cy=\"\(coordinate(y))\" r=\"3.5\" fill=\"currentColor\""
          + "\(attribute(ink))/>")
      return
    case 1: outline = [(-3.2, -3.2), (3.2, -3.2), (3.2, 3.2), (-3.2, 3.2)]
    case 2: outline = [(0, -4.2), (4, 3), (-4, 3)]
    default: outline = [(0, -4.6), (4.6, 0), (0, 4.6), (-4.6, 0)]
    }
    area(outline.map { (x + $0.0, y + $0.1) }, ink: ink, opacity: 1)
  }

  /// How lines differ without colour.
  static func dash(_ series: Int) -> String { dashes[series % dashes.count] }

  private static let dashes = ["", "7 4", "2 3", "10 3 2 3", "4 2", "12 4"]

  private func attribute(_ ink: Ink) -> String {
    switch ink {
    case .text: isStandalone ? " color=\"#22252b\"" : " class=\"ink\""
    case .soft: isStandalone ? " color=\"#5b616d\"" : ""
    case .grid: isStandalone ? " color=\"#dddddd\"" : " class=\"grid\""
    case .series(let index):
      isStandalone
        ? " color=\"\(Self.colours[index % Self.colours.count])\""
        : " class=\"series-\(index % Self.colours.count + 1)\""
    }
  }

  /// The page's colours for series 1 to 6, in light.
  private static let colours = ["#0b6e69", "#8f4a00", "#1d50a2", "#8a2b77", "#a8201a", "#22252b"]

  private static func path(_ points: [(x: Double, y: Double)]) -> String {
    points.enumerated().map { index, point in
      "\(index == 0 ? "M" : "L")\(coordinate(point.x)) \(coordinate(point.y))"
    }.joined()
  }

  // MARK: Measures

  /// About how wide words are; a little more rather than less.
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

  /// Words cut to a width, with an ellipsis.
  func fitted(_ words: String, in room: Double) -> String {
    guard width(words) > room else { return words }
    var short = words
    while !short.isEmpty, width(short) + fontSize > room { short.removeLast() }
    return short + "…"
  }
}

/// A coordinate with at most two decimals and no negative zero, the same in every locale.
func coordinate(_ value: Double) -> String {
  guard value.isFinite else { return "0" }
  let hundredths = Int((min(max(value, -1e6), 1e6) * 100).rounded())
  let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
  let sign = hundredths < 0 ? "-" : ""
  if rest == 0 { return "\(sign)\(whole)" }
  return "\(sign)\(whole)." + (rest % 10 == 0 ? "\(rest / 10)" : (rest < 10 ? "0" : "") + "\(rest)")
}
