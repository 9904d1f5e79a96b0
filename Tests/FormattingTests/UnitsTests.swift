// Durations, byte counts, shapes and counts with their noun.

import Testing

@testable import Formatting

@Suite struct UnitsTests {
  @Test(arguments: [
    (-1, "0.0 s"), (0.04, "0.0 s"), (1.26, "1.3 s"), (9.97, "10 s"), (59.4, "59 s"),
    (59.5, "1 min 0 s"), (125, "2 min 5 s"),
  ])
  func durations(_ seconds: Double, _ text: String) {
    #expect(duration(seconds) == text)
  }

  @Test(arguments: [
    (0, "0 bytes", "0 B"), (999, "999 bytes", "999 B"), (1000, "1.0 kB", "1 kB"),
    (28_881, "28.9 kB", "29 kB"), (9_912_422, "9.9 MB", "9.9 MB"),
    (26_421_880, "26.4 MB", "26 MB"),
  ])
  func byteCounts(_ count: Int, _ text: String, _ short: String) {
    #expect(byteCount(count).english == text)
    #expect(byteCount(count, isShort: true).english == short)
  }

  @Test func shapes() {
    #expect(describe([1, 12_000, 640, 3]) == "(1, 12000, 640, 3)")
    #expect(describe([]) == "()")
    #expect(describeSetting([2, 2]) == "2")
    #expect(describeSetting([2, 1]) == "(2, 1)")
  }

  @Test(arguments: [
    (0, "0 pictures"), (1, "1 picture"), (2, "2 pictures"), (12_000, "12,000 pictures"),
  ])
  func plurals(_ count: Int, _ text: String) {
    #expect(plural(count, "picture") == text)
  }

  @Test func pluralsWithoutS() {
    #expect([1, 3].map { plural($0, "axis", "axes") } == ["1 axis", "3 axes"])
  }
}
