// Data augmentation: random shifts, rotations, scalings, elastic distortions and flips.

import Tensors

/// Augments pictures with random changes that keep their labels.
///
/// All changes are one resampling, so that a picture is blurred only once. Beyond the edges it is
/// 0.
///
/// ```swift
/// let change = Augmentation(shift: 2, rotation: 10, elastic: 1)
/// for (images, labels) in training.batches(of: 100, shuffledBy: &generator) {
///   let images = change(images, using: &generator)
/// ```
public struct Augmentation: Equatable, Sendable {
  /// The largest shift in pixels, in each direction.
  public var shift: Float
  /// The largest rotation in degrees, either way.
  public var rotation: Float
  /// The largest change of scale: 0.1 is 0.9 to 1.1 times.
  public var scale: Float
  /// The standard deviation of the elastic distortion, in pixels.
  public var elastic: Float
  /// The standard deviation of the Gaussian that smooths the elastic distortion, in pixels.
  public var smoothness: Float
  /// Whether half of the pictures are flipped left to right, which digits and letters don't allow.
  public var flips: Bool

  /// Creates an augmentation; nothing changes by default.
  public init(
    shift: Float = 0, rotation: Float = 0, scale: Float = 0, elastic: Float = 0,
    smoothness: Float = 4, flips: Bool = false
  ) {
    require(
      shift >= 0 && rotation >= 0 && scale >= 0 && scale < 1 && elastic >= 0 && smoothness > 0,
      "amounts of change are 0 or more, the scale's below 1")
    self.shift = shift
    self.rotation = rotation
    self.scale = scale
    self.elastic = elastic
    self.smoothness = smoothness
    self.flips = flips
  }

  /// Augments each picture with random changes of its own.
  ///
  /// - Parameter images: (N, H, W, C).
  /// - Returns: the same shape.
  public func callAsFunction(
    _ images: Tensor, using generator: inout some RandomNumberGenerator
  ) -> Tensor {
    require(images.rank == 4, "pictures are (N, H, W, C), not \(describe(images.shape))")
    let grid = BilinearSampler(
      height: images.shape[1], width: images.shape[2], channels: images.shape[3])
    let size = grid.height * grid.width * grid.channels
    var scalars: [Float] = []
    scalars.reserveCapacity(images.count)
    for number in 0..<images.shape[0] {
      let sources = sources(grid, using: &generator)
      images.scalars.withUnsafeBufferPointer { pixels in
        grid.sample(
          UnsafeBufferPointer(rebasing: pixels[number * size..<(number + 1) * size]), at: sources,
          into: &scalars)
      }
    }
    return Tensor(shape: images.shape, scalars: scalars)
  }

  /// The sampling grid: x and y in the old picture for each pixel of the new one.
  private func sources(
    _ grid: BilinearSampler, using generator: inout some RandomNumberGenerator
  ) -> [SIMD2<Float>] {
    func draw(_ most: Float) -> Float { most * (Float(generator.next() >> 40) * 0x1p-23 - 1) }
    let moved = SIMD2(draw(shift), draw(shift))
    let (sine, cosine) = sineAndCosine(degrees: Double(draw(rotation)))
    let larger = 1 / (1 + draw(scale))
    let side: Float = flips && generator.next() >> 63 == 1 ? -1 : 1
    let along = SIMD2(Float(cosine), -Float(sine)) * larger
    let down = SIMD2(Float(sine), Float(cosine)) * larger
    let middle = SIMD2(Float(grid.width - 1), Float(grid.height - 1)) / 2
    var places: [SIMD2<Float>] = []
    places.reserveCapacity(grid.height * grid.width)
    for y in 0..<grid.height {
      for x in 0..<grid.width {
        let off = SIMD2(Float(x), Float(y)) - middle - moved
        let turned = off.x * along + off.y * down
        places.append(middle + SIMD2(side * turned.x, turned.y))
      }
    }
    if elastic > 0 {
      let across = grid.smoothNoise(smoothness, using: &generator)
      let upright = grid.smoothNoise(smoothness, using: &generator)
      for pixel in places.indices {
        places[pixel] += elastic * SIMD2(across[pixel], upright[pixel])
      }
    }
    return places
  }
}

/// Computes sine and cosine by their series, the same to the last bit everywhere; libm's are not.
func sineAndCosine(degrees: Double) -> (sine: Double, cosine: Double) {
  // A quarter turn exchanges them; what is left lies within 45°, where 20 powers are exact.
  let quarters = (degrees / 90).rounded()
  let angle = (degrees - 90 * quarters) * (0.017453292519943295)
  var (sine, cosine, term) = (0.0, 0.0, 1.0)
  for power in 0..<20 {
    switch power & 3 {
    case 0: cosine += term
    case 1: sine += term
    case 2: cosine -= term
    default: sine -= term
    }
    term *= angle / Double(power + 1)
  }
  switch Int(quarters.remainder(dividingBy: 4)) & 3 {
  case 0: return (sine, cosine)
  case 1: return (cosine, -sine)
  case 2: return (-sine, -cosine)
  default: return (-cosine, sine)
  }
}
