// Softmax and log-softmax, both numerically stable.

import Tensors

/// Computes softmax, eˣ / Σ eˣ along an axis: probabilities, which sum to 1.
///
/// The logits 2, 1, 0.1 give about 0.659, 0.242 and 0.099. It subtracts the largest logit m first,
/// since e¹⁰⁰⁰ would be ∞, and ∞ / ∞ NaN. The factor e⁻ᵐ cancels, so the result is the same.
///
/// - Parameters:
///   - logits: any shape, often (N, K) for K classes.
///   - axis: the axis of the classes; −1 is the last.
/// - Returns: the same shape, numbers in 0...1. A logit of −∞ gives 0, but NaN if all are −∞.
public func softmax(_ logits: Tensor, axis: Int = -1) -> Tensor {
  logits.normalised("softmax", axis: axis) { row in
    let largest = row.max() ?? 0
    let powers = row.map { exponential($0 - largest) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }
}

/// Computes log-softmax: x − m − ln Σ e^(x − m) along an axis, with m the largest x.
///
/// It is more stable than the logarithm of `softmax`: for the logits 0 and 1000 softmax rounds to 0
/// and 1, and ln 0 is −∞, a loss without a gradient. Log-softmax gives −1000 and 0.
///
/// - Parameters:
///   - logits: any shape, often (N, K) for K classes.
///   - axis: the axis of the classes; −1 is the last.
/// - Returns: the same shape, numbers of 0 or less.
public func logSoftmax(_ logits: Tensor, axis: Int = -1) -> Tensor {
  logits.normalised("logSoftmax", axis: axis) { row in
    let largest = row.max() ?? 0
    // Between 1, the term of the largest, and the length of the row; or NaN.
    let sum = row.reduce(0) { $0 + exponential($1 - largest) }
    let logarithm = sum.isNaN ? sum : naturalLogarithm(sum)
    return row.map { $0 - largest - logarithm }
  }
}

extension Tensor {
  /// Applies a function to each row along an axis, in double precision, and records its name.
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
