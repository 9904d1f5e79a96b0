// Filters that have names: edges, blurs, sharpening. Written for conv2D, which does not turn them.

/// A small filter with a name and one sentence on what it does.
public struct NamedKernel: Sendable, Equatable {
  /// The name, in lower case with hyphens: "sobel-x".
  public let name: String
  /// What it does, in one sentence.
  public let summary: String
  /// The numbers, (FH, FW).
  public let kernel: Tensor

  /// The kernel as `conv2D` takes it, one filter on one channel: (FH, FW, 1, 1).
  public var filter: Tensor { kernel.reshaped(to: kernel.shape + [1, 1]) }

  /// Finds a kernel by its name; capitals, spaces and underscores don't matter.
  ///
  /// - Throws: `UnknownKernelError` with the names that come close.
  public static func named(_ name: String) throws(UnknownKernelError) -> NamedKernel {
    let wanted = normalised(name)
    guard let kernel = all.first(where: { $0.name == wanted }) else {
      throw UnknownKernelError(name: name)
    }
    return kernel
  }

  /// The known names that a wrong one may have meant, nearest first, at most three.
  public static func names(closeTo name: String) -> [String] {
    // No name is longer; the rest of a longer text can't bring it closer.
    let wanted = String(normalised(name).prefix(40))
    guard !wanted.isEmpty else { return [] }
    let ranked = all.map { kernel in
      (
        name: kernel.name, distance: distance(wanted, kernel.name),
        isBeginning: kernel.name.hasPrefix(wanted)
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

  /// Every named kernel, in the order they are listed to people.
  public static let all = [
    NamedKernel(
      name: "identity", summary: "Leaves the picture as it is.",
      kernel: Tensor([[0, 0, 0], [0, 1, 0], [0, 0, 0]])),
    NamedKernel(
      name: "vertical-edge",
      summary: "Answers where brightness rises from left to right; the filter of the edge lesson.",
      kernel: Tensor([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])),
    NamedKernel(
      name: "horizontal-edge", summary: "Answers where brightness rises from top to bottom.",
      kernel: Tensor([[-1, -1, -1], [0, 0, 0], [1, 1, 1]])),
    NamedKernel(
      name: "sobel-x",
      summary: "The slope from left to right, the middle row counting twice.",
      kernel: Tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])),
    NamedKernel(
      name: "sobel-y",
      summary: "The slope from top to bottom, the middle column counting twice.",
      kernel: Tensor([[-1, -2, -1], [0, 0, 0], [1, 2, 1]])),
    NamedKernel(
      name: "prewitt-x",
      summary: "The slope from left to right, all rows counting alike; the same as vertical-edge.",
      kernel: Tensor([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])),
    NamedKernel(
      name: "prewitt-y",
      summary: "The slope from top to bottom, all columns counting alike; as horizontal-edge.",
      kernel: Tensor([[-1, -1, -1], [0, 0, 0], [1, 1, 1]])),
    NamedKernel(
      name: "scharr-x",
      summary: "The slope from left to right, weighted so that its direction comes out truer.",
      kernel: Tensor([[-3, 0, 3], [-10, 0, 10], [-3, 0, 3]])),
    NamedKernel(
      name: "scharr-y",
      summary: "The slope from top to bottom, weighted so that its direction comes out truer.",
      kernel: Tensor([[-3, -10, -3], [0, 0, 0], [3, 10, 3]])),
    NamedKernel(
      name: "laplacian",
      summary: "Answers where a pixel differs from the mean of its four neighbours.",
      kernel: Tensor([[0, 1, 0], [1, -4, 1], [0, 1, 0]])),
    NamedKernel(
      name: "sharpen", summary: "The picture minus its Laplacian: edges stand out.",
      kernel: Tensor([[0, -1, 0], [-1, 5, -1], [0, -1, 0]])),
    NamedKernel(
      name: "box-blur", summary: "The mean of nine pixels.",
      kernel: Tensor(shape: [3, 3], repeating: 1) / 9),
    NamedKernel(
      name: "gaussian-blur", summary: "A mean of nine pixels in which the middle counts most.",
      kernel: binomial([1, 2, 1])),
    NamedKernel(
      name: "gaussian-blur-5", summary: "A wider, softer blur over 25 pixels.",
      kernel: binomial([1, 4, 6, 4, 1])),
    NamedKernel(
      name: "emboss", summary: "Lights the picture like a relief, from the upper left.",
      kernel: Tensor([[-2, -1, 0], [-1, 1, 1], [0, 1, 2]])),
  ]

  /// A row of Pascal's triangle times itself, summing to 1: the usual stand-in for a Gaussian.
  private static func binomial(_ row: [Float]) -> Tensor {
    let plane = matmul(Tensor(row).reshaped(-1, 1), Tensor(row).reshaped(1, -1))
    return plane / plane.sum()
  }
}

/// A kernel was asked for by a name there is not.
public struct UnknownKernelError: Error, Equatable, CustomStringConvertible {
  /// The name asked for.
  public let name: String

  /// What was asked for, what it may have meant, or else what there is.
  public var description: String {
    let close = NamedKernel.names(closeTo: name)
    let shown = name.count > 40 ? name.prefix(40) + "…" : name[...]
    return "no kernel is called \"\(shown)\"; "
      + (close.isEmpty
        ? "there are " + NamedKernel.all.map(\.name).joined(separator: ", ")
        : "did you mean " + close.joined(separator: " or ") + "?")
  }
}
