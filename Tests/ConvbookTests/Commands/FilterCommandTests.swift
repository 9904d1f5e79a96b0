// `filter` against plain loops, over random pictures, filters, strides, paddings and dilations.

import Foundation
import LessonKit
import TestSupport
import Testing

@Suite struct FilterCommandTests {
  @Test(arguments: 1...12) func agreesWithPlainLoops(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    let (height, width, channels) = (pick(7...12), pick(7...12), pick(1...4))
    let pixels = (0..<height * width * channels).map { _ in UInt8(pick(0...255)) }
    let image = Image(height: height, width: width, channels: channels, pixels: pixels)
    let columns = pick(1...3)
    let filter = (0..<pick(1...3)).map { _ in (0..<columns).map { _ in pick(-2...2) } }
    let (stride, dilation) = ([pick(1...3), pick(1...3)], [pick(1...2), pick(1...2)])
    let edges = (0..<4).map { _ in pick(0...2) }

    let folder = try TemporaryFolder()
    try image.write(to: folder.path("in.png"))
    let run = try Run(
      [
        "filter", "in.png", "-o", "out.png", "--scale", "clamp",
        "--filter",
        filter.map { $0.map(String.init).joined(separator: " ") }.joined(separator: ";"),
        "--stride", "\(stride[0])x\(stride[1])", "--dilation", "\(dilation[0])x\(dilation[1])",
        "--padding", edges.map(String.init).joined(separator: ","),
      ], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let expected = plainFilter(image, filter, stride, dilation, edges)
    #expect(try Image(contentsOf: folder.path("out.png")) == expected)
  }

  /// The colours are viridis's, and what they can't be combined with is refused.
  @Test func coloursBesideTheScale() throws {
    let folder = try TemporaryFolder()
    let image = Image(height: 4, width: 5, channels: 1, pixels: (0..<20).map { UInt8($0 * $0 / 2) })
    try image.write(to: folder.path("in.png"))
    func picture(_ options: [String]) throws -> Image? {
      let run = try Run(
        ["filter", "in.png", "-o", "out.png", "--filter", "vertical-edge", "--channel", "red"]
          + options, in: folder.url)
      guard run.status == 0 else { return nil }
      return try Image(contentsOf: folder.path("out.png"))
    }
    let viridis = try picture(["--show", "viridis"])
    #expect(viridis?.channels == 3)
    #expect(try picture(["--colours", "viridis"]) == viridis)
    #expect(try picture(["--colours", "viridis", "--scale", "stretch"]) == viridis)
    #expect(try picture(["--colours", "grey", "--scale", "stretch"])?.channels == 1)
    #expect(try picture(["--colours", "grey"]) == picture([]))
    for refused in [["viridis", "--scale", "clamp"], ["grey", "--scale", "viridis"]] {
      #expect(try picture(["--colours"] + refused) == nil)
    }
  }

  /// Colour channels filtered one by one, opacity taken from the middle of each window.
  private func plainFilter(
    _ image: Image, _ filter: [[Int]], _ stride: [Int], _ dilation: [Int], _ edges: [Int]
  ) -> Image {
    let (rows, columns) = (filter.count, filter[0].count)
    let reach = [dilation[0] * (rows - 1) + 1, dilation[1] * (columns - 1) + 1]
    let height = (image.height + edges[0] + edges[1] - reach[0]) / stride[0] + 1
    let width = (image.width + edges[2] + edges[3] - reach[1]) / stride[1] + 1
    var result = Image(
      height: height, width: width, channels: image.channels,
      pixels: Array(repeating: 0, count: height * width * image.channels))
    for y in 0..<height {
      for x in 0..<width {
        let (top, left) = (y * stride[0] - edges[0], x * stride[1] - edges[2])
        for channel in 0..<image.channels {
          if image.hasAlpha, channel == image.channels - 1 {
            let middle = (
              min(max(top + (reach[0] - 1) / 2, 0), image.height - 1),
              min(max(left + (reach[1] - 1) / 2, 0), image.width - 1)
            )
            result[y, x, channel] = image[middle.0, middle.1, channel]
            continue
          }
          var sum = 0
          for row in 0..<rows {
            for column in 0..<columns {
              let (from, at) = (top + row * dilation[0], left + column * dilation[1])
              guard (0..<image.height).contains(from), (0..<image.width).contains(at) else {
                continue
              }
              sum += filter[row][column] * Int(image[from, at, channel])
            }
          }
          result[y, x, channel] = UInt8(min(max(sum, 0), 255))
        }
      }
    }
    return result
  }
}
