// Gradient saliency and Grad-CAM: where in a picture the score of a class comes from, by gradients.

import Tensors

extension Network {
  /// Computes a saliency map: the gradient of a class's score with respect to each pixel.
  ///
  /// A pixel that is brighter by a little changes the score by its gradient times as much, as long
  /// as no ReLU or maximum is decided otherwise. Scores are the network's outputs, before softmax:
  /// a share of 1 can't grow, so its gradient says nothing.
  ///
  /// Layers that behave differently in training, such as dropout, are used as in inference.
  /// Source: Simonyan, Vedaldi and Zisserman, "Deep inside convolutional networks" (2013),
  /// section 3.
  ///
  /// - Parameters:
  ///   - images: (N, H, W, C).
  ///   - classes: for each picture the index of a score.
  /// - Returns: (N, H, W, C).
  /// - Precondition: the network's output is (N, classes).
  public func saliency(of images: Tensor, for classes: [Int]) -> Tensor {
    var network = self
    network.mode = .inference
    let scores = network.forward(images)
    return network.backward(oneHot(classes, of: scores, for: "saliency"))
  }

  /// Computes Grad-CAM: the sum of a layer's feature maps, each weighted by how much the class's
  /// score grows with it, where that sum is positive.
  ///
  /// The weight of a map is the mean of the score's gradient over its positions; then
  /// `relu(Σ weight · map)` over the channels.
  /// Source: Selvaraju and others, "Grad-CAM" (2017), equations 1 and 2.
  ///
  /// - Parameters:
  ///   - images: (N, H, W, C).
  ///   - classes: for each picture the index of a score.
  ///   - layer: how many layers there are up to the maps; their output is (N, h, w, K).
  /// - Returns: (N, h, w), 0 or more, of the size of the maps: `resized` enlarges it.
  /// - Precondition: the network's output is (N, classes), that of the layers up to the maps has
  ///   four axes.
  public func gradCAM(of images: Tensor, for classes: [Int], after layer: Int) -> Tensor {
    require(
      0...layers.count ~= layer, "Grad-CAM: there are \(layers.count) layers, not \(layer)")
    let maps = Network(Array(layers[..<layer]))(images)
    require(
      maps.rank == 4,
      "Grad-CAM takes the feature maps (N, h, w, K) of a layer, not \(describe(maps.shape))")
    let gradient = Network(Array(layers[layer...])).saliency(of: maps, for: classes)
    let weights = gradient.mean(axes: [1, 2], keepingAxes: true)
    return relu((maps * weights).sum(axes: [3]))
  }
}

/// Returns 1 at the score of each example's class and 0 elsewhere: the gradient of the sum of these
/// scores with respect to all of them.
private func oneHot(_ classes: [Int], of scores: Tensor, for name: String) -> Tensor {
  requireLabels(classes, of: scores, for: name)
  let count = scores.shape[1]
  var scalars = [Float](repeating: 0, count: scores.count)
  for (row, index) in classes.enumerated() { scalars[row * count + index] = 1 }
  return Tensor(shape: scores.shape, scalars: scalars)
}
