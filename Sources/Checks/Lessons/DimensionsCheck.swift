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
      draw: { draw in
        let count = draw.size(1...8)
        return (draw.numbers(count), draw.numbers(min(count, draw.size(1...5))))
      },
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
      mistakes: slideMistakes)
  }

  private static var slideMistakes: [Mistake<[Float], [Float], [Float]>] {
    [
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
        given: { ($0, $1.reversed()) }),
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
      Mistake(
        "all-before", "You put all zeros before the row",
        """
        They lie on both sides: the middle of the filter belongs to the number it \
        replaces.
        """,
        answer: { valid(zeros($1.count - 1) + $0, $1) }),
      Mistake(
        "round", "You went on at the other end of the row",
        "That is a row without ends. SAME puts zeros where the row ends.",
        answer: { values, filter in
          let (before, count) = ((filter.count - 1) / 2, values.count)
          return values.indices.map { x in
            filter.indices.reduce(0) {
              $0 + filter[$1] * values[(x + $1 - before + count) % count]
            }
          }
        }),
      Mistake(
        "ends-mirrored", "You mirrored the row at its ends",
        "SAME puts zeros there, and the ends come out smaller.",
        answer: { values, filter in
          let (before, last) = ((filter.count - 1) / 2, values.count - 1)
          return values.indices.map { x in
            filter.indices.reduce(0) { sum, i in
              let place = abs(x + i - before)
              return sum + filter[i] * values[max(0, place > last ? 2 * last - place : place)]
            }
          }
        }),
      Mistake(
        "full", "You let the filter stick out as far as it touches",
        """
        That is FULL: the row gets longer. With SAME as many numbers come out as \
        went in.
        """,
        answer: { valid(zeros($1.count - 1) + $0 + zeros($1.count - 1), $1) }),
      Mistake(
        "overwritten", "You wrote = where += belongs",
        "Then only the last product is left of each sum. All of them count: sum += …",
        answer: { values, filter in
          let before = (filter.count - 1) / 2
          return values.indices.map { x in
            let i = min(filter.count - 1, values.count - 1 - x + before)
            return filter[i] * values[x + i - before]
          }
        }),
      Mistake(
        "ends-kept", "You left the ends as they were",
        """
        At the ends, too, the weights are multiplied and added up, with zeros \
        where the row ends.
        """,
        answer: { values, filter in
          let before = (filter.count - 1) / 2
          let middle = valid(values, filter)
          return values.indices.map {
            middle.indices.contains($0 - before) ? middle[$0 - before] : values[$0]
          }
        }),
      Mistake(
        "ends-zero", "You made the ends 0",
        """
        At the ends, too, the weights are multiplied and added up: only what lies \
        outside is 0.
        """,
        answer: { values, filter in
          let before = (filter.count - 1) / 2
          let middle = valid(values, filter)
          return values.indices.map {
            middle.indices.contains($0 - before) ? middle[$0 - before] : 0
          }
        }),
      Mistake(
        "mean", "You divided by the number of weights",
        "The products are added up, not averaged.",
        answer: { values, filter in same(values, filter).map { $0 / Float(filter.count) } }),
    ]
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
