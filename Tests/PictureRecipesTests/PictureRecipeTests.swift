// Recipes rendered, against numbers worked out by hand, and put into words.

import Pixels
import Tensors
import Testing

@testable import PictureRecipes

@Suite struct PictureRecipeTests {
  private let steps = Image(height: 1, width: 4, channels: 1, pixels: [10, 30, 20, 60])
  private let difference = PictureRecipe.Filter(Tensor([[-1, 1]]))

  private func pixels(_ change: (inout PictureRecipe) -> Void) throws -> [UInt8] {
    var recipe = PictureRecipe(filter: difference)
    change(&recipe)
    return try recipe.render(steps).pixels
  }

  /// The answers are 20, −10, 40.
  @Test func drawing() throws {
    #expect(try pixels { _ in } == [20, 0, 40])
    #expect(try pixels { $0.display = .absolute } == [20, 10, 40])
    #expect(try pixels { $0.filter?.isTrueConvolution = true } == [0, 10, 0])
    #expect(try pixels { $0.overflows = true } == [20, 246, 40])
    #expect(
      try pixels {
        $0.activation = .relu; $0.display = .stretch
      } == [128, 0, 255])
    #expect(
      try pixels {
        $0.activation = .relu
        $0.display = .stretch
        $0.roundsDown = true
      } == [127, 0, 255])
    #expect(try pixels { $0.display = .signed } == [192, 96, 255])
    #expect(try pixels { $0.limit = 51 } == [100, 0, 200])
    #expect(try pixels { $0.display = .viridis }.prefix(3) == [34, 167, 132])
    #expect(try pixels { $0.flip = .leftRight } == [40, 0, 20])
    #expect(try pixels { $0.pooling = .init(window: [1, 2], stride: [1, 1]) } == [20, 40])
  }

  @Test func poolingFirstIsNotPoolingLast() throws {
    let first = try pixels {
      $0.pooling = .init(window: [1, 2])
      $0.poolsFirst = true
    }
    #expect(first == [30])
  }

  @Test func channels() {
    let pixel = Image(height: 1, width: 1, channels: 3, pixels: [200, 100, 50])
    func grey(_ channel: PictureRecipe.Channel) -> [UInt8] { channel.samples(of: pixel).pixels }
    #expect(grey(.red) == [200] && grey(.green) == [100] && grey(.blue) == [50])
    #expect(grey(.mean) == [116] && grey(.luma) == [124] && grey(.bgr) == [50, 100, 200])
    // Lesson 2's table: 0.299 · 50 + 0.587 · 100 + 0.114 · 200, and (350 − 256) / 3.
    #expect(grey(.lumaBGR) == [96] && grey(.overflowingMean) == [31])
  }

  @Test func wordsAndCommand() {
    var recipe = PictureRecipe.edges
    recipe.channel = .blue
    recipe.display = .clamp
    recipe.limit = nil
    #expect(
      recipe.sentence.english
        == "the blue channel, filtered with vertical-edge, negative answers cut to black")
    #expect(
      recipe.command(input: "my photo.jpg", output: "out.png")
        == "convbook filter 'my photo.jpg' -o out.png --channel blue --filter vertical-edge "
        + "--show clamp")
    #expect(
      recipe.differences(from: .edges).map(\.english) == [
        "the blue channel instead of the red channel",
        "negative answers cut to black instead of zero shown as mid-grey",
      ])
  }
}
