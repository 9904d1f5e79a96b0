// Formats a comparison as text, as `convbook compare` prints it.

import Formatting

extension ImageComparison {
  /// The comparison as lines of text, the verdict first.
  public var lines: [Message] {
    var lines = [verdict]
    lines.append("  size        \(sizeText)")
    lines += notes.map { "              \($0)" }
    let (differing, all, share) = (differingPixels, totalPixels, percentageText)
    lines.append(
      tolerance > 0
        ? "  differing   \(differing) of \(all) pixels (\(share) %), by more than \(tolerance)"
        : "  differing   \(differing) of \(all) pixels (\(share) %)")
    if let box = boundingBox {
      lines.append(
        "              in rows \(box.y)…\(box.y + box.height - 1), columns "
          + "\(box.x)…\(box.x + box.width - 1)")
    }
    if let place = largestPlace {
      lines.append(
        "  largest     \(largestDifference) of 255, at row \(place.y), column \(place.x), "
          + "\(channelName(place.channel)): \(place.first) → \(place.second)")
    }
    if structuralSimilarity != nil {
      let signal = peakSignalToNoise.map { Message("\(fixed($0, decimals: 2)) dB") }
      lines.append(
        "  mean        \(fixed(meanDifference, decimals: 4))   "
          + "RMS \(fixed(rootMeanSquare, decimals: 4))   PSNR \(signal ?? "infinite")   "
          + "SSIM \(structuralSimilarity.map { fixed($0, decimals: 5) } ?? "–")")
    }
    if let explanation { lines.append("  likely      \(explanation.sentence)") }
    return lines
  }

  /// How many of the pixels differ, 0…100.
  public var percentage: Double {
    totalPixels > 0 ? 100 * Double(differingPixels) / Double(totalPixels) : 0
  }

  private var verdict: Message {
    guard isMatch else { return "The pictures differ." }
    guard largestDifference > 0 else {
      return firstSize == secondSize
        ? "The pictures are equal."
        : "The pictures have equal pixels, though not the same number of channels."
    }
    return "The pictures agree within \(tolerance)."
  }

  private var sizeText: Message {
    func words(_ size: Size) -> Message {
      let channels: [Message] = ["grey", "grey and alpha", "RGB", "RGBA"]
      return "\(size.width) × \(size.height), \(channels[size.channels - 1])"
    }
    return firstSize == secondSize
      ? "both \(words(firstSize))" : "first \(words(firstSize)); second \(words(secondSize))"
  }

  /// Never 0 or 100 unless it is all or nothing.
  private var percentageText: String {
    if differingPixels == 0 { return "0" }
    if differingPixels == totalPixels { return "100" }
    return fixed(min(max(percentage, 0.001), 99.999), decimals: 3)
  }

  private func channelName(_ channel: Int) -> Message {
    let names: [Message] =
      first.channels < 3 ? ["grey", "alpha"] : ["red", "green", "blue", "alpha"]
    return names[channel]
  }
}
