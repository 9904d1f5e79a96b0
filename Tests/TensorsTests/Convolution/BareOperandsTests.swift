// Inputs without batch and channels, (H, W), and filters without channels, (FH, FW): the numbers
// are those of the full shapes, by the fast way and by the plain loops.

import Testing

@testable import Tensors

@Suite struct BareOperandsTests {
  /// A convolution and its plain loops, over 1 to 3 axes.
  typealias Convolution = (Tensor, Tensor, Tensor?, any PerAxis, Padding, any PerAxis) -> Tensor

  static func convolutions(axes: Int) -> (fast: Convolution, plain: Convolution) {
    switch axes {
    case 1: (conv1D, plainConv1D)
    case 2: (conv2D, plainConv2D)
    default: (conv3D, plainConv3D)
    }
  }

  /// Draws whole numbers in the shapes of a filter and of an input that it fits into.
  static func operands(
    axes: Int, using generator: inout SeededGenerator
  ) -> (input: Tensor, filter: Tensor) {
    let filter = (0..<axes).map { _ in Int.random(in: 1...4, using: &generator) }
    let input = filter.map { $0 + Int.random(in: 0...7, using: &generator) }
    return (
      .random(integers: -9..<10, shape: input, using: &generator),
      .random(integers: -9..<10, shape: filter, using: &generator)
    )
  }

  @Test(arguments: 1...3) func convolutionsGiveWhatFullShapesGive(axes: Int) {
    let (fast, plain) = Self.convolutions(axes: axes)
    var generator = SeededGenerator(seed: UInt64(axes))
    for _ in 0..<200 {
      let (input, filter) = Self.operands(axes: axes, using: &generator)
      let stride = Int.random(in: 1...3, using: &generator)
      let padding: Padding = [.valid, .same, .explicit(2)][Int.random(in: 0..<3, using: &generator)]
      let bias = Bool.random(using: &generator) ? Tensor([3]) : nil
      let (batch, bank) = (
        input.reshaped(to: [1] + input.shape + [1]), filter.reshaped(to: filter.shape + [1, 1])
      )
      let full = plain(batch, bank, bias, stride, padding, 1)
      for convolve in [fast, plain] {
        let bare = convolve(input, filter, bias, stride, padding, 1)
        #expect(bare.shape == Array(full.shape.dropFirst().dropLast()))
        #expect(bare.scalars == full.scalars)
        #expect(bare.provenance?.operands.map(\.shape) == [input.shape, filter.shape])
        #expect(bare.provenance?.geometry == full.provenance?.geometry)
        // A trace says which shape such a filter has among others.
        let mixed = convolve(batch, filter, bias, stride, padding, 1)
        #expect(mixed == full)
        #expect(mixed.provenance == full.provenance)
      }
    }
  }

  @Test func poolingGivesWhatFullShapesGive() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<200 {
      let (input, window) = Self.operands(axes: 2, using: &generator)
      let batch = input.reshaped(to: [1] + input.shape + [1])
      let stride = Int.random(in: 1...3, using: &generator)
      let padding: Padding = Bool.random(using: &generator) ? .valid : .same
      for pool in [maxPool2D, plainMaxPool2D, averagePool2D, plainAveragePool2D] {
        let bare = pool(input, window.shape, stride, padding)
        let full = pool(batch, window.shape, stride, padding)
        #expect(bare.shape == Array(full.shape[1...2]))
        #expect(bare.scalars == full.scalars)
        #expect(bare.provenance?.operands.map(\.shape) == [input.shape])
      }
    }
  }

  /// Every other pair of ranks, and a filter of one channel over more, stops with both shapes.
  @Test func otherShapesAreRefusedByName() async {
    let several = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = conv2D(Tensor.zeros(1, 5, 6, 3), Tensor.zeros(2, 2))
    }
    #expect(
      several.errorText.contains(
        "conv2D of input (1, 5, 6, 3) and filters (2, 2): the input has 3 channels, the filters 1"))
    let full = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = conv2D(Tensor.zeros(5, 6), Tensor.zeros(2, 2, 1, 1))
    }
    #expect(
      full.errorText.contains("conv2D of input (5, 6) and filters (2, 2, 1, 1): they are (N, H"))
    let colour = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = conv2D(Tensor.zeros(5, 6, 3), Tensor.zeros(2, 2))
    }
    #expect(colour.errorText.contains("or (H, W) and (FH, FW)"))
    let pooled = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = maxPool2D(Tensor.zeros(5, 6, 3), windowSize: 2)
    }
    #expect(
      pooled.errorText.contains("maxPool2D takes pictures (N, H, W, C) or (H, W), not (5, 6, 3)"))
  }
}
