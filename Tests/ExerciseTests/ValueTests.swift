import Checks
import Exercises
import LessonKit
import Testing

@Suite struct ValueTests {
  static let values: [Value] = [
    .whole(-7), .whole(.max), .number(0.1), .number(-.infinity), .wholes([]), .wholes([3, -4]),
    .tensor(Tensor([[1, 2, 3], [4, 5, -0.5]])), .tensor(Tensor(shape: [0, 2], scalars: [])),
    .tensor(Tensor(shape: [2, 0], scalars: [])),
    .tensor(Tensor(3)), .text("größer"), .text(""),
    .picture(Image(height: 1, width: 2, channels: 3, pixels: [1, 2, 3, 4, 5, 255])),
    .list([.whole(1), .list([.tensor(Tensor([1, 2]))])]),
  ]

  @Test(arguments: values.indices) func bytesGiveTheValueBack(_ index: Int) throws {
    let value = Self.values[index]
    var bytes: [UInt8] = []
    value.append(to: &bytes)
    var rest = bytes[...]
    let read = try #require(Value(reading: &rest))
    #expect(rest.isEmpty)
    #expect("\(read)" == "\(value)")
  }

  /// What comes from a student's program is never trusted.
  @Test(arguments: values.indices) func damagedBytesAreNoCrash(_ index: Int) {
    var bytes: [UInt8] = []
    Self.values[index].append(to: &bytes)
    var generator = SeededGenerator(seed: UInt64(index))
    for _ in 0..<2000 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        damaged[Int.random(in: damaged.indices, using: &generator)] = .random(
          in: .min ... .max, using: &generator)
      }
      if Bool.random(using: &generator) {
        damaged.removeLast(Int.random(in: 0..<damaged.count, using: &generator))
      }
      var rest = damaged[...]
      _ = Value(reading: &rest)
    }
    var nothing: ArraySlice<UInt8> = []
    #expect(Value(reading: &nothing) == nil)
  }

  @Test func rowsOfDifferentLengthsAreToldApart() throws {
    let ragged = try [[1, 2], [3] as [Float]].value
    let expected = Value.tensor(Tensor([[1, 2], [3, 4]]))
    #expect(
      Difference(ragged, expected, tolerance: 0) == .ragged(row: 1, length: 1, first: 2))
  }
}
