// The residual block of ResNet: a main branch and a shortcut (skip connection).

import Tensors

/// Computes relu(main(x) + shortcut(x)), or the sum alone.
///
/// The main branch learns the residual, the difference from its input; zeros make the block the
/// identity. The shortcut passes the gradient on unchanged, through any number of blocks. When the
/// main branch changes the shape, the shortcut changes it too, by a 1 × 1 convolution with the same
/// stride.
/// Sources: He, Zhang, Ren and Sun, "Deep residual learning for image recognition" (2015), figure
/// 2; for the sum alone their "Identity mappings in deep residual networks" (2016), figure 1.
public struct ResidualBlock: Layer {
  /// The main branch, without a last ReLU: where there is one, it follows the sum.
  public var main: Network
  /// The shortcut; a network without layers is the identity.
  public var shortcut: Network
  /// Whether a ReLU follows the sum. Without it the main branch begins with normalization and ReLU
  /// (pre-activation).
  public let activatesSum: Bool

  private var relu = ReLU()

  /// Makes a block of two branches.
  ///
  /// - Parameters:
  ///   - main: the main branch.
  ///   - shortcut: the shortcut, by default the identity.
  ///   - activatesSum: whether a ReLU follows the sum.
  public init(_ main: Network, shortcut: Network = Network(), activatesSum: Bool = true) {
    self.main = main
    self.shortcut = shortcut
    self.activatesSum = activatesSum
  }

  /// Maps (N, …) to the output shape of both branches.
  public mutating func forward(_ input: Tensor) -> Tensor {
    let (residual, identity) = (main.forward(input), shortcut.forward(input))
    requireSameShape(residual.shape, identity.shape)
    return activatesSum ? relu.forward(residual + identity) : residual + identity
  }

  /// Computes the output in inference mode and saves nothing for `backward`.
  func inferred(_ input: Tensor) -> Tensor {
    var (residual, identity) = (main.inferred(input), shortcut.inferred(input))
    requireSameShape(residual.shape, identity.shape)
    guard activatesSum else { return residual + identity }
    residual.addAndRectify(identity)
    return residual
  }

  /// Computes the input gradient: the sum of those of both branches, which get the same output
  /// gradient.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let gradient = activatesSum ? relu.backward(outputGradient) : outputGradient
    return main.backward(gradient) + shortcut.backward(gradient)
  }

  /// Sets the gradients of both branches without the input gradient.
  public mutating func backpropagate(_ outputGradient: Tensor) {
    let gradient = activatesSum ? relu.backward(outputGradient) : outputGradient
    main.backpropagate(gradient)
    if !shortcut.layers.isEmpty { shortcut.backpropagate(gradient) }
  }

  /// Computes the output shape, equal for both branches.
  public func outputShape(for inputShape: [Int]) -> [Int] {
    let shape = main.outputShape(for: inputShape)
    requireSameShape(shape, shortcut.outputShape(for: inputShape))
    return shape
  }

  /// Computes the receptive field behind the main branch, which contains the shortcut's.
  public func receptiveField(
    after field: ReceptiveField, for inputShape: [Int]
  ) -> ReceptiveField? { main.receptiveField(after: field, for: inputShape) }

  /// Counts the multiplications of both branches.
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

  /// The mode, which it sets on both branches.
  public var mode = Mode.training {
    didSet { (main.mode, shortcut.mode) = (mode, mode) }
  }

  /// Whether either branch has frozen buffers; setting it sets both.
  public var hasFrozenBuffers: Bool {
    get { main.hasFrozenBuffers || shortcut.hasFrozenBuffers }
    set { (main.hasFrozenBuffers, shortcut.hasFrozenBuffers) = (newValue, newValue) }
  }

  private func requireSameShape(_ main: [Int], _ shortcut: [Int]) {
    require(
      main == shortcut,
      "the branches of a ResidualBlock give \(describe(main)) and \(describe(shortcut)), which "
        + "can't be added: the shortcut must change the shape as the main branch does")
  }
}
