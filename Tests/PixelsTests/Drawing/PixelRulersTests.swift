// Rulers: outside the picture, numbered at the right places.

import Testing

@testable import Pixels

@Suite struct PixelRulersTests {
  @Test(arguments: 1...4, [(1, 1), (12, 30), (429, 640)])
  func thePictureItselfIsUntouched(channels: Int, size: (height: Int, width: Int)) {
    let image = Image.noise(
      height: size.height, width: size.width, channels: channels, seed: 21)
    let drawn = image.withAxes()
    let margin = image.axesMargin()
    let area = PixelArea(y: margin.y, x: margin.x, height: size.height, width: size.width)
    #expect(
      drawn.image.cropped(to: area)
        == (image.hasAlpha ? image.flattened(over: .white) : image).rgb())
    #expect(drawn.marks.contains(.picture(.init(area: area, zoom: 1, step: 1, name: nil))))
    #expect(drawn.uncovered == nil, "nothing lies over it")
  }

  /// Of a picture that is shown smaller the numbers and the loupe tell its own pixels.
  @Test func aLargePictureIsDrawnSmaller() throws {
    let image = Image(height: 200, width: 600, channels: 1, filledWith: .white)
    let drawn = image.withAxes(every: 200, shrunkBy: 2)
    let margin = image.axesMargin()
    let area = PixelArea(y: margin.y, x: margin.x, height: 100, width: 300)
    #expect(drawn.marks.contains(.picture(.init(area: area, zoom: 1, step: 2, name: nil))))
    for x in 0..<300 {
      let isTick = drawn.image[margin.y - 5, margin.x + x, 0] < 100
      #expect(isTick == (x % 100 == 0), "column \(x)")
    }
  }

  @Test func ticksStandAtTheirPixels() {
    let image = Image(height: 100, width: 300, channels: 1, filledWith: .white)
    let drawn = image.withAxes(every: 100).image
    let margin = image.axesMargin()
    for x in 0..<300 {
      let isTick = drawn[margin.y - 5, margin.x + x, 0] < 100
      #expect(isTick == (x % 100 == 0), "column \(x)")
    }
  }
}
