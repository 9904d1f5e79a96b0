import Testing

@testable import LessonKit

@Suite struct PictureGridTests {
  @Test func equalNumbersAreEqualGrey() {
    let pictures = Tensor(shape: [2, 1, 2, 1], scalars: [-1, 0.5, 0.5, 2])
    let grid = PictureGrid(pictures, columns: 2, zoom: 2, scale: .signed)
    #expect(grid.legend.english == "−2 black, 0 grey, 2 white")
    let image = grid.image
    // The pictures are 4 wide and begin at x = 6 and x = 16.
    #expect(image[6, 8, 0] == image[6, 16, 0])
    #expect(image[6, 18, 0] == 255)
  }

  @Test func outlineAndFrameAreDrawnAroundThePictureAndTheArea() {
    let picture = Tensor.ones(1, 4, 4, 1)
    let grid = PictureGrid(
      picture, columns: 1, zoom: 4, outline: .blue,
      frames: [PixelArea(y: 1, x: 2, height: 2, width: 2)])
    func colour(_ y: Int, _ x: Int) -> [UInt8] { (0..<3).map { grid.image[y, x, $0] } }
    // The picture lies in rows and columns 6…21, its outline in 5 and 22.
    #expect(colour(5, 5) == Colour.blue.samples(channels: 3))
    #expect(colour(22, 22) == Colour.blue.samples(channels: 3))
    #expect(colour(6, 6) == [255, 255, 255])
    // The area is rows 10…17 and columns 14…21 of the grid.
    #expect(colour(10, 14) == Colour.orange.samples(channels: 3))
    #expect(colour(17, 21) == Colour.orange.samples(channels: 3))
    #expect(colour(13, 17) == [255, 255, 255])
    #expect(colour(9, 14) == [255, 255, 255])
  }
}
