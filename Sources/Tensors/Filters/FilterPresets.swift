// Named filters for edges, blur and sharpening. They are for conv2D, which does not rotate them.

/// A named filter with a summary.
public struct FilterPreset: Sendable, Equatable {
  /// The name, in lower case with hyphens: "sobel-x".
  public let name: String
  /// One sentence on its effect.
  public let summary: Message
  /// The weights, (FH, FW).
  public let weights: Tensor

  /// The weights in the shape that `conv2D` takes, one filter on one channel: (FH, FW, 1, 1).
  public var filter: Tensor { weights.reshaped(to: weights.shape + [1, 1]) }

  /// Finds a preset by name, ignoring case; spaces and underscores count as hyphens.
  ///
  /// - Throws: `UnknownFilterError`, which suggests similar names.
  public static func named(_ name: String) throws(UnknownFilterError) -> FilterPreset {
    let wanted = normalised(name)
    guard let filter = all.first(where: { $0.name == wanted }) else {
      throw UnknownFilterError(name: name)
    }
    return filter
  }

  /// Returns the names most similar to a wrong one, nearest first, at most three.
  public static func names(closeTo name: String) -> [String] {
    // All names are shorter than 40 characters.
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

  /// Computes the edit distance to a name or to its first word: "gausian" is close to
  /// "gaussian-blur".
  private static func distance(_ wanted: String, _ name: String) -> Int {
    let firstWord = String(name.prefix { $0 != "-" })
    let toWord = firstWord.count > 3 ? editDistance(wanted, firstWord) + 1 : Int.max
    return min(editDistance(wanted, name), toWord)
  }

  private static func normalised(_ name: String) -> String {
    String(name.lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 })
  }

  /// All presets, in the order of lists.
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

  /// Makes a binomial filter, the outer product of a row with itself, normalized to a sum of 1. It
  /// approximates a Gaussian.
  private static func binomial(_ row: [Float]) -> Tensor {
    let plane = matmul(Tensor(row).reshaped(-1, 1), Tensor(row).reshaped(1, -1))
    return plane / plane.sum()
  }
}

/// There is no filter of this name.
public struct UnknownFilterError: Error, Equatable, CustomStringConvertible {
  /// The unknown name.
  public let name: String

  /// The unknown name, and similar or else all known names.
  public var description: String {
    let close = FilterPreset.names(closeTo: name)
    let shown = name.count > 40 ? name.prefix(40) + "…" : name[...]
    let all = FilterPreset.all.map(\.name).joined(separator: ", ")
    return switch close.count {
    case 0: text("no filter is called \"\(shown)\"; there are \(all)")
    case 1: text("no filter is called \"\(shown)\"; did you mean \(close[0])?")
    case 2: text("no filter is called \"\(shown)\"; did you mean \(close[0]) or \(close[1])?")
    default:
      text(
        "no filter is called \"\(shown)\"; did you mean \(close[0]) or \(close[1]) or "
          + "\(close[2])?")
    }
  }
}
