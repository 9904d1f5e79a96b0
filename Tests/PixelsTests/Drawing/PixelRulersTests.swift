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
