// Shapes: how much of each pixel they cover, and that nothing is drawn outside the picture.

import Testing

@testable import Pixels

@Suite struct ShapesTests {
  private func canvas(_ height: Int, _ width: Int, channels: Int = 1) -> Image {
    Image(height: height, width: width, channels: channels, filledWith: .white)
  }

  private func rows(_ image: Image) -> [[UInt8]] {
    (0..<image.height).map { y in (0..<image.width).map { image[y, $0, 0] } }
  }

  @Test func rectanglesOnWholePixelsAreSharp() {
    var image = canvas(3, 4)
    image.fillRectangle(y: 1, x: 1, height: 1, width: 2, .black)
    #expect(rows(image) == [[255, 255, 255, 255], [255, 0, 0, 255], [255, 255, 255, 255]])
  }

  @Test func rectanglesBetweenPixelsCoverAPart() {
    var image = canvas(1, 4)
    image.fillRectangle(y: 0, x: 0.5, height: 0.5, width: 2, .black)
    // Half the height: 127.5 left of 255; at both ends half of that again.
    #expect(rows(image) == [[191, 128, 191, 255]])
  }

  @Test func outlinesLieInside() {
    var image = canvas(4, 4)
    image.stroke(PixelArea(y: 0, x: 0, height: 4, width: 4), .black)
    #expect(
      rows(image) == [[0, 0, 0, 0], [0, 255, 255, 0], [0, 255, 255, 0], [0, 0, 0, 0]])
    var faint = canvas(3, 3)
    faint.stroke(PixelArea(y: 0, x: 0, height: 3, width: 3), Colour.black.withOpacity(0.4))
    #expect(Set(faint.pixels) == [153, 255], "corners are blended once")
  }

  @Test func levelLinesOnPixelCentresAreSharp() {
    var image = canvas(3, 5)
    image.drawLine(from: Point(y: 1.5, x: -3), to: Point(y: 1.5, x: 9), .black)
    #expect(
      rows(image) == [[255, 255, 255, 255, 255], [0, 0, 0, 0, 0], [255, 255, 255, 255, 255]])
  }

  @Test func crossingsOfOneLineAreBlendedOnce() {
    var image = canvas(21, 21)
    image.drawPolyline(
      [Point(y: 2, x: 2), Point(y: 18, x: 18), Point(y: 18, x: 2), Point(y: 2, x: 18)],
      lineWidth: 4, Colour.black.withOpacity(0.4))
    #expect(image.pixels.min() == 153)
  }

  @Test func dashesLeaveGaps() {
    var image = canvas(1, 12)
    image.drawLine(
      from: Point(y: 0.5, x: 0.5), to: Point(y: 0.5, x: 11.5), dash: 3, .black)
    #expect(image[0, 1, 0] == 0 && image[0, 5, 0] == 255 && image[0, 8, 0] == 0)
  }

  /// The sum of what is covered is the area.
  @Test(arguments: [
    ("circle", 3.1416 * 64), ("ring", 3.1416 * (8.5 * 8.5 - 7.5 * 7.5)), ("triangle", 72.0),
    ("square", 144.0),
  ])
  func areas(shape: String, area: Double) {
    var image = canvas(30, 30)
    let middle = Point(y: 15.3, x: 14.6)
    switch shape {
    case "circle": image.fillCircle(centre: middle, radius: 8, .black)
    case "ring": image.strokeCircle(centre: middle, radius: 8, .black)
    case "triangle":
      image.fillPolygon(
        [Point(y: 3.3, x: 4.1), Point(y: 3.3, x: 16.1), Point(y: 15.3, x: 9)], .black)
    default:
      image.fillPolygon(
        [
          Point(y: 2.5, x: 3.25), Point(y: 2.5, x: 15.25), Point(y: 14.5, x: 15.25),
          Point(y: 14.5, x: 3.25),
        ], .black)
    }
    let covered = image.pixels.reduce(0.0) { $0 + (255 - Double($1)) / 255 }
    #expect(abs(covered - area) < area * 0.01)
  }

  @Test func arrowsEndAtTheirTip() {
    var image = canvas(11, 30)
    image.drawArrow(from: Point(y: 5.5, x: 2), to: Point(y: 5.5, x: 28), .black)
    #expect(image[5, 10, 0] == 0 && image[5, 26, 0] < 60 && image[5, 28, 0] == 255)
    #expect(image[3, 22, 0] < 200, "the head is wider than the line")
    image.drawArrow(from: Point(y: 1, x: 1), to: Point(y: 1, x: 1), .black)
  }

  @Test func alphaGrowsWhereSomethingIsDrawn() {
    var image = Image(height: 1, width: 2, channels: 4, filledWith: .transparent)
    image.fill(PixelArea(y: 0, x: 0, height: 1, width: 1), Colour.red.withOpacity(0.5))
    #expect(image.pixels == Colour.red.samples(channels: 3) + [128, 0, 0, 0, 0])
    image.fill(PixelArea(y: 0, x: 0, height: 1, width: 1), .blue)
    #expect(Array(image.pixels[0..<4]) == Colour.blue.samples(channels: 4))
    var grey = Image(height: 1, width: 1, channels: 2, filledWith: .white)
    grey.fill(PixelArea(y: 0, x: 0, height: 1, width: 1), Colour.black.withOpacity(0.2))
    #expect(grey.pixels == [204, 255])
  }

  @Test(arguments: [
    -1e300, -1e9, -50, 0, 5, 1e9, 1e300, Double.nan, Double.infinity, -Double.infinity,
  ])
  func wildCoordinatesAreCutOff(value: Double) {
    var image = canvas(10, 10, channels: 3)
    let far = Point(y: value, x: value)
    image.fillRectangle(y: value, x: value, height: 5, width: 5, .black)
    image.fillRectangle(y: 0, x: 0, height: value, width: value, .black)
    image.drawLine(from: far, to: Point(y: 5, x: 5), .red)
    image.drawArrow(from: Point(y: 5, x: 5), to: far, .red)
    image.fillCircle(centre: far, radius: 3, .blue)
    image.fillCircle(centre: Point(y: 5, x: 5), radius: value, .blue)
    image.strokeCircle(centre: far, radius: 3, .blue)
    image.fillPolygon([far, Point(y: 5, x: 5), Point(y: 0, x: 5)], .green)
    image.drawText("far", at: far)
    #expect(image.shape == [10, 10, 3])
  }
}
