// Gradients by trying: move one number a little up and a little down and see what the loss does.
// Slow, but it needs no formula, so it is what every formula for a gradient is held against.

import Tensors

/// ∂L/∂x for every number x of a tensor, by central differences (L(x + h) − L(x − h)) / 2h.
///
/// A smaller step is not a better one: with Float, the rounding of L weighs 1/h, the curvature h².
///
/// - Parameters:
///   - point: where the gradient is taken.
///   - step: h, how far each number is moved.
///   - loss: L; add up in Double, since it is the last digits that count.
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
    // Divided by the distance between the two Floats really tried, not by 2h.
    gradient[place] = Float((up.loss - down.loss) / Double(up.value - down.value))
  }
  return Tensor(shape: point.shape, scalars: gradient)
}

/// How far two gradients are apart, relative to their size: the largest difference over the largest
/// number of either; 0 when all are 0, NaN when one is.
///
/// With Double, 10⁻⁷ is good and 10⁻² as a rule a mistake; with Float, as here, be content with 10⁻³.
/// Source: CS231n, "Gradient checks", https://cs231n.github.io/neural-networks-3/. There each number
/// is held against itself, which for numbers near 0 compares nothing but rounding.
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
