// Lesson 11: SAME padding at the ends of a row.

import Exercises
import Formatting

extension ExerciseCheck {
  /// The ones of the notes; a row with a slope; asymmetric filters, and one of even length.
  static var dimensions: ExerciseCheck {
    ExerciseCheck(
      lesson: 11, "DimensionsExercise",
      hints: [
        """
        A filter of 3 needs one zero before the row and one behind it, so that as many numbers \
        come out as went in.
        """,
        """
        A filter of k needs k − 1 zeros; SAME puts the smaller half before, the odd one behind: \
        before = (k − 1) / 2.
        """,
        "Output x is the sum over i of filter[i] · values[x + i − before], where that exists.",
      ],
      slide)
  }

  private static var slide: ProblemCheck {
    ProblemCheck(
      "slide",
      cases: [
        TestCase("five ones", [1, 1, 1, 1, 1], [0.25, 0.5, 0.25]),
        TestCase("a slope", [1, 2, 4, 8], [-1, 0, 2]),
        TestCase("four weights", [3, 0, 5, 1, 2, 7], [1, 2, 0, -1]),
      ],
      right: { (values: [Float], filter: [Float]) -> [Float] in
        same(values, filter)
      },
      workedExample: { (place: [Int], values: [Float], filter: [Float]) -> Message in
        guard let x = place.first else {
          return "\(values.count) numbers went in, so \(values.count) come out."
        }
        let first = x - (filter.count - 1) / 2
        let pairs = filter.indices.filter { values.indices.contains(first + $0) }
          .map { (filter[$0], values[first + $0]) }
        return "Number \(x): \(productSum(pairs))."
      },
      mistakes: [
        Mistake(
          "ends-repeated", "You repeated the ends of the row",
          "Then five ones stay five ones. SAME puts zeros there, and the ends come out smaller.",
          workedExample: { (values: [Float], filter: [Float]) -> Message in
            """
            First number: yours is \(number(valid(repeated(values, filter.count), filter)[0])), \
            with a zero before the row it is \(number(same(values, filter)[0])).
            """
          },
          answer: { (values: [Float], filter: [Float]) -> [Float] in
            valid(repeated(values, filter.count), filter)
          }),
        Mistake(
          "valid", "You left out the ends",
          """
          That is VALID: the filter stays inside the row, and the row gets shorter. SAME keeps its \
          length.
          """,
          answer: { (values: [Float], filter: [Float]) -> [Float] in
            valid(values, filter)
          }),
        Mistake(
          "turned", "You turned the filter",
          """
          That is true convolution. Here the filter’s first weight meets the number furthest to \
          the left.
          """,
          answer: { (values: [Float], filter: [Float]) -> [Float] in
            same(values, filter.reversed())
          }),
        Mistake(
          "all-behind", "You put all zeros behind the row",
          "They lie on both sides: the middle of the filter belongs to the number it replaces.",
          answer: { (values: [Float], filter: [Float]) -> [Float] in
            valid(values + zeros(filter.count - 1), filter)
          }),
        Mistake(
          "odd-one-before", "You put the odd zero before the row",
          "When an odd number of zeros is needed, TensorFlow puts the odd one behind.",
          answer: { (values: [Float], filter: [Float]) -> [Float] in
            valid(
              zeros(filter.count / 2) + values + zeros(filter.count - 1 - filter.count / 2), filter)
          }),
      ])
  }
}

private func zeros(_ count: Int) -> [Float] { Array(repeating: 0, count: count) }

private func repeated(_ values: [Float], _ count: Int) -> [Float] {
  let before = (count - 1) / 2
  return (-before..<values.count + count - 1 - before).map {
    values[min(max($0, 0), values.count - 1)]
  }
}

private func valid(_ values: [Float], _ filter: [Float]) -> [Float] {
  (0...values.count - filter.count).map { x in
    filter.indices.reduce(0) { $0 + filter[$1] * values[x + $1] }
  }
}

private func same(_ values: [Float], _ filter: [Float]) -> [Float] {
  let before = (filter.count - 1) / 2
  return valid(zeros(before) + values + zeros(filter.count - 1 - before), filter)
}
