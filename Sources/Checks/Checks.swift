// The checks of the book, one for each exercise there is.

/// All checks.
package enum Checks {
  /// In the order of their lessons.
  package static var all: [ExerciseCheck] {
    [
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
      .transforms,
      .transferLearning,
      .graphConvolution,
    ]
  }

  /// The check of a lesson's exercise; nil when the lesson has none.
  package static func check(ofLesson number: Int) -> ExerciseCheck? {
    all.first { $0.lesson == number }
  }
}
