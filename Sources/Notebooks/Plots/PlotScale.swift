// Computes the scale of an axis: its range, its round ticks (1, 2, 5 times powers of ten), and the
// relative position of a number. Independent of pixels.

import Formatting
import Foundation

/// The scale of one axis.
struct PlotScale {
  /// A labelled tick.
  struct Tick: Equatable {
    let value: Double
    let label: String
  }

  let low: Double
  let high: Double
  let ticks: [Tick]
  let isLogarithmic: Bool

  /// Creates a linear scale.
  ///
  /// - Parameters:
  ///   - count: the approximate maximum number of steps.
  ///   - endsOnTicks: whether the range is extended to round numbers.
  init(from first: Double, to last: Double, count: Int, endsOnTicks: Bool) {
    let (low, high) = Self.widened(first, last)
    let raw = (high - low) / Double(max(count, 1))
    var exponent = Int(log10(raw).rounded(.down))
    let fraction = raw / Self.value(1, exponent)
    var mantissa = [1, 2, 5, 10].first { Double($0) >= fraction - 1e-9 } ?? 10
    if mantissa == 10 {
      mantissa = 1
      exponent += 1
    }
    let step = Self.value(mantissa, exponent)
    // The tolerance for rounding: 0.3 / 0.1 is slightly less than 3.
    let whisker = endsOnTicks ? 1e-9 : -1e-9
    let start = (low / step + whisker).rounded(endsOnTicks ? .down : .up)
    let end = (high / step - whisker).rounded(endsOnTicks ? .up : .down)
    let counts = start <= end ? (Int(start)...Int(end)).map { $0 * mantissa } : []
    ticks = Self.ticks(counts.map { ($0, exponent) })
    self.low = endsOnTicks ? min(low, ticks.first?.value ?? low) : low
    self.high = endsOnTicks ? max(high, ticks.last?.value ?? high) : high
    isLogarithmic = false
  }

  /// Creates a logarithmic scale, extended to ticks; both ends are positive.
  init(logarithmicFrom first: Double, to last: Double, count: Int) {
    let (least, most) = first > 0 && first <= last ? (first, last) : (1, 10)
    let bottom = Int((log10(least) + 1e-9).rounded(.down))
    let top = max(Int((log10(most) - 1e-9).rounded(.up)), bottom + 1)
    let candidates: [(Int, Int)]
    if top - bottom <= 2 {
      let all = (bottom..<top).flatMap { [(1, $0), (2, $0), (5, $0)] } + [(1, top)]
      let start = all.lastIndex { Self.value($0.0, $0.1) <= least * (1 + 1e-9) } ?? 0
      let end = all.firstIndex { Self.value($0.0, $0.1) >= most * (1 - 1e-9) } ?? all.count - 1
      let first = min(start, all.count - 2)
      candidates = Array(all[first...min(max(end, first + 1), all.count - 1)])
    } else {
      let stride = (top - bottom + count - 1) / max(count, 1)
      let steps = (top - bottom + stride - 1) / stride
      candidates = (0...steps).map { (1, bottom + $0 * stride) }
    }
    ticks = Self.ticks(candidates)
    low = ticks.first?.value ?? least
    high = ticks.last?.value ?? most
    isLogarithmic = true
  }

  /// Returns the position of a number along the axis, 0…1; nil for one without a logarithm.
  func share(_ value: Double) -> Double? {
    guard isLogarithmic else { return (value - low) / (high - low) }
    return value > 0 ? (log10(value) - log10(low)) / (log10(high) - log10(low)) : nil
  }

  /// Widens a range that is empty or a single number.
  private static func widened(_ low: Double, _ high: Double) -> (Double, Double) {
    guard low <= high else { return (0, 1) }
    let reach = max(abs(low), abs(high))
    guard high - low <= 1e-9 * reach else { return (low, high) }
    let room = reach == 0 ? 1 : reach / 2
    return (low - room, high + room)
  }

  /// Returns count · 10^exponent; divides by powers of ten, which are exact where 0.1 is not.
  private static func value(_ count: Int, _ exponent: Int) -> Double {
    exponent < 0
      ? Double(count) / pow(10, Double(-exponent)) : Double(count) * pow(10, Double(exponent))
  }

  /// Returns labelled ticks, all in one notation: powers of ten where decimals would be long.
  private static func ticks(_ numbers: [(count: Int, exponent: Int)]) -> [Tick] {
    let isLong = numbers.contains { count, exponent in
      count != 0 && (exponent < -5 || String(abs(count)).count + exponent > 7)
    }
    return numbers.map { count, exponent in
      let label = isLong ? powerOfTen(count, exponent) : written(count, exponent)
      return Tick(value: value(count, exponent), label: label)
    }
  }

  private static func written(_ count: Int, _ exponent: Int) -> String {
    let sign = count < 0 ? "−" : ""
    var digits = String(abs(count))
    guard count != 0 else { return "0" }
    guard exponent < 0 else { return sign + digits + String(repeating: "0", count: exponent) }
    digits = String(repeating: "0", count: max(0, 1 - exponent - digits.count)) + digits
    let point = digits.index(digits.endIndex, offsetBy: exponent)
    return sign + digits[..<point] + "." + digits[point...]
  }

  private static func powerOfTen(_ count: Int, _ exponent: Int) -> String {
    guard count != 0 else { return "0" }
    let all = String(abs(count))
    let power = exponent + all.count - 1
    var digits = all
    while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() }
    let mantissa = digits.prefix(1) + (digits.count > 1 ? "." + digits.dropFirst() : "")
    let sign = count < 0 ? "−" : ""
    if power == 0 { return sign + mantissa }
    return sign + (mantissa == "1" ? "" : mantissa + "·") + "10" + superscript(power)
  }
}
