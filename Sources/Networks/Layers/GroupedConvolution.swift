// The grouped convolution layer, whose filters read only some of the input's channels.

import Tensors

/// Convolves groups of channels, each with filters of its own, and concatenates the feature maps.
///
/// Two groups halve the weights. AlexNet's groups ran on two graphics cards; LeNet-5 gave different
/// inputs to the filters of its third layer, so that they would learn different features.
/// Sources: Krizhevsky, Sutskever and Hinton, "ImageNet classification with deep convolutional
/// neural networks" (2012), section 3.2; LeCun, Bottou, Bengio and Haffner, "Gradient-based
/// learning applied to document recognition" (1998), table I.
public struct GroupedConvolution: Layer {
  /// Holds a group of filters.
  public struct Group: Sendable {
    /// The input channels it reads, in the order of its filters' channels.
    public let channels: [Int]
    /// Its filters, of as many channels.
    public var convolution: Convolution

    /// Makes a group of filters and the channels they read.
    public init(reading channels: [Int], _ convolution: Convolution) {
      self.channels = channels
      self.convolution = convolution
      let depth = convolution.weights.value.shape[2]
      require(
        channels.count == depth,
        "filters of \(depth) channels can't read the \(channels.count) channels \(channels)")
    }
  }

  /// The groups, in the order of their output channels.
  public var groups: [Group]

  private var inputShape: [Int]?

  /// Makes a layer of groups, which may differ in the numbers of filters and channels.
  public init(_ groups: [Group]) {
    require(!groups.isEmpty, "a GroupedConvolution has 1 group or more")
    self.groups = groups
  }

  /// Convolves (N, H, W, C) to (N, OH, OW, K), with K the filters of all groups.
  public mutating func forward(_ input: Tensor) -> Tensor {
    requireChannels(input.shape)
    inputShape = input.shape
    return .concatenated(
      groups.indices.map { index in
        groups[index].convolution.forward(input.selecting(groups[index].channels, axis: 3))
      }, axis: 3)
  }

  /// Computes the input gradient (N, H, W, C) from (N, OH, OW, K); sets the gradients of all
  /// groups.
  ///
  /// The gradient of a channel that several groups read is the sum of theirs.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let inputShape = requireForward(self.inputShape, of: "GroupedConvolution")
    requireGradient(outputGradient, shape: outputShape(for: inputShape), of: "GroupedConvolution")
    var inputGradient = [Float](repeating: 0, count: inputShape.reduce(1, *))
    var first = 0
    for index in groups.indices {
      let (channels, filters) = (groups[index].channels, groups[index].filters)
      let gradient = groups[index].convolution.backward(
        outputGradient.sliced(first..<first + filters, axis: 3))
      first += filters
      for (pixel, start) in stride(from: 0, to: gradient.count, by: channels.count).enumerated() {
        for (place, channel) in channels.enumerated() {
          inputGradient[pixel * inputShape[3] + channel] += gradient.scalars[start + place]
        }
      }
    }
    return Tensor(shape: inputShape, scalars: inputGradient)
  }

  /// Computes the output shape (N, OH, OW, K) of (N, H, W, C).
  public func outputShape(for inputShape: [Int]) -> [Int] {
    requireChannels(inputShape)
    let shapes = groups.map { $0.convolution.outputShape(for: $0.read(inputShape)) }
    require(
      shapes.allSatisfy { $0[..<3] == shapes[0][..<3] },
      "the groups of a GroupedConvolution give maps of different sizes: "
        + shapes.map { describe($0) }.joined(separator: ", "))
    return shapes[0].dropLast() + [groups.reduce(0) { $0 + $1.filters }]
  }

  /// Computes the receptive field behind the first group; those of the others are equal.
  public func receptiveField(
    after field: ReceptiveField, for inputShape: [Int]
  ) -> ReceptiveField? {
    groups[0].convolution.receptiveField(after: field, for: groups[0].read(inputShape))
  }

  /// Counts the multiplications of all groups.
  public func multiplications(for inputShape: [Int]) -> Int {
    groups.reduce(0) { $0 + $1.convolution.multiplications(for: $1.read(inputShape)) }
  }

  /// Visits the parameters of all groups.
  public mutating func visitParameters(_ visit: (inout Parameter) -> Void) {
    for index in groups.indices { groups[index].convolution.visitParameters(visit) }
  }

  /// The names of the groups' parameters behind the group's index: "0.weights", "1.weights".
  public var parameterNames: [String] {
    groups.indices.flatMap { index in
      groups[index].convolution.parameterNames.map { "\(index).\($0)" }
    }
  }

  private func requireChannels(_ shape: [Int]) {
    let last = groups.flatMap(\.channels).max() ?? 0
    require(
      shape.count == 4 && shape[3] > last,
      "a GroupedConvolution that reads channel \(last) can't take \(describe(shape))")
  }
}

extension GroupedConvolution.Group {
  /// The number of filters.
  fileprivate var filters: Int { convolution.bias.value.count }

  /// The shape of the channels it reads.
  fileprivate func read(_ inputShape: [Int]) -> [Int] { inputShape.dropLast() + [channels.count] }
}
