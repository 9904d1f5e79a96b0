// Hypotheses that change the values of pixels and not their positions.

import Formatting

extension DifferenceHypothesis {
  /// Channels swapped, inverted, grey by another rule, brighter or darker, alpha alone.
  static func colours(_ same: DifferenceHypothesis, _ first: Image, _ second: Image)
    -> [DifferenceHypothesis]
  {
    var hypotheses: [DifferenceHypothesis] = []
    if second.channels >= 3 {
      let alpha = second.channels == 4 ? [3] : []
      let names = ["R", "G", "B"]
      for order in [[2, 1, 0], [1, 0, 2], [0, 2, 1], [1, 2, 0], [2, 0, 1]] {
        var hypothesis = same
        hypothesis.order = order + alpha
        if order == [2, 1, 0] {
          hypothesis.kind = "red-blue-swapped"
          hypothesis.description = "with red and blue swapped"
          hypothesis.hint = "One program may read BGR, as OpenCV does, the other RGB."
        } else {
          hypothesis.kind = "channels-reordered"
          hypothesis.description =
            "with its channels in the order \(order.map { names[$0] }.joined())"
        }
        hypotheses.append(hypothesis)
      }
      hypotheses += greys(same, first, second)
    }
    hypotheses.append(inverted(same, second))
    if second.hasAlpha { hypotheses.append(otherAlpha(same)) }
    hypotheses += scaled(same, first, second)
    return hypotheses
  }

  private static func inverted(_ same: DifferenceHypothesis, _ second: Image)
    -> DifferenceHypothesis
  {
    var hypothesis = same
    hypothesis.kind = "inverted"
    hypothesis.description = "inverted (255 − v)"
    hypothesis.hint = "Black and white changed places: a sign, or the digits' ink and paper."
    hypothesis.values = tables(second) { UInt8(255 - $0) }
    return hypothesis
  }

  private static func otherAlpha(_ same: DifferenceHypothesis) -> DifferenceHypothesis {
    var hypothesis = same
    hypothesis.kind = "alpha"
    hypothesis.description = "with another alpha channel and the same colours"
    hypothesis.ignoresAlpha = true
    return hypothesis
  }

  /// Colour against grey: which rule made the grey?
  private static func greys(_ same: DifferenceHypothesis, _ first: Image, _ second: Image)
    -> [DifferenceHypothesis]
  {
    guard isGrey(second), !isGrey(first) else { return [] }
    // 21845⅓ each would be a third; 256 makes up for the rounding and cuts off as the mean does.
    let rules: [(String, Message, [Int], Int, Int)] = [
      ("grey-by-mean", "in grey, as the mean of R, G and B", [21846, 21845, 21845], 256, 1),
      (
        "grey-by-luma", "in grey, as the luma 0.299 R + 0.587 G + 0.114 B", [19595, 38470, 7471],
        32768, 1
      ),
      ("red-alone", "in grey, its red channel alone", [65536, 0, 0], 0, 0),
      ("green-alone", "in grey, its green channel alone", [0, 65536, 0], 0, 0),
      ("blue-alone", "in grey, its blue channel alone", [0, 0, 65536], 0, 0),
    ]
    return rules.map { kind, description, weights, rounding, slack in
      var hypothesis = same
      hypothesis.kind = kind
      hypothesis.description = description
      hypothesis.grey = (weights, rounding)
      hypothesis.slack = slack
      return hypothesis
    }
  }

  private static func isGrey(_ image: Image) -> Bool {
    for pixel in 0..<(image.height * image.width) {
      let start = pixel * image.channels
      let red = image.pixels[start]
      if red != image.pixels[start + 1] || red != image.pixels[start + 2] { return false }
    }
    return true
  }

  // MARK: Brighter and darker

  /// second = gain · first + offset, by least squares over the samples that aren't cut off at 0 or
  /// 255.
  private static func scaled(_ same: DifferenceHypothesis, _ first: Image, _ second: Image)
    -> [DifferenceHypothesis]
  {
    var (count, a, b, aa, ab) = (0.0, 0.0, 0.0, 0.0, 0.0)
    let samples = second.hasAlpha ? second.channels - 1 : second.channels
    for index in second.pixels.indices where index % second.channels < samples {
      guard second.pixels[index] > 0, second.pixels[index] < 255 else { continue }
      let (one, two) = (Double(first.pixels[index]), Double(second.pixels[index]))
      count += 1
      a += one
      b += two
      aa += one * one
      ab += one * two
    }
    guard count > 0 else { return [] }
    var hypotheses: [DifferenceHypothesis] = []
    func add(_ kind: String, gain: Double, offset: Double, _ description: Message) {
      guard gain > 0.05 else { return }
      var hypothesis = same
      hypothesis.kind = kind
      hypothesis.description = description
      hypothesis.hint = "Was it scaled to the range 0…255, or cut off, in another way?"
      hypothesis.slack = 1
      hypothesis.values = tables(second) {
        UInt8(min(max((gain * Double($0) + offset).rounded(), 0), 255))
      }
      hypotheses.append(hypothesis)
    }
    let difference = ((b - a) / count).rounded()
    if difference != 0 {
      add(
        "offset", gain: 1, offset: difference,
        difference > 0
          ? "brighter by \(difference) everywhere" : "darker by \(-difference) everywhere")
    }
    if aa > 0 {
      add("scaled", gain: ab / aa, offset: 0, "multiplied by \(fixed(ab / aa, decimals: 3))")
    }
    let spread = count * aa - a * a
    if spread > 0 {
      let gain = (count * ab - a * b) / spread
      let offset = (b - gain * a) / count
      let sign = offset < 0 ? "−" : "+"
      add(
        "scaled", gain: gain, offset: offset,
        "as \(fixed(gain, decimals: 3)) · v \(sign) \(fixed(abs(offset), decimals: 1))")
    }
    return hypotheses
  }

  /// A function of a sample as a table for each channel; alpha stays what it is.
  private static func tables(_ image: Image, _ function: (Int) -> UInt8) -> [[UInt8]] {
    var result = [[UInt8]](repeating: (0..<256).map(function), count: image.channels)
    if image.hasAlpha { result[image.channels - 1] = (0..<256).map { UInt8($0) } }
    return result
  }
}
