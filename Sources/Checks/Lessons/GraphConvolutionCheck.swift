// Lesson 27: the normalized adjacency matrix, and what it is confused with.

import Exercises
import Formatting

extension ExerciseCheck {
  /// The four members of the lesson, a star, and a ring with a chord: degrees that differ.
  static var graphConvolution: ExerciseCheck {
    ExerciseCheck(
      lesson: 27, "GraphConvolutionExercise",
      hints: [
        "Put a 1 on the diagonal first. Then add up each row: those are the degrees.",
        """
        The number in row i and column j is divided by sqrt(degree of i) · sqrt(degree of j): in \
        row 0 of the example 1 / (√3 · √3) = .333 and 1 / (√3 · √4) = .289.
        """,
        "graphConvolution: two matrix products, Â X and then that times W; ReLU at the end.",
        "readout: for each column the sum over all rows, divided by how many rows there are.",
      ],
      normalizedAdjacency, graphConvolutionStep, readout)
  }

  private static var normalizedAdjacency: ProblemCheck {
    ProblemCheck(
      "normalizedAdjacency",
      cases: [
        TestCase("ties 0–1, 0–2, 1–2, 2–3", ties([(0, 1), (0, 2), (1, 2), (2, 3)], of: 4)),
        TestCase("a star of five", ties([(0, 1), (0, 2), (0, 3), (0, 4)], of: 5)),
        TestCase(
          "a ring with a chord", ties([(0, 1), (1, 2), (2, 3), (3, 4), (4, 0), (1, 3)], of: 5)),
      ],
      right: { normalized(plusIdentity($0)) },
      workedExample: { (place: [Int], adjacency: [[Float]]) -> Message in
        let (i, j) = place.count == 2 ? (place[0], place[1]) : (0, 0)
        let tied = plusIdentity(adjacency)
        let degrees = tied.map { number($0.reduce(0, +)) }
        return
          "With the tie to itself member \(i) has \(degrees[i]) ties, member \(j) has "
          + "\(degrees[j]): \(number(tied[i][j])) / (√\(degrees[i]) · √\(degrees[j])) = "
          + "\(number(normalized(tied)[i][j]))."
      },
      mistakes: [
        Mistake(
          "degrees-of-a", "You took the degrees before the ties to oneself were there",
          "D belongs to A + I: each member has one tie more, the one to itself.",
          workedExample: { adjacency in
            let degree = adjacency[0].reduce(0, +)
            return "Member 0 has \(number(degree)) ties, \(number(degree + 1)) with its own: the "
              + "first number is 1 / \(number(degree + 1)), not 1 / \(number(degree))."
          },
          answer: { normalized(plusIdentity($0), degrees: $0.map { $0.reduce(0, +) }) }),
        Mistake(
          "normalised-before-i", "You normalised A and added I afterwards",
          "Then a member's own features count fully and are not shared out with the others'.",
          answer: { plusIdentity(normalized($0)) }),
        Mistake(
          "row-mean", "You divided each row by its sum",
          """
          That is the mean over the neighbours, a good matrix, too, but not symmetric. Here both \
          members' degrees count, each by its square root.
          """,
          answer: { adjacency in
            plusIdentity(adjacency).map { row in row.map { $0 / row.reduce(0, +) } }
          }),
        Mistake(
          "no-self-ties", "You left out the ties to oneself",
          "Without I a member hears all its neighbours and forgets itself.",
          answer: { normalized($0) }),
        Mistake(
          "no-square-root", "You left out the square roots",
          "Divide by √(degree of i) · √(degree of j), not by the degrees themselves.",
          answer: { adjacency in
            let sums = plusIdentity(adjacency).map { $0.reduce(0, +) }
            return normalized(plusIdentity(adjacency), degrees: sums.map { $0 * $0 })
          }),
        Mistake(
          "not-normalised", "You did not normalise",
          "Members with many ties would get large numbers, and larger ones with every layer.",
          answer: { plusIdentity($0) }),
      ])
  }

  private static var graphConvolutionStep: ProblemCheck {
    let half: [[Float]] = [[0.5, 0.5, 0], [0.5, 0.25, 0.25], [0, 0.25, 0.75]]
    return ProblemCheck(
      "graphConvolution",
      cases: [
        TestCase(
          "three members", [[1, -2], [3, 4], [-5, 6]], half, [[1, 0, -1], [2, -1, 1]]),
        TestCase("one output", [[2, 1], [0, -3], [4, 4]], half, [[1], [-1]]),
      ],
      right: { features, adjacency, weights in
        rectified(product(product(adjacency, features), weights))
      },
      workedExample: {
        (place: [Int], features: [[Float]], adjacency: [[Float]], weights: [[Float]]) -> Message in
        let (i, j) = place.count == 2 ? (place[0], place[1]) : (0, 0)
        let mixed = product(adjacency, features)[i]
        let pairs = mixed.indices.map { (mixed[$0], weights[$0][j]) }
        let sum = pairs.reduce(Float(0)) { $0 + $1.0 * $1.1 }
        return "Member \(i) with its neighbours: \(listed(mixed)). Times column \(j) of W: "
          + "\(productSum(pairs)), and max(0, \(number(sum))) is \(number(max(0, sum)))."
      },
      mistakes: [
        Mistake(
          "no-neighbours", "You left out the neighbours",
          "X W is a dense layer: each member by itself. Â mixes in those it knows.",
          answer: { features, _, weights in rectified(product(features, weights)) }),
        Mistake(
          "no-relu", "You left out ReLU", "What is below zero becomes 0.",
          answer: { features, adjacency, weights in
            product(product(adjacency, features), weights)
          }),
        Mistake(
          "relu-too-early", "You took ReLU before the neighbours were mixed in",
          "max(0, Â X W): first both products, then ReLU.",
          answer: { features, adjacency, weights in
            product(adjacency, rectified(product(features, weights)))
          }),
      ])
  }

  private static var readout: ProblemCheck {
    ProblemCheck(
      "readout",
      cases: [
        TestCase("three members, two features", [[1, 4], [2, 5], [9, -3]]),
        TestCase("two of each", [[1, 2], [3, 8]]),
      ],
      right: { means($0) },
      workedExample: { (place: [Int], features: [[Float]]) -> Message in
        let column = place.first ?? 0
        let terms = features.map { bracketed($0[column]) }.joined(separator: " + ")
        return
          "Feature \(column): (\(terms)) / \(features.count) = \(number(means(features)[column]))."
      },
      mistakes: [
        Mistake(
          "sum", "You added up and did not divide",
          "A graph of more members would get larger numbers; the mean makes graphs comparable.",
          answer: { features in means(features).map { $0 * Float(features.count) } }),
        Mistake(
          "mean-of-each-member", "You took the mean of each member's features",
          "The members are gone after the readout; the features stay.",
          answer: { features in features.map { $0.reduce(0, +) / Float($0.count) } }),
        Mistake(
          "largest", "You took the largest number of each feature",
          "A maximum is a readout, too, but the mean is asked for.",
          answer: { features in
            features[0].indices.map { column in features.map { $0[column] }.max() ?? 0 }
          }),
      ])
  }
}

private func ties(_ pairs: [(Int, Int)], of members: Int) -> [[Float]] {
  var matrix = [[Float]](repeating: [Float](repeating: 0, count: members), count: members)
  for (one, other) in pairs {
    matrix[one][other] = 1
    matrix[other][one] = 1
  }
  return matrix
}

private func plusIdentity(_ matrix: [[Float]]) -> [[Float]] {
  matrix.indices.map { i in matrix.indices.map { matrix[i][$0] + (i == $0 ? 1 : 0) } }
}

/// D^(−½) M D^(−½), with the degrees of M itself unless others are given.
private func normalized(_ matrix: [[Float]], degrees: [Float]? = nil) -> [[Float]] {
  let roots = (degrees ?? matrix.map { $0.reduce(0, +) }).map { $0.squareRoot() }
  return matrix.indices.map { i in matrix.indices.map { matrix[i][$0] / (roots[i] * roots[$0]) } }
}

private func product(_ left: [[Float]], _ right: [[Float]]) -> [[Float]] {
  left.map { row in
    right[0].indices.map { column in
      row.indices.reduce(Float(0)) { $0 + row[$1] * right[$1][column] }
    }
  }
}

private func rectified(_ rows: [[Float]]) -> [[Float]] { rows.map { $0.map { max(0, $0) } } }

private func means(_ rows: [[Float]]) -> [Float] {
  rows[0].indices.map { column in rows.reduce(Float(0)) { $0 + $1[column] } / Float(rows.count) }
}
