import Testing

@testable import Notebooks

@Suite struct PlotScaleTests {
  @Test(
    arguments: [
      (0, 1, 5, true, ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
      (0, 137, 5, true, ["0", "50", "100", "150"]),
      (-1, 4, 6, true, ["−1", "0", "1", "2", "3", "4"]),
      (0.02, 0.07, 5, true, ["0.02", "0.03", "0.04", "0.05", "0.06", "0.07"]),
      (1, 10, 8, false, ["2", "4", "6", "8", "10"]),
      (0, 60000, 4, true, ["0", "20000", "40000", "60000"]),
      (0, 3e9, 4, true, ["0", "10⁹", "2·10⁹", "3·10⁹"]),
      (1e-9, 2e-9, 4, true, ["10⁻⁹", "1.5·10⁻⁹", "2·10⁻⁹"]),
      (-300, -100, 2, true, ["−300", "−200", "−100"]),
      // One number, zero, no number: an axis all the same.
      (5, 5, 4, true, ["2", "4", "6", "8"]),
      (0, 0, 4, true, ["−1.0", "−0.5", "0", "0.5", "1.0"]),
      (.infinity, -.infinity, 2, true, ["0", "0.5", "1.0"]),
    ] as [(Double, Double, Int, Bool, [String])])
  func ticksAreRound(low: Double, high: Double, count: Int, endsOnTicks: Bool, labels: [String]) {
    let scale = PlotScale(from: low, to: high, count: count, endsOnTicks: endsOnTicks)
    #expect(scale.ticks.map(\.label) == labels)
  }

  @Test(
    arguments: [
      (0.001, 1, ["0.001", "0.01", "0.1", "1"]),
      (2, 30, ["2", "5", "10", "20", "50"]),
      (7, 7, ["5", "10"]),
      (1e-9, 1e9, ["10⁻⁹", "10⁻⁶", "10⁻³", "1", "10³", "10⁶", "10⁹"]),
      (0, 5, ["1", "2", "5", "10"]),
    ] as [(Double, Double, [String])])
  func logarithmicTicks(low: Double, high: Double, labels: [String]) {
    #expect(PlotScale(logarithmicFrom: low, to: high, count: 6).ticks.map(\.label) == labels)
  }

  @Test func numbersLieAlongTheAxis() {
    let linear = PlotScale(from: -1, to: 3, count: 4, endsOnTicks: true)
    #expect([-1, 0, 3].map { linear.share($0) } == [0, 0.25, 1])
    let logarithmic = PlotScale(logarithmicFrom: 0.01, to: 100, count: 6)
    #expect([0.01, 1, 100, 0, -1].map { logarithmic.share($0) } == [0, 0.5, 1, nil, nil])
  }

  @Test(arguments: [1e-200, 1e-30, 0.1, 1, 3, 1e15, 1e38, 1e200], [1, 1 + 1e-12, 1.5, 2, 1e6])
  func anyRangeHasTicksWithinIt(low: Double, factor: Double) {
    for sign in [1.0, -1] {
      let ends = [low * sign, low * factor * sign].sorted()
      let scale = PlotScale(from: ends[0], to: ends[1], count: 6, endsOnTicks: true)
      #expect((2...9).contains(scale.ticks.count))
      #expect(scale.low <= ends[0] && scale.high >= ends[1])
    }
    #expect(PlotScale(logarithmicFrom: low, to: low * factor, count: 6).ticks.count >= 2)
  }

  @Test(
    arguments: [
      (1, "1"), (2.5, "2.5"), (2.254, "2.25"), (2.05, "2.05"), (-0.001, "0"), (-3.5, "-3.5"),
      (-0.25, "-0.25"), (.nan, "0"), (1e12, "1000000"),
    ] as [(Double, String)])
  func coordinatesAreShort(value: Double, text: String) {
    #expect(coordinate(value) == text)
  }
}
