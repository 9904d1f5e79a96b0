// How good answers are: which class was chosen, how often rightly, and what was taken for what.

import Tensors

/// The class with the highest score for each example; the first of equals.
///
/// - Parameter logits: scores or probabilities, (N, K) with K > 0.
/// - Returns: N classes, 0..<K.
public func predictions(_ logits: Tensor) -> [Int] {
  require(logits.rank == 2, "predictions are taken of logits (N, K), not \(describe(logits.shape))")
  return logits.argmax(axis: 1)
}

/// The part of the examples whose class was chosen rightly, 0...1; NaN of no examples.
///
/// - Parameters:
///   - logits: (N, K).
///   - labels: for each example its class, 0..<K.
public func accuracy(_ logits: Tensor, labels: [Int]) -> Float {
  requireLabels(labels, of: logits, for: "accuracy")
  let right = zip(predictions(logits), labels).count { $0 == $1 }
  return Float(right) / Float(labels.count)
}

/// What was taken for what: the number in row t, column p counts the examples of class t that were
/// taken for class p. Right answers lie on the diagonal.
///
/// - Parameters:
///   - logits: (N, K).
///   - labels: for each example its class, 0..<K.
/// - Returns: counts, (K, K).
public func confusionMatrix(_ logits: Tensor, labels: [Int]) -> Tensor {
  requireLabels(labels, of: logits, for: "confusionMatrix")
  var counts = Tensor.zeros(logits.shape[1], logits.shape[1])
  for (label, predicted) in zip(labels, predictions(logits)) { counts[label, predicted] += 1 }
  return counts
}
