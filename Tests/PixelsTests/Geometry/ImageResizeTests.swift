// Area averages and bilinear interpolation, against hand-worked values and OpenCV.

import Testing

@testable import Pixels

@Suite struct ImageResizeTests {
  /// (y · 7 + x · 5 + (x · y) mod 23 · 4) mod 256, 5 × 7.
  private var picture: Image {
    var image = Image(height: 5, width: 7, channels: 1, filledWith: .black)
    for y in 0..<5 {
      for x in 0..<7 {
        let value: Int = y * 7 + x * 5 + (x * y) % 23 * 4
        image[y, x, 0] = UInt8(value % 256)
      }
    }
    return image
  }

  @Test func halvesByAveragingFour() {
    let image = Image(height: 2, width: 4, channels: 1, pixels: [0, 10, 20, 30, 2, 12, 24, 38])
    #expect(image.resizedByArea(height: 1, width: 2).pixels == [6, 28])
  }

  /// cv2.resize(float64 picture, (3, 2), interpolation=INTER_AREA), rounded.
  @Test func areasAsOpenCV() {
    #expect(picture.resizedByArea(height: 2, width: 3).pixels == [11, 30, 49, 35, 76, 101])
  }

  /// Rows 0, 3 and 6 of cv2.resize(float64 picture, (9, 7), interpolation=INTER_LINEAR).
  @Test func bilinearAsOpenCV() {
    let expected = [
      0: [0, 3.333, 7.222, 11.111, 15, 18.889, 22.778, 26.667, 30],
      3: [14, 22.667, 32.778, 42.889, 53, 63.111, 73.222, 83.333, 92],
      6: [28, 42, 58.333, 74.667, 91, 107.333, 123.667, 109.333, 62],
    ]
    let image = picture.resizedBilinear(height: 7, width: 9)
    for (y, row) in expected {
      for (x, value) in row.enumerated() { #expect(image[y, x, 0] == UInt8(value.rounded())) }
    }
  }

  @Test(arguments: 1...4)
  func theSameSizeIsTheSamePicture(channels: Int) {
    let image = Image.noise(height: 6, width: 9, channels: channels, seed: 6)
    #expect(image.resizedByArea(height: 6, width: 9) == image)
    #expect(image.resizedBilinear(height: 6, width: 9) == image)
  }

  @Test(arguments: [(1, 1), (3, 50), (50, 3), (13, 7)])
  func onePixelFillsAnySize(height: Int, width: Int) {
    let one = Image(height: 1, width: 1, channels: 3, pixels: [1, 200, 255])
    let flat = Image(
      height: height, width: width, channels: 3,
      filledWith: Colour(red: 1, green: 200, blue: 255))
    #expect(one.resizedBilinear(height: height, width: width) == flat)
    #expect(one.resizedByArea(height: height, width: width) == flat)
    #expect(flat.resizedByArea(height: 1, width: 1) == one)
  }

  @Test(arguments: [
    (426, 640, 160, [107, 160]), (640, 426, 160, [160, 107]), (100, 100, 160, [100, 100]),
    (1, 5000, 100, [1, 100]),
  ])
  func thumbnails(height: Int, width: Int, side: Int, shape: [Int]) {
    let image = Image(height: height, width: width, channels: 1, filledWith: .grey)
    #expect(image.thumbnail(fitting: side).shape == shape + [1])
  }
}
