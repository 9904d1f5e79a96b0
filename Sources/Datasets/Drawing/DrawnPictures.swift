// Generates synthetic data sets from a seed.

import Formatting
import Tensors

/// A synthetic data set of pictures in ten classes.
///
/// Every picture has a random number generator of its own, seeded by the seed and its number. So
/// picture 7 of a seed is the same in a set of 10 and of 10,000, and on every platform: no number
/// comes from a library whose last bit may differ. Of ten pictures in a row, each class has one.
public protocol DrawnPictures: Sendable {
  /// The names of the ten labels 0…9.
  static var classNames: [Message] { get }

  /// Draws one picture of a class.
  ///
  /// - Returns: 28 · 28 grey levels, row by row, 0 the background and 255 the brightest.
  static func draw(_ label: Int, using generator: inout SeededGenerator) -> [UInt8]
}

extension DrawnPictures {
  /// Draws the first pictures of a seed.
  public static func pictures(_ count: Int, seed: UInt64) -> LabelledImages {
    pictures(0..<count, seed: seed)
  }

  /// Draws the pictures of a seed with these numbers.
  ///
  /// - Precondition: the numbers are not negative.
  public static func pictures(_ numbers: Range<Int>, seed: UInt64) -> LabelledImages {
    precondition(numbers.lowerBound >= 0, "pictures are numbered from 0, not \(numbers.lowerBound)")
    let labels = numbers.map { label(of: $0, seed: seed) }
    let size = StrokeRaster.side * StrokeRaster.side
    let scalars = [Float](unsafeUninitializedCapacity: numbers.count * size) { pixels, filled in
      // So many pictures take longer than starting a thread.
      let part = 100
      parallelFor((numbers.count + part - 1) / part) { [pixels] index in
        for place in index * part..<min((index + 1) * part, numbers.count) {
          var generator = SeededGenerator(seed: seed).branch(numbers.lowerBound + place)
          let levels = draw(labels[place], using: &generator)
          for pixel in 0..<size { pixels[place * size + pixel] = Float(levels[pixel]) / 255 }
        }
      }
      filled = numbers.count * size
    }
    return LabelledImages(
      images: Tensor(
        shape: [numbers.count, StrokeRaster.side, StrokeRaster.side, 1], scalars: scalars),
      labels: labels, classNames: classNames)
  }

  /// The class of a picture: its position in the shuffled ten it belongs to.
  static func label(of number: Int, seed: UInt64) -> Int {
    // Negative branches belong to tens, the others to pictures.
    var generator = SeededGenerator(seed: seed).branch(~(number / 10))
    return shuffledNumbers(10, using: &generator)[number % 10]
  }
}

extension SeededGenerator {
  /// Derives an independent generator for one of many numbered tasks.
  func branch(_ number: Int) -> SeededGenerator {
    // SplitMix64 has one cycle of states. The first outputs select distant states: if the number
    // were only added to the seed, neighbours would draw the same numbers one step apart.
    var trunk = self
    let key = trunk.next()
    let offset = UInt64(bitPattern: Int64(number)) &* 0xD134_2543_DE82_EF95
    var branch = SeededGenerator(seed: key &+ offset)
    return SeededGenerator(seed: branch.next())
  }
}
