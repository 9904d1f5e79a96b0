// Explains the difference of two pictures: mirrored, rotated, shifted, channels swapped, inverted,
// brighter, with a border. Each hypothesis is tested, and the one that explains the second picture
// is named.

import Formatting

/// Explains how the second picture comes from the first.
public struct DifferenceExplanation: Hashable, Sendable, Encodable {
  /// A keyword for programs: flipped-left-right, shifted, channels-swapped, inverted, scaled,
  /// bordered…
  public let kind: String
  /// A sentence for readers, with the usual cause.
  public let sentence: Message
  /// Whether nothing is left that exceeds the tolerance.
  public let isExact: Bool
  /// The mean absolute difference that is left, in 8-bit steps.
  public let meanResidual: Double
  /// How many pixels of the second picture have no counterpart, as at the edge after a shift.
  public let unmatchedPixels: Int
}

extension DifferenceExplanation {
  /// Tests all hypotheses; nil if none explains the second picture.
  ///
  /// A hypothesis has to explain more than it leaves: the difference that remains, with that of
  /// pixels without a counterpart in one of the pictures, must be less than half of the difference
  /// without it. What remains must also be within the tolerance everywhere, or on average 20 times
  /// smaller than the pictures' difference (or, where sizes differ, than the second picture's own
  /// variation). The first exact one is taken, else the one that leaves least. Two shifts or
  /// borders that fit equally well can't be told apart: none is named.
  init?(from first: Image, to second: Image, tolerance: Int) {
    let unchanged = DifferenceHypothesis.unchanged(first, second)
    let whole = unchanged?.residual(first, second, limit: .infinity)
    // A picture of one colour would leave as much as the variation.
    let bound = min(whole?.mean ?? .infinity, variation(of: second)) / 20
    var best: (hypothesis: DifferenceHypothesis, residual: Residual)?
    var isSettled = false
    var isAmbiguous = false
    for hypothesis in DifferenceHypothesis.all(first, second) {
      if isSettled, best?.hypothesis.hasRival(hypothesis) != true { continue }
      let residual = hypothesis.residual(
        first, second, limit: max(bound, Double(max(tolerance, hypothesis.slack))))
      let isRounding = residual.largest <= hypothesis.slack && residual.mean <= bound
      let isExact = residual.largest <= tolerance || isRounding
      guard isExact || residual.mean <= bound else { continue }
      if let whole, let unchanged {
        let matched = unchanged.within(hypothesis, second).residual(first, second, limit: .infinity)
        guard 2 * (residual.total + whole.total - matched.total) < whole.total else { continue }
      } else if !hypothesis.isEvident(second) {
        continue
      }
      if let best, best.hypothesis.hasRival(hypothesis), residual.mean == best.residual.mean {
        isAmbiguous = true
      } else if residual.mean < best?.residual.mean ?? .infinity {
        best = (hypothesis, residual)
        isAmbiguous = false
      }
      isSettled = isSettled || isExact
    }
    guard let (hypothesis, residual) = best, !isAmbiguous else { return nil }
    kind = hypothesis.kind
    meanResidual = residual.mean
    isExact = residual.largest <= tolerance
    unmatchedPixels =
      second.height * second.width - hypothesis.rows.count * hypothesis.columns.count
    let (change, left) = (hypothesis.description, fixed(residual.mean, decimals: 2))
    let statement: Message =
      isExact
      ? "The second picture is the first, \(change)."
      : "The second picture is the first, \(change) (up to \(left) steps on average)."
    sentence = [statement, hypothesis.hint].compactMap(\.self).joined(separator: " ")
  }
}

/// The mean absolute deviation of a picture's samples from their channel's mean.
private func variation(of image: Image) -> Double {
  let count = image.height * image.width
  guard count > 0 else { return 0 }
  var sums = [Int](repeating: 0, count: image.channels)
  for (index, sample) in image.pixels.enumerated() { sums[index % image.channels] += Int(sample) }
  let means = sums.map { Double($0) / Double(count) }
  var total = 0.0
  for (index, sample) in image.pixels.enumerated() {
    total += abs(Double(sample) - means[index % image.channels])
  }
  return total / Double(image.pixels.count)
}

/// The difference that a hypothesis leaves, in 8-bit steps.
struct Residual {
  var largest = 0
  var mean = 0.0
  var total = 0.0
}

/// A rule that predicts the second picture from the first.
///
/// Pixel (y, x) of the second is pixel number `start + y · perRow + x · perColumn` of the first,
/// for the rows and columns given; its channel c is channel `order[c]` there, looked up in
/// `values[c]`.
struct DifferenceHypothesis {
  var kind: String
  var description: Message
  var hint: Message?
  var rows: Range<Int>
  var columns: Range<Int>
  var start: Int
  var perRow: Int
  var perColumn: Int
  var order: [Int]
  var values: [[UInt8]]?
  /// Grey from colour: weights of red, green and blue in 65536ths, and what is added before the
  /// cut.
  var grey: (weights: [Int], rounding: Int)?
  /// Whether the last channel, alpha, is not compared.
  var ignoresAlpha = false
  /// The difference in steps that another way of rounding may leave.
  var slack = 0

  /// Whether the hypothesis says at which edge pixels were added or lost.
  private var isShiftOrCrop: Bool { ["shifted", "bordered", "cut"].contains(kind) }

  /// Whether another hypothesis is of the same kind, and matches as many pixels elsewhere.
  func hasRival(_ other: DifferenceHypothesis) -> Bool {
    isShiftOrCrop && other.kind == kind
      && other.rows.count * other.columns.count == rows.count * columns.count
  }

  /// Limited to the pixels that a hypothesis matches in both pictures, when their sizes are equal.
  func within(_ other: DifferenceHypothesis, _ second: Image) -> DifferenceHypothesis {
    var result = self
    let (rows, columns) = (second.height - other.rows.count, second.width - other.columns.count)
    result.rows = rows..<(second.height - rows)
    result.columns = columns..<(second.width - columns)
    return result
  }

  /// Whether a hypothesis about pictures of different sizes is supported by what it matches.
  ///
  /// Any small picture is found in some larger one: a border has to be of one colour or smaller
  /// than what it surrounds, and what is cut out has to vary.
  func isEvident(_ second: Image) -> Bool {
    if kind == "cut" { return variation(of: second) > 0 }
    let matched = rows.count * columns.count
    guard kind == "bordered", second.height * second.width - matched > matched else { return true }
    var colour: ArraySlice<UInt8>?
    for y in 0..<second.height {
      for x in 0..<second.width where !(rows.contains(y) && columns.contains(x)) {
        let start = (y * second.width + x) * second.channels
        let pixel = second.pixels[start..<(start + second.channels)]
        if let colour, !colour.elementsEqual(pixel) { return false }
        colour = colour ?? pixel
      }
    }
    return true
  }

  /// Computes the residual; stops with an infinite mean once the mean exceeds a limit.
  func residual(_ first: Image, _ second: Image, limit: Double) -> Residual {
    let channels = second.channels
    let compared = ignoresAlpha ? channels - 1 : channels
    let samples = rows.count * columns.count * compared
    guard samples > 0 else { return Residual(largest: 255, mean: .infinity, total: .infinity) }
    let mostAllowed = limit.isFinite ? Int(limit * Double(samples)) + 1 : Int.max
    var total = 0
    var largest = 0
    let flat = values.map { $0.flatMap { $0 } }
    first.pixels.withUnsafeBufferPointer { one in
      second.pixels.withUnsafeBufferPointer { two in
        for y in rows {
          for x in columns {
            let from = (start + y * perRow + x * perColumn) * channels
            let to = (y * second.width + x) * channels
            let mixed = grey.map { grey in
              (grey.weights[0] * Int(one[from]) + grey.weights[1] * Int(one[from + 1])
                + grey.weights[2] * Int(one[from + 2]) + grey.rounding) >> 16
            }
            for channel in 0..<compared {
              var expected = Int(one[from + order[channel]])
              if let mixed, channel < 3 { expected = mixed }
              if let flat { expected = Int(flat[channel * 256 + expected]) }
              let difference = abs(expected - Int(two[to + channel]))
              total += difference
              if difference > largest { largest = difference }
            }
          }
          if total > mostAllowed { return }
        }
      }
    }
    if total > mostAllowed { return Residual(largest: 255, mean: .infinity, total: .infinity) }
    return Residual(
      largest: largest, mean: Double(total) / Double(samples), total: Double(total))
  }
}
