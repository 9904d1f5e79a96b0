// Resizing: by hand, fast against plain, and against PyTorch's answers, recorded by
// Tests/Peers/record_transforms.py.

import TestSupport
import Testing

@testable import Tensors

@Suite struct ResizeTests {
  static let quarter = Tensor([[0, 30], [60, 90]]).reshaped(1, 2, 2, 1)

  @Test(arguments: [
    (Interpolation.nearest, false, [0, 0, 30, 30]), (.nearestExact, false, [0, 0, 30, 30]),
    (.area, false, [0, 0, 30, 30]), (.bilinear, false, [0, 7.5, 22.5, 30]),
    (.bilinear, true, [0, 10, 20, 30]),
  ])
  func firstRowByHand(interpolation: Interpolation, alignCorners: Bool, row: [Float]) {
    let large = Self.quarter.resized(
      height: 4, width: 4, by: interpolation, alignCorners: alignCorners)
    #expect(large.shape == [1, 4, 4, 1])
    #expect(large[0][0].isClose(to: Tensor(row).reshaped(4, 1)))
  }

  /// Half as wide: nearest takes every second number, area and antialiasing look at all of them.
  @Test func smallerByHand() {
    let row = Tensor([0, 90, 0, 90, 0, 90]).reshaped(1, 1, 6, 1)
    func half(_ interpolation: Interpolation, antialias: Bool = false) -> [Float] {
      row.resized(height: 1, width: 3, by: interpolation, antialias: antialias).scalars
    }
    #expect(half(.nearest) == [0, 0, 0])
    #expect(half(.area) == [45, 45, 45])
    #expect(half(.bilinear) == [45, 45, 45])
    // Weights 1/8 · (1, 3, 3, 1); at the ends one falls away, and 7 eighths are all there is.
    let ends = half(.bilinear, antialias: true)
    #expect(abs(ends[0] - 90 * 3 / 7) < 1e-4 && ends[1] == 45 && abs(ends[2] - 90 * 4 / 7) < 1e-4)
  }

  struct Setting: Sendable, CustomTestStringConvertible {
    let interpolation: Interpolation
    var alignCorners = false
    var antialias = false
    var testDescription: String { "\(interpolation) \(alignCorners) \(antialias)" }
  }

  static let settings =
    Interpolation.allCases.map { Setting(interpolation: $0) }
    + [Interpolation.bilinear, .bicubic].flatMap { one in
      [(true, false), (false, true), (true, true)].map {
        Setting(interpolation: one, alignCorners: $0.0, antialias: $0.1)
      }
    }

  @Test(arguments: settings)
  func fastAsPlain(setting: Setting) {
    var generator = SeededGenerator(seed: 240)
    for _ in 0..<40 {
      func length() -> Int { .random(in: 1...13, using: &generator) }
      let input = Tensor.random(
        normal: 0, standardDeviation: 1, shape: [length() % 3, length(), length(), length() % 4],
        using: &generator)
      let (height, width) = (length(), length())
      let fast = input.resized(
        height: height, width: width, by: setting.interpolation,
        alignCorners: setting.alignCorners, antialias: setting.antialias)
      let plain = input.plainResized(
        height: height, width: width, by: setting.interpolation,
        alignCorners: setting.alignCorners, antialias: setting.antialias)
      #expect(fast.shape == plain.shape)
      #expect(fast.isClose(to: plain, tolerance: 2e-6), "\(input.shape) to \(height), \(width)")
    }
  }

  @Test(arguments: settings)
  func anEvenPictureStaysEven(setting: Setting) {
    let even = Tensor(shape: [1, 5, 7, 1], repeating: 3)
    let other = even.resized(
      height: 11, width: 3, by: setting.interpolation, alignCorners: setting.alignCorners,
      antialias: setting.antialias)
    #expect(other.isClose(to: Tensor(shape: [1, 11, 3, 1], repeating: 3)))
  }

  struct Record: Decodable {
    let cases: [Case]
  }

  struct Case: Decodable {
    let operation: String
    let mode: String?
    let alignCorners: Bool?
    let antialias: Bool?
    let input: RecordedTensor?
    let output: RecordedTensor?
  }

  @Test func asPyTorch() throws {
    let cases = try recorded("transforms", as: Record.self).cases
      .filter { $0.operation == "interpolate" }
    #expect(cases.count >= 88)
    for one in cases {
      let input = try #require(one.input).tensor
      let expected = try #require(one.output).tensor
      let interpolation = try #require(one.mode.flatMap { Interpolation(rawValue: $0) })
      let output = input.resized(
        height: expected.shape[1], width: expected.shape[2], by: interpolation,
        alignCorners: one.alignCorners ?? false, antialias: one.antialias ?? false)
      // Nearest numbers are copied; sums of numbers up to 99 are off in the seventh digit.
      let tolerance: Float = one.mode?.hasPrefix("nearest") == true ? 0 : 5e-5
      #expect(
        output.isClose(to: expected, tolerance: tolerance),
        """
        \(one.mode ?? "") \(input.shape) to \(expected.shape): \
        \(output.maximumDifference(from: expected))
        """
      )
    }
  }

  @Test func whatCanNotBeStops() async {
    await #expect(processExitsWith: .failure) {
      _ = Tensor.zeros(4, 4).resized(height: 2, width: 2)
    }
    await #expect(processExitsWith: .failure) {
      _ = Tensor.zeros(1, 4, 4, 1).resized(height: 0, width: 2)
    }
    await #expect(processExitsWith: .failure) {
      _ = Tensor.zeros(1, 0, 4, 1).resized(height: 2, width: 2)
    }
    await #expect(processExitsWith: .failure) {
      _ = Tensor.zeros(1, 4, 4, 1).resized(height: 2, width: 2, by: .area, antialias: true)
    }
  }
}
