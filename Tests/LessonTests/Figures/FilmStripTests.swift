import Testing

@testable import LessonKit

@Suite struct FilmStripTests {
  /// Two pictures of 2 × 3 at three moments; the numbers grow with time.
  static let moments = (1...3).map { moment in
    Tensor(shape: [2, 2, 3, 1], scalars: (0..<12).map { Float(($0 - 6) * moment) })
  }

  @Test func cutsIntoFramesOfEqualSize() {
    let film = FilmStrip(Self.moments, times: ["0", "10", "a hundred"], zoom: 4)
    let width = film.frames[0].width
    #expect(film.frames.count == 3)
    #expect(film.frames.allSatisfy { $0.image.shape == film.frames[0].image.shape })
    #expect(film.image.width == 3 * width)
    for (index, frame) in film.frames.enumerated() {
      let area = PixelArea(y: 0, x: index * width, height: frame.height, width: width)
      #expect(film.image.cropped(to: area) == frame.image)
    }
  }

  /// Grey means the same in every frame: the largest number of all is white, and only there.
  @Test func oneScaleForAllMoments() {
    let film = FilmStrip(Self.moments, times: ["", "", ""], zoom: 4)
    #expect(film.legend.english == "−18 black, 0 grey, 18 white")
    func firstPixel(_ frame: Drawing) -> UInt8 {
      // The first picture begins below the gap, in the middle of the frame's width.
      frame.image[6, (frame.width - 12) / 2, 0]
    }
    let greys = film.frames.map(firstPixel)
    // Zero is 128 and the largest number 255, so the smallest of the same size is 1.
    #expect(greys.last == 1)
    #expect(greys[0] > greys[1] && greys[1] > greys[2])
    let other = FilmStrip(Self.moments, times: ["", "", ""], scale: .unit)
    #expect(other.legend.english == "0 black, 1 white")
  }
}
