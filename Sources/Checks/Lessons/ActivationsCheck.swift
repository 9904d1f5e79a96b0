// Lesson 14: ReLU after the bias, and a log-softmax that holds for any scores.

import Exercises
import Formatting
import Foundation

extension ExerciseCheck {
  /// Biases that change a sign; scores beyond what exp can hold; as many rows as columns.
  static var activations: ExerciseCheck {
    ExerciseCheck(
      lesson: 14, "ActivationsExercise",
      hints: [
        "layer: first the whole sum, the bias included, then max(0, sum).",
        "logSoftmax: what is exp(1000) as a Float? And what is the logarithm of 0?",
        """
        Adding the same number to all scores of a row changes no share. Take the largest score \
        away from all of them: then the largest is 0, and exp is never too large.
        """,
        """
        log(exp(a) / s) is a − log(s): with the largest score taken away, subtract from each score \
        the logarithm of the sum of all exp. No logarithm of a tiny share is left.
        """,
      ],
      layer, logSoftmax)
  }

  private static var layer: ProblemCheck {
    ProblemCheck(
      "layer",
      cases: [
        TestCase("two inputs, two outputs", [1, 2], [[3, -1], [0, 4]], [-5, 1]),
        TestCase("three inputs, two outputs", [1, -2, 3], [[2, 1], [4, -1], [1, 1]], [4, -7]),
        TestCase("a bias that makes it positive", [2, 1], [[-3, 1], [1, -5]], [6, 2]),
      ],
      draw: { draw in
        let (inputs, outputs) = (draw.size(1...4), draw.size(1...4))
        return (draw.numbers(inputs), draw.rows(inputs, outputs), draw.numbers(outputs))
      },
      right: { dense($0, $1, $2).map { max(0, $0) } },
      workedExample: {
        (place: [Int], input: [Float], weights: [[Float]], bias: [Float]) -> Message in
        let output = place.first ?? 0
        let pairs = input.indices.map { (input[$0], weights[$0][output]) }
        let sum = dense(input, weights, bias)[output]
        return "Output \(output): \(productSum(pairs)), with the bias \(number(sum)), and "
          + "max(0, \(number(sum))) is \(number(max(0, sum)))."
      },
      mistakes: layerMistakes)
  }

  private static var logSoftmax: ProblemCheck {
    ProblemCheck(
      "logSoftmax",
      cases: [
        TestCase("one row", [[2, 1, 0.1]]),
        TestCase("two rows", [[1, 3], [0, -2]]),
        TestCase("scores in the thousands", [[1000, 0, -5], [-1000, -1001, -1002]]),
      ],
      draw: { draw in
        let (rows, classes) = (draw.size(1...4), draw.size(1...5))
        // Far apart, or near: where exp is barely above 0, mistakes in it depend on rounding.
        let scores = draw.rows(rows, classes)
        return draw.isTrue() ? scores : scores.map { $0.map { ($0 * 2).rounded() * 500 } }
      },
      right: { $0.map(stable) },
      workedExample: { (place: [Int], scores: [[Float]]) -> Message in
        let (row, column) = place.count == 2 ? (place[0], place[1]) : (0, 0)
        let largest = scores[row].max() ?? 0
        let below = scores[row].map { $0 - largest }
        let sum = below.reduce(Float(0)) { $0 + exp($1) }
        return
          "Row \(row), with the largest score taken away: \(listed(below)). Their exp add up to "
          + "\(number(sum)), so number \(column) is \(number(below[column])) − log(\(number(sum))) "
          + "= \(number(stable(scores[row])[column]))."
      },
      mistakes: logSoftmaxMistakes)
  }

  private static var layerMistakes: [Mistake<[Float], [Float], [[Float]], [Float]>] {
    [
      Mistake(
        "relu-before-bias", "You took ReLU before you added the bias",
        "The bias moves the place where ReLU begins to let through: it belongs into the sum.",
        workedExample: { input, weights, bias in
          let sum = dense(input, weights, bias)[0] - bias[0]
          return "First output: the sum is \(number(sum)). max(0, \(number(sum))) + "
            + "(\(number(bias[0]))) = \(number(max(0, sum) + bias[0])), but max(0, "
            + "\(number(sum)) + (\(number(bias[0])))) = \(number(max(0, sum + bias[0])))."
        },
        answer: { input, weights, bias in
          zip(dense(input, weights, bias), bias).map { max(0, $0 - $1) + $1 }
        }),
      Mistake(
        "no-relu", "You left out ReLU",
        "What is below zero becomes 0; without that, layers in a row are no more than one layer.",
        answer: dense),
      Mistake(
        "no-bias", "You left out the bias",
        "Each output has a number of its own that is added to its sum.",
        answer: { input, weights, bias in
          zip(dense(input, weights, bias), bias).map { max(0, $0 - $1) }
        }),
      Mistake(
        "absolute", "You took the absolute value",
        "ReLU makes 0 of what is negative; it does not turn its sign.",
        answer: { dense($0, $1, $2).map { abs($0) } }),
      Mistake(
        "weights-transposed", "You took the weights’ rows for their columns",
        """
        weights[i] belongs to input i; in it weights[i][o] is the weight for \
        output o.
        """,
        leavesArray: true,
        given: { input, weights, bias in
          guard weights.count == bias.count else { throw NoAnswer() }
          return (input, transposed(weights), bias)
        }),
      Mistake(
        "overwritten", "You wrote = where += belongs",
        "Then only the last product is left of each sum. All of them count: sum += …",
        given: { input, weights, bias in
          (input.indices.map { $0 == input.count - 1 ? input[$0] : 0 }, weights, bias)
        }),
      Mistake(
        "bias-subtracted", "You subtracted the bias",
        "It is added to the sum.",
        given: { ($0, $1, $2.map { 0 - $0 }) }),
      Mistake(
        "bias-in-the-loop", "You added the bias with every product",
        "It is added once to each sum.",
        given: { input, weights, bias in (input, weights, bias.map { $0 * Float(input.count) }) }),
      Mistake(
        "min", "You kept what is below zero",
        "ReLU is max(0, x): it makes 0 of negative numbers.",
        answer: { dense($0, $1, $2).map { min(0, $0) } }),
      Mistake(
        "relu-on-the-input", "You took ReLU of the input",
        "It comes at the end, behind the sum and the bias.",
        answer: { dense($0.map { max(0, $0) }, $1, $2) }),
      Mistake(
        "first-bias", "You added the first bias everywhere",
        "Each output has a bias of its own.",
        given: { input, weights, bias in (input, weights, bias.map { _ in bias[0] }) }),
    ]
  }

  private static var logSoftmaxMistakes: [Mistake<[[Float]], [[Float]]>] {
    [
      Mistake(
        "naive", "You took the logarithm of softmax as it stands",
        """
        exp(1000) is more than a Float can hold, and becomes ∞; a tiny share becomes 0, and its \
        logarithm −∞. Take the largest score away first, and never divide.
        """,
        workedExample: { scores in
          let large = scores[0].max() ?? 0
          return "exp(\(number(large))) as a Float is \(number(exp(large)))."
        },
        answer: { $0.map { naive($0) } }),
      Mistake(
        "shifted-but-divided",
        "You took the largest score away, but still took the logarithm of a share",
        """
        Now nothing becomes ∞. But a share of e to the power of −1000 is 0 as a Float, and its \
        logarithm −∞. Use log(a / s) = log(a) − log(s): the exp and its log cancel out.
        """,
        answer: { $0.map { row in naive(row.map { $0 - (row.max() ?? 0) }) } }),
      Mistake(
        "not-shifted", "You did not take the largest score away",
        """
        a − log(sum of exp) is right on paper, but the sum is ∞ for large scores and 0 for very \
        negative ones. Take the largest score of the row away from all of them first.
        """,
        answer: { scores in
          scores.map { row in
            let sum = row.reduce(Float(0)) { $0 + exp($1) }
            return row.map { $0 - log(sum) }
          }
        }),
      Mistake(
        "wrong-axis", "You added up over the pictures",
        "The shares of one picture's classes make 1: each row by itself.",
        answer: { scores in transposed(transposed(scores).map(stable)) }),
      Mistake(
        "all-at-once", "You added up over the whole batch",
        "The shares of one picture's classes make 1: each row by itself.",
        answer: { scores in
          let all = stable(scores.flatMap { $0 })
          var place = 0
          return scores.map { row in
            defer { place += row.count }
            return Array(all[place..<place + row.count])
          }
        }),
      Mistake(
        "softmax", "You returned the shares, not their logarithms",
        "Shares lie between 0 and 1, their logarithms at 0 and below.",
        then: { each($0) { exp($0) } }),
      Mistake(
        "base-10", "You took the logarithm to base 10",
        "Softmax is made with e, and so is its logarithm: log, or ln.",
        then: { each($0) { $0 / Float(log(10.0)) } }),
      Mistake(
        "only-shifted", "You took the largest score away, and nothing else",
        "What is left to subtract is the logarithm of the sum of all exp.",
        answer: { $0.map { row in row.map { $0 - (row.max() ?? 0) } } }),
      Mistake(
        "shifted-by-the-batch",
        "You took the largest score of the whole batch away from every row",
        """
        In a row that is far below it every exp is 0, and the logarithm of their \
        sum −∞. Each row needs its own largest score.
        """,
        answer: { scores in
          let largest = scores.joined().max() ?? 0
          return scores.map { row in
            let sum = row.reduce(Float(0)) { $0 + exp($1 - largest) }
            return row.map { $0 - largest - log(sum) }
          }
        }),
      Mistake(
        "negated", "You turned the sign",
        "−log p is the loss. The logarithm itself is 0 or below.",
        then: { each($0) { 0 - $0 } }),
      Mistake(
        "base-2", "You took the logarithm to base 2",
        "Softmax is made with e, and so is its logarithm: log, or ln.",
        then: { each($0) { $0 / Float(log(2.0)) } }),
      Mistake(
        "shift-not-subtracted", "You took the largest score away inside exp only",
        "It has to go from both: score − largest − log(sum of exp(score − largest)).",
        answer: {
          $0.map { row in
            let largest = row.max() ?? 0
            return stable(row).map { $0 + largest }
          }
        }),
      Mistake(
        "logarithm-of-scores", "You took the logarithm of the scores",
        "Softmax comes first: exp, then each share of the sum. log(exp(x)) is x.",
        answer: { each($0) { log($0) } }),
    ]
  }
}

private func dense(_ input: [Float], _ weights: [[Float]], _ bias: [Float]) -> [Float] {
  bias.indices.map { output in
    input.indices.reduce(bias[output]) { $0 + input[$1] * weights[$1][output] }
  }
}

private func stable(_ row: [Float]) -> [Float] {
  let largest = row.max() ?? 0
  let sum = row.reduce(0.0) { $0 + exp(Double($1 - largest)) }
  return row.map { Float(Double($0 - largest) - log(sum)) }
}

private func naive(_ row: [Float]) -> [Float] {
  let powers = row.map { exp($0) }
  let sum = powers.reduce(0, +)
  return powers.map { log($0 / sum) }
}
