// Numerical gradients by central differences, and the gradient check. Slow, but they need no
// formula, so the tests compare every layer's `backward` with them.

import Tensors

/// Computes ∂L/∂x for every number x of a tensor, by central differences (L(x + h) − L(x − h)) /
/// 2h.
///
/// A smaller step is not always better: the rounding error grows as 1/h, the truncation error as
/// h².
///
/// - Parameters:
///   - point: where the gradient is taken.
///   - step: h, the change of each number.
///   - loss: L; sum in Double, since the difference of two losses loses digits.
/// - Returns: the gradient, in the shape of `point`.
/// - Complexity: two losses for each number.
public func numericalGradient(
  at point: Tensor, step: Float = 1e-2, of loss: (Tensor) -> Double
) -> Tensor {
  var gradient = point.scalars
  for place in point.scalars.indices {
    func moved(by distance: Float) -> (loss: Double, value: Float) {
      var scalars = point.scalars
      scalars[place] += distance
      return (loss(Tensor(shape: point.shape, scalars: scalars)), scalars[place])
    }
    let (up, down) = (moved(by: step), moved(by: -step))
    // The distance between the two Floats that were used, which rounding makes differ from 2h.
    gradient[place] = Float((up.loss - down.loss) / Double(up.value - down.value))
  }
  return Tensor(shape: point.shape, scalars: gradient)
}

/// Computes the relative error of two gradients: the largest difference over the largest number of
/// either; 0 when all are 0, NaN when one is NaN.
///
/// With Double, 10⁻⁷ is good and 10⁻² usually a mistake; with Float, as here, 10⁻³ is good.
/// Source: CS231n, "Gradient checks", https://cs231n.github.io/neural-networks-3/, which divides
/// each difference by its own number; for numbers near 0 that measures only rounding.
///
/// - Precondition: equal shapes.
public func relativeError(_ one: Tensor, _ other: Tensor) -> Float {
  require(
    one.shape == other.shape,
    "gradients of shapes \(describe(one.shape)) and \(describe(other.shape)) can't be compared")
  guard one.count > 0 else { return 0 }
  let size = Swift.max(one.absolute.max(), other.absolute.max())
  return size == 0 ? 0 : (one - other).absolute.max() / size
}
