// Lesson 26: trainable parameters of a frozen body, and the buffers that still change.

import Exercises
import Formatting

extension ExerciseCheck {
  /// ResNet18 with two classes first; then layers frozen and not.
  static var transferLearning: ExerciseCheck {
    ExerciseCheck(
      lesson: 26, "TransferLearningExercise",
      hints: [
        "A dense layer has a weight from every input to every output, and a bias for each output.",
        "The new layer always learns. The body's numbers come on top only when it is not frozen.",
        "runningMean: the mean of the batch is over its rows, for each channel by itself.",
        "When the layer is frozen there is nothing to compute: return the mean as it was.",
      ],
      trainableParameters, runningMean)
  }

  private static var trainableParameters: ProblemCheck {
    ProblemCheck(
      "trainableParameters",
      cases: [
        TestCase("ResNet18 frozen, 2 classes", 11_176_512, 512, 2, true),
        TestCase("ResNet18 not frozen, 2 classes", 11_176_512, 512, 2, false),
        TestCase("a small body frozen, 26 classes", 92_672, 128, 26, true),
      ],
      draw: { ($0.size(1...90_000), $0.size(1...600), $0.size(1...30), $0.isTrue()) },
      right: { learning($0, $1, $2, isFrozen: $3) },
      workedExample: {
        (_: [Int], body: Int, features: Int, classes: Int, isFrozen: Bool) -> Message in
        let head = ("\(features) · \(classes) + \(classes)", features * classes + classes)
        let terms = isFrozen ? [head] : [(whole(body), body), head]
        return "\(termSum(terms.map { (text: $0.0, value: $0.1) }))."
      },
      mistakes: trainableParametersMistakes)
  }

  private static var runningMean: ProblemCheck {
    ProblemCheck(
      "runningMean",
      cases: [
        TestCase("one channel", [0], [[2], [4]], 0.1, false),
        TestCase("two channels, frozen", [1, -2], [[3, 5], [5, 9]], 0.1, true),
        TestCase(
          "two channels, three pictures", [1, -2], [[3, 6], [6, 9], [9, 0]], 0.25, false),
      ],
      draw: { draw in
        let (pictures, channels) = (draw.size(1...4), draw.size(1...4))
        return (
          draw.numbers(channels), draw.rows(pictures, channels),
          Float(draw.element(of: [1, 2, 4, 9])) / 10, draw.whole(0...3) == 0
        )
      },
      right: { updated($0, $1, $2, $3) },
      workedExample: {
        (place: [Int], mean: [Float], batch: [[Float]], momentum: Float, isFrozen: Bool) -> Message
        in
        let channel = place.first ?? 0
        if isFrozen { return "Frozen: channel \(channel) stays \(number(mean[channel]))." }
        return "Channel \(channel): \(number(1 - momentum)) · \(bracketed(mean[channel])) + "
          + "\(number(momentum)) · \(bracketed(means(batch)[channel])) = "
          + "\(number(updated(mean, batch, momentum, false)[channel]))."
      },
      mistakes: runningMeanMistakes)
  }

  private static var trainableParametersMistakes: [Mistake<Int, Int, Int, Int, Bool>] {
    [
      Mistake(
        "no-bias", "You forgot the bias",
        "Each class has a weight for every feature, and one number more.",
        workedExample: { _, features, classes, _ in
          "\(features) · \(classes) + \(classes) = \(features * classes + classes)."
        },
        answer: { learning($0, $1, $2, biases: 0, isFrozen: $3) }),
      Mistake(
        "frozen-counted", "You counted the body although it is frozen",
        "A frozen weight gets no update: only the new layer learns.",
        given: { body, features, classes, _ in (body, features, classes, false) }),
      Mistake(
        "body-never-counted", "You left the body out even when it learns",
        "Fine-tuning changes every weight, those of the body and those of the new layer.",
        given: { body, features, classes, _ in (body, features, classes, true) }),
      Mistake(
        "only-the-rest", "You counted what stays frozen",
        "The question is what learns: the new layer, and the body unless it is frozen.",
        answer: { body, features, classes, isFrozen in
          isFrozen ? body : learning(body, features, classes, isFrozen: false)
        }),
      Mistake(
        "bias-for-features", "You gave each feature a bias",
        "A bias belongs to an output: one for each class.",
        answer: { learning($0, $1, $2, biases: $1, isFrozen: $3) }),
      Mistake(
        "parameters-frozen-inverted", "You took frozen for not frozen",
        "A frozen body keeps its weights: then only the new layer learns.",
        given: { ($0, $1, $2, !$3) }),
      Mistake(
        "new-layer-forgotten", "You left out the new layer when the body learns",
        "The new layer always learns; the body comes on top of it.",
        answer: { body, features, classes, isFrozen in
          isFrozen ? learning(body, features, classes, isFrozen: true) : body
        }),
      Mistake(
        "one-bias", "You gave the new layer a single bias",
        "Each class has one.",
        answer: { learning($0, $1, $2, biases: 1, isFrozen: $3) }),
      Mistake(
        "nothing-learns", "You froze the new layer, too",
        "Then nothing would learn. Only the body keeps its weights.",
        answer: { body, features, classes, isFrozen in
          isFrozen ? 0 : learning(body, features, classes, isFrozen: false)
        }),
      Mistake(
        "body-only", "You left out the new layer",
        """
        It always learns: a weight for each feature and class, and a bias for each \
        class.
        """,
        answer: { body, _, _, isFrozen in isFrozen ? 0 : body }),
      Mistake(
        "features-only", "You gave the new layer a weight for each feature only",
        "Each class has weights of its own for all features.",
        given: { ($0, $1, 1, $3) }),
    ]
  }

  private static var runningMeanMistakes: [Mistake<[Float], [Float], [[Float]], Float, Bool>] {
    [
      Mistake(
        "moved-while-frozen", "You moved the statistics of a frozen layer",
        """
        No gradient moves them, so a frozen weight does not stop them: every batch does. A body \
        that is to stay as it was must keep its statistics, too.
        """,
        given: { mean, batch, momentum, _ in (mean, batch, momentum, false) }),
      Mistake(
        "momentum-exchanged", "You gave the momentum to the old mean",
        """
        That is how Keras has it, where momentum is 0.99. In PyTorch momentum is what the batch \
        counts, 0.1 by default.
        """,
        workedExample: { mean, batch, momentum, isFrozen in
          let right = updated(mean, batch, momentum, isFrozen)[0]
          let wrong = updated(mean, batch, 1 - momentum, isFrozen)[0]
          return "First channel: \(number(right)), not \(number(wrong))."
        },
        given: { ($0, $1, 1 - $2, $3) }),
      Mistake(
        "batch-only", "You replaced the mean by that of the batch",
        "One batch is a small sample. The running mean goes a small way towards it.",
        given: { ($0, $1, 1, $3) }),
      Mistake(
        "sum-of-the-batch", "You took the batch's sum for its mean",
        "Divide by the number of pictures.",
        answer: { mean, batch, momentum, isFrozen in
          let sums = batch.map { row in row.map { $0 * Float(batch.count) } }
          return updated(mean, sums, momentum, isFrozen)
        }),
      Mistake(
        "added-only", "You added the batch and kept all of the old mean",
        "The old mean counts 1 − momentum; otherwise the running mean grows and grows.",
        answer: { mean, batch, momentum, isFrozen in
          isFrozen
            ? mean : zip(mean, means(batch)).map { $0 + momentum * $1 }
        }),
      Mistake(
        "frozen-inverted", "You took frozen for not frozen",
        "A frozen layer returns its mean as it was; one that learns moves it.",
        given: { ($0, $1, $2, !$3) }),
      Mistake(
        "first-picture", "You took the first picture for the batch",
        "The mean of the batch is over all its rows.",
        given: { ($0, [$1[0]], $2, $3) }),
      Mistake(
        "last-picture", "You kept the last picture of the batch",
        "A sum that begins anew, or is written with =, forgets the pictures before.",
        given: { ($0, [$1[$1.count - 1]], $2, $3) }),
      Mistake(
        "batch-not-weighted", "You added the batch’s mean without the momentum",
        "The old mean counts 1 − momentum, and the batch counts momentum.",
        answer: { mean, batch, momentum, isFrozen in
          isFrozen
            ? mean : zip(mean, means(batch)).map { (1 - momentum) * $0 + $1 }
        }),
      Mistake(
        "halves", "You took the middle between old mean and batch",
        "How much the batch counts is given: momentum.",
        given: { ($0, $1, 0.5, $3) }),
      Mistake(
        "mean-of-channels", "You took the mean over channels",
        "Each channel has a mean of its own, over the pictures of the batch.",
        leavesArray: true,
        given: { mean, batch, momentum, isFrozen in
          guard batch.count == mean.count else { throw NoAnswer() }
          return (mean, transposed(batch), momentum, isFrozen)
        }),
      Mistake(
        "never-moved", "You never moved it",
        """
        While a network learns, the running mean goes a small way towards each \
        batch’s mean.
        """,
        given: { mean, batch, momentum, _ in (mean, batch, momentum, true) }),
    ]
  }
}

/// - Parameter biases: the number of biases of the new layer; nil means one for each class.
private func learning(
  _ body: Int, _ features: Int, _ classes: Int, biases: Int? = nil, isFrozen: Bool
) -> Int {
  (isFrozen ? 0 : body) + features * classes + (biases ?? classes)
}

private func means(_ batch: [[Float]]) -> [Float] {
  batch[0].indices.map { channel in
    batch.reduce(Float(0)) { $0 + $1[channel] } / Float(batch.count)
  }
}

private func updated(
  _ mean: [Float], _ batch: [[Float]], _ momentum: Float, _ isFrozen: Bool
) -> [Float] {
  isFrozen ? mean : zip(mean, means(batch)).map { (1 - momentum) * $0 + momentum * $1 }
}
