// Bilinear sampling at fractional coordinates, and smooth random fields.

import Tensors

/// The size of a picture.
struct BilinearSampler {
  let height: Int
  let width: Int
  let channels: Int

  /// Samples a picture with bilinear interpolation; beyond its edges it is 0.
  ///
  /// - Parameters:
  ///   - pixels: (H, W, C).
  ///   - places: x and y for each pixel of the result; 0, 0 is the centre of the first pixel.
  ///   - result: (H, W, C) is added to its end.
  func sample(
    _ pixels: UnsafeBufferPointer<Float>, at places: [SIMD2<Float>], into result: inout [Float]
  ) {
    for place in places {
      // Coordinates far outside don't fit a whole number.
      guard place.x > -1, place.y > -1, place.x < Float(width), place.y < Float(height) else {
        for _ in 0..<channels { result.append(0) }
        continue
      }
      let (left, top) = (place.x.rounded(.down), place.y.rounded(.down))
      let (right, bottom) = (place.x - left, place.y - top)
      let (x, y) = (Int(left), Int(top))
      for channel in 0..<channels {
        func pixel(_ y: Int, _ x: Int) -> Float {
          guard y >= 0, y < height, x >= 0, x < width else { return 0 }
          return pixels[(y * width + x) * channels + channel]
        }
        let upper = pixel(y, x) * (1 - right) + pixel(y, x + 1) * right
        let lower = pixel(y + 1, x) * (1 - right) + pixel(y + 1, x + 1) * right
        result.append(upper * (1 - bottom) + lower * bottom)
      }
    }
  }

  /// Draws smooth noise of standard deviation 1: uniform random numbers under a Gaussian blur.
  ///
  /// Source: Simard, Steinkraus and Platt, "Best practices for convolutional neural networks
  /// applied to visual document analysis", ICDAR 2003, section 2.
  /// - Parameter standardDeviation: of the Gaussian, in pixels.
  /// - Returns: a number for each pixel, row by row.
  func smoothNoise(
    _ standardDeviation: Float, using generator: inout some RandomNumberGenerator
  ) -> [Float] {
    let reach = max(1, Int((3 * standardDeviation).rounded(.up)))
    let weights = (-reach...reach).map { step -> Float in
      let far = Double(step) / Double(standardDeviation)
      return Float(exponential(-far * far / 2))
    }
    // The blur reads beyond the edges, so that the noise is as strong there as in the middle.
    let (tall, wide) = (height + 2 * reach, width + 2 * reach)
    // Uniform numbers within ±√3 have standard deviation 1.
    let noise = (0..<tall * wide).map { _ in
      (Float(generator.next() >> 40) * 0x1p-23 - 1) * 1.7320508
    }
    var rows = [Float](repeating: 0, count: tall * width)
    for y in 0..<tall {
      for x in 0..<width {
        var sum: Float = 0
        for step in weights.indices { sum += weights[step] * noise[y * wide + x + step] }
        rows[y * width + x] = sum
      }
    }
    // A sum of weighted independent numbers has the sum of the squared weights as its variance;
    // the weights in two directions are products.
    let scale = 1 / weights.reduce(0) { $0 + $1 * $1 }
    var smooth = [Float](repeating: 0, count: height * width)
    for y in 0..<height {
      for x in 0..<width {
        var sum: Float = 0
        for step in weights.indices { sum += weights[step] * rows[(y + step) * width + x] }
        smooth[y * width + x] = sum * scale
      }
    }
    return smooth
  }
}
