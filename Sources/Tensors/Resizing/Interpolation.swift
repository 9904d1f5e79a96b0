// Interpolation along one axis: the weights of the old numbers in each new one. Resize.swift
// applies it to height and width.

import Formatting

/// A method of interpolation.
public enum Interpolation: String, Sendable, CaseIterable {
  /// The old number at or before the new one's position.
  case nearest
  /// The old number whose centre is nearest to the new one's.
  case nearestExact = "nearest-exact"
  /// Linear interpolation of two neighbours, in both directions.
  case bilinear
  /// Cubic interpolation of four neighbours, in both directions: sharper, and it may overshoot.
  case bicubic
  /// The mean of all old numbers that the new one covers, wholly or in part.
  case area

  /// What it is called where readers see it.
  public var name: Message {
    switch self {
    case .nearest: "nearest"
    case .nearestExact: "nearest-exact"
    case .bilinear: "bilinear"
    case .bicubic: "bicubic"
    case .area: "area"
    }
  }
}

/// The weights of old numbers in one new number: `weights[i]` is that of `sources[i]`; the sum is
/// 1.
struct ResampleWeights {
  var sources: [Int]
  var weights: [Float]
}

/// Computes the weights of `old` numbers in each of `new` ones.
///
/// The conventions, also at the ends, are those of PyTorch's `interpolate`.
func resampleWeights(
  from old: Int, to new: Int, by interpolation: Interpolation, alignCorners: Bool, antialias: Bool
) -> [ResampleWeights] {
  // The distance between two new numbers, in old ones.
  let step =
    alignCorners
    ? (new > 1 ? Double(old - 1) / Double(new - 1) : 0) : Double(old) / Double(new)
  // PyTorch computes the nearest in Float, which may round to its neighbour.
  let floatStep = Float(old) / Float(new)
  return (0..<new).map { index in
    switch interpolation {
    case .nearest:
      let source = Int((Float(index) * floatStep).rounded(.down))
      return ResampleWeights(sources: [min(source, old - 1)], weights: [1])
    case .nearestExact:
      let source = Int(((Float(index) + 0.5) * floatStep).rounded(.down))
      return ResampleWeights(sources: [min(source, old - 1)], weights: [1])
    case .area:
      let (first, end) = (index * old / new, ((index + 1) * old + new - 1) / new)
      return ResampleWeights(
        sources: Array(first..<end),
        weights: Array(repeating: 1 / Float(end - first), count: end - first))
    case .bilinear, .bicubic:
      if antialias {
        return covering(index, of: old, step: step, by: interpolation)
      }
      // With aligned corners the centres of the first and last numbers coincide. Otherwise the
      // outer edges do, and number i has its centre at i + ½.
      let place = alignCorners ? Double(index) * step : (Double(index) + 0.5) * step - 0.5
      return neighbours(of: place, of: old, by: interpolation)
    }
  }
}

/// Computes the weights of the two or four numbers around a position; beyond the ends, the last
/// number is repeated.
private func neighbours(of place: Double, of old: Int, by interpolation: Interpolation)
  -> ResampleWeights
{
  func inside(_ source: Int) -> Int { min(max(source, 0), old - 1) }
  if interpolation == .bilinear {
    let place = max(place, 0)
    let before = Int(place)
    let share = place - Double(before)
    return ResampleWeights(
      sources: [inside(before), inside(before + 1)], weights: [Float(1 - share), Float(share)])
  }
  let before = place.rounded(.down)
  return ResampleWeights(
    sources: (-1...2).map { inside(Int(before) + $0) },
    weights: (-1...2).map { Float(cubic(place - before - Double($0), sharpness: -0.75)) })
}

/// Computes the weights of all numbers within reach of a new one, which grows with the step
/// (antialiasing).
///
/// It shrinks as Pillow does. With aligned corners PyTorch changes only the step.
private func covering(
  _ index: Int, of old: Int, step: Double, by interpolation: Interpolation
) -> ResampleWeights {
  let widening = max(step, 1)
  let reach = (interpolation == .bilinear ? 1 : 2) * widening
  let centre = step * (Double(index) + 0.5)
  let first = max(Int(centre - reach + 0.5), 0)
  let end = min(Int(centre + reach + 0.5), old)
  let weights = (first..<end).map { source in
    let distance = (Double(source) + 0.5 - centre) / widening
    return interpolation == .bilinear
      ? max(0, 1 - abs(distance)) : cubic(distance, sharpness: -0.5)
  }
  let sum = weights.reduce(0, +)
  return ResampleWeights(sources: Array(first..<end), weights: weights.map { Float($0 / sum) })
}

/// Computes the cubic convolution weight at a distance: 1 at 0, 0 at other integers, negative
/// between 1 and 2.
///
/// Source: R. G. Keys, "Cubic convolution interpolation for digital image processing", IEEE
/// Transactions on Acoustics, Speech, and Signal Processing 29 (1981); his a is the sharpness.
private func cubic(_ distance: Double, sharpness a: Double) -> Double {
  let d = abs(distance)
  if d < 1 { return ((a + 2) * d - (a + 3)) * d * d + 1 }
  if d < 2 { return (((d - 5) * d + 8) * d - 4) * a }
  return 0
}
