// Answers to test the checks with: a solution and every known mistake, written as a student would
// write them, independently of the code in Checks.

import Checks
import LessonKit

/// The solution of an exercise, and mistakes with the identifiers they must be recognised by.
struct Answers {
  let solution: any Exercise.Type
  let mistakes: [(identifier: String, answer: any Exercise.Type)]

  init(_ solution: any Exercise.Type, mistakes: [(String, any Exercise.Type)]) {
    self.solution = solution
    self.mistakes = mistakes
  }

  /// By lesson.
  static var all: [Int: Answers] {
    [
      1: pixels,
      2: grayscale,
      3: arrays,
      4: whyConvolution,
      5: slidingWindow,
      6: flipOrNot,
      7: paddingAndStride,
      8: channelsAndFilters,
      9: edgeFilter,
      10: pooling,
      11: dimensions,
      12: imageToColumns,
      13: layers,
      14: activations,
      15: backpropagation,
      16: simpleConvNet,
      17: threeConvNet,
      18: denseOrConv,
      19: regularization,
      20: filters,
      21: featureMaps,
      22: leNetToZFNet,
      23: vgg,
      24: residualNetworks,
      25: transforms,
      26: transferLearning,
      27: graphConvolution,
      28: errata,
    ]
  }
}

/// Calls an answer's functions in this process.
struct InProcessRunner: AnswerRunner {
  let answer: any Exercise

  init(_ type: any Exercise.Type) { answer = type.init() }

  func response(of function: String, _ arguments: [Value]) -> Response {
    guard let problem = type(of: answer).problems.first(where: { $0.name == function }) else {
      return .threw("there is no function \(function)")
    }
    do {
      return .answer(try problem.answer(of: answer, to: arguments))
    } catch is Unfinished {
      return .unfinished
    } catch {
      return .threw("\(error)")
    }
  }
}
