// Formats a comparison as text, as `convbook compare` prints it.

import Formatting

extension ImageComparison {
  /// The comparison as lines of text, the verdict first.
  public var lines: [String] {
    var lines = [verdict]
    lines.append(row("size", sizeText))
    lines += notes.map { row("", $0) }
    lines.append(
      row(
        "differing",
        "\(grouped(differingPixels)) of \(grouped(totalPixels)) pixels (\(percentageText) %)"
          + (tolerance > 0 ? ", by more than \(tolerance)" : "")))
    if let box = boundingBox {
      lines.append(
        row(
          "",
          "in rows \(box.y)…\(box.y + box.height - 1), columns \(box.x)…\(box.x + box.width - 1)"))
    }
    if let place = largestPlace {
      lines.append(
        row(
          "largest",
          "\(largestDifference) of 255, at row \(place.y), column \(place.x), "
            + "\(channelName(place.channel)): \(place.first) → \(place.second)"))
    }
    if structuralSimilarity != nil {
      lines.append(
        row(
          "mean",
          "\(fixed(meanDifference, decimals: 4))   "
            + "RMS \(fixed(rootMeanSquare, decimals: 4))   PSNR "
            + (peakSignalToNoise.map { fixed($0, decimals: 2) + " dB" } ?? "infinite")
            + "   SSIM \(structuralSimilarity.map { fixed($0, decimals: 5) } ?? "–")"))
    }
    if let explanation { lines.append(row("likely", explanation.sentence)) }
    return lines
  }

  /// How many of the pixels differ, 0…100.
  public var percentage: Double {
    totalPixels > 0 ? 100 * Double(differingPixels) / Double(totalPixels) : 0
  }

  private var verdict: String {
    guard isMatch else { return "The pictures differ." }
    guard largestDifference > 0 else {
      return firstSize == secondSize
        ? "The pictures are equal."
        : "The pictures have equal pixels, though not the same number of channels."
    }
    return "The pictures agree within \(tolerance)."
  }

  private var sizeText: String {
    func text(_ size: Size) -> String {
      "\(size.width) × \(size.height), "
        + ["grey", "grey and alpha", "RGB", "RGBA"][size.channels - 1]
    }
    return firstSize == secondSize
      ? "both \(text(firstSize))" : "first \(text(firstSize)); second \(text(secondSize))"
  }

  /// Never 0 or 100 unless it is all or nothing.
  private var percentageText: String {
    if differingPixels == 0 { return "0" }
    if differingPixels == totalPixels { return "100" }
    return fixed(min(max(percentage, 0.001), 99.999), decimals: 3)
  }

  private func channelName(_ channel: Int) -> String {
    let names =
      first.channels < 3 ? ["grey", "alpha"] : ["red", "green", "blue", "alpha"]
    return names[channel]
  }

  private func row(_ label: String, _ text: String) -> String {
    "  " + label.padded(to: 12) + text
  }
}
