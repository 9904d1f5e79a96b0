// Parts of a set keep pictures and labels together.

import Testing

@testable import Datasets
@testable import Tensors

@Suite struct LabelledImagesTests {
  @Test func selectingInAnyOrder() {
    let some = numbered(9).selecting([7, 0, 7])
    #expect(some.numbers == [7, 0, 7])
    #expect(some.labels == [1, 0, 1])
    #expect(some.images.shape == [3, 2, 3, 1])
    #expect(some.classNames == ["a", "b", "c"])
  }

  @Test func oneClass() {
    let set = numbered(9)
    let twos = set.selecting(set.labels.indices.filter { set.labels[$0] == 2 })
    #expect(twos.numbers == [2, 5, 8])
  }

  @Test func ranges() {
    #expect(numbered(9)[2..<5].numbers == [2, 3, 4])
    #expect(numbered(9)[9..<9].count == 0)
    #expect(numbered(9).prefix(2).numbers == [0, 1])
    #expect(numbered(9).prefix(20) == numbered(9))
    #expect(numbered(0).prefix(3).images.shape == [0, 2, 3, 1])
  }

  @Test(arguments: [
    (70, [55, 5, 10], [55, 5, 10]), (700, [55, 5, 10], [550, 50, 100]), (7, [1, 1], [3, 4]),
    (0, [1, 2], [0, 0]), (5, [0, 1, 0], [0, 5, 0]), (10, [1, 1, 1], [3, 3, 4]),
  ])
  func splitting(count: Int, shares: [Int], sizes: [Int]) {
    let parts =
      switch shares.count {
      case 2: numbered(count).split(shares[0], shares[1])
      default: numbered(count).split(shares[0], shares[1], shares[2])
      }
    #expect(parts.map(\.count) == sizes)
    #expect(parts.flatMap(\.numbers) == Array(0..<count))
  }

  @Test func whatDoesNotFitTogetherStops() async {
    await #expect(processExitsWith: .failure) {
      _ = LabelledImages(images: .zeros(2, 4, 4, 1), labels: [0], classNames: ["a"])
    }
    await #expect(processExitsWith: .failure) {
      _ = LabelledImages(images: .zeros(1, 4, 4, 1), labels: [1], classNames: ["a"])
    }
    await #expect(processExitsWith: .failure) { _ = numbered(3)[2..<4] }
    await #expect(processExitsWith: .failure) { _ = numbered(3).selecting([-1]) }
  }
}
