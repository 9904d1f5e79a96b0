// What happened to the second picture: named when it did, and not named when it didn't.

import Testing

@testable import Pixels

/// One way to change a picture, and the word it must be recognised by.
struct Alteration: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var kind: String
  var words = ""
  var change: @Sendable (Image) -> Image

  static let all: [Alteration] = [
    .init(testDescription: "mirrored", kind: "flipped-left-right") { $0.flippedLeftRight() },
    .init(testDescription: "upside down", kind: "flipped-up-down") { $0.flippedUpDown() },
    .init(testDescription: "half a turn", kind: "rotated-180") { $0.rotated180() },
    .init(testDescription: "quarter", kind: "rotated-90-clockwise") { $0.rotated90Clockwise() },
    .init(testDescription: "quarter back", kind: "rotated-90-anticlockwise") {
      $0.rotated90Anticlockwise()
    },
    .init(testDescription: "transposed", kind: "transposed") { $0.transposed() },
    .init(testDescription: "other diagonal", kind: "transposed-other") {
      $0.transposedOverAntidiagonal()
    },
    .init(testDescription: "inverted", kind: "inverted") { mapped($0) { 255 - $0 } },
    .init(testDescription: "brighter", kind: "offset", words: "brighter by 9") {
      mapped($0) { min(255, $0 + 9) }
    },
    .init(testDescription: "darker", kind: "offset", words: "darker by 20") {
      mapped($0) { max(0, $0 - 20) }
    },
    .init(testDescription: "halved", kind: "scaled", words: "multiplied by 0.49") {
      mapped($0) { $0 / 2 }
    },
    .init(testDescription: "contrast", kind: "scaled", words: "· v +") {
      mapped($0) { $0 * 3 / 5 + 40 }
    },
    .init(testDescription: "framed", kind: "bordered", words: "2 rows at the top") {
      $0.padded(by: 2, with: .black)
    },
    .init(testDescription: "odd row below", kind: "bordered", words: "of 1 row at the bottom.") {
      $0.padded(bottom: 1, with: .white)
    },
    .init(testDescription: "odd column", kind: "bordered", words: "1 column on the left, 2 columns")
    {
      $0.padded(left: 1, right: 2, with: .white)
    },
    .init(testDescription: "wide frame", kind: "bordered", words: "20 rows at the top") {
      $0.padded(by: 20, with: .grey)
    },
    .init(
      testDescription: "cut", kind: "cut", words: "without 1 row at the top, 1 row at the bottom"
    ) {
      $0.cropped(to: PixelArea(y: 1, x: 1, height: $0.height - 2, width: $0.width - 2))
    },
    .init(testDescription: "last row lost", kind: "cut", words: "without 1 row at the bottom.") {
      $0.cropped(to: PixelArea(y: 0, x: 0, height: $0.height - 1, width: $0.width))
    },
  ]

  static func mapped(_ image: Image, _ change: (Int) -> Int) -> Image {
    let samples = image.hasAlpha ? image.channels - 1 : image.channels
    var result = image
    for index in image.pixels.indices where index % image.channels < samples {
      result.pixels[index] = UInt8(change(Int(image.pixels[index])))
    }
    return result
  }
}

@Suite struct DifferenceHypothesesTests {
  /// Smooth and without any symmetry, as photos are.
  private func photo(channels: Int, height: Int = 30, width: Int = 41) -> Image {
    Image.noise(height: 5, width: 7, channels: channels, seed: 11)
      .resizedBilinear(height: height, width: width)
  }

  @Test(arguments: Alteration.all, 1...4)
  func namesWhatHappened(alteration: Alteration, channels: Int) throws {
    let image = photo(channels: channels)
    let comparison = ImageComparison(image, alteration.change(image))
    let explanation = try #require(comparison.explanation)
    #expect(explanation.kind == alteration.kind)
    #expect(explanation.isExact)
    #expect(alteration.words.isEmpty || explanation.sentence.english.contains(alteration.words))
    #expect(
      explanation.sentence.english.hasSuffix(".") || explanation.sentence.english.hasSuffix("?"))
    #expect(comparison.lines.last?.english.contains("likely") == true)
  }

  @Test(arguments: [-1, 0, 1], [-1, 0, 1])
  func namesShifts(down: Int, right: Int) throws {
    guard down != 0 || right != 0 else { return }
    let large = photo(channels: 3, height: 40, width: 50)
    let first = large.cropped(to: PixelArea(y: 5, x: 5, height: 30, width: 40))
    let second = large.cropped(to: PixelArea(y: 5 - down, x: 5 - right, height: 30, width: 40))
    let explanation = try #require(ImageComparison(first, second).explanation)
    #expect(explanation.kind == "shifted")
    #expect(explanation.isExact)
    #expect(explanation.sentence.english.contains("down") == (down == 1))
    #expect(explanation.sentence.english.contains("to the left") == (right == -1))
    let matched = (30 - abs(down)) * (40 - abs(right))
    #expect(explanation.unmatchedPixels == 30 * 40 - matched)
  }

  @Test(arguments: [[2, 1, 0], [1, 0, 2], [1, 2, 0]])
  func namesChannelOrders(order: [Int]) throws {
    let image = photo(channels: 3)
    var second = image
    for index in image.pixels.indices {
      second.pixels[index] = image.pixels[index / 3 * 3 + order[index % 3]]
    }
    let explanation = try #require(ImageComparison(image, second).explanation)
    #expect(
      explanation.kind == (order == [2, 1, 0] ? "red-blue-swapped" : "channels-reordered"))
    #expect(explanation.isExact)
  }

  @Test(arguments: [
    "grey-by-mean", "grey-by-luma", "red-alone", "green-alone", "blue-alone",
  ])
  func namesTheRuleBehindGrey(kind: String) throws {
    let image = photo(channels: 3)
    let grey =
      switch kind {
      case "grey-by-mean": image.greyByMean()
      case "grey-by-luma": image.greyByLuma()
      case "red-alone": image.channel(0)
      case "green-alone": image.channel(1)
      default: image.channel(2)
      }
    let explanation = try #require(ImageComparison(image, grey).explanation)
    #expect(explanation.kind == kind)
    #expect(explanation.isExact)
  }

  @Test func namesAnotherAlpha() throws {
    let image = photo(channels: 4)
    var second = image
    for index in stride(from: 3, to: image.pixels.count, by: 4) { second.pixels[index] = 255 }
    let explanation = try #require(ImageComparison(image, second).explanation)
    #expect(explanation.kind == "alpha")
  }

  @Test func namesItThroughNoise() throws {
    let image = photo(channels: 3)
    var generator = SeededGenerator(seed: 8)
    let noisy = Alteration.mapped(image.flippedUpDown()) {
      min(255, max(0, $0 + Int.random(in: -1...1, using: &generator)))
    }
    let explanation = try #require(ImageComparison(image, noisy).explanation)
    #expect(explanation.kind == "flipped-up-down")
    #expect(!explanation.isExact)
    #expect(explanation.meanResidual > 0.4 && explanation.meanResidual < 1)
    #expect(explanation.sentence.english.contains("steps on average"))
    let tolerant = try #require(ImageComparison(image, noisy, tolerance: 1).explanation)
    #expect(tolerant.isExact)
  }

  @Test func namesNothingWithoutReason() {
    let image = photo(channels: 3)
    let other = Image.noise(height: 30, width: 41, channels: 3, seed: 12)
    #expect(ImageComparison(image, other).explanation == nil, "another picture")
    #expect(ImageComparison(image, image).explanation == nil, "the same")
    var touched = image
    touched[3, 4, 0] ^= 128
    #expect(ImageComparison(image, touched).explanation == nil, "one pixel changed")
    let rounded = Image(
      height: 30, width: 41, channels: 3,
      pixels: image.pixels.enumerated().map { $0 % 7 == 0 && $1 > 0 ? $1 - 1 : $1 })
    #expect(ImageComparison(image, rounded).explanation == nil, "off by one here and there")
    let flat = Image(height: 30, width: 41, channels: 3, filledWith: .grey)
    #expect(ImageComparison(image, flat).explanation == nil, "nothing left of it")
    #expect(ImageComparison(flat, image).explanation == nil, "made from nothing")
    let small = Image.noise(height: 20, width: 30, channels: 3, seed: 13)
    #expect(ImageComparison(image, small).explanation == nil, "another size altogether")
  }

  /// Pictures constant along an axis, periodic, smooth or noisy, in sizes that differ.
  private func drawn(_ kind: Int, using generator: inout SeededGenerator) -> Image {
    let height = Int.random(in: 8...30, using: &generator)
    let width = Int.random(in: 8...30, using: &generator)
    let period = Int.random(in: 2...4, using: &generator)
    let noise = Image.noise(
      height: height, width: width, channels: [1, 3].randomElement(using: &generator) ?? 1,
      seed: generator.next())
    func mapped(_ source: (Int, Int) -> (Int, Int)) -> Image {
      var image = noise
      for y in 0..<height {
        for x in 0..<width {
          for channel in 0..<noise.channels {
            let (row, column) = source(y, x)
            image[y, x, channel] = noise[row, column, channel]
          }
        }
      }
      return image
    }
    switch kind {
    case 0: return mapped { y, _ in (y, 0) }
    case 1: return mapped { _, x in (0, x) }
    case 2: return mapped { y, x in (y % period, x % period) }
    case 3: return mapped { _, x in (0, x % period) }
    case 4: return Image(height: height, width: width, channels: 1, filledWith: .white)
    case 5:
      return noise.resizedByArea(height: 3, width: 3).resizedBilinear(height: height, width: width)
    default: return noise
    }
  }

  /// A few pixels that differ, in the middle or at an edge, are no shift, flip or change of colour.
  @Test(arguments: 0..<7)
  func namesNothingForAFewPixels(kind: Int) {
    var generator = SeededGenerator(seed: UInt64(kind))
    for _ in 0..<60 {
      let image = drawn(kind, using: &generator)
      var touched = image
      let isEdge = Bool.random(using: &generator)
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let y = isEdge ? 0 : Int.random(in: 0..<image.height, using: &generator)
        let x = Int.random(in: 0..<image.width, using: &generator)
        touched[y, x, 0] ^= UInt8.random(in: 16...255, using: &generator)
      }
      for tolerance in [0, 10] {
        #expect(ImageComparison(image, touched, tolerance: tolerance).explanation == nil)
        #expect(ImageComparison(touched, image, tolerance: tolerance).explanation == nil)
      }
    }
  }

  /// A shift is named by its direction, unless another shift, or another change, gives the same.
  @Test(arguments: 0..<7)
  func namesOnlyShiftsThatAreSo(kind: Int) throws {
    var generator = SeededGenerator(seed: UInt64(100 + kind))
    var named = 0
    for _ in 0..<60 {
      let large = drawn(kind, using: &generator)
      let (height, width) = (large.height - 2, large.width - 2)
      let first = large.cropped(to: PixelArea(y: 1, x: 1, height: height, width: width))
      let (down, right) = [(0, 1), (1, 0), (0, -1), (-1, 0)].randomElement(using: &generator)!
      let second = large.cropped(
        to: PixelArea(y: 1 - down, x: 1 - right, height: height, width: width))
      guard let explanation = ImageComparison(first, second).explanation else { continue }
      named += 1
      guard explanation.kind == "shifted" else {
        #expect(explanation.isExact && explanation.unmatchedPixels == 0)
        continue
      }
      let direction = down > 0 ? "down" : down < 0 ? "up" : right > 0 ? "the right" : "the left"
      #expect(explanation.sentence.english.contains(direction), "\(explanation.sentence)")
    }
    #expect(named > 0 || kind == 4)
  }

  /// Other pictures are not explained, and borders only where their place can be told.
  @Test(arguments: 0..<7)
  func namesOnlyBordersThatAreSo(kind: Int) throws {
    var generator = SeededGenerator(seed: UInt64(200 + kind))
    for _ in 0..<40 {
      let image = drawn(kind, using: &generator)
      let (top, left) = (
        Int.random(in: 0...2, using: &generator), Int.random(in: 0...2, using: &generator)
      )
      let padded = image.padded(top: top, left: left, bottom: 2 - top, right: 2 - left, with: .grey)
      let explanation = ImageComparison(image, padded).explanation
      if kind == 4 || kind == 6 { #expect(explanation != nil) }
      if let explanation {
        let rows = "\(top) row\(top > 1 ? "s" : "") at the top"
        let columns = "\(left) column\(left > 1 ? "s" : "") on the left"
        #expect(top == 0 || explanation.sentence.english.contains(rows))
        #expect(left == 0 || explanation.sentence.english.contains(columns))
      }
      let continued = drawn(4, using: &generator)
      let white = continued.padded(by: 1, with: .white)
      #expect(ImageComparison(continued, white).explanation == nil, "white on white")
      #expect(ImageComparison(white, continued).explanation == nil, "white on white")
    }
  }

  @Test func simpleReasonsComeFirst() {
    // All of one colour: brighter by 20 is also scaled by 1.2.
    let first = Image(height: 9, width: 9, channels: 1, filledWith: Colour(grey: 100))
    let second = Image(height: 9, width: 9, channels: 1, filledWith: Colour(grey: 120))
    #expect(ImageComparison(first, second).explanation?.kind == "offset")
  }
}
