// Parses numbers, lists of numbers and paddings from arguments, with messages for invalid ones. No
// input traps.

import LessonKit

/// Parses whole numbers.
enum NumberParsing {
  /// The strides, windows, dilations, paddings and numbers of filters that are taken: no sum or
  /// product of them overflows for any picture.
  static let strides = 1...1_000_000
  static let windows = 1...1_000_000
  static let dilations = 1...1_000_000
  static let paddings = 0...1_000_000
  static let filterCounts = 1...1_000_000

  /// Parses a whole number.
  ///
  /// - Parameters:
  ///   - what: its name in the error message, "the stride".
  ///   - range: the numbers that are taken.
  ///   - why: why there are no smaller ones.
  static func whole(
    _ text: some StringProtocol, _ what: Message, in range: ClosedRange<Int>, _ why: Message? = nil
  ) throws(CommandError) -> Int {
    let word = text.trimmingCharacters(in: .whitespaces)
    let digits = word.drop { $0 == "-" || $0 == "+" || $0 == "−" }
    guard !digits.isEmpty, digits.allSatisfy({ ("0"..."9").contains($0) }),
      word.count - digits.count < 2
    else {
      throw CommandError(.usage, "\(what) is “\(word.prefix(40))”, which is not a whole number.")
    }
    let isNegative = word.hasPrefix("-") || word.hasPrefix("−")
    // Only a number with too many digits fails here.
    let value = Int(digits).map { isNegative ? -$0 : $0 } ?? (isNegative ? Int.min : Int.max)
    guard value >= range.lowerBound else {
      let (given, least) = (word.prefix(40), range.lowerBound)
      throw CommandError(
        .usage,
        why.map { "\(what) is \(given), it must be at least \(least): \($0)." }
          ?? "\(what) is \(given), it must be at least \(least).")
    }
    guard value <= range.upperBound else {
      throw CommandError(
        .usage,
        "\(what) is \(word.prefix(40)), more than the largest that is taken, "
          + "\(Count(range.upperBound)).")
    }
    return value
  }

  /// Splits numbers at commas, spaces or x: "3", "3x5", "(32, 32, 3)".
  static func list(_ text: String) -> [String] {
    let inside = text.trimmingCharacters(in: .whitespaces).drop { "([".contains($0) }
    let bare = String(inside.reversed().drop { ")]".contains($0) }.reversed())
    let separators = ",xX×*"
    guard bare.contains(where: separators.contains) else {
      let words = bare.split(whereSeparator: \.isWhitespace).map(String.init)
      return words.isEmpty ? [""] : words
    }
    // Empty pieces are kept, since a number is missing there.
    return bare.split(omittingEmptySubsequences: false, whereSeparator: separators.contains)
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// Parses one number for height and width, or one each: "3", "3x5".
  static func pair(
    _ text: String, _ what: Message, in range: ClosedRange<Int>, _ why: Message
  ) throws(CommandError) -> [Int] {
    let words = list(text)
    guard words.count <= 2 else {
      throw CommandError(
        .usage, "\(what) has \(words.count) numbers: give one, or height and width as 3x5.")
    }
    var values: [Int] = []
    for word in words { values.append(try whole(word, what, in: range, why)) }
    return values.count == 1 ? [values[0], values[0]] : values
  }

  static func stride(_ text: String) throws(CommandError) -> [Int] {
    try pair(text, "the stride", in: strides, "the window must move")
  }
  static func dilation(_ text: String) throws(CommandError) -> [Int] {
    try pair(text, "the dilation", in: dilations, "1 is a window without gaps")
  }
  static func window(_ text: String) throws(CommandError) -> [Int] {
    try pair(text, "the window", in: windows, "a window holds at least one number")
  }
  static func filterCount(_ text: String) throws(CommandError) -> Int {
    try whole(text, "the number of filters", in: filterCounts, "each filter makes one channel")
  }

  /// Parses a padding: valid, same, a number for all edges, or top,bottom,left,right.
  static func padding(_ text: String) throws(CommandError) -> Padding {
    switch text.trimmingCharacters(in: .whitespaces).lowercased() {
    case "valid": return .valid
    case "same": return .same
    default: break
    }
    let words = list(text)
    if words.count == 1, !words[0].contains(where: { $0.isASCII && $0.isNumber }) {
      throw CommandError(
        .usage,
        Suggestions.question(
          for: words[0], in: ["valid", "same"],
          after: "the padding is “\(text.prefix(40))”: it is valid, same, a number, or "
            + "top,bottom,left,right."))
    }
    var amounts: [Int] = []
    for word in words { amounts.append(try whole(word, "the padding", in: paddings)) }
    switch amounts.count {
    case 1: return .explicit(amounts[0])
    case 4:
      return .explicit(
        top: amounts[0], bottom: amounts[1], left: amounts[2], right: amounts[3])
    default:
      throw CommandError(
        .usage,
        "the padding has \(amounts.count) numbers: give one for every edge, or four: "
          + "top,bottom,left,right.")
    }
  }

  /// Says how a text was read whose commas look like those of decimals: "0,5", "0,1 0,8; 0,1 0,8".
  ///
  /// - Returns: nil when a comma can only separate numbers: with a space beside it, or when there
  ///   are more.
  static func decimalCommaHint(_ text: String) -> Message? {
    let words = text.split { $0.isWhitespace || $0 == ";" }
    guard !words.isEmpty, words.allSatisfy({ $0.wholeMatch(of: /[-+−]?\d+,\d+/) != nil }),
      words.contains(where: { $0.contains(/^[-+−]?0,/) || $0.contains(/,0?5$/) })
    else { return nil }
    let point = words[0].replacing(",", with: ".")
    return "A comma separates numbers: \(words[0]) was read as two. If a decimal was meant, write "
      + "\(point)."
  }

  /// Parses a shape: 32x32x3 or (32, 32, 3), optionally with a batch size or without channels.
  ///
  /// - Returns: (N, H, W, C).
  static func shape(_ text: String) throws(CommandError) -> [Int] {
    let words = list(text)
    guard (2...4).contains(words.count) else {
      let (given, count) = (text.prefix(60), words.count)
      let size: Message =
        "a size is height x width x channels, as 32x32x3, the batch before it if there is one."
      throw CommandError(
        .usage,
        Message(
          count, "“\(given)” has \(count) number: \(size)",
          "“\(given)” has \(count) numbers: \(size)"))
    }
    let names: [Message] =
      switch words.count {
      case 2: ["the height", "the width"]
      case 3: ["the height", "the width", "the number of channels"]
      default: ["the batch", "the height", "the width", "the number of channels"]
      }
    var shape: [Int] = []
    for (word, name) in zip(words, names) {
      shape.append(try whole(word, name, in: 1...WindowGeometry.largest))
    }
    if words.count == 2 { shape.append(1) }
    return words.count == 4 ? shape : [1] + shape
  }
}
