// The list of checks, one for each exercise.

/// All checks.
package enum Checks {
  /// Ordered by lesson.
  package static let all: [ExerciseCheck] = [
    .pixels,
    .grayscale,
    .arrays,
    .whyConvolution,
    .slidingWindow,
    .flipOrNot,
    .paddingAndStride,
    .channelsAndFilters,
    .edgeFilter,
    .pooling,
    .dimensions,
    .imageToColumns,
    .layers,
    .activations,
    .backpropagation,
    .simpleConvNet,
    .threeConvNet,
    .denseOrConv,
    .regularization,
    .filters,
    .featureMaps,
    .leNetToZFNet,
    .vgg,
    .residualNetworks,
    .transforms,
    .transferLearning,
    .graphConvolution,
    .errata,
  ]

  /// The check of a lesson's exercise; nil when the lesson has none.
  package static func check(ofLesson number: Int) -> ExerciseCheck? {
    all.first { $0.lesson == number }
  }
}
