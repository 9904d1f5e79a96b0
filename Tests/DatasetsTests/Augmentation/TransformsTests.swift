// Transforms: by hand, by counting, and against torchvision's answers, recorded by
// Tests/Peers/record_transforms.py.

import Foundation
import Testing

@testable import Datasets
@testable import Tensors

@Suite struct TransformsTests {
  /// Numbers that tell where they were: 100 · row + column, and their negatives in channel 1.
  static let places: Tensor = {
    let rows: [[[Float]]] = (0..<12).map { row in
      (0..<16).map { column in
        let number = Float(100 * row + column)
        return [number, -number]
      }
    }
    return Tensor(rows).batched
  }()

  @Test func toTensorByHand() {
    let picture = Tensor([[[255, 0, 51], [102, 0, 51]]])
    #expect(toTensor(picture) == Tensor([[[1, 0.4]], [[0, 0]], [[0.2, 0.2]]]))
  }

  @Test func normalizeByHand() {
    let images = Tensor([[[[3, 5], [1, 1]]]])
    #expect(
      Normalize(mean: [1, 3], standardDeviation: [2, 4])(images)
        == Tensor([[[[1, 0.5], [0, -0.5]]]]))
  }

  @Test func flipsAShare() {
    var generator = SeededGenerator(seed: 241)
    let many = Tensor.concatenated(Array(repeating: Self.places, count: 400))
    let flipped = RandomHorizontalFlip()(many, using: &generator)
    let mirror = Self.places.flipped(axes: [2])
    var count = 0
    for number in 0..<400 {
      let one = flipped[number..<number + 1]
      #expect(one == Self.places || one == mirror)
      if one == mirror { count += 1 }
    }
    #expect((150...250).contains(count))
    #expect(RandomHorizontalFlip(share: 0)(many, using: &generator) == many)
    #expect(RandomHorizontalFlip(share: 1)(many, using: &generator) == many.flipped(axes: [2]))
  }

  @Test func aSeedDecidesTheCrops() {
    func crops(_ seed: UInt64) -> Tensor {
      var generator = SeededGenerator(seed: seed)
      return RandomResizedCrop(height: 5, width: 6)(
        .concatenated([Self.places, Self.places]), using: &generator)
    }
    #expect(crops(1).shape == [2, 5, 6, 2])
    #expect(crops(1) == crops(1))
    #expect(crops(1) != crops(2))
    #expect(crops(1)[0] != crops(1)[1])
  }

  @Test(arguments: [(60, 60), (40, 90), (20, 90), (1, 1), (3, 500), (500, 3)])
  func cropsFit(height: Int, width: Int) {
    var generator = SeededGenerator(seed: 242)
    let transform = RandomResizedCrop(height: 8, width: 8, scale: 0.2...0.7)
    for _ in 0..<300 {
      let crop = transform.crop(height: height, width: width, using: &generator)
      #expect(crop.height > 0 && crop.width > 0 && crop.top >= 0 && crop.left >= 0)
      #expect(crop.top + crop.height <= height && crop.left + crop.width <= width)
    }
  }

  /// Of 3 × 400 nothing with a fifth of the area and an allowed ratio can be cut: the middle it is.
  @Test func theMiddleIfNothingFits() {
    var generator = SeededGenerator(seed: 243)
    let transform = RandomResizedCrop(height: 8, width: 8, scale: 0.2...0.7)
    #expect(
      transform.crop(height: 3, width: 400, using: &generator)
        == Crop(top: 0, left: 198, height: 3, width: 4))
    #expect(
      transform.crop(height: 400, width: 3, using: &generator)
        == Crop(top: 198, left: 0, height: 4, width: 3))
  }

  struct Record: Decodable {
    let cases: [Case]
  }

  struct Numbers: Decodable {
    let shape: [Int]
    let scalars: [Float]
    var tensor: Tensor { Tensor(shape: shape, scalars: scalars) }
  }

  struct Case: Decodable {
    let operation: String
    let mode: String?
    let crop: [Int]?
    let size: [Int]?
    let means: [Double]?
    let input: Numbers?
    let output: Numbers?
  }

  static func cases(_ operation: String) throws -> [Case] {
    let data = try Data(contentsOf: recordedFile("transforms.json"))
    return try JSONDecoder().decode(Record.self, from: data).cases
      .filter { $0.operation == operation }
  }

  @Test func asTorchvision() throws {
    let crops = try Self.cases("resized_crop")
    #expect(crops.count == 12)
    for one in crops {
      let expected = try #require(one.output).tensor
      let crop = try #require(one.crop)
      let transform = RandomResizedCrop(
        height: expected.shape[1], width: expected.shape[2],
        interpolation: try #require(one.mode.flatMap { Interpolation(rawValue: $0) }))
      let output = transform.resized(
        Crop(top: crop[0], left: crop[1], height: crop[2], width: crop[3]),
        of: try #require(one.input).tensor)
      #expect(output.isClose(to: expected, tolerance: 1e-4), "\(one.mode ?? "") \(crop)")
    }
    let normalized = try #require(try Self.cases("normalize").first)
    let output = Normalize.imageNet(try #require(normalized.input).tensor)
    #expect(output.isClose(to: try #require(normalized.output).tensor, tolerance: 2e-6))
    let tensors = try #require(try Self.cases("to_tensor").first)
    #expect(
      toTensor(try #require(tensors.input).tensor).isClose(
        to: try #require(tensors.output).tensor, tolerance: 1e-7))
  }

  /// Where torchvision's crops begin, how large they are, and how much that varies, over 40,000.
  @Test func cropsAreSpreadAsTorchvisions() throws {
    let cases = try Self.cases("crops")
    #expect(cases.count == 3)
    for one in cases {
      let size = try #require(one.size)
      var generator = SeededGenerator(seed: 244)
      let transform = RandomResizedCrop(height: 8, width: 8)
      let crops = (0..<40_000).map { _ in
        transform.crop(height: size[0], width: size[1], using: &generator)
      }
      func mean(_ value: (Crop) -> Double) -> Double { crops.map(value).reduce(0, +) / 40_000 }
      func share(_ crop: Crop) -> Double {
        Double(crop.height * crop.width) / Double(size[0] * size[1])
      }
      let average = mean(share)
      let found = [
        mean { Double($0.top) }, mean { Double($0.left) }, mean { Double($0.height) },
        mean { Double($0.width) }, average,
        mean { (share($0) - average) * (share($0) - average) }.squareRoot(),
      ]
      // Means of 40,000 places differ by chance by a tenth of a pixel, shares by a hundredth of
      // them.
      for (one, other) in zip(found, try #require(one.means)) {
        let tolerance = other > 1 ? 0.2 : 0.02 * other
        #expect(abs(one - other) < tolerance, "\(size): \(one), torchvision \(other)")
      }
    }
  }

  @Test func otherShapesStop() async {
    await #expect(processExitsWith: .failure) {
      var generator = SeededGenerator(seed: 1)
      _ = RandomHorizontalFlip()(.zeros(28, 28), using: &generator)
    }
    await #expect(processExitsWith: .failure) { _ = Normalize.imageNet(.zeros(1, 4, 4, 1)) }
    await #expect(processExitsWith: .failure) { _ = toTensor(.zeros(1, 4, 4, 3)) }
    await #expect(processExitsWith: .failure) { _ = Normalize(mean: [0], standardDeviation: [0]) }
  }
}
