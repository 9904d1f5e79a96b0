// Draws the marks of a drawing as SVG: in the page's type, and in colours for light and dark.

import Formatting
import Foundation
import Pixels

/// A drawing as SVG. Its pictures are cut out of the PNG file beside the page.
struct DrawingSVG {
  let picture: CellOutput.Picture
  let marks: [Drawing.Mark]

  /// The element; its text is one picture to a screen reader.
  var html: String {
    let size = "\(picture.width) \(picture.height)"
    return """
      <svg viewBox="0 0 \(size)" width="\(picture.width)" height="\(picture.height)" role="img" \
      aria-label="\(escaped(picture.alt))">\(marks.map(element).joined())</svg>
      """
  }

  /// The pictures in it, for the loupe: [[y, x, height, width, zoom, step, "name"],
  /// …].
  static func regions(of marks: [Drawing.Mark]) -> String? {
    let regions = marks.compactMap { mark -> [JSONValue]? in
      guard case .picture(let picture) = mark else { return nil }
      let area = picture.area
      let numbers =
        [area.y, area.x, area.height, area.width, picture.zoom].map(Double.init)
        .map(JSONValue.number) + [.number(picture.step)]
      return numbers + [.text(picture.name?.text ?? "")]
    }
    return regions.isEmpty ? nil : scriptJSON(regions)
  }

  private enum JSONValue: Encodable {
    case number(Double)
    case text(String)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .number(let number): try container.encode(number)
      case .text(let text): try container.encode(text)
      }
    }
  }

  private func element(_ mark: Drawing.Mark) -> String {
    switch mark {
    case .rectangle(let y, let x, let height, let width, let ink):
      return """
        <rect x="\(short(x))" y="\(short(y))" width="\(short(width))" height="\(short(height))"\
        \(paint("fill", ink))/>
        """
    case .frame(let y, let x, let height, let width, let lineWidth, let ink):
      let half = lineWidth / 2
      return """
        <rect x="\(short(x + half))" y="\(short(y + half))" width="\(short(width - lineWidth))" \
        height="\(short(height - lineWidth))" fill="none" stroke-width="\(short(lineWidth))"\
        \(paint("stroke", ink))/>
        """
    case .line(let points, let lineWidth, let dash, let ink):
      let dashes = dash.map { " stroke-dasharray=\"\(short($0))\"" } ?? ""
      return """
        <polyline points="\(list(points))" fill="none" stroke-width="\(short(lineWidth))" \
        stroke-linejoin="round" stroke-linecap="\(dash == nil ? "round" : "butt")"\(dashes)\
        \(paint("stroke", ink))/>
        """
    case .polygon(let corners, let ink):
      return "<polygon points=\"\(list(corners))\" fill-rule=\"evenodd\"\(paint("fill", ink))/>"
    case .circle(let centre, let radius, let ink):
      return """
        <circle cx="\(short(centre.x))" cy="\(short(centre.y))" r="\(short(radius))"\
        \(paint("fill", ink))/>
        """
    case .ring(let centre, let radius, let lineWidth, let ink):
      return """
        <circle cx="\(short(centre.x))" cy="\(short(centre.y))" r="\(short(radius))" fill="none" \
        stroke-width="\(short(lineWidth))"\(paint("stroke", ink))/>
        """
    case .text(let lettering, let ink): return text(lettering, ink)
    case .picture(let part):
      let area = part.area
      let place = "\(area.x) \(area.y) \(area.width) \(area.height)"
      let file = escaped(picture.uncovered ?? picture.file)
      return """
        <svg x="\(area.x)" y="\(area.y)" width="\(area.width)" height="\(area.height)" \
        viewBox="\(place)"><image href="\(file)" width="\(picture.width)" \
        height="\(picture.height)"/></svg>
        """
    }
  }

  /// The share of a font's size that its capitals are high. It is about 0.72 in the usual faces;
  /// these are set a little smaller, because the widest are wider than what was measured for.
  private static let capShare = 0.8

  private func text(_ lettering: Drawing.Lettering, _ ink: Drawing.Ink) -> String {
    let lines = lettering.words.text.split(separator: "\n", omittingEmptySubsequences: false)
    let capHeight = Double(lettering.capHeight)
    let distance = (capHeight * 1.75).rounded()
    let height = capHeight + Double(lines.count - 1) * distance
    let first = lettering.point.y - lettering.anchor.y * height + capHeight
    let anchor = lettering.anchor.x
    let start =
      anchor == 0.5
      ? " text-anchor=\"middle\"" : anchor > 0.5 ? " text-anchor=\"end\"" : ""
    let bold = lettering.weight > 1.25 ? " font-weight=\"600\"" : ""
    return lines.enumerated().map { number, line in
      """
      <text x="\(short(lettering.point.x))" y="\(short(first + Double(number) * distance))" \
      font-size="\(short(capHeight / Self.capShare))"\(start)\(bold)\(paint("fill", ink))>\
      \(escaped(String(line)))</text>
      """
    }.joined()
  }

  private func list(_ points: [Point]) -> String {
    points.map { "\(short($0.x)),\(short($0.y))" }.joined(separator: " ")
  }

  private func short(_ number: Double) -> String {
    let rounded = (number * 100).rounded() / 100
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }

  /// Colours of paper and ink are the page's; others have a second one for the dark.
  private func paint(_ kind: String, _ ink: Drawing.Ink) -> String {
    let colour = ink.colour
    let opacity =
      colour.alpha == 255 ? "" : " \(kind)-opacity=\"\(short(Double(colour.alpha) / 255))\""
    let isGrey = colour.red == colour.green && colour.green == colour.blue
    if ink.isKept { return " \(kind)=\"\(Self.code(colour))\"" + opacity }
    if isGrey, colour.red == 255 { return " class=\"paper-\(kind)\"" + opacity }
    if isGrey, colour.red <= 100 { return " class=\"ink-\(kind)\"" + opacity }
    return " class=\"own-\(kind)\" style=\"--light:\(Self.code(colour));"
      + "--dark:\(Self.code(colour.onDark))\"" + opacity
  }

  private static func code(_ colour: Colour) -> String {
    "#"
      + [colour.red, colour.green, colour.blue].map { sample in
        (sample < 16 ? "0" : "") + String(sample, radix: 16)
      }.joined()
  }
}

extension Colour {
  /// The colour that is to a dark page what this one is to white: of the same hue, its lightness
  /// mirrored, and light tints less saturated.
  fileprivate var onDark: Colour {
    let samples = [red, green, blue].map { Double($0) / 255 }
    let (least, most) = (samples.min() ?? 0, samples.max() ?? 0)
    let lightness = (least + most) / 2
    let mirrored = 0.95 - 0.83 * lightness
    let reach = min(lightness, 1 - lightness)
    let saturation = reach > 0 ? (most - least) / 2 / reach : 0
    let kept = saturation * (lightness > 0.75 ? 0.6 : 0.9)
    let width = kept * min(mirrored, 1 - mirrored)
    // Each sample keeps its place between the least and the most.
    let result = samples.map { sample in
      let place = most > least ? 2 * (sample - least) / (most - least) - 1 : 0
      return UInt8(min(max((mirrored + place * width) * 255, 0), 255).rounded())
    }
    return Colour(red: result[0], green: result[1], blue: result[2], alpha: alpha)
  }
}
