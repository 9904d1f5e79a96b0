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
      draw: { draw in
        // Each knows one that came before: a member without ties has a degree of 0 in A.
        let members = draw.size(2...6)
        var pairs = (1..<members).map { ($0, draw.whole(0...$0 - 1)) }
        for one in 0..<members {
          for other in 0..<one where draw.whole(0...2) == 0 { pairs.append((one, other)) }
        }
        return ties(pairs, of: members)
      },
      right: { normalized(plusIdentity($0)) },
      workedExample: { (place: [Int], adjacency: [[Float]]) -> Message in
        let (i, j) = place.count == 2 ? (place[0], place[1]) : (0, 0)
        let tied = plusIdentity(adjacency)
        let degrees = tied.map { number($0.reduce(0, +)) }
        let sum: Message = """
          \(number(tied[i][j])) / (√\(degrees[i]) · √\(degrees[j])) = \
          \(number(normalized(tied)[i][j])).
          """
        return i == j
          ? "With the tie to itself member \(i) has the degree \(degrees[i]): \(sum)"
          : """
          With the ties to themselves member \(i) has the degree \(degrees[i]), member \(j) the \
          degree \(degrees[j]): \(sum)
          """
      },
      mistakes: normalizedAdjacencyMistakes)
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
      draw: { draw in
        let (members, features) = (draw.size(1...4), draw.size(1...4))
        var ties = draw.rows(members, members)
        for i in 0..<members { for j in 0..<i { ties[i][j] = ties[j][i] } }
        return (
          draw.rows(members, features), each(ties) { abs($0) / 9 },
          draw.rows(features, draw.size(1...4))
        )
      },
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
      mistakes: graphConvolutionMistakes)
  }

  private static var readout: ProblemCheck {
    ProblemCheck(
      "readout",
      cases: [
        TestCase("three members, two features", [[1, 4], [2, 5], [9, -3]]),
        TestCase("two of each", [[1, 2], [3, 8]]),
      ],
      draw: { draw in draw.rows(draw.size(1...5), draw.size(1...5)) },
      right: { means($0) },
      workedExample: { (place: [Int], features: [[Float]]) -> Message in
        let column = place.first ?? 0
        let terms = features.map { bracketed($0[column]) }.joined(separator: " + ")
        return
          "Feature \(column): (\(terms)) / \(features.count) = \(number(means(features)[column]))."
      },
      mistakes: readoutMistakes)
  }

  private static var normalizedAdjacencyMistakes: [Mistake<[[Float]], [[Float]]>] {
    [
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
      Mistake(
        "one-root", "You divided by one root only",
        "Both members’ degrees count: √(degree of i) · √(degree of j).",
        answer: { adjacency in
          plusIdentity(adjacency).map { row in row.map { $0 / row.reduce(0, +).squareRoot() } }
        }),
      Mistake(
        "column-mean", "You divided each column by its sum",
        """
        Both members’ degrees count, each by its square root; then the matrix \
        stays symmetric.
        """,
        answer: { adjacency in
          transposed(plusIdentity(adjacency).map { row in row.map { $0 / row.reduce(0, +) } })
        }),
      Mistake(
        "multiplied", "You multiplied by the roots of the degrees",
        "D^(−½) divides: members with many ties share out more thinly.",
        answer: { adjacency in
          let degrees = plusIdentity(adjacency).map { $0.reduce(0, +) }
          return normalized(plusIdentity(adjacency), degrees: degrees.map { 1 / $0 })
        }),
      Mistake(
        "not-normalised-without-i", "You returned the ties as they were",
        "First A + I, then each number divided by the square roots of both degrees.",
        answer: { $0 }),
      Mistake(
        "members-for-degrees", "You divided by the number of members",
        "Each member’s own degree counts: the sum of its row in A + I.",
        answer: { adjacency in
          each(plusIdentity(adjacency)) { $0 / Float(adjacency.count) }
        }),
    ]
  }

  private static var graphConvolutionMistakes: [Mistake<[[Float]], [[Float]], [[Float]], [[Float]]>]
  {
    [
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
      Mistake(
        "relu-between", "You took ReLU between the two products and not at the end",
        "max(0, Â X W): first both products, then ReLU.",
        answer: { features, adjacency, weights in
          product(rectified(product(adjacency, features)), weights)
        }),
      Mistake(
        "relu-twice", "You took ReLU between the two products, too",
        "max(0, Â X W): first both products, then ReLU, once.",
        answer: { features, adjacency, weights in
          rectified(product(rectified(product(adjacency, features)), weights))
        }),
      Mistake(
        "no-weights", "You left out the weights",
        """
        W makes new features of the old ones; without it only the neighbours are \
        mixed in.
        """,
        answer: { features, adjacency, _ in rectified(product(adjacency, features)) }),
      Mistake(
        "weights-transposed", "You took the weights’ rows for their columns",
        "W has a row for each feature, and in it a number for each output.",
        leavesArray: true,
        given: { features, adjacency, weights in
          guard weights.count == weights[0].count else { throw NoAnswer() }
          return (features, adjacency, transposed(weights))
        }),
      Mistake(
        "step-absolute", "You took the absolute value instead of ReLU",
        "ReLU makes 0 of what is negative; it does not turn its sign.",
        answer: { features, adjacency, weights in
          each(product(product(adjacency, features), weights)) { abs($0) }
        }),
      Mistake(
        "mixed-twice", "You mixed the neighbours in twice",
        "Â appears once: max(0, Â X W).",
        given: { (product($1, $0), $1, $2) }),
    ]
  }

  private static var readoutMistakes: [Mistake<[Float], [[Float]]>] {
    [
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
      Mistake(
        "divided-by-features", "You divided by the number of features",
        "The mean is over the members: divide by how many there are.",
        answer: { features in
          means(features).map { $0 * Float(features.count) / Float(features[0].count) }
        }),
      Mistake(
        "first-member", "You took the first member",
        "All members count.",
        given: { [$0[0]] }),
      Mistake(
        "last-member", "You kept the last member",
        "A sum that is written with = forgets the members before: sum += …",
        given: { [$0[$0.count - 1]] }),
      Mistake(
        "one-number", "You took the mean of everything",
        "Each feature has a mean of its own.",
        then: { [$0.reduce(0, +) / Float($0.count)] }),
      Mistake(
        "smallest", "You took the smallest number of each feature",
        "The mean is asked for.",
        answer: { features in transposed(features).map { $0.min() ?? 0 } }),
    ]
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
