// Softmax: scores become probabilities. And its logarithm, which must not be taken afterwards.

import Tensors

/// eˣ / Σ eˣ along an axis: positive numbers that sum to 1, of the scores 2, 1, 0.1 about 0.659,
/// 0.242 and 0.099.
///
/// The largest score is subtracted first. That changes nothing, as e^(x − m) = eˣ / eᵐ above and below
/// the fraction line, and the largest exponent is then 0: e¹⁰⁰⁰ would be ∞, and ∞ / ∞ NaN.
///
/// - Parameters:
///   - logits: scores, any shape; as a rule (N, classes).
///   - axis: the one that sums to 1; −1 is the last.
/// - Returns: the same shape, numbers in 0...1. A score of −∞ gets probability 0, unless all are.
public func softmax(_ logits: Tensor, axis: Int = -1) -> Tensor {
  logits.normalised("softmax", axis: axis) { row in
    let largest = row.max() ?? 0
    let powers = row.map { exponential($0 - largest) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }
}

/// The logarithm of `softmax`: x − m − ln Σ e^(x − m) along an axis, with m the largest x.
///
/// It is there for stability: of the scores 0 and 1000, softmax is 0 and 1 to a Float, and the
/// logarithm of 0 is −∞, a loss that can't be trained on. Worked out in one, it is −1000 and 0.
///
/// - Parameters:
///   - logits: scores, any shape; as a rule (N, classes).
///   - axis: the one whose exponentials sum to 1; −1 is the last.
/// - Returns: the same shape, numbers of 0 or less.
public func logSoftmax(_ logits: Tensor, axis: Int = -1) -> Tensor {
  logits.normalised("logSoftmax", axis: axis) { row in
    let largest = row.max() ?? 0
    // Between 1, for the largest itself, and the length of the row; or NaN.
    let sum = row.reduce(0) { $0 + exponential($1 - largest) }
    let logarithm = sum.isNaN ? sum : naturalLogarithm(sum)
    return row.map { $0 - largest - logarithm }
  }
}

extension Tensor {
  /// A function of every row of numbers along an axis, in double precision, with a trace of its name.
  fileprivate func normalised(
    _ name: String, axis: Int, _ function: ([Double]) -> [Double]
  ) -> Tensor {
    let counted = axis < 0 ? axis + rank : axis
    require(
      (0..<rank).contains(counted),
      "\(name) along axis \(axis) of shape \(describe(shape)), which has \(rank) axes")
    let length = shape[counted]
    let inner = shape[(counted + 1)...].reduce(1, *)
    let scores = scalars
    var results = [Float](repeating: 0, count: count)
    for block in 0..<shape[..<counted].reduce(1, *) {
      for column in 0..<inner {
        let places = (0..<length).map { (block * length + $0) * inner + column }
        for (place, result) in zip(places, function(places.map { Double(scores[$0]) })) {
          results[place] = Float(result)
        }
      }
    }
    var output = Tensor(shape: shape, scalars: results)
    output.provenance = Provenance(
      name, operands: [.init("input", shape)], detail: "along axis \(counted)")
    return output
  }
}
