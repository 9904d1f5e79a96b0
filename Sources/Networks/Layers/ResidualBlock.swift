// The residual block: layers that learn a difference, and a shortcut past them.

import Tensors

/// relu(main(x) + shortcut(x)): two ways for the same input, added, then ReLU.
///
/// The main way only has to learn what is to be added to its input. If it has nothing to add, zeros
/// do; and going back, the gradient takes the shortcut undiminished, however many blocks there are.
/// Where the main way changes the shape, the shortcut has to change it in the same way: by a
/// convolution of 1 × 1 with the same stride.
/// Source: He, Zhang, Ren and Sun, "Deep residual learning for image recognition" (2015), figure 2.
public struct ResidualBlock: Layer {
  /// The layers that learn; the last has no ReLU, which comes after the sum.
  public var main: Network
  /// The way past them; a network without layers hands its input on as it is.
  public var shortcut: Network

  private var relu = ReLU()

  /// A block of two ways.
  ///
  /// - Parameters:
  ///   - main: the layers that learn.
  ///   - shortcut: the way past them; left out, it is the identity.
  public init(_ main: Network, shortcut: Network = Network()) {
    self.main = main
    self.shortcut = shortcut
  }

  /// (N, …) to the shape that both ways give.
  public mutating func forward(_ input: Tensor) -> Tensor {
    let (change, kept) = (main.forward(input), shortcut.forward(input))
    requireSameShape(change.shape, kept.shape)
    return relu.forward(change + kept)
  }

  /// The shape that `forward` gave to (N, …).
  ///
  /// A sum hands its gradient on to both of its terms; what comes back from both ways adds up.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let gradient = relu.backward(outputGradient)
    return main.backward(gradient) + shortcut.backward(gradient)
  }

  /// Sets the gradients of both ways and leaves out the input's.
  public mutating func backpropagate(_ outputGradient: Tensor) {
    let gradient = relu.backward(outputGradient)
    main.backpropagate(gradient)
    if !shortcut.layers.isEmpty { shortcut.backpropagate(gradient) }
  }

  /// The shape that both ways give.
  public func outputShape(for inputShape: [Int]) -> [Int] {
    let shape = main.outputShape(for: inputShape)
    requireSameShape(shape, shortcut.outputShape(for: inputShape))
    return shape
  }

  /// That of the main way: the shortcut sees no more.
  public func receptiveField(
    after field: ReceptiveField, for inputShape: [Int]
  ) -> ReceptiveField? { main.receptiveField(after: field, for: inputShape) }

  /// Those of both ways.
  public func multiplications(for inputShape: [Int]) -> Int {
    main.multiplications(for: inputShape) + shortcut.multiplications(for: inputShape)
  }

  /// Visits the parameters of the main branch, then those of the shortcut.
  public mutating func visitParameters(_ visit: (inout Parameter) -> Void) {
    main.visitParameters(visit)
    shortcut.visitParameters(visit)
  }

  /// The parameters' names behind the branch's: "main.0.weights", …, "shortcut.0.weights".
  public var parameterNames: [String] { prefixed(main.parameterNames, shortcut.parameterNames) }

  /// Visits the buffers of the main branch, then those of the shortcut.
  public mutating func visitBuffers(_ visit: (inout Buffer) -> Void) {
    main.visitBuffers(visit)
    shortcut.visitBuffers(visit)
  }

  /// The buffers' names behind the branch's: "main.1.runningMean".
  public var bufferNames: [String] { prefixed(main.bufferNames, shortcut.bufferNames) }

  private func prefixed(_ main: [String], _ shortcut: [String]) -> [String] {
    main.map { "main.\($0)" } + shortcut.map { "shortcut.\($0)" }
  }

  /// Whether the network is trained or used; handed on to both ways.
  public var mode = Mode.training {
    didSet { (main.mode, shortcut.mode) = (mode, mode) }
  }

  /// Whether either branch has frozen buffers; setting it sets both.
  public var hasFrozenBuffers: Bool {
    get { main.hasFrozenBuffers || shortcut.hasFrozenBuffers }
    set { (main.hasFrozenBuffers, shortcut.hasFrozenBuffers) = (newValue, newValue) }
  }

  private func requireSameShape(_ change: [Int], _ kept: [Int]) {
    require(
      change == kept,
      "the two ways of a ResidualBlock give \(describe(change)) and \(describe(kept)), which can't "
        + "be added: let the shortcut change the shape as the main way does")
  }
}
