// The picture of the differences: small ones can be seen, and equal pixels stay faint.

import Testing

@testable import Pixels

@Suite struct DifferencePictureTests {
  private func colour(_ image: Image, _ y: Int, _ x: Int) -> [Int] {
    (0..<3).map { Int(image[y, x, $0]) }
  }

  @Test func oneStepCanBeSeen() {
    let first = Image(height: 4, width: 4, channels: 1, filledWith: .grey)
    var second = first
    second[1, 2, 0] += 1
    second[2, 1, 0] -= 1
    second[3, 3, 0] += 100
    let picture = ImageComparison(first, second).differencePicture()
    #expect(picture.gain == 2)
    let unchanged = colour(picture.image, 0, 0)
    #expect(unchanged[0] == unchanged[1] && unchanged[0] > 220)
    let brighter = colour(picture.image, 1, 2)
    #expect(brighter[0] > brighter[1] + 60 && brighter[0] > brighter[2] + 60, "red")
    let darker = colour(picture.image, 2, 1)
    #expect(darker[2] > darker[0] + 60, "blue")
    let strong = colour(picture.image, 3, 3)
    #expect(strong[1] < brighter[1], "the larger the stronger")
  }

  @Test func changesOfHueAreViolet() {
    let first = Image(height: 1, width: 1, channels: 3, pixels: [100, 100, 100])
    let second = Image(height: 1, width: 1, channels: 3, pixels: [120, 80, 100])
    let picture = ImageComparison(first, second).differencePicture(gain: 10)
    #expect(picture.gain == 10)
    let violet = colour(picture.image, 0, 0)
    #expect(violet[0] > violet[1] + 60 && violet[2] > violet[1] + 60)
  }

  @Test func toleratedDifferencesStayFaint() {
    let first = Image(height: 1, width: 2, channels: 1, pixels: [100, 100])
    let second = Image(height: 1, width: 2, channels: 1, pixels: [103, 104])
    let image = ImageComparison(first, second, tolerance: 3).differencePicture().image
    #expect(colour(image, 0, 0)[0] == colour(image, 0, 0)[1])
    #expect(colour(image, 0, 1)[0] != colour(image, 0, 1)[1])
  }

  @Test func whatOnlyOneHasIsStriped() {
    let wide = Image(height: 4, width: 20, channels: 1, filledWith: .black)
    let high = Image(height: 20, width: 4, channels: 1, filledWith: .black)
    let picture = ImageComparison(wide, high).differencePicture()
    #expect(picture.image.shape == [20, 20, 3])
    let right = colour(picture.image, 0, 8)
    #expect(right == [34, 139, 64], "green: only in the first")
    #expect(colour(picture.image, 8, 0) == [235, 122, 12], "orange: only in the second")
    #expect(colour(picture.image, 12, 12) == [255, 255, 255], "in neither")
    #expect(picture.legend.english.contains("stripes"))
  }
}
