// The gradient check: a layer's backward against numerical gradients of its forward.

import Networks
import Tensors

/// The relative error of one gradient.
struct GradientCheck {
  let name: String
  let relativeError: Float
}

/// Compares the input gradient and all parameter gradients of a layer with numerical ones.
///
/// The loss is Σ output · outputGradient with an output gradient drawn at random, so every output
/// weighs differently. A layer that is linear in what is moved gives the exact answer for any step:
/// on whole numbers a step of 1 leaves not even a rounding error.
func gradientChecks(
  of layer: some Layer, at input: Tensor, step: Float,
  using generator: inout SeededGenerator
) -> [GradientCheck] {
  var used = layer
  let output = used.forward(input)
  let outputGradient = Tensor.random(integers: -5..<6, shape: output.shape, using: &generator)
  func loss(_ layer: some Layer, _ input: Tensor) -> Double {
    var layer = layer
    return zip(layer.forward(input).scalars, outputGradient.scalars)
      .reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }
  let inputGradient = used.backward(outputGradient)
  let tried = numericalGradient(at: input, step: step) { loss(layer, $0) }
  var checks = [GradientCheck(name: "input", relativeError: relativeError(inputGradient, tried))]
  for index in layer.parameters.indices {
    let parameter = used.parameters[index]
    let tried = numericalGradient(at: parameter.value, step: step) { moved in
      var layer = layer
      layer.parameters[index].value = moved
      return loss(layer, input)
    }
    checks.append(
      .init(name: parameter.name, relativeError: relativeError(parameter.gradient, tried)))
  }
  return checks
}
