// The arithmetic of measurements; nothing here is timed.

import Testing

@testable import convbook

@Suite struct TimingTests {
  @Test(arguments: [
    ([[4.0]], 4, 4, 4), ([[1, 2, 3]], 2, 1.5, 2.5), ([[4, 1], [3, 2]], 2.5, 1.75, 3.25),
    ([[1, 100], [2, 3, 4]], 3, 2, 4),
  ])
  func medianAndMiddleHalf(_ rounds: [[Double]], median: Double, low: Double, high: Double) {
    let timing = Timing(rounds: rounds)
    #expect(timing.median == median)
    #expect(timing.middleHalf == low...high)
  }

  @Test func aSlowSpellFallsOutOfRatios() {
    // The machine was ten times slower in the second round, for both.
    let ours = Timing(rounds: [[1, 1], [10, 10], [1, 1]])
    let theirs = Timing(rounds: [[2, 2], [20, 20], [3, 3]])
    let ratio = ours.ratio(of: theirs)
    #expect(ratio.median == 2)
    #expect(ratio.middleHalf == 2...2.5)
  }

  @Test(arguments: [
    (42.1, 100, "421 µs per pixel"), (0.137, 274_560, "0.499 ns per pixel"),
    (3, 1, "3.00 ms per pixel"),
  ])
  func eachPart(_ milliseconds: Double, _ count: Int, _ text: String) {
    #expect(BenchTable.each(milliseconds, .init(count: count, name: "pixel")) == text)
  }
}
