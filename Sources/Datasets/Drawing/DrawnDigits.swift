// Draws handwritten digits: the training set of lessons when MNIST is missing.

import Formatting
import Tensors

/// Drawn handwritten digits like MNIST's: 28 × 28, bright ink on a dark background.
public enum DrawnDigits: DrawnPictures {
  /// "0" to "9".
  public static let classNames = (0...9).map { Message(template: "\($0)") }

  /// Draws one digit; see `DrawnPictures`.
  public static func draw(_ label: Int, using generator: inout SeededGenerator) -> [UInt8] {
    writtenSign(sketches[label], using: &generator)
  }

  /// The sketches of each digit, chosen with equal probability.
  fileprivate static let sketches: [[Sketch]] = [
    [
      "36,1 16,14 4,46 10,82 32,99 54,86 65,50 56,14 38,1",
      "48,8 28,1 9,24 3,58 14,90 36,98 58,80 65,46 54,12 36,2 26,8",
      "30,2 10,20 2,54 12,88 32,98 50,84 58,50 50,18 34,4 24,10",
    ],
    [
      "34,0 31,50 28,100",
      "32,0 30,50 29,100",
      "14,22 34,0^ 32,50 31,100",
      "12,24 34,0^ 34,50 34,100 | 12,100 34,99 56,100",
    ],
    [
      "6,22 16,6 36,0 56,12 56,34 36,64 4,98^ 34,97 66,98",
      "6,20 20,4 42,2 56,18 50,44 28,74 12,92 5,86 14,77 30,86 48,96 66,90",
      "6,26 18,6 40,0 58,16 54,40 30,74 4,97^ 22,91 44,96 66,88",
    ],
    [
      "8,10 28,0 52,6 56,26 44,42 24,48^ 50,52 64,72 54,92 28,100 4,88",
      "8,3 34,2 58,2^ 44,22 28,40^ 54,48 64,72 50,94 26,100 4,90",
      "6,14 24,1 48,4 56,22 46,40 30,46 25,44 33,44 52,54 62,74 50,96 24,100 4,86",
    ],
    [
      "14,0 9,30 6,57^ 36,56 68,54 | 52,10 50,55 47,100",
      "48,0 26,32 3,66^ 36,66 70,66 | 48,0 48,50 48,100",
      "8,4 9,38 20,54 40,52 58,36 | 60,2 57,50 50,100",
    ],
    [
      "14,3 12,22 10,44^ 34,36 58,50 62,74 44,96 20,100 2,90 | 14,3 36,3 60,1",
      "60,2 38,2 16,3^ 14,22 12,44^ 36,38 60,54 60,80 38,98 4,92",
      "58,4 36,2 18,8 14,24 24,40 44,48 60,62 58,84 36,98 6,94",
    ],
    [
      "50,0 26,18 8,50 6,80 26,100 50,94 60,74 48,54 26,56 8,74",
      "42,0 18,26 5,62 14,94 40,99 60,80 50,58 24,60 9,80",
      "34,2 20,34 8,66 14,94 34,100 50,86 46,66 28,62 10,76",
    ],
    [
      "4,5 34,4 64,4^ 44,46 28,100",
      "4,5 34,4 64,4^ 46,46 32,100 | 22,52 42,50 62,48",
      "5,18 6,4^ 34,4 64,4^ 40,50 28,100",
    ],
    [
      "54,14 34,0 12,12 18,34 40,50 60,70 54,92 32,100 8,90 8,70 28,50 50,34 55,14",
      "34,2 14,12 14,36 34,46 54,34 54,12 36,2 | 34,46 10,60 6,84 32,100 60,84 58,60 36,47",
      "60,8 36,0 14,12 18,34 40,50 58,72 50,94 26,98 8,84 18,62 44,40 62,10",
    ],
    [
      "58,24 44,4 18,6 6,28 18,48 42,46 58,24^ 56,60 48,100",
      "58,20 40,2 14,10 8,34 28,50 50,38 59,18^ 60,60 46,92 18,98",
      "54,8 28,3 8,20 14,42 36,46 54,28 58,4^ 54,50 50,100",
    ],
  ].map { $0.map(Sketch.init) }
}

/// Digits drawn as if in a hurry: a network of three convolutions still misreads some after its
/// first epochs, as it does MNIST's.
public enum HurriedDigits: DrawnPictures {
  /// "0" to "9".
  public static let classNames = DrawnDigits.classNames

  /// Draws one digit; see `DrawnPictures`.
  public static func draw(_ label: Int, using generator: inout SeededGenerator) -> [UInt8] {
    writtenSign(DrawnDigits.sketches[label], varied: .hurriedWriting, using: &generator)
  }
}
