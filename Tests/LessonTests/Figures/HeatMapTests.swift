import Testing

@testable import LessonKit

@Suite struct HeatMapTests {
  /// Nothing at zero, red above, blue below, full at the limit and beyond, the picture still seen.
  @Test func twoColoursOverGrey() {
    let values = Tensor(shape: [1, 1, 5], scalars: [0, 0.5, 1, 3, -1])
    let heat = HeatMap(values, over: Tensor(shape: [1, 1, 5, 1], repeating: 0.5), limit: 1)
    let colours = heat.colours
    #expect(colours.shape == [1, 1, 5, 3])
    func red(_ x: Int) -> Float { colours[0, 0, x, 0] }
    func blue(_ x: Int) -> Float { colours[0, 0, x, 2] }
    #expect(red(0) == 0.5 && blue(0) == 0.5)
    #expect(red(1) > red(0) && red(2) > red(1) && red(3) == red(2))
    #expect(blue(4) > blue(0) && red(4) < red(0))
    #expect(heat.legend.english == "−1 blue, 0 grey, 1 red")

    let bright = HeatMap(values, over: .ones(1, 1, 5, 1), limit: 1).colours
    let dark = HeatMap(values, over: .zeros(1, 1, 5, 1), limit: 1).colours
    #expect(zip(bright.scalars, dark.scalars).allSatisfy { $0 > $1 })
    #expect((colours.min(), colours.max()) == (colours.clipped(to: 0...1).min(), colours.max()))
  }
}
