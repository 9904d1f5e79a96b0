// Graph convolution: by hand, numerical gradients, and against NumPy's answers, recorded by
// Tests/Peers/record_graph.py.

import Networks
import Tensors
import TestSupport
import Testing

@Suite struct GraphConvolutionTests {
  /// Four nodes with the edges 01, 02, 12, 23.
  static let adjacency = Tensor([[0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 0, 1], [0, 0, 1, 0]])

  @Test func mixingByHand() {
    let mixing = normalizedAdjacency(Self.adjacency)
    let (a, b, c) = (Float(1) / 3, 1 / Float(12).squareRoot(), 1 / Float(8).squareRoot())
    #expect(
      mixing.isClose(
        to: Tensor([[a, a, b, 0], [a, a, b, 0], [b, b, 0.25, c], [0, 0, c, 0.5]]), tolerance: 1e-7))
  }

  /// A node without edges keeps its features.
  @Test func alone() {
    #expect(normalizedAdjacency(.zeros(2, 2)) == Tensor([[1, 0], [0, 1]]))
    #expect(normalizedAdjacency(.zeros(0, 0)).shape == [0, 0])
  }

  @Test func handWorked() {
    var layer = GraphConvolution(
      mixing: Tensor([[1, 1], [0, 2]]), weights: Tensor([[1], [10], [100]]), bias: Tensor([5]))
    #expect(layer.forward(Tensor([[1, 2, 3], [4, 5, 6]])) == Tensor([[980], [1313]]))
    #expect(layer.backward(Tensor([[1], [2]])) == Tensor([[1, 10, 100], [5, 50, 500]]))
    #expect(layer.weights.gradient == Tensor([[21], [27], [33]]))
    #expect(layer.bias.gradient == Tensor([3]))
  }

  @Test(arguments: [(1, 1, 1), (4, 3, 2), (7, 1, 3), (0, 3, 2)])
  func gradientsAsTried(nodes: Int, inputs: Int, outputs: Int) {
    var generator = SeededGenerator(seed: 260)
    func whole(_ shape: [Int]) -> Tensor {
      .random(integers: -5..<6, shape: shape, using: &generator)
    }
    let layer = GraphConvolution(
      mixing: whole([nodes, nodes]), weights: whole([inputs, outputs]), bias: whole([outputs]))
    for check in gradientChecks(of: layer, at: whole([nodes, inputs]), step: 1, using: &generator) {
      #expect(check.relativeError == 0, "\(check.name)")
    }
  }

  /// Permuted nodes give permuted outputs.
  @Test func renumbered() {
    var generator = SeededGenerator(seed: 261)
    let order = [2, 0, 3, 1]
    let features = Tensor.random(normal: 0, standardDeviation: 1, shape: [4, 3], using: &generator)
    let weights = Tensor.random(normal: 0, standardDeviation: 1, shape: [3, 2], using: &generator)
    func output(_ adjacency: Tensor, _ features: Tensor) -> Tensor {
      var layer = GraphConvolution(mixing: normalizedAdjacency(adjacency), weights: weights)
      return layer.forward(features)
    }
    let other = Self.adjacency.selecting(order, axis: 0).selecting(order, axis: 1)
    #expect(
      output(other, features.selecting(order, axis: 0)).isClose(
        to: output(Self.adjacency, features).selecting(order, axis: 0)))
  }

  @Test func shapeAndCount() {
    var generator = SeededGenerator(seed: 262)
    let layer = GraphConvolution(mixing: .zeros(4, 4), inputs: 3, outputs: 2, using: &generator)
    #expect(layer.outputShape(for: [4, 3]) == [4, 2])
    #expect(layer.multiplications(for: [4, 3]) == 4 * 3 * 2 + 4 * 4 * 2)
  }

  @Test func otherShapesStop() async {
    await #expect(processExitsWith: .failure) { _ = normalizedAdjacency(.zeros(2, 3)) }
    await #expect(processExitsWith: .failure) {
      var layer = GraphConvolution(mixing: .zeros(4, 4), weights: .zeros(3, 2))
      _ = layer.forward(.zeros(5, 3))
    }
    await #expect(processExitsWith: .failure) {
      _ = GraphConvolution(mixing: .zeros(4, 3), weights: .zeros(3, 2))
    }
  }

  struct Record: Decodable {
    let adjacency, mixing, hidden, scores, trainedScores: RecordedTensor
    let parameters, gradients: [RecordedTensor]
    let loss, trainedLoss, rate: Float
    let steps: Int
  }

  /// Two of 34 members are labelled; the gradient of the others' scores is 0.
  static func loss(_ scores: Tensor) -> Loss {
    let known = softmaxCrossEntropy(scores.selecting([0, 33], axis: 0), labels: [0, 1])
    return (
      known.loss, .concatenated([known.gradient[0..<1], .zeros(32, 2), known.gradient[1..<2]])
    )
  }

  @Test func asNumPy() throws {
    let record = try recorded("graph", as: Record.self)
    let mixing = normalizedAdjacency(record.adjacency.tensor)
    #expect(mixing.isClose(to: record.mixing.tensor, tolerance: 1e-7))

    let start = record.parameters.map(\.tensor)
    var network = Network(
      GraphConvolution(mixing: mixing, weights: start[0], bias: start[1]), Tanh(),
      GraphConvolution(mixing: mixing, weights: start[2], bias: start[3]), Tanh(),
      Dense(weights: start[4], bias: start[5]))
    // One-hot features: member n has a 1 at position n.
    let features = Tensor(
      (0..<34).map { member in (0..<34).map { Float($0 == member ? 1 : 0) } })
    var hidden = Network(Array(network.layers.prefix(4)))
    #expect(hidden.forward(features).isClose(to: record.hidden.tensor, tolerance: 1e-6))
    let scores = network.forward(features)
    #expect(scores.isClose(to: record.scores.tensor, tolerance: 1e-6))
    let (loss, gradient) = Self.loss(scores)
    #expect(abs(loss - record.loss) < 1e-6)
    network.backpropagate(gradient)
    for (parameter, expected) in zip(network.parameters, record.gradients) {
      #expect(
        parameter.gradient.isClose(to: expected.tensor, tolerance: 1e-6), "\(parameter.name)")
    }

    var descent = SGD(learningRate: record.rate)
    for _ in 0..<record.steps {
      network.backpropagate(Self.loss(network.forward(features)).gradient)
      descent.update(&network)
    }
    let trained = network.forward(features)
    #expect(trained.isClose(to: record.trainedScores.tensor, tolerance: 1e-4))
    #expect(abs(Self.loss(trained).loss - record.trainedLoss) < 1e-5)
  }
}
