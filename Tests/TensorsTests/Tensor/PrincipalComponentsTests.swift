// Principal components against their definition: directions at right angles that the covariance
// only stretches, and shares that make up the whole.

import Testing

@testable import Tensors

@Suite struct PrincipalComponentsTests {
  /// Examples that differ more along some directions than along others, more or fewer than numbers.
  private func examples(_ seed: UInt64, _ rows: Int, _ columns: Int) -> Tensor {
    var generator = SeededGenerator(seed: seed)
    let sources = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [rows, columns], using: &generator)
    let mixture = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [columns, columns], using: &generator)
    let sizes = Tensor((0..<columns).map { 3 / Float($0 + 1) })
    return matmul(sources * sizes, mixture) + 5
  }

  private static let shapes = [(2, 2), (5, 3), (3, 5), (40, 12), (12, 40), (60, 60), (1, 4)]

  @Test(arguments: UInt64(0)..<5, shapes.indices)
  func theCovarianceOnlyStretchesThem(_ seed: UInt64, _ index: Int) {
    let (rows, columns) = Self.shapes[index]
    let examples = examples(seed, rows, columns)
    let count = min(3, rows, columns)
    let found = PrincipalComponents(of: examples, count: count)
    let centred = examples - examples.mean(axes: [0])
    let covariance = matmul(centred.transposed(permutation: 1, 0), centred) / Float(rows)
    let total = (0..<columns).reduce(Float(0)) { $0 + covariance[$1, $1] }
    for one in 0..<count where found.shares[one] > 1e-5 {
      let direction = found.components[one].reshaped(columns, 1)
      let image = matmul(covariance, direction)
      let apart = (image - direction * (found.shares[one] * total)).absolute.max()
      #expect(apart < 1e-3 * total, "\(rows) × \(columns), component \(one): \(apart)")
      for other in 0...one {
        let product = (found.components[one] * found.components[other]).sum()
        #expect(abs(product - (one == other ? 1 : 0)) < 1e-4)
      }
      let largest = found.components[one].scalars.max { abs($0) < abs($1) } ?? 0
      #expect(largest > 0, "its largest number is positive")
    }
    #expect(found.shares == found.shares.sorted(by: >), "the largest come first")
    // The variance of the points is that share of all.
    let points = found(examples)
    #expect(points.shape == [rows, count])
    for one in 0..<count {
      let variance =
        (points.scalars.indices.filter { $0 % count == one })
        .reduce(Float(0)) { $0 + points.scalars[$1] * points.scalars[$1] } / Float(rows)
      #expect(abs(variance - found.shares[one] * total) < 1e-3 * max(total, 1e-3))
    }
  }

  /// With all components nothing is lost.
  @Test(arguments: UInt64(0)..<5) func allOfThemGiveTheExamplesBack(_ seed: UInt64) {
    let examples = examples(seed, 20, 7)
    let all = PrincipalComponents(of: examples, count: 7)
    #expect(abs(all.shares.reduce(0, +) - 1) < 1e-4)
    let back = matmul(all(examples), all.components) + all.mean
    #expect((back - examples).absolute.max() < 2e-3)
  }

  /// Two points lie on a line, and one has no direction at all.
  @Test func fewPointsHaveFewDirections() {
    let two = PrincipalComponents(of: Tensor([[1, 2, 3], [3, 2, 1]]), count: 2)
    #expect(abs(two.shares[0] - 1) < 1e-6 && two.shares[1] < 1e-6)
    let line = two.components[0].scalars
    #expect(abs(abs(line[0]) - Float(0.5).squareRoot()) < 1e-5 && abs(line[1]) < 1e-6)
    #expect(two.components[1].scalars == [0, 0, 0])
    let equal = PrincipalComponents(of: Tensor([[4, 4], [4, 4], [4, 4]]), count: 2)
    #expect(equal.shares == [0, 0] && equal.components.scalars == [0, 0, 0, 0])
    #expect(equal(Tensor([[5, 9]])).scalars == [0, 0])
  }

  @Test func numbersThatAreNoneHaveNoDirections() {
    let found = PrincipalComponents(of: Tensor([[.nan, 1], [2, 3], [4, .infinity]]), count: 1)
    #expect(found.shares == [0] && found.components.scalars == [0, 0])
  }
}
