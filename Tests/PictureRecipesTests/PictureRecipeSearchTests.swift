// The search names what made a picture, and nothing else.

import Foundation
import Pixels
import Tensors
import TestSupport
import Testing

@testable import PictureRecipes

@Suite struct PictureRecipeSearchTests {
  /// What the search said of drawn pictures.
  struct Tally: CustomStringConvertible {
    var right = 0
    var unnamed = 0
    var wrong = 0
    var longest = 0.0
    var description: String {
      "right \(right), unnamed \(unnamed), wrong \(wrong), longest \(longest) s"
    }
  }

  /// A recipe is right when it makes the same picture of another input of the same size too: then
  /// it is the drawn one, or one that means the same there.
  private func isSame(
    _ one: PictureRecipe, _ other: PictureRecipe, size: [Int], tolerance: Int
  ) -> Bool {
    let probe = InputPictures.drawn(977, size: size)
    guard let first = try? one.render(probe), let second = try? other.render(probe) else {
      return false
    }
    return ImageComparison(first, second, tolerance: tolerance, explains: false).isMatch
  }

  /// Tallies 30 pictures, or 300 when everything is checked.
  private func tally(_ inputs: [Image], from first: UInt64) throws -> Tally {
    var tally = Tally()
    for seed in first..<first + UInt64(sampleSize(30)) {
      var generator = SeededGenerator(seed: seed)
      let input = inputs[Int(seed) % inputs.count]
      let reference: PictureRecipe = seed % 3 == 0 ? .pooledEdges : .edges
      let drawn = reference.changed(1 + Int(seed) % 3, using: &generator)
      let picture = try drawn.render(input)
      let search = PictureRecipeSearch(input: input)
      let start = Date()
      let finding = search.finding(of: picture, near: reference)
      tally.longest = max(tally.longest, Date().timeIntervalSince(start))
      guard let finding else {
        tally.unnamed += 1
        print("unnamed: \(drawn.sentence)")
        continue
      }
      let again = try finding.recipe.render(input)
      #expect(
        ImageComparison(again, picture, tolerance: 2, explains: false).isMatch,
        "\(finding.recipe.sentence) does not reproduce \(drawn.sentence)")
      // Alternatives are named in the same breath.
      let named = [finding.recipe] + finding.alternatives
      if named.contains(where: { isSame($0, drawn, size: input.shape, tolerance: 2) }) {
        tally.right += 1
      } else {
        tally.wrong += 1
        print("drawn: \(drawn.sentence)\nnamed: \(finding.recipe.sentence)")
      }
    }
    return tally
  }

  @Test func namesWhatWasDoneToPhotos() throws {
    let photos = try ["teddy.jpg", "fruits.jpg"].map(InputPictures.photo)
    let found = try tally(photos, from: 1)
    print("photos:", found)
    #expect(found.wrong == 0)
    #expect(found.unnamed <= sampleSize(2), "\(found)")
  }

  @Test func namesWhatWasDoneToDrawnPictures() throws {
    let found = try tally((1...5).map { InputPictures.drawn($0) }, from: 1001)
    print("drawn:", found)
    #expect(found.wrong == 0)
    #expect(found.unnamed <= sampleSize(2), "\(found)")
  }

  @Test(arguments: PictureRecipe.Channel.allCases.filter(\.isSingle))
  func tellsChannelsApart(_ channel: PictureRecipe.Channel) throws {
    for name in ["teddy.jpg", "fruits.jpg"] {
      let photo = try InputPictures.photo(name)
      var recipe = PictureRecipe.edges
      recipe.channel = channel
      let finding = PictureRecipeSearch(input: photo)
        .finding(of: try recipe.render(photo), near: .edges)
      #expect(finding?.recipe == recipe)
      #expect(finding?.alternatives == [])
    }
  }

  @Test func namesNothingForAPictureOfSomethingElse() throws {
    let photo = InputPictures.drawn(1)
    let other = InputPictures.drawn(2)
    let picture = try PictureRecipe.edges.render(other)
    #expect(PictureRecipeSearch(input: photo).finding(of: picture, near: .edges) == nil)
    var blotted = try PictureRecipe.edges.render(photo)
    for x in 3..<9 { blotted[20, x, 0] ^= 0x40 }
    #expect(PictureRecipeSearch(input: photo).finding(of: blotted, near: .edges) == nil)
  }

  @Test func namesNothingForOneColour() {
    let photo = InputPictures.drawn(1)
    let white = Image(height: photo.height, width: photo.width, channels: 1, filledWith: .white)
    #expect(PictureRecipeSearch(input: photo).finding(of: white) == nil)
  }

  @Test func saysThatChannelsOfAGreyPictureCannotBeToldApart() throws {
    let grey = InputPictures.drawn(3).greyByLuma().rgb()
    var recipe = PictureRecipe.edges
    recipe.flip = .upDown
    let picture = try recipe.render(grey)
    let near = PictureRecipeSearch(input: grey).finding(of: picture, near: .edges)
    #expect(near?.recipe == recipe)
    #expect(near?.alternatives == [])
    let alone = PictureRecipeSearch(input: grey).finding(of: picture)
    #expect(alone?.recipe.channel == .red)
    #expect(alone?.alternatives.contains { $0.channel == .green } == true)
  }

  @Test func tellsCutFractionsFromRoundedOnes() throws {
    let photo = InputPictures.drawn(4)
    var recipe = PictureRecipe(channel: .mean, display: .stretch)
    recipe.filter = .init(try FilterPreset.named("gaussian-blur").weights)
    recipe.roundsDown = true
    let finding = PictureRecipeSearch(input: photo).finding(of: try recipe.render(photo))
    #expect(finding?.recipe == recipe)
  }

  @Test(arguments: Interpolation.allCases) func namesTheInterpolation(_ method: Interpolation)
    throws
  {
    let photo = InputPictures.drawn(5)
    var recipe = PictureRecipe(channel: .luma)
    recipe.resize = .init(height: 31, width: 27, interpolation: method)
    let finding = PictureRecipeSearch(input: photo).finding(of: try recipe.render(photo))
    #expect(finding?.recipe == recipe)
  }

  @Test func coloursInBGROrder() throws {
    let photo = InputPictures.drawn(6)
    let recipe = PictureRecipe(channel: .bgr)
    let finding = PictureRecipeSearch(input: photo).finding(of: try recipe.render(photo))
    #expect(finding?.recipe == recipe)
  }
}
