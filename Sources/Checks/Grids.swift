// Rows of numbers: what filters, and mistakes about them, do to them.

import Exercises
import Tensors

/// Slides a filter over a grid, inside it and not turned; no rows where it does not fit.
///
/// - Parameter step: how far it moves down and to the right.
func correlated(
  _ input: [[Float]], _ filter: [[Float]], step: (down: Int, right: Int) = (1, 1)
) -> [[Float]] {
  let (rows, columns) = (input.count - filter.count, input[0].count - filter[0].count)
  guard rows >= 0, columns >= -1 else { return [] }
  return (0...rows / step.down).map { y in
    (0..<(columns + step.right) / step.right).map { x in
      var sum: Float = 0
      for i in filter.indices {
        for j in filter[i].indices {
          sum += input[y * step.down + i][x * step.right + j] * filter[i][j]
        }
      }
      return sum
    }
  }
}

/// Rows become columns.
func transposed(_ rows: [[Float]]) -> [[Float]] {
  (rows.first ?? []).indices.map { column in rows.map { $0[column] } }
}

/// Turned by 180°: the last row first, and in each the last number.
func turned(_ rows: [[Float]]) -> [[Float]] { rows.reversed().map { $0.reversed() } }

/// Only the last weight, lower right; all others 0. Sums in which each product replaces the one
/// before come out of such a filter.
func onlyLast(_ filter: [[Float]]) -> [[Float]] {
  let (height, width) = (filter.count, filter[0].count)
  return (0..<height).map { y in
    (0..<width).map { y == height - 1 && $0 == width - 1 ? filter[y][$0] : 0 }
  }
}

/// Zeros around a grid, so many that a filter leaves its size as it was.
func paddedForSame(_ rows: [[Float]], _ filter: [[Float]]) -> [[Float]] {
  let (above, left) = ((filter.count - 1) / 2, (filter[0].count - 1) / 2)
  return (0..<rows.count + filter.count - 1).map { y in
    (0..<rows[0].count + filter[0].count - 1).map { x in
      let (y, x) = (y - above, x - left)
      return rows.indices.contains(y) && rows[0].indices.contains(x) ? rows[y][x] : 0
    }
  }
}

/// Without the last row.
func oneRowLess(_ rows: [[Float]]) -> [[Float]] { rows.dropLast() }

/// Without the last number of each row.
func oneColumnLess(_ rows: [[Float]]) -> [[Float]] { rows.map { $0.dropLast() } }

/// Each number of each row changed.
func each(_ rows: [[Float]], _ change: (Float) -> Float) -> [[Float]] {
  rows.map { $0.map(change) }
}

/// Zeros, as many as the rows have numbers.
func zeros(like rows: [[Float]]) -> [[Float]] { each(rows) { _ in 0 } }

/// The axes of a tensor exchanged; throws where another mistake has left it other ones.
func permuted(_ tensor: Tensor, _ permutation: [Int]) throws -> Tensor {
  guard tensor.rank == permutation.count else { throw NoAnswer() }
  return tensor.transposed(permutation: permutation)
}

/// The mistake of answers whose rows stand as columns.
func resultTransposed<each Input: ExerciseValue & Sendable>()
  -> Mistake<[[Float]], repeat each Input>
{
  Mistake(
    "result-transposed", "Rows and columns of your result are exchanged",
    """
    A row of the result belongs to one y, and in it stand the places from left \
    to right.
    """,
    then: transposed)
}

/// The mistake of loops that take a filter’s rows for its columns.
var squareFilterTaken: Mistake<[[Float]], [[Float]], [[Float]]> {
  Mistake(
    "square-filter", "You took the filter to be square",
    """
    filter.count is how many rows it has, filter[0].count how many columns. \
    They may differ.
    """,
    given: { input, filter in
      guard filter[0].count >= filter.count else { throw NoAnswer() }
      return (input, filter.map { Array($0.prefix(filter.count)) })
    })
}
