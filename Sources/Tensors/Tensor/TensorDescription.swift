// How a tensor prints: small ones in full, columns aligned; large ones as a summary.

extension Tensor: CustomStringConvertible {
  /// The tensor as text: small ones in full, with aligned columns; larger ones as shape and range.
  ///
  ///     [[15, 16],
  ///      [ 6, 15]]
  ///
  /// A tensor of more than two axes is headed by its shape and printed without the axes of length
  /// 1. Numbers are rounded to four places; `scalars` has them in full.
  public var description: String {
    if rank == 0 { return format(scalars)[0] }
    let drawn = rank <= 2 ? self : squeezed
    let heading = rank <= 2 ? "" : "\(describe(shape))\n"
    guard count > 0, count <= 256, (drawn.shape.last ?? 1) <= 20, drawn.rank <= 4 else {
      return summary
    }
    return heading + drawn.nested(format(scalars)[...], indent: 1)
  }

  private var summary: String {
    guard count > 0 else { return "\(describe(shape)), no numbers" }
    let found = format([min(), max(), mean()]).map { $0.drop { $0 == " " } }
    return "\(describe(shape)), \(plural(count, "number")): "
      + "min \(found[0]), max \(found[1]), mean \(found[2])"
  }

  /// Brackets around the texts of all numbers, one row of the last axis a line.
  private func nested(_ texts: ArraySlice<String>, indent: Int) -> String {
    guard rank > 0 else { return texts.first ?? "" }
    guard rank > 1 else { return "[" + texts.joined(separator: ", ") + "]" }
    let part = Tensor(shape: Array(shape.dropFirst()), repeating: 0)
    let lines = (0..<shape[0]).map { index in
      let start = texts.startIndex + index * part.count
      return part.nested(texts[start..<start + part.count], indent: indent + 1)
    }
    // An empty line between the planes of three axes and more.
    let lineBreak = "," + String(repeating: "\n", count: rank - 1)
    let margin = String(repeating: " ", count: indent)
    return "[" + lines.joined(separator: lineBreak + margin) + "]"
  }
}

/// Numbers as texts of equal length: the fewest places, at most four, that show them all.
private func format(_ values: [Float]) -> [String] {
  let finite = values.filter(\.isFinite)
  let largest = finite.map { abs($0) }.max() ?? 0
  let smallest = finite.filter { $0 != 0 }.map { abs($0) }.min() ?? 1
  let texts: [String]
  if largest >= 1e9 || smallest < 1e-4 && largest < 1e-1 {
    // Too large or too small for fixed places.
    texts = values.map { "\($0)" }
  } else {
    let places = (0..<4).first { places in finite.allSatisfy { isRound($0, places: places) } } ?? 4
    texts = values.map { fixed(Double($0), decimals: places, minus: "-") }
  }
  let width = texts.map(\.count).max() ?? 0
  return texts.map { $0.padded(to: width, .right) }
}

/// Whether a number is shown in full by so many decimal places, up to Float's own rounding.
private func isRound(_ value: Float, places: Int) -> Bool {
  let scaled = Double(value) * Double(powerOfTen(places))
  return abs(scaled - scaled.rounded()) <= abs(scaled) * 1e-6
}

private func powerOfTen(_ exponent: Int) -> Int {
  (0..<exponent).reduce(1) { power, _ in power * 10 }
}
