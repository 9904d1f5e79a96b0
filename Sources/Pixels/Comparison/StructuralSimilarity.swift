// SSIM: the similarity of two pictures in brightness, contrast and structure, window by window.

import Foundation

/// Computes the mean structural similarity (SSIM) of Wang, Bovik, Sheikh and Simoncelli (2004),
/// "Image quality assessment: from error visibility to structural similarity", IEEE Trans. Image
/// Processing 13(4).
///
///     SSIM = (2 μ₁ μ₂ + c₁) (2 σ₁₂ + c₂) / ((μ₁² + μ₂² + c₁) (σ₁² + σ₂² + c₂))
///
/// with c₁ = (0.01 · 255)², c₂ = (0.03 · 255)², and means μ, variances σ² and covariance σ₁₂
/// weighted by a Gaussian window of 11 × 11 with σ = 1.5; averaged over all windows that fit
/// inside, then over the channels. The same as scikit-image's `structural_similarity(…,
/// gaussian_weights=True, sigma=1.5, use_sample_covariance=False, data_range=255,
/// channel_axis=-1)`.
///
/// A picture with a side below 11 has no such window; there the whole picture is one window of
/// equal weights.
/// - Returns: −1…1, for the part that both pictures have (from the top left); nil if there is none.
/// - Precondition: both have as many channels.
public func structuralSimilarity(_ first: Image, _ second: Image) -> Double? {
  precondition(
    first.channels == second.channels,
    "\(first.channels) channels can't be compared with \(second.channels)")
  let height = min(first.height, second.height)
  let width = min(first.width, second.width)
  guard height > 0, width > 0 else { return nil }
  let channels = (0..<first.channels).map { channel in
    height < windowSize || width < windowSize
      ? wholeSimilarity(first, second, channel, height, width)
      : windowedSimilarity(first, second, channel, height, width)
  }
  return channels.reduce(0, +) / Double(channels.count)
}

private let windowSize = 11

private let gaussian: [Double] = {
  let weights = (-5...5).map { exp(-0.5 * Double($0 * $0) / (1.5 * 1.5)) }
  let sum = weights.reduce(0, +)
  return weights.map { $0 / sum }
}()

/// The formula above, from the weighted means of a, b, a², b² and a·b.
@inline(__always)
private func similarity(_ a: Double, _ b: Double, _ aa: Double, _ bb: Double, _ ab: Double)
  -> Double
{
  let c1 = (0.01 * 255) * (0.01 * 255)
  let c2 = (0.03 * 255) * (0.03 * 255)
  let brightness = (2 * a * b + c1) / (a * a + b * b + c1)
  return brightness * (2 * (ab - a * b) + c2) / ((aa - a * a) + (bb - b * b) + c2)
}

private func wholeSimilarity(
  _ first: Image, _ second: Image, _ channel: Int, _ height: Int, _ width: Int
) -> Double {
  var sums = (a: 0.0, b: 0.0, aa: 0.0, bb: 0.0, ab: 0.0)
  for y in 0..<height {
    for x in 0..<width {
      let a = Double(first[y, x, channel])
      let b = Double(second[y, x, channel])
      sums = (sums.a + a, sums.b + b, sums.aa + a * a, sums.bb + b * b, sums.ab + a * b)
    }
  }
  let count = Double(height * width)
  return similarity(
    sums.a / count, sums.b / count, sums.aa / count, sums.bb / count, sums.ab / count)
}

/// The window is a product of a column and a row, so the five sums are taken
/// down each column first, then along the row.
private func windowedSimilarity(
  _ first: Image, _ second: Image, _ channel: Int, _ height: Int, _ width: Int
) -> Double {
  let places = width - windowSize + 1
  var total = 0.0
  // Rows of a, b, a², b² and a·b; the loops run along them one after the other, which the compiler
  // turns into vector instructions.
  var samples = [Double](repeating: 0, count: 5 * width)
  var down = [Double](repeating: 0, count: 5 * width)
  var along = [Double](repeating: 0, count: 5 * places)
  samples.withUnsafeMutableBufferPointer { samples in
    down.withUnsafeMutableBufferPointer { down in
      along.withUnsafeMutableBufferPointer { along in
        for top in 0...(height - windowSize) {
          down.update(repeating: 0)
          for offset in 0..<windowSize {
            load(first, second, row: top + offset, channel, width, into: samples)
            add(samples, times: gaussian[offset], to: down, count: 5 * width)
          }
          along.update(repeating: 0)
          for sum in 0..<5 {
            for offset in 0..<windowSize {
              let from = UnsafeMutableBufferPointer(rebasing: down[(sum * width + offset)...])
              let to = UnsafeMutableBufferPointer(rebasing: along[(sum * places)...])
              add(from, times: gaussian[offset], to: to, count: places)
            }
          }
          for left in 0..<places {
            total += similarity(
              along[left], along[places + left], along[2 * places + left],
              along[3 * places + left], along[4 * places + left])
          }
        }
      }
    }
  }
  return total / Double((height - windowSize + 1) * places)
}

private func load(
  _ first: Image, _ second: Image, row: Int, _ channel: Int, _ width: Int,
  into samples: UnsafeMutableBufferPointer<Double>
) {
  let channels = first.channels
  first.pixels.withUnsafeBufferPointer { one in
    second.pixels.withUnsafeBufferPointer { two in
      let startOne = row * first.width * channels + channel
      let startTwo = row * second.width * channels + channel
      for x in 0..<width {
        let a = Double(one[startOne &+ x &* channels])
        let b = Double(two[startTwo &+ x &* channels])
        samples[x] = a
        samples[width &+ x] = b
        samples[2 &* width &+ x] = a * a
        samples[3 &* width &+ x] = b * b
        samples[4 &* width &+ x] = a * b
      }
    }
  }
}

@inline(__always)
private func add(
  _ source: UnsafeMutableBufferPointer<Double>, times weight: Double,
  to result: UnsafeMutableBufferPointer<Double>, count: Int
) {
  precondition(count <= source.count && count <= result.count)
  guard let from = source.baseAddress, let to = result.baseAddress else { return }
  for index in 0..<count { to[index] += weight * from[index] }
}

/// Converts a ratio of amplitudes to decibels, 20 · log₁₀.
func decibels(_ ratio: Double) -> Double { 20 * log10(ratio) }
