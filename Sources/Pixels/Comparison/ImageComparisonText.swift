// Formats a comparison as text, as `convbook compare` prints it.

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
          "\(decimal(meanDifference, 4))   RMS \(decimal(rootMeanSquare, 4))   PSNR "
            + (peakSignalToNoise.map { decimal($0, 2) + " dB" } ?? "infinite")
            + "   SSIM \(structuralSimilarity.map { decimal($0, 5) } ?? "–")"))
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
    return decimal(min(max(percentage, 0.001), 99.999), 3)
  }

  private func channelName(_ channel: Int) -> String {
    let names =
      first.channels < 3 ? ["grey", "alpha"] : ["red", "green", "blue", "alpha"]
    return names[channel]
  }

  private func row(_ label: String, _ text: String) -> String {
    "  " + label + String(repeating: " ", count: max(1, 12 - label.count)) + text
  }
}

/// A number with so many decimals, rounded half away from zero.
func decimal(_ value: Double, _ places: Int) -> String {
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  let scaled = (abs(value) * scale).rounded()
  guard scaled < 1e15 else { return "\(value)" }
  let digits = String(Int(scaled))
  let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
  let sign = value < 0 && scaled > 0 ? "−" : ""
  guard places > 0 else { return sign + padded }
  return sign + padded.dropLast(places) + "." + padded.suffix(places)
}

/// 1234567 as 1,234,567.
func grouped(_ value: Int) -> String {
  var groups: [String] = []
  var digits = Substring(String(value))
  while digits.count > 3 {
    groups.insert(String(digits.suffix(3)), at: 0)
    digits = digits.dropLast(3)
  }
  return ([String(digits)] + groups).joined(separator: ",")
}
