// A drawing has the pixels of an image on which the same was drawn, and remembers what it was.

import Formatting
import Foundation
import Testing

@testable import Pixels

@Suite struct DrawingTests {
  /// What an image and a drawing can do.
  private enum Stroke: CaseIterable {
    case rectangle, frame, line, dashes, polyline, arrow, circle, ring, polygon, text
  }

  private static func colour(_ generator: inout SeededGenerator) -> Colour {
    Colour(
      red: .random(in: 0...255, using: &generator), green: .random(in: 0...255, using: &generator),
      blue: .random(in: 0...255, using: &generator),
      alpha: Bool.random(using: &generator) ? 255 : 128)
  }

  private static func point(_ generator: inout SeededGenerator) -> Point {
    Point(y: .random(in: -5...65, using: &generator), x: .random(in: -5...95, using: &generator))
  }

  /// Draws the same on both.
  private static func draw(
    _ stroke: Stroke, _ image: inout Image, _ drawing: inout Drawing,
    _ generator: inout SeededGenerator
  ) {
    let (one, other, third) = (point(&generator), point(&generator), point(&generator))
    let size = (Double.random(in: 1...40, using: &generator), 17.5)
    let wide = Double.random(in: 0.5...6, using: &generator)
    let ink = colour(&generator)
    switch stroke {
    case .rectangle:
      image.fillRectangle(y: one.y, x: one.x, height: size.0, width: size.1, ink)
      drawing.fillRectangle(y: one.y, x: one.x, height: size.0, width: size.1, ink)
    case .frame:
      image.strokeRectangle(
        y: one.y, x: one.x, height: size.0, width: size.1, lineWidth: wide, ink)
      drawing.strokeRectangle(
        y: one.y, x: one.x, height: size.0, width: size.1, lineWidth: wide, ink)
    case .line:
      image.drawLine(from: one, to: other, lineWidth: wide, ink)
      drawing.drawLine(from: one, to: other, lineWidth: wide, ink)
    case .dashes:
      image.drawLine(from: one, to: other, lineWidth: wide, dash: 5, ink)
      drawing.drawLine(from: one, to: other, lineWidth: wide, dash: 5, ink)
    case .polyline:
      image.drawPolyline([one, other, third], lineWidth: wide, ink)
      drawing.drawPolyline([one, other, third], lineWidth: wide, ink)
    case .arrow:
      image.drawArrow(from: one, to: other, lineWidth: wide, ink)
      drawing.drawArrow(from: one, to: other, lineWidth: wide, ink)
    case .circle:
      image.fillCircle(centre: one, radius: size.0, ink)
      drawing.fillCircle(centre: one, radius: size.0, ink)
    case .ring:
      image.strokeCircle(centre: one, radius: size.0, lineWidth: wide, ink)
      drawing.strokeCircle(centre: one, radius: size.0, lineWidth: wide, ink)
    case .polygon:
      image.fillPolygon([one, other, third], ink)
      drawing.fillPolygon([one, other, third], ink)
    case .text:
      image.drawText("ab\n12", at: one, capHeight: 9, anchor: .centre, ink)
      drawing.drawText("ab\n12" as String, at: one, capHeight: 9, anchor: .centre, ink)
    }
  }

  @Test(arguments: UInt64(0)..<20) func itHasThePixelsOfAnImage(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var image = Image(height: 60, width: 90, channels: 3, filledWith: .white)
    var drawing = Drawing(height: 60, width: 90)
    for _ in 0..<12 {
      Self.draw(Stroke.allCases.randomElement(using: &generator)!, &image, &drawing, &generator)
      #expect(drawing.image == image)
    }
    // Moved into another one, it looks the same there.
    let padded = drawing.padded(top: 3, left: 5, bottom: 2, right: 1)
    #expect(padded.image == image.padded(top: 3, left: 5, bottom: 2, right: 1, with: .white))
    #expect(padded.marks.count == drawing.marks.count)
    #expect(
      Drawing.sideBySide([drawing, padded]).image == .sideBySide([image, padded.image]))
    #expect(Drawing.stacked([drawing, padded]).image == .stacked([image, padded.image]))
  }

  @Test func marksCanBeKept() throws {
    var generator = SeededGenerator(seed: 3)
    var image = Image(height: 60, width: 90, channels: 3, filledWith: .white)
    var drawing = Drawing(height: 60, width: 90)
    for stroke in Stroke.allCases { Self.draw(stroke, &image, &drawing, &generator) }
    drawing.place(.noise(height: 3, width: 4, channels: 1, seed: 1), y: 9, x: 8, zoom: 5, name: "a")
    let kept = try JSONDecoder().decode(
      [Drawing.Mark].self, from: JSONEncoder().encode(drawing.marks))
    #expect(kept == drawing.marks)
  }

  @Test func whatLiesOverAPictureCanBeTakenAway() throws {
    let photo = Image.noise(height: 12, width: 9, channels: 3, seed: 5)
    var drawing = Drawing(height: 40, width: 50)
    drawing.place(photo, y: 4, x: 6, zoom: 2)
    drawing.drawText("beside" as String, at: Point(y: 34, x: 6))
    #expect(drawing.uncovered == nil)
    drawing.strokeCircle(centre: Point(y: 10, x: 12), radius: 4, .red)
    let whole = Drawing.sideBySide([Drawing(height: 3, width: 7), drawing], gap: 0)
    let alone = try #require(whole.uncovered)
    let area = PixelArea(y: 4, x: 13, height: 24, width: 18)
    #expect(alone.cropped(to: area) == photo.enlarged(by: 2))
    #expect(whole.image.cropped(to: area) != photo.enlarged(by: 2))
    #expect(whole.marks.contains(.picture(.init(area: area, zoom: 2, step: 1, name: nil))))
  }
}
