// Metrics of classification: predictions, accuracy, confusion matrix.

import Tensors

/// Returns the predicted class of each example: that of the largest logit, the first of equals.
///
/// - Parameter logits: logits or probabilities, (N, K) with K > 0.
/// - Returns: N classes, 0..<K.
public func predictions(_ logits: Tensor) -> [Int] {
  require(logits.rank == 2, "predictions are taken of logits (N, K), not \(describe(logits.shape))")
  return logits.argmax(axis: 1)
}

/// Computes the accuracy: the share of examples whose predicted class is the label, 0...1; NaN
/// without examples.
///
/// - Parameters:
///   - logits: (N, K).
///   - labels: the class of each example, 0..<K.
public func accuracy(_ logits: Tensor, labels: [Int]) -> Float {
  requireLabels(labels, of: logits, for: "accuracy")
  let right = zip(predictions(logits), labels).count { $0 == $1 }
  return Float(right) / Float(labels.count)
}

/// Computes the confusion matrix: row t, column p counts the examples of class t with prediction p.
/// Correct predictions lie on the diagonal.
///
/// - Parameters:
///   - logits: (N, K).
///   - labels: the class of each example, 0..<K.
/// - Returns: counts, (K, K).
public func confusionMatrix(_ logits: Tensor, labels: [Int]) -> Tensor {
  requireLabels(labels, of: logits, for: "confusionMatrix")
  var counts = Tensor.zeros(logits.shape[1], logits.shape[1])
  for (label, predicted) in zip(labels, predictions(logits)) { counts[label, predicted] += 1 }
  return counts
}
