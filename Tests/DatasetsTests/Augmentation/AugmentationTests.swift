// Pictures move, turn and bend as far as they may, and no further.

import Foundation
import Testing

@testable import Datasets
@testable import Tensors

@Suite struct AugmentationTests {
  /// Pictures (count, 21, 21, 2): a soft dot at the place in channel 0, half as bright in channel
  /// 1.
  func dots(_ count: Int, y: Float = 10, x: Float = 10) -> Tensor {
    var scalars: [Float] = []
    for _ in 0..<count {
      for row in 0..<21 {
        for column in 0..<21 {
          let (dy, dx) = (Float(row) - y, Float(column) - x)
          let level = max(0, 1 - (dy * dy + dx * dx) / 9)
          scalars += [level, level / 2]
        }
      }
    }
    return Tensor(shape: [count, 21, 21, 2], scalars: scalars)
  }

  /// Where the brightness of each picture has its middle, x and y, and how much of it there is.
  func middles(_ images: Tensor) -> [(place: SIMD2<Float>, sum: Float)] {
    (0..<images.shape[0]).map { number in
      var (place, sum) = (SIMD2<Float>(), Float(0))
      for row in 0..<21 {
        for column in 0..<21 {
          let level = images.scalars[((number * 21 + row) * 21 + column) * 2]
          place += level * SIMD2(Float(column), Float(row))
          sum += level
        }
      }
      return (place / sum, sum)
    }
  }

  func changed(_ images: Tensor, _ change: Augmentation, seed: UInt64 = 1) -> Tensor {
    var generator = SeededGenerator(seed: seed)
    return change(images, using: &generator)
  }

  @Test func nothingAskedNothingChanged() {
    let images = dots(3)
    #expect(changed(images, Augmentation()) == images)
  }

  @Test func aSeedDecides() {
    let change = Augmentation(shift: 2, rotation: 20, scale: 0.1, elastic: 1, flips: true)
    let images = dots(4, x: 6)
    let one = changed(images, change)
    #expect(one.shape == images.shape)
    #expect(changed(images, change) == one)
    #expect(changed(images, change, seed: 2) != one)
    let first = Tensor(shape: [1, 21, 21, 2], scalars: Array(one.scalars.prefix(882)))
    #expect(changed(dots(1, x: 6), change) == first, "a picture does not depend on those after it")
  }

  @Test func shifts() {
    let found = middles(changed(dots(300), Augmentation(shift: 3)))
    let off = found.map { $0.place - [10, 10] }
    #expect(off.allSatisfy { abs($0.x) < 3.01 && abs($0.y) < 3.01 })
    #expect(off.contains { $0.x > 2.5 } && off.contains { $0.x < -2.5 })
    #expect(off.contains { $0.y > 2.5 } && off.contains { $0.y < -2.5 })
    let sum = middles(dots(1))[0].sum
    #expect(found.allSatisfy { abs($0.sum - sum) < 0.02 * sum })
  }

  /// A dot 7 to the right of the middle stays 7 away from it, at the angle it was turned by.
  @Test func turns() {
    let off = middles(changed(dots(300, x: 17), Augmentation(rotation: 30))).map {
      $0.place - [10, 10]
    }
    #expect(off.allSatisfy { abs($0.length - 7) < 0.06 && $0.x > 6 })
    #expect(off.contains { $0.y > 3.3 } && off.contains { $0.y < -3.3 })
    #expect(off.allSatisfy { abs($0.y) < 3.52 })
  }

  @Test func scales() {
    let off = middles(changed(dots(300, x: 16), Augmentation(scale: 0.2))).map { $0.place.x - 10 }
    #expect(off.allSatisfy { (4.7...7.3).contains($0) })
    #expect(off.contains { $0 < 5.1 } && off.contains { $0 > 6.9 })
  }

  @Test func halfAreFlipped() {
    let places = middles(changed(dots(400, x: 4), Augmentation(flips: true))).map(\.place.x)
    let flipped = places.count { $0 > 15.9 }
    #expect((150...250).contains(flipped))
    #expect(places.count { $0 < 4.1 } == 400 - flipped)
  }

  @Test func bendsAsFarAsAskedFor() {
    let off = middles(changed(dots(400), Augmentation(elastic: 1.5))).map { $0.place - [10, 10] }
    let deviation = (off.reduce(0) { $0 + $1.x * $1.x + $1.y * $1.y } / 800).squareRoot()
    // The dot is some pixels wide, and its parts wander a little differently.
    #expect((1.2...1.6).contains(deviation))
  }

  @Test func otherShapesStop() async {
    await #expect(processExitsWith: .failure) {
      var generator = SeededGenerator(seed: 1)
      _ = Augmentation(shift: 1)(.zeros(28, 28), using: &generator)
    }
    await #expect(processExitsWith: .failure) { _ = Augmentation(scale: 1) }
  }

  @Test func sines() {
    for degrees in stride(from: -800.0, through: 800, by: 7.3) + [0, 45, 90, 180, -90, 360] {
      let (sine, cosine) = sineAndCosine(degrees: degrees)
      #expect(abs(sine - sin(degrees * .pi / 180)) < 1e-14)
      #expect(abs(cosine - cos(degrees * .pi / 180)) < 1e-14)
    }
  }
}
