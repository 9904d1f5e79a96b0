import LessonKit
import Testing

@Suite struct SpreadTests {
  /// NumPy: np.mean([2, 4, 4, 4, 5, 5, 7, 9]) = 5, np.std(…, ddof=1) = 2.13809.
  @Test func theDeviationIsThatOfASample() {
    let spread = Spread([2, 4, 4, 4, 5, 5, 7, 9])
    #expect(spread.mean == 5)
    #expect(abs(spread.deviation - 2.13809) < 1e-4)
  }

  @Test func sharesAreToldInPerCent() {
    #expect(Spread([0.5, 0.7]).percent.english == "60 ± 14.1 %")
    #expect(Spread([0.25]).percent.english == "25 ± 0 %")
  }
}
