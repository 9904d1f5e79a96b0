// Pixels with their numbers on them.

import Testing

@testable import Pixels

@Suite struct EnlargedPixelsTests {
  @Test(arguments: 1...4)
  func everyCellHasItsColourAndItsNumber(channels: Int) {
    let image = Image.noise(height: 3, width: 4, channels: channels, seed: 14)
    let grid = image.numberGrid(cell: 40).image
    #expect(grid.shape == [3 * 40 + 1, 4 * 40 + 1, 3])
    let colours = image.hasAlpha ? image.flattened(over: .white).rgb() : image.rgb()
    for y in 0..<3 {
      for x in 0..<4 {
        let cell = grid.cropped(to: PixelArea(y: y * 40 + 1, x: x * 40 + 1, height: 39, width: 39))
        #expect((0..<3).allSatisfy { cell[0, 0, $0] == colours[y, x, $0] }, "the corner is empty")
        #expect(Set(cell.pixels).count > 6, "something is written")
      }
    }
  }

  @Test func labelsAreTheCallers() {
    let image = Image(height: 1, width: 2, channels: 1, pixels: [0, 255])
    let blank = image.numberGrid { _, _ in "" }.image
    #expect(Set(blank.pixels) == [0, 150, 255])
    let same = image.numberGrid { y, x in String(image[y, x, 0]) }
    #expect(same.image == image.numberGrid().image && same.marks == image.numberGrid().marks)
  }
}
