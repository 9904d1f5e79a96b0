// Convolution against numbers worked by hand, and the fast version against the plain loops.

import Testing

@testable import Tensors

@Suite struct ConvolutionTests {
  /// A matrix as the one picture, one channel that `conv2D` takes.
  static func picture(_ rows: [[Float]]) -> Tensor {
    Tensor(rows).reshaped(1, rows.count, rows[0].count, 1)
  }

  /// A matrix as one filter of one channel.
  static func filter(_ rows: [[Float]]) -> Tensor {
    Tensor(rows).reshaped(rows.count, rows[0].count, 1, 1)
  }

  static let bookInput: [[Float]] = [[1, 2, 3, 0], [0, 1, 2, 3], [3, 0, 1, 2], [2, 3, 0, 1]]
  static let exercise: [[Float]] = [[1, 5, 2, 0], [0, 3, 7, 1], [4, 0, 1, 6], [2, 8, 0, 3]]
  static let kernel: [[Float]] = [[2, 0, 1], [0, 1, 2], [1, 0, 2]]

  /// Lesson 5: the right answer and every misconception, and lesson 6: the turned kernel.
  @Test(
    arguments: [
      (bookInput, Tensor(kernel), [[15, 16], [6, 15]]),
      (bookInput, Tensor(kernel).rotated180, [[11, 12], [10, 11]]),
      (bookInput, Tensor(kernel).transposed, [[11, 12], [10, 11]]),
      (exercise, Tensor(kernel), [[27, 31], [11, 34]]),
      (exercise, Tensor(kernel).rotated180, [[13, 35], [17, 22]]),
      (exercise, Tensor(kernel).transposed, [[13, 31], [25, 22]]),
      (exercise, Tensor(kernel).flipped(axes: [1]), [[17, 24], [26, 25]]),
      (exercise, Tensor(kernel).flipped(axes: [0]), [[31, 20], [20, 37]]),
    ] as [([[Float]], Tensor, [[Float]])])
  func handWorked(input: [[Float]], kernel: Tensor, expected: [[Float]]) {
    let filters = kernel.reshaped(3, 3, 1, 1)
    let picture = Self.picture(input)
    #expect(conv2D(picture, filters).squeezed == Tensor(expected))
    #expect(plainConv2D(picture, filters).squeezed == Tensor(expected))
  }
}
