import Checks
import Exercises
import LessonKit
import Testing

/// The plain loops of the checks give what the library gives, in every case that is drawn.
@Suite struct LibraryAgreementTests {
  typealias Library = @Sendable ([Value]) throws -> Tensor

  /// What the library computes, by lesson and function.
  private static let library: [(lesson: Int, function: String, compute: Library)] = [
    (5, "crossCorrelate", { conv2D(picture($0[0]), filter($0[1])) }),
    (6, "convolve", { conv2D(picture($0[0]), filter($0[1]).flipped(axes: [0, 1])) }),
    (
      8, "map",
      { arguments in
        let (input, filter) = (tensor(arguments[0]), tensor(arguments[1]))
        return conv2D(
          input.reshaped(to: [1] + input.shape), filter.reshaped(to: filter.shape + [1]))
      }
    ),
    (
      10, "maxPool",
      { arguments in
        let input = tensor(arguments[0])
        return maxPool2D(
          input.reshaped(to: [1] + input.shape), windowSize: whole(arguments[1]),
          stride: whole(arguments[2]), padding: .explicit(whole(arguments[3])))
      }
    ),
    (
      11, "slide",
      { arguments in
        let (values, filter) = (tensor(arguments[0]), tensor(arguments[1]))
        return conv1D(
          values.reshaped(1, values.count, 1), filter.reshaped(filter.count, 1, 1), padding: .same)
      }
    ),
    (
      12, "im2col",
      {
        im2col(tensor($0[0]), filterSize: whole($0[1]), stride: whole($0[2]))
      }
    ),
    (14, "logSoftmax", { logSoftmax(tensor($0[0])) }),
    (
      25, "resizeBilinear",
      {
        picture($0[0]).resized(height: whole($0[1]), width: whole($0[2]))
      }
    ),
  ]

  @Test(arguments: library.indices, 0..<UInt64(10))
  func theLibraryAgrees(_ index: Int, _ seed: UInt64) throws {
    let (lesson, function, compute) = Self.library[index]
    let check = try #require(Checks.check(ofLesson: lesson)?.drawing(10, seed: seed))
    let problem = try #require(check.problems.first { $0.name == function })
    for testCase in problem.cases {
      let expected = tensor(testCase.expected)
      let computed = try compute(testCase.arguments)
      #expect(
        Difference(
          .tensor(computed.reshaped(to: expected.shape)), testCase.expected,
          tolerance: problem.tolerance) == nil, "\(function): \(testCase.arguments)")
    }
  }
}

private func tensor(_ value: Value) -> Tensor { Tensor(value: value) ?? Tensor(.nan) }

private func whole(_ value: Value) -> Int { Int(value: value) ?? 0 }

/// Rows of numbers as a batch of one picture of one channel.
private func picture(_ value: Value) -> Tensor {
  tensor(value).reshaped(to: [1] + tensor(value).shape + [1])
}

private func filter(_ value: Value) -> Tensor {
  tensor(value).reshaped(to: tensor(value).shape + [1, 1])
}
