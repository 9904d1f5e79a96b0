// Pictures as students make them: a lesson's recipe with one to three choices made otherwise.

import Foundation
import Pixels
import Tensors

@testable import PictureRecipes

/// The input pictures of the tests.
enum InputPictures {
  static func photo(_ name: String) throws -> Image {
    let images = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Images")
    return try Image(contentsOf: images.appendingPathComponent(name).path)
  }

  /// Blocks of colours, each with some noise; of a random size unless one is given.
  static func drawn(_ seed: UInt64, size: [Int]? = nil) -> Image {
    var generator = SeededGenerator(seed: seed)
    let drawnSize = (0..<2).map { _ in Int.random(in: 40...90, using: &generator) }
    let (height, width) = (size?[0] ?? drawnSize[0], size?[1] ?? drawnSize[1])
    var blocks: [[Int]] = []
    for _ in 0..<100 {
      blocks.append((0..<3).map { _ in Int.random(in: 20...235, using: &generator) })
    }
    var image = Image(height: height, width: width, channels: 3, filledWith: .black)
    for y in 0..<height {
      for x in 0..<width {
        let block = blocks[(y / 11 * 10 + x / 10) % 100]
        for channel in 0..<3 {
          image[y, x, channel] = UInt8(block[channel] + Int.random(in: -20...20, using: &generator))
        }
      }
    }
    return image
  }
}

extension PictureRecipe {
  /// What lesson 9 shows.
  static var edges: PictureRecipe {
    var recipe = PictureRecipe(
      channel: .red, filter: .init(FilterPreset.all[1].weights), display: .signed)
    recipe.limit = 200
    return recipe
  }

  /// What lesson 10 shows.
  static var pooledEdges: PictureRecipe {
    var recipe = PictureRecipe.edges
    recipe.pooling = .init(window: [3, 3])
    return recipe
  }

  /// The recipe with so many choices made otherwise, drawn at random.
  func changed(_ count: Int, using generator: inout SeededGenerator) -> PictureRecipe {
    var recipe = self
    var changes = Array(0..<10).shuffled(using: &generator)
    if pooling == nil { changes.removeAll { $0 >= 8 } }
    for change in changes.prefix(count) {
      switch change {
      case 0:
        recipe.channel = Channel.allCases.filter { $0.isSingle && $0 != channel }
          .randomElement(using: &generator)!
      case 1:
        recipe.filter?.weights =
          FilterPreset.all.dropFirst(2).randomElement(using: &generator)!
          .weights
      case 2: recipe.filter?.isTrueConvolution = true
      case 3: recipe.filter?.padding = .same
      case 4: recipe.filter?.stride = Bool.random(using: &generator) ? [2, 2] : [3, 3]
      case 5:
        recipe.limit = nil
        recipe.display = [.clamp, .absolute, .stretch, .viridis, .signed]
          .randomElement(using: &generator)!
      case 6: recipe.flip = Flip.allCases.randomElement(using: &generator)!
      case 7:
        if Bool.random(using: &generator) {
          recipe.activation = .relu
        } else {
          recipe.overflows = true
          recipe.limit = nil
          recipe.display = .clamp
        }
      case 8: recipe.poolsFirst = true
      default: recipe.pooling?.kind = .average
      }
    }
    return recipe
  }
}
