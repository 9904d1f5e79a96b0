import Checks
import LessonKit
import Testing

@Suite struct DifferenceTests {
  private func difference(_ yours: Value, _ expected: Value) -> Difference? {
    Difference(yours, expected, tolerance: 1e-4)
  }

  @Test(arguments: [
    (1.0, 1.00005, true), (1, 1.001, false), (0, 0.00005, true), (10_000, 10_000.9, true),
    (10_000, 10_002, false), (.infinity, .infinity, true), (-.infinity, .infinity, false),
    (5, .infinity, false), (.infinity, 5, false), (.nan, 5, false), (.nan, .nan, true),
    (5, .nan, false),
  ])
  func numbers(_ yours: Double, _ expected: Double, _ isSame: Bool) {
    #expect((difference(.number(yours), .number(expected)) == nil) == isSame)
    let (left, right) = (Tensor([Float(yours)]), Tensor([Float(expected)]))
    #expect((difference(.tensor(left), .tensor(right)) == nil) == isSame)
  }

  @Test func shapesComeBeforeNumbers() {
    #expect(
      difference(.tensor(Tensor([[1, 2]])), .tensor(Tensor([[3], [4]])))
        == .shape(yours: [1, 2], expected: [2, 1]))
    #expect(difference(.wholes([1]), .wholes([1, 2])) == .shape(yours: [1], expected: [2]))
    #expect(difference(.list([]), .list([.whole(1)])) == .shape(yours: [0], expected: [1]))
  }

  @Test func theFirstPlaceIsNamed() {
    #expect(
      difference(.tensor(Tensor([[1, 2], [0, 0]])), .tensor(Tensor([[1, 2], [0, 7]])))
        == .number(index: [1, 1], yours: 0, expected: 7, differing: 1, of: 4))
    #expect(
      difference(
        .list([.whole(1), .tensor(Tensor([1, .nan]))]),
        .list([.whole(1), .tensor(Tensor([1, 2]))]))
        == .notANumber(index: [1, 1]))
  }

  @Test func wholeNumbersAreExact() {
    #expect(difference(.whole(1_000_000), .whole(1_000_001)) != nil)
    #expect(difference(.wholes([1, 2]), .wholes([1, 2])) == nil)
    #expect(difference(.text("a"), .text("b")) == .text)
    #expect(difference(.text("1"), .whole(1)) == .kind)
  }
}
