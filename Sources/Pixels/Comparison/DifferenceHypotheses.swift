// What may have happened between two pictures that differ: mirrored, turned, shifted, channels swapped,
// inverted, brighter, with a border. Each is tried, and the one that explains the second picture is named.

import Formatting

/// What turns the first picture into the second.
public struct DifferenceExplanation: Hashable, Sendable, Encodable {
  /// A word for programs: flipped-left-right, shifted, channels-swapped, inverted, scaled, bordered…
  public let kind: String
  /// A sentence for people, with what usually causes it.
  public let sentence: String
  /// Whether nothing is left that exceeds the tolerance.
  public let isExact: Bool
  /// The mean absolute difference that is left, in 8-bit steps.
  public let meanResidual: Double
  /// How many pixels of the second picture have no counterpart, as at the edge after a shift.
  public let unmatchedPixels: Int
}

extension DifferenceExplanation {
  /// Tries the usual suspects; nil if none explains the second picture really.
  ///
  /// One does if what is left is within the tolerance everywhere, or on average 20 times smaller than what
  /// the pictures differ by as they lie (or, where sizes differ, than the second picture's own variation).
  /// Of several the first exact one is taken, else the one that leaves least.
  init?(from first: Image, to second: Image, tolerance: Int) {
    let whole = DifferenceHypothesis.asTheyLie(first, second)
    let limit = whole.map { $0.residual(first, second, limit: .infinity).mean } ?? .infinity
    // What a picture of one colour would leave: no suspect may claim to explain less than that.
    let bound = min(limit, variation(of: second)) / 20
    var best: (suspect: DifferenceHypothesis, residual: Residual)?
    for suspect in DifferenceHypothesis.all(first, second) {
      let residual = suspect.residual(
        first, second, limit: max(bound, Double(max(tolerance, suspect.slack))))
      let isRounding = residual.largest <= suspect.slack && residual.mean <= bound
      if residual.largest <= tolerance || isRounding {
        best = (suspect, residual)
        break
      }
      if residual.mean <= bound, residual.mean < best?.residual.mean ?? .infinity {
        best = (suspect, residual)
      }
    }
    guard let (suspect, residual) = best else { return nil }
    kind = suspect.kind
    meanResidual = residual.mean
    isExact = residual.largest <= tolerance
    unmatchedPixels =
      second.height * second.width - suspect.rows.count * suspect.columns.count
    var sentence = "The second picture is the first, \(suspect.description)"
    if !isExact { sentence += " (up to \(fixed(residual.mean, decimals: 2)) steps on average)" }
    sentence += "."
    if let hint = suspect.hint { sentence += " \(hint)" }
    self.sentence = sentence
  }
}

/// The mean absolute distance of a picture's samples from each channel's mean.
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

/// What is left of a difference when a suspect has been taken into account.
struct Residual {
  var largest = 0
  var mean = 0.0
}

/// A rule that predicts the second picture from the first.
///
/// Pixel (y, x) of the second is pixel number `start + y · perRow + x · perColumn` of the first, for the rows and
/// columns given; its channel c is channel `order[c]` there, looked up in `values[c]`.
struct DifferenceHypothesis {
  var kind: String
  var description: String
  var hint: String?
  var rows: Range<Int>
  var columns: Range<Int>
  var start: Int
  var perRow: Int
  var perColumn: Int
  var order: [Int]
  var values: [[UInt8]]?
  /// Grey from colour: weights of red, green and blue in 65536ths, and what is added before the cut.
  var grey: (weights: [Int], rounding: Int)?
  /// Whether the last channel, opacity, is left aside.
  var ignoresAlpha = false
  /// Rounding that other programs may do otherwise.
  var slack = 0

  /// What the rule leaves; given up, with an infinite mean, once it is clear that the mean exceeds a limit.
  func residual(_ first: Image, _ second: Image, limit: Double) -> Residual {
    let channels = second.channels
    let compared = ignoresAlpha ? channels - 1 : channels
    let samples = rows.count * columns.count * compared
    guard samples > 0 else { return Residual(largest: 255, mean: .infinity) }
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
    if total > mostAllowed { return Residual(largest: 255, mean: .infinity) }
    return Residual(largest: largest, mean: Double(total) / Double(samples))
  }
}
