// Measures and draws text in the stroke font, antialiased.

/// The size of a text.
public struct TextSize: Equatable, Sendable {
  /// From the top of the first line's capitals to the last base line, in pixels.
  public let height: Int
  /// Of the longest line, in pixels.
  public let width: Int
  /// How far letters like g hang below the last base line, in pixels.
  public let descent: Int
}

/// The point of a text's box that is placed: 0, 0 the top left, 1, 1 the bottom right.
///
/// The box reaches from the top of the capitals to the base line, so that numbers stand in the
/// middle of cells.
public struct TextAnchor: Hashable, Codable, Sendable {
  /// 0 the top of the capitals … 1 the base line.
  public var y: Double
  /// 0 the left … 1 the right edge.
  public var x: Double

  /// Creates an anchor from its position in the box.
  public init(y: Double, x: Double) {
    self.y = y
    self.x = x
  }

  /// The top left corner.
  public static let topLeft = TextAnchor(y: 0, x: 0)
  /// The middle of the top edge.
  public static let top = TextAnchor(y: 0, x: 0.5)
  /// The top right corner.
  public static let topRight = TextAnchor(y: 0, x: 1)
  /// The middle of the left edge.
  public static let left = TextAnchor(y: 0.5, x: 0)
  /// The middle.
  public static let centre = TextAnchor(y: 0.5, x: 0.5)
  /// The middle of the right edge.
  public static let right = TextAnchor(y: 0.5, x: 1)
  /// The left end of the base line.
  public static let bottomLeft = TextAnchor(y: 1, x: 0)
  /// The middle of the base line.
  public static let bottom = TextAnchor(y: 1, x: 0.5)
  /// The right end of the base line.
  public static let bottomRight = TextAnchor(y: 1, x: 1)
}

extension Image {
  /// Measures a text; lines are divided by `\n`.
  ///
  /// - Parameter capHeight: the height of a capital in pixels, 5 or more; from 8 on all
  ///   characters read well.
  public static func textSize(_ text: String, capHeight: Int = 10) -> TextSize {
    let setting = TextSetting(capHeight: capHeight)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return TextSize(
      height: capHeight + (lines.count - 1) * setting.lineDistance,
      width: Int(lines.map { setting.place($0).width }.max() ?? 0), descent: setting.descent)
  }

  /// Draws text; lines are divided by `\n` and set as the anchor says: left, centred, or right.
  ///
  /// Known are printable ASCII and × ∗ · − ± ÷ → ← ↑ ↓ ⌊ ⌋ ⌈ ⌉ ² ³ ½ ° ∞ ≤ ≥ ≠ ≈ … √ ∑ ∂ – — and
  /// α β δ ε η θ λ μ π σ Δ Σ; any other character is drawn as an empty box.
  /// - Parameters:
  ///   - point: where the anchor goes; it is rounded to whole pixels, which keeps the strokes
  ///     sharp.
  ///   - capHeight: the height of a capital in pixels.
  ///   - weight: how thick the strokes are, 1 normal, 1.5 bold.
  public mutating func drawText(
    _ text: String, at point: Point, capHeight: Int = 10, anchor: TextAnchor = .topLeft,
    weight: Double = 1, _ colour: Colour = .black
  ) {
    let setting = TextSetting(capHeight: capHeight, weight: weight)
    let size = Image.textSize(text, capHeight: capHeight)
    let top = (point.y - anchor.y * Double(size.height)).rounded()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      let (placed, width) = setting.place(line)
      let left = (point.x - anchor.x * width).rounded()
      let baseLine = top + Double(capHeight + number * setting.lineDistance)
      for (glyph, x) in placed {
        drawGlyph(glyph, setting, baseLine: baseLine, left: left + x, colour)
      }
    }
  }

  private mutating func drawGlyph(
    _ glyph: Glyph, _ setting: TextSetting, baseLine: Double, left: Double, _ colour: Colour
  ) {
    let strokes = glyph.fitted(capHeight: Double(setting.capHeight), pen: setting.pen)
      .map { stroke in stroke.map { Point(y: baseLine - $0.y, x: left + $0.x) } }
    drawStrokes(strokes.filter { $0.count > 1 }, lineWidth: setting.pen, colour)
    for dot in strokes where dot.count == 1 {
      // Dots are a little heavier than strokes, as in print.
      fillCircle(centre: dot[0], radius: setting.pen * 0.62, colour)
    }
  }
}

/// The measures of a size, and characters put one after the other.
private struct TextSetting {
  let capHeight: Int
  let pen: Double

  init(capHeight: Int, weight: Double = 1) {
    precondition(capHeight >= 1, "text needs a height")
    self.capHeight = capHeight
    pen = max(1, Double(capHeight) * 0.118) * weight
  }

  var lineDistance: Int { Int((Double(capHeight) * 1.75).rounded()) }
  var descent: Int { Int((Double(capHeight) * 0.3).rounded(.up)) }

  /// Every character with the left edge of its ink, in whole pixels, and the width of them all.
  func place(_ line: Substring) -> (glyphs: [(Glyph, Double)], width: Double) {
    var glyphs: [(Glyph, Double)] = []
    var x = 0.0
    var previous: Glyph?
    for character in line {
      let glyph = Glyph.named(character)
      if let previous {
        let gap = (previous.rightBearing + glyph.leftBearing) * Double(capHeight) / 100
        x += max(1, gap.rounded())
      }
      glyphs.append((glyph, x))
      x += glyph.inkWidth(capHeight: Double(capHeight), pen: pen)
      previous = glyph
    }
    return (glyphs, x)
  }
}

extension Glyph {
  private static let all = [Character: Glyph](
    uniqueKeysWithValues: strokeFont.map { character, drawing in
      let glyph = Glyph(width: drawing.width, path: drawing.path)
      return (character, character.isNumber ? glyph.withEvenBearings() : glyph)
    })
  private static let unknown = Glyph(width: 50, path: "M 0 0 L 0 100 L 50 100 L 50 0 L 0 0")

  /// The character's glyph, or an empty box for one the font doesn't have.
  static func named(_ character: Character) -> Glyph {
    all[strokeFontAliases[character] ?? character] ?? unknown
  }
}
