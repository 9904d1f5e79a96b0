// What made this picture? Tries recipes on sampled pixels, with the very operations that render
// them, then renders those that fit in full. A recipe that was not reproduced is never named.

import Pixels
import Tensors

/// Finds the recipes by which an input picture becomes another one.
package struct PictureRecipeSearch: Sendable {
  /// What was found.
  package struct Finding: Sendable {
    /// The recipe that makes the picture; of several the one with the fewest differences from the
    /// reference, or without one the simplest.
    package let recipe: PictureRecipe
    /// Other recipes that make it and are no less simple.
    package let alternatives: [PictureRecipe]
    /// The largest difference between what the recipe renders and the picture, in 8-bit steps.
    package let largestDifference: Int
  }

  private let input: Image
  private let tolerance: Int

  /// - Parameters:
  ///   - input: what the picture was made of.
  ///   - tolerance: the largest difference that still counts as reproduced, in 8-bit steps.
  package init(input: Image, tolerance: Int = 2) {
    self.input = input
    self.tolerance = tolerance
  }

  /// How many recipes are rendered in full at most: of a picture that is nearly flat nearly all fit
  /// on samples. Fewer for large pictures, so that a search ends in a few seconds.
  private var mostRendered: Int { min(60, max(4, 40_000_000 / (input.height * input.width))) }

  /// Searches.
  ///
  /// - Parameter reference: the recipe that was asked for; its own numbers are tried too.
  /// - Returns: nil when no recipe reproduces the picture, or when it has one colour only.
  package func finding(of picture: Image, near reference: PictureRecipe? = nil) -> Finding? {
    let picture = picture.withoutAlpha()
    guard input.height > 0, input.width > 0, !isFlat(picture) else { return nil }
    let base = reference ?? PictureRecipe(channel: input.channels < 3 ? .each : .red)
    var candidates: [(cost: Int, recipe: PictureRecipe)] = []
    for flip in [nil] + PictureRecipe.Flip.allCases {
      let target = Target(flip?.applied(to: picture) ?? picture)
      var sampler = RecipeSampler(input: input, target: target, tolerance: tolerance)
      for recipe in sampler.fittingRecipes(near: base) {
        var recipe = recipe
        recipe.flip = flip
        candidates.append((cost(of: recipe, from: reference), recipe))
      }
    }
    // A stable order: of two that cost the same, the one listed first stays first.
    let ordered = candidates.enumerated().sorted {
      ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset)
    }.map(\.element)
    var found: [(recipe: PictureRecipe, largest: Int)] = []
    var least = Int.max
    for (cost, recipe) in ordered.prefix(mostRendered) where cost <= least {
      guard let largest = largestDifference(recipe, picture) else { continue }
      least = cost
      found.append((recipe, largest))
    }
    // Off by one here and there: fractions may have been cut off, which can be told only if all
    // else is exact.
    if !found.isEmpty, found.allSatisfy({ $0.largest > 0 }) {
      for (recipe, largest) in found where largest == 1 {
        var cutOff = recipe
        cutOff.roundsDown.toggle()
        if largestDifference(cutOff, picture) == 0 { found.append((cutOff, 0)) }
      }
    }
    // One that is exact explains more than those within the tolerance.
    let exact = found.filter { $0.largest == 0 }
    let best = exact.isEmpty ? found : exact
    guard let (recipe, largest) = best.first else { return nil }
    return Finding(
      recipe: recipe, alternatives: best.dropFirst().map(\.recipe), largestDifference: largest)
  }

  /// Differences from what was asked for, or choices that are no default.
  private func cost(of recipe: PictureRecipe, from reference: PictureRecipe?) -> Int {
    if let reference {
      // Another way of drawing that needs no limit is one difference; a limit that was fitted to
      // the picture is one more, as it can stand for much.
      let aspects = recipe.aspects(differingFrom: reference)
      let losesLimit = aspects.contains(.display) && recipe.limit == nil && reference.limit != nil
      return aspects.count - (losesLimit ? 1 : 0)
    }
    let plain = PictureRecipe()
    let isNumbers = recipe.filter.map { $0.preset == nil } ?? false
    return recipe.aspects(differingFrom: plain).count + (isNumbers ? 1 : 0)
  }

  /// The largest difference between what a recipe renders and a picture; nil when it exceeds the
  /// tolerance, or nothing of that size comes out.
  private func largestDifference(_ recipe: PictureRecipe, _ picture: Image) -> Int? {
    guard let rendered = try? recipe.render(input.withoutAlpha()),
      rendered.height == picture.height, rendered.width == picture.width
    else { return nil }
    let areGrey = rendered.channels == 1 && picture.channels == 1
    let (one, other) = areGrey ? (rendered, picture) : (rendered.rgb(), picture.rgb())
    var largest = 0
    for index in one.pixels.indices {
      let difference = abs(Int(one.pixels[index]) - Int(other.pixels[index]))
      if difference > largest {
        guard difference <= tolerance else { return nil }
        largest = difference
      }
    }
    return largest
  }

  private func isFlat(_ picture: Image) -> Bool {
    guard let least = picture.pixels.min(), let most = picture.pixels.max() else { return true }
    guard picture.channels == 3 else { return Int(most) - Int(least) <= 2 * tolerance }
    return (0..<3).allSatisfy { channel in
      let samples = picture.channel(channel).pixels
      return Int(samples.max() ?? 0) - Int(samples.min() ?? 0) <= 2 * tolerance
    }
  }
}

/// The picture that is to be explained, as the samples of single channels.
struct Target {
  let height: Int
  let width: Int
  /// Grey levels, or the levels whose viridis colours the picture has.
  let levels: Image?
  let isViridis: Bool
  /// Colours that are neither grey nor viridis.
  let colours: Image?

  init(_ picture: Image) {
    (height, width) = (picture.height, picture.width)
    guard picture.channels == 3 else {
      (levels, isViridis, colours) = (picture, false, nil)
      return
    }
    var isGrey = true
    for start in stride(from: 0, to: picture.pixels.count, by: 3) {
      let (red, green, blue) = (
        Int(picture.pixels[start]), Int(picture.pixels[start + 1]), Int(picture.pixels[start + 2])
      )
      if abs(red - green) > 1 || abs(green - blue) > 1 {
        isGrey = false
        break
      }
    }
    if isGrey {
      (levels, isViridis, colours) = (picture.channel(1), false, nil)
    } else if let viridis = Self.viridisLevels(of: picture) {
      (levels, isViridis, colours) = (viridis, true, nil)
    } else {
      (levels, isViridis, colours) = (nil, false, picture)
    }
  }

  private static func viridisLevels(of picture: Image) -> Image? {
    var known: [UInt32: UInt8] = [:]
    var levels: [UInt8] = []
    levels.reserveCapacity(picture.height * picture.width)
    for start in stride(from: 0, to: picture.pixels.count, by: 3) {
      let (red, green, blue) = (
        picture.pixels[start], picture.pixels[start + 1], picture.pixels[start + 2]
      )
      let key = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
      if let level = known[key] {
        levels.append(level)
      } else {
        let (level, distance) = Viridis.level(red: red, green: green, blue: blue)
        guard distance <= 2 else { return nil }
        known[key] = level
        levels.append(level)
      }
    }
    return Image(height: picture.height, width: picture.width, channels: 1, pixels: levels)
  }
}
