// Every picture once, in batches of the size asked for, in an order that the seed decides.

import Testing

@testable import Datasets
@testable import Tensors

@Suite struct BatchesTests {
  @Test func inOrderWithARest() {
    let batches = numbered(7).batches(of: 3)
    #expect(batches.count == 3)
    let parts = batches.map { ($0.images.shape, $0.labels) }
    #expect(parts.map(\.0) == [[3, 2, 3, 1], [3, 2, 3, 1], [1, 2, 3, 1]])
    #expect(parts.map(\.1) == [[0, 1, 2], [0, 1, 2], [0]])
  }

  @Test(arguments: [(7, 3, 2), (6, 3, 2), (2, 3, 0), (0, 3, 0)])
  func withoutARest(count: Int, size: Int, batches: Int) {
    let found = numbered(count).batches(of: size, keepsRest: false)
    #expect(found.count == batches)
    #expect(Array(found).count == batches)
    #expect(found.allSatisfy { $0.labels.count == size })
  }

  @Test func shuffledEachComesOnceWithItsLabel() {
    var generator = SeededGenerator(seed: 3)
    let set = numbered(50)
    let first = numbers(set.batches(of: 8, shuffledBy: &generator))
    let second = numbers(set.batches(of: 8, shuffledBy: &generator))
    #expect(first.sorted() == Array(0..<50))
    #expect(second.sorted() == Array(0..<50))
    #expect(first != second)
    var again = SeededGenerator(seed: 3)
    let batches = set.batches(of: 8, shuffledBy: &again)
    #expect(numbers(batches) == first)
    #expect(numbers(batches) == first, "a second pass over the same batches is the same")
  }

  private func numbers(_ batches: Batches) -> [Int] {
    batches.flatMap { images, labels in
      let part = LabelledImages(images: images, labels: labels, classNames: ["a", "b", "c"])
      #expect(zip(part.numbers, labels).allSatisfy { $0 % 3 == $1 })
      return part.numbers
    }
  }

  /// Four numbers have 24 orders; 24,000 shuffles give each about 1,000 times.
  @Test func everyOrderIsEquallyLikely() {
    var generator = SeededGenerator(seed: 4)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 { counts[shuffledNumbers(4, using: &generator), default: 0] += 1 }
    #expect(counts.count == 24)
    #expect(counts.values.allSatisfy { abs($0 - 1000) < 150 })
  }

  @Test func aBatchHoldsSomething() async {
    await #expect(processExitsWith: .failure) { _ = numbered(3).batches(of: 0) }
  }
}
