import Testing

@testable import Pixels

@Suite struct ImageTests {
  @Test func shapeIsHeightWidthChannels() {
    #expect(
      Image(height: 2, width: 3, channels: 1, pixels: [0, 1, 2, 3, 4, 5]).shape == [2, 3, 1])
  }
}
