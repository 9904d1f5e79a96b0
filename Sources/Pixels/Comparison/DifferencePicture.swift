// Draws where and how two pictures differ.

import Formatting

/// A picture of the differences, with its scale and legend.
public struct DifferencePicture: Sendable {
  /// 3 channels, as high and wide as the larger of both.
  public let image: Image
  /// The factor by which differences were multiplied to be seen.
  public let gain: Int
  /// A sentence that explains the colours.
  public let legend: Message
}

extension ImageComparison {
  /// Draws where and how the pictures differ.
  ///
  /// - Equal pixels (up to the tolerance) are the first picture in faint grey.
  /// - Where the second is brighter pixels are red, where it is darker blue, where it is neither
  ///   (the colour changed) violet; the stronger, the larger the largest difference of their
  ///   channels times the gain. Even the smallest is clearly not grey.
  /// - What only the first picture has is striped green, what only the second has is striped
  ///   orange.
  ///
  /// - Parameter gain: chosen so that the largest difference just gets the full colour, unless
  ///   given.
  public func differencePicture(gain: Int? = nil) -> DifferencePicture {
    let factor = max(1, gain ?? 255 / max(largestDifference, 1))
    var image = Image(
      height: max(first.height, second.height), width: max(first.width, second.width),
      channels: 3, filledWith: .white)
    for y in 0..<image.height {
      for x in 0..<image.width {
        let inFirst = y < first.height && x < first.width
        let inSecond = y < second.height && x < second.width
        let colour: (Double, Double, Double)
        switch (inFirst, inSecond) {
        case (true, true): colour = shown(y, x, gain: Double(factor))
        case (true, false): colour = (x + y) % 8 < 4 ? (34, 139, 64) : (214, 238, 218)
        case (false, true): colour = (x + y) % 8 < 4 ? (235, 122, 12) : (253, 230, 206)
        case (false, false): colour = (255, 255, 255)
        }
        image[y, x, 0] = UInt8(colour.0)
        image[y, x, 1] = UInt8(colour.1)
        image[y, x, 2] = UInt8(colour.2)
      }
    }
    let isSameSize = first.height == second.height && first.width == second.width
    let legend: Message =
      isSameSize
      ? "Differences × \(factor): red where the second is brighter, blue where it is darker, "
        + "violet where only the colour changed."
      : "Differences × \(factor): red where the second is brighter, blue where it is darker, "
        + "violet where only the colour changed; green stripes: only in the first, orange "
        + "stripes: only in the second."
    return DifferencePicture(image: image, gain: factor, legend: legend)
  }

  private func shown(_ y: Int, _ x: Int, gain: Double) -> (Double, Double, Double) {
    var largest = 0
    var sum = 0
    for channel in 0..<first.channels {
      let difference = Int(second[y, x, channel]) - Int(first[y, x, channel])
      largest = max(largest, abs(difference))
      sum += difference
    }
    let luma =
      first.channels < 3
      ? first[y, x, 0] : luma601(first[y, x, 0], first[y, x, 1], first[y, x, 2])
    let faint = 255 - (255 - Double(luma)) * 0.2
    guard largest > tolerance else { return (faint, faint, faint) }
    let strength = 0.4 + 0.6 * min(Double(largest) * gain / 255, 1)
    // A change of hue leaves the sum of the channels nearly as it was.
    let target: (Double, Double, Double)
    if 4 * abs(sum) < largest {
      target = (140, 20, 170)
    } else {
      target = sum > 0 ? (210, 0, 20) : (0, 60, 220)
    }
    func mix(_ end: Double) -> Double { (faint + (end - faint) * strength).rounded() }
    return (mix(target.0), mix(target.1), mix(target.2))
  }
}
