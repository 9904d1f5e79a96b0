// The way of gradient descent from zeros to the weights of a least-squares problem: its answers
// depend on the rate and the number of steps, but all of them lie on that way.

import Foundation

/// Where weights stand on the way of gradient descent that begins with zeros.
///
/// With the mean of xᵀx as curvature H, a step of rate r multiplies the error of the weights along
/// an eigenvector of H by 1 − rλ, or by 1 + rλ when the gradient is added: after k steps
/// (1 ∓ rλ)ᵏ of it is left.
struct DescentPath {
  /// The curvatures λ along eigenvectors, ascending, and how much of the error is left there.
  private let parts: [(curvature: Double, left: Double)]

  /// - Parameters:
  ///   - weights: where it stands.
  ///   - right: the weights to get to.
  ///   - examples: rows of as many numbers.
  init(_ weights: [Double], right: [Double], examples: [[Double]]) {
    let count = right.count
    var curvature = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    var vectors = curvature
    for i in 0..<count {
      vectors[i][i] = 1
      for j in 0..<count {
        for example in examples { curvature[i][j] += example[i] * example[j] }
        curvature[i][j] /= Double(examples.count)
      }
    }
    Self.diagonalize(&curvature, &vectors)
    let along = vectors.map { vector in
      (
        error: zip(vector, zip(weights, right)).reduce(0) { $0 + $1.0 * ($1.1.0 - $1.1.1) },
        start: zip(vector, right).reduce(0) { $0 - $1.0 * $1.1 }
      )
    }
    let largest = (
      error: along.map { abs($0.error) }.max() ?? 0, start: along.map { abs($0.start) }.max() ?? 0
    )
    parts = (0..<count).filter { place in
      // A share of next to nothing, or one lost in what a Float can hold, tells nothing.
      abs(along[place].start) > 0.05 * largest.start
        && abs(along[place].error) > 1e-6 * largest.error
    }.map { (curvature[$0][$0], along[$0].error / along[$0].start) }
      .sorted { $0.curvature < $1.curvature }
  }

  /// Whether it is on the way and has not arrived.
  var isTooEarly: Bool {
    // −ln(1 − rλ) / λ grows with λ. (Of weights kept small by decay it falls.)
    let speeds = parts.filter { $0.left > 1e-3 }.map { -log($0.left) / $0.curvature }
    return speeds.count >= 3 && parts.allSatisfy { (-1e-3..<0.9999).contains($0.left) }
      && zip(speeds, speeds.dropFirst()).allSatisfy { $1 > 0.98 * $0 }
  }

  /// Whether it is on the opposite way: the gradient was added.
  var isUphill: Bool {
    guard let last = parts.last, parts.allSatisfy({ $0.left > 1 && $0.left.isFinite }) else {
      return false
    }
    // So far away that only the fastest part is to be seen.
    guard parts.count > 1 else { return last.left > 1e6 }
    // ln(1 + rλ) / λ falls with λ, while what is left grows.
    let speeds = parts.map { log($0.left) / $0.curvature }
    return zip(speeds, speeds.dropFirst()).allSatisfy { $1 < 1.02 * $0 }
      && zip(parts, parts.dropFirst()).allSatisfy { $1.left > 0.98 * $0.left }
      && last.left > 1.02 * parts[0].left
  }

  /// Turns a symmetric matrix until only its diagonal is left, the eigenvalues (Jacobi's method);
  /// the rows of `vectors` become the eigenvectors.
  private static func diagonalize(_ matrix: inout [[Double]], _ vectors: inout [[Double]]) {
    let count = matrix.count
    for _ in 0..<12 {
      for p in 0..<count {
        for q in p + 1..<count where abs(matrix[p][q]) > 1e-15 {
          let slope = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q])
          let t = (slope < 0 ? -1 : 1) / (abs(slope) + (slope * slope + 1).squareRoot())
          let cosine = 1 / (t * t + 1).squareRoot()
          let sine = t * cosine
          for k in 0..<count {
            let (a, b) = (matrix[k][p], matrix[k][q])
            (matrix[k][p], matrix[k][q]) = (cosine * a - sine * b, sine * a + cosine * b)
          }
          for k in 0..<count {
            let (a, b) = (matrix[p][k], matrix[q][k])
            (matrix[p][k], matrix[q][k]) = (cosine * a - sine * b, sine * a + cosine * b)
            let (c, d) = (vectors[p][k], vectors[q][k])
            (vectors[p][k], vectors[q][k]) = (cosine * c - sine * d, sine * c + cosine * d)
          }
        }
      }
    }
  }
}
