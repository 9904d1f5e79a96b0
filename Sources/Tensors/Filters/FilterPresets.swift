// Filters that have names: edges, blurs, sharpening. Written for conv2D, which does not turn them.

/// A small filter with a name and one sentence on what it does.
public struct FilterPreset: Sendable, Equatable {
  /// The name, in lower case with hyphens: "sobel-x".
  public let name: String
  /// What it does, in one sentence.
  public let summary: String
  /// The numbers, (FH, FW).
  public let weights: Tensor

  /// The weights as `conv2D` takes it, one filter on one channel: (FH, FW, 1, 1).
  public var filter: Tensor { weights.reshaped(to: weights.shape + [1, 1]) }

  /// Finds a preset by its name; capitals, spaces and underscores don't matter.
  ///
  /// - Throws: `UnknownFilterError` with the names that come close.
  public static func named(_ name: String) throws(UnknownFilterError) -> FilterPreset {
    let wanted = normalised(name)
    guard let filter = all.first(where: { $0.name == wanted }) else {
      throw UnknownFilterError(name: name)
    }
    return filter
  }

  /// The known names that a wrong one may have meant, nearest first, at most three.
  public static func names(closeTo name: String) -> [String] {
    // No name is longer; the rest of a longer text can't bring it closer.
    let wanted = String(normalised(name).prefix(40))
    guard !wanted.isEmpty else { return [] }
    let ranked = all.map { filter in
      (
        name: filter.name, distance: distance(wanted, filter.name),
        isBeginning: filter.name.hasPrefix(wanted)
      )
    }
    return
      ranked
      .filter { $0.isBeginning || $0.distance <= max(2, $0.name.count / 3) }
      .sorted { ($0.isBeginning ? 0 : 1, $0.distance) < ($1.isBeginning ? 0 : 1, $1.distance) }
      .prefix(3).map(\.name)
  }

  /// The distance to a name, or to its first word: "gausian" is close to "gaussian-blur".
  private static func distance(_ wanted: String, _ name: String) -> Int {
    let firstWord = String(name.prefix { $0 != "-" })
    let toWord = firstWord.count > 3 ? editDistance(wanted, firstWord) + 1 : Int.max
    return min(editDistance(wanted, name), toWord)
  }

  private static func normalised(_ name: String) -> String {
    String(name.lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 })
  }

  /// Every preset, in the order they are listed to people.
  public static let all = [
    FilterPreset(
      name: "identity", summary: "Leaves the picture as it is.",
      weights: Tensor([[0, 0, 0], [0, 1, 0], [0, 0, 0]])),
    FilterPreset(
      name: "vertical-edge",
      summary: "Answers where brightness rises from left to right; the filter of the edge lesson.",
      weights: Tensor([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])),
    FilterPreset(
      name: "horizontal-edge", summary: "Answers where brightness rises from top to bottom.",
      weights: Tensor([[-1, -1, -1], [0, 0, 0], [1, 1, 1]])),
    FilterPreset(
      name: "sobel-x",
      summary: "The slope from left to right, the middle row counting twice.",
      weights: Tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])),
    FilterPreset(
      name: "sobel-y",
      summary: "The slope from top to bottom, the middle column counting twice.",
      weights: Tensor([[-1, -2, -1], [0, 0, 0], [1, 2, 1]])),
    FilterPreset(
      name: "prewitt-x",
      summary: "The slope from left to right, all rows counting alike; the same as vertical-edge.",
      weights: Tensor([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])),
    FilterPreset(
      name: "prewitt-y",
      summary: "The slope from top to bottom, all columns counting alike; as horizontal-edge.",
      weights: Tensor([[-1, -1, -1], [0, 0, 0], [1, 1, 1]])),
    FilterPreset(
      name: "scharr-x",
      summary: "The slope from left to right, weighted so that its direction comes out truer.",
      weights: Tensor([[-3, 0, 3], [-10, 0, 10], [-3, 0, 3]])),
    FilterPreset(
      name: "scharr-y",
      summary: "The slope from top to bottom, weighted so that its direction comes out truer.",
      weights: Tensor([[-3, -10, -3], [0, 0, 0], [3, 10, 3]])),
    FilterPreset(
      name: "laplacian",
      summary: "Answers where a pixel differs from the mean of its four neighbours.",
      weights: Tensor([[0, 1, 0], [1, -4, 1], [0, 1, 0]])),
    FilterPreset(
      name: "sharpen", summary: "The picture minus its Laplacian: edges stand out.",
      weights: Tensor([[0, -1, 0], [-1, 5, -1], [0, -1, 0]])),
    FilterPreset(
      name: "box-blur", summary: "The mean of nine pixels.",
      weights: Tensor(shape: [3, 3], repeating: 1) / 9),
    FilterPreset(
      name: "gaussian-blur", summary: "A mean of nine pixels in which the middle counts most.",
      weights: binomial([1, 2, 1])),
    FilterPreset(
      name: "gaussian-blur-5", summary: "A wider, softer blur over 25 pixels.",
      weights: binomial([1, 4, 6, 4, 1])),
    FilterPreset(
      name: "emboss", summary: "Lights the picture like a relief, from the upper left.",
      weights: Tensor([[-2, -1, 0], [-1, 1, 1], [0, 1, 2]])),
  ]

  /// A row of Pascal's triangle times itself, summing to 1: the usual stand-in for a Gaussian.
  private static func binomial(_ row: [Float]) -> Tensor {
    let plane = matmul(Tensor(row).reshaped(-1, 1), Tensor(row).reshaped(1, -1))
    return plane / plane.sum()
  }
}

/// A filter was asked for by a name there is not.
public struct UnknownFilterError: Error, Equatable, CustomStringConvertible {
  /// The name asked for.
  public let name: String

  /// What was asked for, what it may have meant, or else what there is.
  public var description: String {
    let close = FilterPreset.names(closeTo: name)
    let shown = name.count > 40 ? name.prefix(40) + "…" : name[...]
    return "no filter is called \"\(shown)\"; "
      + (close.isEmpty
        ? "there are " + FilterPreset.all.map(\.name).joined(separator: ", ")
        : "did you mean " + close.joined(separator: " or ") + "?")
  }
}
