// AlexNet, ZFNet and VGG: shapes and counts against the papers, and sums by hand.

import Networks
import Tensors
import Testing

// One after the other: each takes as much as half a gigabyte.
@Suite(.serialized) struct LargeModelTests {
  static func sides(_ summary: NetworkSummary) -> [Int] {
    var sides = [summary.inputShape[1]]
    for row in summary.rows where row.outputShape.count == 4 && row.outputShape[1] != sides.last {
      sides.append(row.outputShape[1])
    }
    return sides
  }

  static func counts(_ summary: NetworkSummary) -> [Int] {
    summary.rows.map(\.parameters).filter { $0 > 0 }
  }

  @Test func alexNet() {
    let grouped = Network.alexNet(seed: 0).summary(for: [1, 227, 227, 3])
    #expect(grouped.parameters == 60_965_224)
    #expect(Self.sides(grouped) == [227, 55, 27, 13, 6])
    #expect(
      Self.counts(grouped) == [
        34_944, 307_456, 885_120, 663_936, 442_624, 37_752_832, 16_781_312, 4_097_000,
      ])
    let whole = Network.alexNet(grouped: false, seed: 0).summary(for: [1, 227, 227, 3])
    #expect(whole.parameters == 62_378_344)
    #expect(whole.rows.map(\.outputShape) == grouped.rows.map(\.outputShape))
  }

  @Test func torchvisionsAlexNet() {
    let summary = Network.torchvisionAlexNet(seed: 0).summary(for: [1, 224, 224, 3])
    #expect(summary.parameters == 61_100_840)
    #expect(Self.sides(summary) == [224, 55, 27, 13, 6])
  }

  /// (window · window · channels + 1) · maps, layer by layer.
  @Test(arguments: [([512, 1024, 512], 107_627_624), ([384, 384, 256], 62_357_608)])
  func zfNet(maps: [Int], parameters: Int) {
    let summary = Network.zfNet(maps: maps, seed: 0).summary(for: [1, 224, 224, 3])
    #expect(summary.parameters == parameters)
    #expect(Self.sides(summary) == [224, 110, 55, 26, 13, 6])
    #expect(
      Self.counts(summary) == [
        (7 * 7 * 3 + 1) * 96, (5 * 5 * 96 + 1) * 256, (3 * 3 * 256 + 1) * maps[0],
        (3 * 3 * maps[0] + 1) * maps[1], (3 * 3 * maps[1] + 1) * maps[2],
        (6 * 6 * maps[2] + 1) * 4096, (4096 + 1) * 4096, (4096 + 1) * 1000,
      ])
  }

  @Test func vgg() {
    let sixteen = Network.vgg16(seed: 0).summary(for: [1, 224, 224, 3])
    #expect(sixteen.parameters == 138_357_544)
    #expect(Self.sides(sixteen) == [224, 112, 56, 28, 14, 7])
    #expect(Self.counts(sixteen).count == 16)
    #expect(sixteen.multiplications == 15_470_264_320)
    let nineteen = Network.vgg19(seed: 0).summary(for: [1, 224, 224, 3])
    #expect(nineteen.parameters == 143_667_240)
    #expect(Self.counts(nineteen).count == 19)
  }

  /// Forward at full size, once through; what comes out is one number for each class.
  @Test func forward() {
    let picture = Tensor.random(within: 1, shape: [1, 227, 227, 3], seed: 1)
    #expect(Network.alexNet(classes: 7, seed: 0)(picture).shape == [1, 7])
    let smaller = picture[0..., 0..<224, 0..<224]
    #expect(Network.zfNet(classes: 7, seed: 0)(smaller).shape == [1, 7])
  }
}
