// The stroke font: every character is there, fits its box, and looks as it did.

import Testing

@testable import Pixels

@Suite struct TextTests {
  static let known =
    (32...126).compactMap { UnicodeScalar($0).map(Character.init) }
    + Array("×∗→·−⌊⌋⌈⌉²³½∞≤≥…σ±÷≠≈°√∑∂αβδεηθλμπΔΣ←↑↓–—")

  private func drawn(_ text: String, capHeight: Int) -> Image {
    let size = Image.textSize(text, capHeight: capHeight)
    var image = Image(
      height: size.height + 2 * capHeight, width: size.width + 2 * capHeight, channels: 1,
      filledWith: .white)
    image.drawText(
      text, at: Point(y: Double(capHeight), x: Double(capHeight)), capHeight: capHeight)
    return image
  }

  @Test func everyCharacterHasStrokes() {
    #expect(Self.known.count > 130)
    for character in Self.known where character != " " {
      #expect(strokeFont[character] != nil, "\(character)")
      let image = drawn(String(character), capHeight: 12)
      #expect((image.pixels.min() ?? 255) < 160, "\(character) can be seen")
    }
    #expect(Set(drawn(" ", capHeight: 12).pixels) == [255])
  }

  @Test func noTwoCharactersLookAlike() {
    let alike: Set<Character> = ["∑", "Σ"]
    var seen: [[UInt8]: Character] = [:]
    for character in Self.known where !alike.contains(character) {
      let pixels = drawn(String(character), capHeight: 16).pixels
      #expect(seen[pixels] == nil, "\(character) and \(seen[pixels] ?? " ")")
      seen[pixels] = character
    }
  }

  @Test(arguments: [6, 8, 10, 11, 12, 14, 16, 40])
  func inkStaysInTheMeasuredBox(capHeight: Int) {
    for text in ["Height", "g", "jQy", "255", "−0.5", "⌊7/2⌋", "W", "f"] {
      let image = drawn(text, capHeight: capHeight)
      let size = Image.textSize(text, capHeight: capHeight)
      for y in 0..<image.height {
        for x in 0..<image.width where image[y, x, 0] < 128 {
          // Brackets reach a little above the capitals.
          let above = capHeight - max(1, (capHeight + 4) / 5)
          #expect(x >= capHeight - 1 && x <= capHeight + size.width, "\(text)")
          #expect(y >= above && y < capHeight + size.height + size.descent, "\(text)")
        }
      }
    }
  }

  @Test(arguments: 8...16)
  func stemsAndBarsAreSharp(capHeight: Int) {
    // The left stem and the foot of an E fill whole pixels.
    let image = drawn("E", capHeight: capHeight)
    #expect(image[capHeight + capHeight / 4, capHeight, 0] == 0)
    #expect(image[2 * capHeight - 1, capHeight + 2, 0] == 0)
    #expect(image[2 * capHeight, capHeight + 2, 0] == 255)
    #expect(image[capHeight, capHeight + 2, 0] == 0)
    #expect(image[capHeight - 1, capHeight + 2, 0] == 255)
  }

  @Test(arguments: 8...20)
  func digitsAreEquallyWide(capHeight: Int) {
    let widths = Set((0...9).map { Image.textSize("0\($0)0", capHeight: capHeight).width })
    #expect(widths.count == 1)
  }

  @Test func linesAndAnchors() {
    let one = Image.textSize("ab", capHeight: 10)
    let two = Image.textSize("ab\na", capHeight: 10)
    #expect(one.height == 10 && one.descent == 3)
    #expect(two.height > 20 && two.width == one.width)
    #expect(Image.textSize("").width == 0)
    var first = Image(height: 40, width: 60, channels: 1, filledWith: .white)
    var second = first
    let size = Image.textSize("box", capHeight: 10)
    first.drawText("box", at: Point(y: 5, x: 7), capHeight: 10)
    second.drawText(
      "box", at: Point(y: 5 + Double(size.height), x: 7 + Double(size.width)), capHeight: 10,
      anchor: .bottomRight)
    #expect(first == second)
  }

  @Test func unknownCharactersAreBoxes() {
    #expect(drawn("한", capHeight: 12) == drawn("🧸", capHeight: 12))
    #expect(drawn("한", capHeight: 12) != drawn(" ", capHeight: 12))
    #expect(drawn("’", capHeight: 12) == drawn("'", capHeight: 12))
  }

  @Test(arguments: [1, 2, 3, 5])
  func tinySizesDoNotFail(capHeight: Int) {
    let text = String(Self.known)
    #expect(Image.textSize(text, capHeight: capHeight).width > 0)
    _ = drawn(text, capHeight: capHeight)
  }

  /// The committed specimen shows how the font looks. After a wanted change write it anew:
  /// run with CONVBOOK_WRITE_SPECIMEN=1, look at it, commit it.
  @Test func looksAsTheSpecimen() throws {
    var image = Image(height: 390, width: 640, channels: 1, filledWith: .white)
    var y = 12.0
    for capHeight in [8, 10, 12, 16] {
      for text in [
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789",
        "abcdefghijklmnopqrstuvwxyz \"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~!",
        "⌊(429 + 2·0 − 3) / 1⌋ + 1 = 427 × ∗ → ⌈⌉ ² ³ ½ ∞ ≤ ≥ … σ ±",
        "÷ ≠ ≈ ° √ ∑ ∂ α β δ ε η θ λ μ π Δ Σ ← ↑ ↓ – —",
      ] {
        image.drawText(text, at: Point(y: y, x: 10), capHeight: capHeight)
        y += Double(capHeight) * 1.75
      }
      y += 10
    }
    if writesSpecimen { try image.write(to: fixture("specimen.png")) }
    let specimen = try Image(contentsOf: fixture("specimen.png"))
    let comparison = ImageComparison(specimen, image, tolerance: 2)
    #expect(comparison.isMatch, "\(comparison.lines.joined(separator: "\n"))")
  }
}
