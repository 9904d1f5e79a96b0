import LessonKit
import TestSupport
import Testing

/// Panels against what matplotlib draws of the same numbers.
@Suite struct PanelFigureTests {
  struct Recorded: Decodable {
    let shape: [Int]
    let numbers: [Float]
    let viridis, grey: String
  }

  @Test func numbersHaveMatplotlibsColours() throws {
    let recorded = try recorded("viridis", as: Recorded.self)
    let tensor = Tensor(shape: [1] + recorded.shape + [1], scalars: recorded.numbers)
    #expect(
      PanelFigure.Panel.numbers(tensor, .viridis).image.pixels == hexadecimalBytes(recorded.viridis)
    )
    // matplotlib cuts the fractions of its greys off, so that 24 of the 256 are one step darker.
    let greys = zip(
      PanelFigure.Panel.numbers(tensor, .grey).image.pixels, hexadecimalBytes(recorded.grey))
    #expect(greys.allSatisfy { (0...1).contains(Int($0) - Int($1)) })
  }

  /// Numbers that are all equal, or no numbers, are one colour and no crash.
  @Test(arguments: [Float(3), .nan, .infinity]) func oneNumberIsOneColour(_ number: Float) {
    let tensor = Tensor(shape: [1, 2, 3, 1], repeating: number)
    let pixels = PanelFigure.Panel.numbers(tensor, .grey).image.pixels
    #expect(Set(pixels).count == 1)
  }

  @Test(arguments: 1...3) func panelsStandSideBySide(_ count: Int) {
    let tensor = Tensor(shape: [1, 20, 30, 1], scalars: (0..<600).map(Float.init))
    let one = PanelFigure([.numbers(tensor, .grey)]).image
    let image = PanelFigure(Array(repeating: .numbers(tensor, .grey), count: count)).image
    #expect(image.height == one.height && image.width == count * one.width)
  }
}
