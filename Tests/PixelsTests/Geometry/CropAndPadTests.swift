// Cutting, padding, enlarging, joining and turning, on pictures small enough to be written down.

import Testing

@testable import Pixels

@Suite struct CropAndPadTests {
  ///     1 2 3
  ///     4 5 6
  private let image = Image(height: 2, width: 3, channels: 1, pixels: [1, 2, 3, 4, 5, 6])

  private func rows(_ image: Image) -> [[UInt8]] {
    (0..<image.height).map { y in (0..<image.width).map { image[y, $0, 0] } }
  }

  @Test func turnsAndMirrors() {
    #expect(rows(image.flippedLeftRight()) == [[3, 2, 1], [6, 5, 4]])
    #expect(rows(image.flippedUpDown()) == [[4, 5, 6], [1, 2, 3]])
    #expect(rows(image.rotated180()) == [[6, 5, 4], [3, 2, 1]])
    #expect(rows(image.transposed()) == [[1, 4], [2, 5], [3, 6]])
    #expect(rows(image.transposedOverAntidiagonal()) == [[6, 3], [5, 2], [4, 1]])
    #expect(rows(image.rotated90Clockwise()) == [[4, 1], [5, 2], [6, 3]])
    #expect(rows(image.rotated90Anticlockwise()) == [[3, 6], [2, 5], [1, 4]])
  }

  @Test(arguments: 1...4)
  func turnsUndoEachOther(channels: Int) {
    let image = Image.noise(height: 5, width: 8, channels: channels, seed: 5)
    #expect(image.rotated90Clockwise().rotated90Anticlockwise() == image)
    #expect(image.rotated90Clockwise().rotated90Clockwise() == image.rotated180())
    #expect(image.transposed().flippedLeftRight() == image.rotated90Clockwise())
    #expect(image.transposedOverAntidiagonal().rotated180() == image.transposed())
    let empty = Image(height: 0, width: 4, channels: channels, pixels: [])
    #expect(empty.rotated90Clockwise().shape == [4, 0, channels])
    #expect(empty.flippedUpDown() == empty)
  }

  @Test func crops() {
    let part = image.cropped(to: PixelArea(y: 0, x: 1, height: 2, width: 2))
    #expect(rows(part) == [[2, 3], [5, 6]])
    #expect(image.cropped(to: PixelArea(y: 0, x: 0, height: 2, width: 3)) == image)
    #expect(image.cropped(to: PixelArea(y: 2, x: 3, height: 0, width: 0)).shape == [0, 0, 1])
  }

  @Test func enlarges() {
    #expect(
      rows(image.enlarged(by: 2)) == [
        [1, 1, 2, 2, 3, 3], [1, 1, 2, 2, 3, 3], [4, 4, 5, 5, 6, 6], [4, 4, 5, 5, 6, 6],
      ])
    #expect(image.enlarged(by: 1) == image)
  }

  @Test func pads() {
    let padded = image.padded(top: 1, left: 2, bottom: 0, right: 1, with: .white)
    #expect(
      rows(padded) == [
        [255, 255, 255, 255, 255, 255], [255, 255, 1, 2, 3, 255], [255, 255, 4, 5, 6, 255],
      ])
    #expect(image.padded(by: 1, with: .black).shape == [4, 5, 1])
  }

  @Test func placesCutOffAtTheEdges() {
    var canvas = Image(height: 2, width: 2, channels: 1, filledWith: .black)
    canvas.place(image, y: -1, x: -2)
    #expect(rows(canvas) == [[6, 0], [0, 0]])
    canvas.place(image, y: 1, x: 1)
    #expect(rows(canvas) == [[6, 0], [0, 1]])
    canvas.place(image, y: 5, x: 0)
    canvas.place(image, y: 0, x: -9)
    #expect(rows(canvas) == [[6, 0], [0, 1]])
  }

  @Test func joins() {
    let small = Image(height: 1, width: 1, channels: 1, pixels: [9])
    #expect(
      rows(Image.sideBySide([image, small], gap: 1)) == [[1, 2, 3, 255, 9], [4, 5, 6, 255, 255]])
    #expect(
      rows(Image.stacked([image, small], gap: 0)) == [[1, 2, 3], [4, 5, 6], [255, 9, 255]])
    #expect(Image.sideBySide([image, image.rgb()]).channels == 3)
    #expect(Image.sideBySide([image, image.converted(to: 2)]).channels == 2)
    #expect(Image.sideBySide([image.rgb(), image.converted(to: 2)]).channels == 4)
    #expect(Image.sideBySide([image], background: .red).channels == 3)
    #expect(Image.sideBySide([]).shape == [0, 0, 1])
  }
}
