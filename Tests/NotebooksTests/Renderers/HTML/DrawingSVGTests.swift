// Drawings on a page: the marks as SVG, and the pictures for the loupe.

import Formatting
import Foundation
import Pixels
import Tensors
import Testing

@testable import Notebooks

@Suite struct DrawingSVGTests {
  private static func picture(_ drawing: Drawing, uncovered: String? = nil) -> CellOutput.Picture {
    CellOutput.Picture(
      key: "a", file: "01-a.png", caption: "A & B", alt: "What \"it\" is", height: drawing.height,
      width: drawing.width, isCover: false, marks: drawing.marks, uncovered: uncovered)
  }

  private static func svg(_ drawing: Drawing) -> String {
    DrawingSVG(picture: picture(drawing), marks: drawing.marks).html
  }

  /// Paper and ink are the page's; other colours have a second one for dark pages; those that stand
  /// for numbers have none.
  @Test func coloursFollowThePage() {
    var drawing = Drawing(height: 20, width: 30)
    drawing.fillRectangle(y: 1, x: 2.5, height: 3, width: 4, .white)
    drawing.fillRectangle(y: 1, x: 2, height: 3, width: 4, .black)
    drawing.fillRectangle(y: 1, x: 2, height: 3, width: 4, .red.withOpacity(0.5))
    drawing.keepsColours = true
    drawing.fillRectangle(y: 1, x: 2, height: 3, width: 4, .white)
    drawing.fillRectangle(y: 1, x: 2, height: 3, width: 4, .red)
    let rectangles = Self.svg(drawing).matches(of: #/<rect [^>]*>/#).map { String($0.output) }
    #expect(rectangles.count == 5)
    #expect(
      rectangles[0] == "<rect x=\"2.5\" y=\"1\" width=\"4\" height=\"3\" class=\"paper-fill\"/>")
    #expect(rectangles[1].contains("class=\"ink-fill\""))
    #expect(rectangles[2].contains("--light:#d62728;--dark:#"))
    #expect(rectangles[2].contains("fill-opacity=\"0.5\""))
    #expect(rectangles[3].contains("fill=\"#ffffff\"") && !rectangles[3].contains("class"))
    #expect(rectangles[4].contains("fill=\"#d62728\"") && !rectangles[4].contains("--dark"))
  }

  /// A text that reads on its ground in one theme does in the other: what was light is dark.
  @Test(arguments: UInt64(0)..<8) func contrastIsKeptInTheDark(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func luma(_ code: Substring) -> Double {
      let bits = Int(code, radix: 16) ?? 0
      let samples = [bits >> 16, bits >> 8 & 255, bits & 255].map(Double.init)
      return 0.299 * samples[0] + 0.587 * samples[1] + 0.114 * samples[2]
    }
    for _ in 0..<50 {
      let tint = Colour(
        red: .random(in: 200...254, using: &generator),
        green: .random(in: 200...253, using: &generator),
        blue: .random(in: 200...252, using: &generator))
      var drawing = Drawing(height: 9, width: 9)
      drawing.fillRectangle(y: 0, x: 0, height: 9, width: 9, tint)
      let dark = try #require(Self.svg(drawing).firstMatch(of: #/--dark:#([0-9a-f]{6})/#)).output.1
      // Light ink, #e4e2dc, lies on it there.
      #expect(luma(dark) < 110, "\(tint) becomes \(dark)")
    }
  }

  @Test func textIsTheReadersAndIsPlaced() throws {
    var drawing = Drawing(height: 60, width: 80)
    drawing.drawText(
      "a < b\n& c" as String, at: Point(y: 30, x: 40), capHeight: 10, anchor: .centre)
    let texts = Self.svg(drawing).matches(of: #/<text [^>]* y="([\d.]+)"[^>]*>([^<]*)</text>/#)
    #expect(texts.map { String($0.output.2) } == ["a &lt; b", "&amp; c"])
    // Two lines of 10 at a distance of 18 have their middle at 30.
    #expect(texts.map { Double($0.output.1) } == [26, 44])
    #expect(Self.svg(drawing).contains("text-anchor=\"middle\""))
    #expect(Self.svg(drawing).contains("aria-label=\"What &quot;it&quot; is\""))
  }

  @Test func picturesAreCutOutOfTheFile() throws {
    var drawing = Drawing(height: 60, width: 80)
    let photo = Image(height: 4, width: 5, channels: 1, filledWith: .grey)
    drawing.place(photo, y: 7, x: 9, zoom: 3, step: 2, name: "the \"first\"")
    let svg = Self.svg(drawing)
    #expect(svg.contains("viewBox=\"9 7 15 12\""))
    #expect(svg.contains("<image href=\"01-a.png\" width=\"80\" height=\"60\"/>"))
    let regions = try #require(DrawingSVG.regions(of: drawing.marks))
    let list = try #require(
      JSONSerialization.jsonObject(with: Data(regions.utf8)) as? [[Any]])
    #expect(list.count == 1)
    #expect(list[0].prefix(6).compactMap { $0 as? Double } == [7, 9, 12, 15, 3, 2])
    #expect(list[0].last as? String == "the \"first\"")
    let page = OutputHTML.figure(Self.picture(drawing, uncovered: "pixels/01-a-uncovered.png"))
    #expect(page.contains("data-uncovered=\"pixels/01-a-uncovered.png\""))
    #expect(page.contains("<image href=\"pixels/01-a-uncovered.png\""))
    // Without a picture there is nothing to look at closely.
    let empty = OutputHTML.figure(Self.picture(Drawing(height: 9, width: 9)))
    #expect(!empty.contains("class=\"pixels\"") && !empty.contains("data-regions"))
  }
}
