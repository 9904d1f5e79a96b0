// Loss functions, each with its gradient.

import Tensors

/// A loss and its gradient ∂L/∂output, in the shape of the output. `backward` takes the gradient.
public typealias Loss = (loss: Float, gradient: Tensor)

/// Computes the softmax cross-entropy loss: −ln of the softmax probability of the labelled class,
/// averaged over the batch.
///
/// −ln(eˣ / Σ eˣ) = ln Σ e^(x − m) − (x − m), with m the largest logit: no exponential overflows,
/// and there is no logarithm of 0. The gradient is (probabilities − one-hot labels) / N. Equal
/// probabilities for K classes give a loss of ln K, 2.303 for ten.
///
/// - Parameters:
///   - logits: (N, K).
///   - labels: the class of each example, 0..<K.
/// - Returns: the mean over the batch, and its gradient (N, K).
public func softmaxCrossEntropy(_ logits: Tensor, labels: [Int]) -> Loss {
  requireLabels(labels, of: logits, for: "softmaxCrossEntropy")
  let (batch, classes) = (logits.shape[0], logits.shape[1])
  require(batch > 0, "softmaxCrossEntropy of an empty batch: there is nothing to take the mean of")
  var gradient = [Float](repeating: 0, count: logits.count)
  var total = 0.0
  for (example, label) in labels.enumerated() {
    let start = example * classes
    let scores = logits.scalars[start..<start + classes].map(Double.init)
    let largest = scores.max() ?? 0
    let powers = scores.map { exponential($0 - largest) }
    let sum = powers.reduce(0, +)
    // A NaN stays, so that the loss shows it.
    total += (sum.isNaN ? sum : naturalLogarithm(sum)) - (scores[label] - largest)
    for (place, power) in powers.enumerated() {
      gradient[start + place] = Float((power / sum - (place == label ? 1 : 0)) / Double(batch))
    }
  }
  return (Float(total / Double(batch)), Tensor(shape: logits.shape, scalars: gradient))
}

/// Computes the mean squared error of outputs and targets.
///
/// - Parameters:
///   - output: the output of a network, any shape.
///   - target: the desired output, the same shape.
/// - Returns: the mean over all numbers, and its gradient 2 · (output − target) / count.
public func meanSquaredError(_ output: Tensor, _ target: Tensor) -> Loss {
  require(
    output.shape == target.shape && output.count > 0,
    "meanSquaredError of output \(describe(output.shape)) and target \(describe(target.shape)): "
      + "equal shapes that hold a number")
  let difference = output - target
  let total = difference.scalars.reduce(0.0) { $0 + Double($1) * Double($1) }
  return (Float(total / Double(output.count)), difference * (2 / Float(output.count)))
}

/// Stops when there is not one label 0..<K for each row of logits (N, K).
func requireLabels(_ labels: [Int], of logits: Tensor, for name: String) {
  require(
    logits.rank == 2 && logits.shape[0] == labels.count,
    "\(name) of logits \(describe(logits.shape)) and \(labels.count) labels: they are (N, K) and N")
  let classes = logits.shape[1]
  if let wrong = labels.firstIndex(where: { !(0..<classes).contains($0) }) {
    stop(
      "\(name): label \(labels[wrong]) of example \(wrong), where logits \(describe(logits.shape)) "
        + "have the classes 0..<\(classes)")
  }
}
