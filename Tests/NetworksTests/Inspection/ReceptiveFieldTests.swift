// Receptive fields: published sizes, and which outputs a changed pixel changes.

import Networks
import Tensors
import Testing

@Suite struct ReceptiveFieldTests {
  /// Each number of the field where it changes, for the layers of a network.
  static func sizes(_ network: Network, _ side: Int, channels: Int = 3) -> [Int] {
    let fields = network.receptiveFields(for: [1, side, side, channels])
    return fields.compactMap { $0?.vertical.size }.reduce(into: []) { sizes, size in
      if size != sizes.last { sizes.append(size) }
    }
  }

  /// Simonyan and Zisserman, section 2.3: two 3 × 3 layers see 5 × 5, three see 7 × 7.
  @Test func stacksOfThree() {
    var generator = SeededGenerator(seed: 240)
    let stack = Network(
      (0..<3).map { _ in
        Convolution(filters: 1, filterSize: 3, channels: 1, using: &generator) as any Layer
      })
    #expect(Self.sizes(stack, 9, channels: 1) == [3, 5, 7])
  }

  /// By hand: 11; + 2·4; + 4·8; + 2·8; + 2·16 three times; + 2·16.
  @Test func alexNet() {
    #expect(
      Self.sizes(.alexNet(classes: 2, seed: 0), 227) == [11, 19, 51, 67, 99, 131, 163, 195])
  }

  /// Araujo, Norris and Sim, table 1: 212 for VGG-16, 435 for ResNet-18.
  @Test func vggAndResNet() throws {
    let narrow = Network.vgg(
      [(2, 2), (2, 2), (3, 2), (3, 2), (3, 2)], hidden: 2, classes: 2, seed: 0)
    #expect(Self.sizes(narrow, 224).last == 212)
    let fields = narrow.receptiveFields(for: [1, 224, 224, 3])
    let flattened = try #require(narrow.layers.firstIndex { $0 is Flatten })
    let last = try #require(fields[flattened - 1])
    #expect(last.vertical.jump == 32)
    #expect(last.vertical.start == -90)
    #expect(Self.sizes(.resNet18(classes: 2, width: 2, seed: 0), 224).last == 435)
    // Flattened, and behind a dense layer, there are no places; before that there are.
    #expect(fields[..<flattened].allSatisfy { $0 != nil })
    #expect(fields[flattened...].allSatisfy { $0 == nil })
  }

  /// A changed pixel changes the numbers whose field holds it, and no others.
  @Test func isWhatMoves() throws {
    var generator = SeededGenerator(seed: 241)
    func weights(_ shape: Int...) -> Tensor {
      .random(uniform: 0.5..<1, shape: shape, using: &generator)
    }
    let network = Network(
      Convolution(weights: weights(3, 2, 1, 2), stride: 2, padding: .explicit(1)),
      Pooling(.average, windowSize: [3, 2], stride: [1, 2]),
      ResidualBlock(Network(Convolution(weights: weights(3, 3, 2, 2), padding: .same))),
      Convolution(weights: weights(2, 2, 2, 1), dilation: [2, 1]))
    let shape = [1, 21, 26, 1]
    let field = try #require(network.receptiveFields(for: shape).last ?? nil)
    let before = network(.zeros(1, 21, 26, 1))
    for (y, x) in [(0, 0), (7, 11), (20, 25), (13, 2), (10, 10)] {
      var picture = Tensor.zeros(1, 21, 26, 1)
      picture[0, y, x, 0] = 1
      let change = network(picture) - before
      for oy in 0..<change.shape[1] {
        for ox in 0..<change.shape[2] {
          let sees =
            field.vertical.pixels(of: oy).contains(y) && field.horizontal.pixels(of: ox).contains(x)
          #expect((change[0, oy, ox, 0] != 0) == sees, "(\(y), \(x)) at (\(oy), \(ox))")
        }
      }
    }
  }
}
