// A drawing that is pixels and marks at once: files hold the pixels, pages draw the marks anew, in
// their own type and colours.

import Formatting

/// Shapes, text and pictures in the order in which they were drawn, on white.
public struct Drawing: DrawingSurface, Sendable {
  /// The pixels: 3 channels.
  public private(set) var image: Image
  /// The pictures in it alone, on white.
  private var ground: Image
  /// What was drawn, the lowest first.
  public private(set) var marks: [Mark] = []
  /// The numbers of a grid, row by row, where it is nothing else.
  public private(set) var numbers: [[String]]?
  /// Whether what is drawn next keeps its colours on a dark page, as shades do that stand for
  /// numbers.
  public var keepsColours = false

  /// Something that was drawn; all measures in pixels.
  public enum Mark: Codable, Hashable, Sendable {
    /// A filled rectangle.
    case rectangle(y: Double, x: Double, height: Double, width: Double, Ink)
    /// The outline of a rectangle, inside of it.
    case frame(y: Double, x: Double, height: Double, width: Double, lineWidth: Double, Ink)
    /// A line through points, with round ends and corners.
    case line([Point], lineWidth: Double, dash: Double?, Ink)
    /// A filled polygon.
    case polygon([Point], Ink)
    /// A filled circle.
    case circle(Point, radius: Double, Ink)
    /// The outline of a circle.
    case ring(Point, radius: Double, lineWidth: Double, Ink)
    /// A text.
    case text(Lettering, Ink)
    /// A picture.
    case picture(Picture)
  }

  /// A colour, and whether it is the same on a dark page.
  public struct Ink: Codable, Hashable, Sendable {
    /// The colour on white.
    public var colour: Colour
    /// Whether it is the same on a dark page.
    public var isKept: Bool
  }

  /// A text and how it is set.
  public struct Lettering: Codable, Hashable, Sendable {
    /// The text; lines are divided by `\n`.
    public var words: Message
    /// Where the anchor lies.
    public var point: Point
    /// The height of a capital.
    public var capHeight: Int
    /// The point of the text's box that is placed.
    public var anchor: TextAnchor
    /// How thick the strokes are, 1 normal, 1.5 bold.
    public var weight: Double
  }

  /// A picture in a drawing, whose pixels can be asked for.
  public struct Picture: Codable, Hashable, Sendable {
    /// The place in the drawing.
    public var area: PixelArea
    /// The side of one of the picture's own pixels.
    public var zoom: Int
    /// The number of rows, and of columns, of what it shows that one of its pixels stands for.
    public var step: Double
    /// Which of several it is.
    public var name: Message?
  }

  /// Creates an empty drawing.
  public init(height: Int, width: Int) {
    image = Image(height: height, width: width, channels: 3, filledWith: .white)
    ground = image
  }

  /// Creates a drawing that is one picture; alpha is put on white.
  public init(_ picture: Image, step: Double = 1, name: Message? = nil) {
    self.init(height: picture.height, width: picture.width)
    place(picture, y: 0, x: 0, step: step, name: name)
  }

  /// The height in pixels.
  public var height: Int { image.height }
  /// The width in pixels.
  public var width: Int { image.width }

  /// The pictures in it without what was drawn over them; nil when nothing was.
  public var uncovered: Image? {
    let isCovered = marks.contains { mark in
      guard case .picture(let picture) = mark else { return false }
      return image.cropped(to: picture.area) != ground.cropped(to: picture.area)
    }
    return isCovered ? ground : nil
  }

  private func ink(_ colour: Colour) -> Ink { Ink(colour: colour, isKept: keepsColours) }

  // MARK: Shapes, as on an image

  /// Fills a rectangle; whole numbers give sharp edges.
  public mutating func fillRectangle(
    y: Double, x: Double, height: Double, width: Double, _ colour: Colour
  ) {
    image.fillRectangle(y: y, x: x, height: height, width: width, colour)
    marks.append(.rectangle(y: y, x: x, height: height, width: width, ink(colour)))
  }

  /// Draws the outline of a rectangle, all of it inside.
  public mutating func strokeRectangle(
    y: Double, x: Double, height: Double, width: Double, lineWidth: Double = 1, _ colour: Colour
  ) {
    image.strokeRectangle(
      y: y, x: x, height: height, width: width, lineWidth: lineWidth, colour)
    marks.append(
      .frame(y: y, x: x, height: height, width: width, lineWidth: lineWidth, ink(colour)))
  }

  /// Draws a line with round ends; `dash` pixels drawn and as many left out, if given.
  public mutating func drawLine(
    from start: Point, to end: Point, lineWidth: Double = 1, dash: Double? = nil, _ colour: Colour
  ) {
    image.drawLine(from: start, to: end, lineWidth: lineWidth, dash: dash, colour)
    marks.append(.line([start, end], lineWidth: lineWidth, dash: dash, ink(colour)))
  }

  /// Draws a polyline through several points, with round ends and corners.
  public mutating func drawPolyline(_ points: [Point], lineWidth: Double = 1, _ colour: Colour) {
    image.drawPolyline(points, lineWidth: lineWidth, colour)
    marks.append(.line(points, lineWidth: lineWidth, dash: nil, ink(colour)))
  }

  /// Fills a circle.
  public mutating func fillCircle(centre: Point, radius: Double, _ colour: Colour) {
    image.fillCircle(centre: centre, radius: radius, colour)
    marks.append(.circle(centre, radius: radius, ink(colour)))
  }

  /// Draws a circle's outline, the line's middle on the radius.
  public mutating func strokeCircle(
    centre: Point, radius: Double, lineWidth: Double = 1, _ colour: Colour
  ) {
    image.strokeCircle(centre: centre, radius: radius, lineWidth: lineWidth, colour)
    marks.append(.ring(centre, radius: radius, lineWidth: lineWidth, ink(colour)))
  }

  /// Fills a polygon; where it crosses itself, what is inside twice is outside (even-odd).
  public mutating func fillPolygon(_ corners: [Point], _ colour: Colour) {
    image.fillPolygon(corners, colour)
    marks.append(.polygon(corners, ink(colour)))
  }

  /// Draws a text; in the pixels it is English.
  public mutating func drawText(
    _ words: Message, at point: Point, capHeight: Int = 10, anchor: TextAnchor = .topLeft,
    weight: Double = 1, _ colour: Colour = .black
  ) {
    image.drawText(
      words.english, at: point, capHeight: capHeight, anchor: anchor, weight: weight, colour)
    let lettering = Lettering(
      words: words, point: point, capHeight: capHeight, anchor: anchor, weight: weight)
    marks.append(.text(lettering, ink(colour)))
  }

  /// Draws a text that is the same in every language: a number, a name.
  @_disfavoredOverload
  public mutating func drawText(
    _ text: String, at point: Point, capHeight: Int = 10, anchor: TextAnchor = .topLeft,
    weight: Double = 1, _ colour: Colour = .black
  ) {
    drawText(
      Message(text), at: point, capHeight: capHeight, anchor: anchor, weight: weight, colour)
  }

  // MARK: Pictures and drawings

  /// Places a picture, each of its pixels a square.
  ///
  /// - Parameters:
  ///   - y: the first row; the whole picture lies inside the drawing.
  ///   - x: the first column.
  ///   - zoom: the side of the square.
  ///   - step: the number of rows of the original that one row stands for, where it was resized.
  ///   - name: which of several it is, for who asks for its pixels.
  public mutating func place(
    _ picture: Image, y: Int, x: Int, zoom: Int = 1, step: Double = 1, name: Message? = nil
  ) {
    let opaque = picture.hasAlpha ? picture.flattened(over: .white) : picture
    let enlarged = opaque.rgb().enlarged(by: zoom)
    image.place(enlarged, y: y, x: x)
    ground.place(enlarged, y: y, x: x)
    let area = PixelArea(y: y, x: x, height: picture.height * zoom, width: picture.width * zoom)
    marks.append(.picture(Picture(area: area, zoom: zoom, step: step, name: name)))
  }

  /// Places another drawing.
  public mutating func place(_ other: Drawing, y: Int, x: Int) {
    image.place(other.image, y: y, x: x)
    ground.place(other.ground, y: y, x: x)
    marks += other.marks.map { $0.moved(y: Double(y), x: Double(x)) }
  }

  /// Adds a white border.
  public func padded(top: Int = 0, left: Int = 0, bottom: Int = 0, right: Int = 0) -> Drawing {
    var result = Drawing(height: top + height + bottom, width: left + width + right)
    result.place(self, y: top, x: left)
    result.numbers = numbers
    return result
  }

  /// Says that it is a grid of numbers.
  func showing(_ numbers: [[String]]) -> Drawing {
    var result = self
    result.numbers = numbers
    return result
  }

  /// Joins drawings in a row, from the left, centred on the tallest.
  public static func sideBySide(_ drawings: [Drawing], gap: Int = 8) -> Drawing {
    let height = drawings.map(\.height).max() ?? 0
    let width = drawings.map(\.width).reduce(0, +) + gap * max(0, drawings.count - 1)
    var result = Drawing(height: height, width: width)
    var x = 0
    for drawing in drawings {
      result.place(drawing, y: (height - drawing.height) / 2, x: x)
      x += drawing.width + gap
    }
    return result
  }

  /// Joins drawings in a column, from the top, centred on the widest.
  public static func stacked(_ drawings: [Drawing], gap: Int = 8) -> Drawing {
    let height = drawings.map(\.height).reduce(0, +) + gap * max(0, drawings.count - 1)
    let width = drawings.map(\.width).max() ?? 0
    var result = Drawing(height: height, width: width)
    var y = 0
    for drawing in drawings {
      result.place(drawing, y: y, x: (width - drawing.width) / 2)
      y += drawing.height + gap
    }
    return result
  }
}

extension Drawing.Mark {
  fileprivate func moved(y down: Double, x right: Double) -> Drawing.Mark {
    func moved(_ point: Point) -> Point { Point(y: point.y + down, x: point.x + right) }
    switch self {
    case .rectangle(let y, let x, let height, let width, let ink):
      return .rectangle(y: y + down, x: x + right, height: height, width: width, ink)
    case .frame(let y, let x, let height, let width, let lineWidth, let ink):
      return .frame(
        y: y + down, x: x + right, height: height, width: width, lineWidth: lineWidth, ink)
    case .line(let points, let lineWidth, let dash, let ink):
      return .line(points.map(moved), lineWidth: lineWidth, dash: dash, ink)
    case .polygon(let corners, let ink): return .polygon(corners.map(moved), ink)
    case .circle(let centre, let radius, let ink):
      return .circle(moved(centre), radius: radius, ink)
    case .ring(let centre, let radius, let lineWidth, let ink):
      return .ring(moved(centre), radius: radius, lineWidth: lineWidth, ink)
    case .text(var lettering, let ink):
      lettering.point = moved(lettering.point)
      return .text(lettering, ink)
    case .picture(var picture):
      picture.area.y += Int(down)
      picture.area.x += Int(right)
      return .picture(picture)
    }
  }
}
