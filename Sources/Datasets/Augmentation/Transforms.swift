// Transforms of pictures before a network, under torchvision's names: random crops, flips,
// normalization. Resizing is `Tensor.resized`.

import Tensors

/// A crop of a picture.
public struct Crop: Equatable, Sendable {
  /// The first row.
  public var top: Int
  /// The first column.
  public var left: Int
  /// How many rows.
  public var height: Int
  /// How many columns.
  public var width: Int
}

/// Crops a random part of random size and aspect ratio out of each picture, and resizes it.
///
/// Source: C. Szegedy and others, "Going deeper with convolutions" (2015), section 6; which parts
/// are tried, and when it gives up, as in torchvision.
public struct RandomResizedCrop: Equatable, Sendable {
  /// The height of the results.
  public var height: Int
  /// The width of the results.
  public var width: Int
  /// The range of the crop's area, relative to the picture's.
  public var scale: ClosedRange<Double>
  /// The range of the crop's aspect ratio, width / height.
  public var ratio: ClosedRange<Double>
  /// The interpolation of the resize.
  public var interpolation: Interpolation

  /// Creates a transform.
  public init(
    height: Int, width: Int, scale: ClosedRange<Double> = 0.08...1,
    ratio: ClosedRange<Double> = 3.0 / 4...4.0 / 3, interpolation: Interpolation = .bilinear
  ) {
    require(
      height > 0 && width > 0 && scale.lowerBound > 0 && ratio.lowerBound > 0,
      "a crop has pixels, \(height) × \(width) are asked for, and scale and ratio are above 0")
    self.height = height
    self.width = width
    self.scale = scale
    self.ratio = ratio
    self.interpolation = interpolation
  }

  /// Crops and resizes each picture.
  ///
  /// - Parameter images: (N, H, W, C).
  /// - Returns: (N, height, width, C), shrunk with antialiasing where the interpolation knows it.
  public func callAsFunction(
    _ images: Tensor, using generator: inout some RandomNumberGenerator
  ) -> Tensor {
    requirePictures(images)
    guard images.shape[0] > 0 else { return .zeros(0, height, width, images.shape[3]) }
    return .concatenated(
      (0..<images.shape[0]).map { number in
        let crop = crop(height: images.shape[1], width: images.shape[2], using: &generator)
        return resized(crop, of: images[number..<number + 1])
      })
  }

  /// Draws a crop: the area uniformly, the logarithm of the aspect ratio uniformly, and the
  /// position uniformly among those it fits in.
  public func crop(
    height: Int, width: Int, using generator: inout some RandomNumberGenerator
  ) -> Crop {
    func draw(_ range: ClosedRange<Double>) -> Double {
      let share = Double(generator.next() >> 11) * 0x1p-53
      return range.lowerBound + share * (range.upperBound - range.lowerBound)
    }
    let logarithms = naturalLogarithm(ratio.lowerBound)...naturalLogarithm(ratio.upperBound)
    // A crop that doesn't fit is drawn again, ten times at most.
    for _ in 0..<10 {
      let area = Double(height * width) * draw(scale)
      let wider = exponential(draw(logarithms))
      let wide = Int((area * wider).squareRoot().rounded(.toNearestOrEven))
      let high = Int((area / wider).squareRoot().rounded(.toNearestOrEven))
      if 1...width ~= wide, 1...height ~= high {
        return Crop(
          top: .random(in: 0...height - high, using: &generator),
          left: .random(in: 0...width - wide, using: &generator), height: high, width: wide)
      }
    }
    return middle(height: height, width: width)
  }

  /// The largest centred crop of an allowed aspect ratio.
  func middle(height: Int, width: Int) -> Crop {
    let own = Double(width) / Double(height)
    var (high, wide) = (height, width)
    if own < ratio.lowerBound {
      high = Int((Double(width) / ratio.lowerBound).rounded(.toNearestOrEven))
    } else if own > ratio.upperBound {
      wide = Int((Double(height) * ratio.upperBound).rounded(.toNearestOrEven))
    }
    return Crop(top: (height - high) / 2, left: (width - wide) / 2, height: high, width: wide)
  }

  /// Crops and resizes one picture, (1, H, W, C), to (1, height, width, C).
  func resized(_ crop: Crop, of image: Tensor) -> Tensor {
    image[0..., crop.top..<crop.top + crop.height, crop.left..<crop.left + crop.width, 0...]
      .resized(
        height: height, width: width, by: interpolation,
        antialias: interpolation == .bilinear || interpolation == .bicubic)
  }
}

/// Flips pictures left to right at random.
public struct RandomHorizontalFlip: Equatable, Sendable {
  /// The probability of a flip.
  public var share: Float

  /// Creates a transform that flips half of the pictures by default.
  public init(share: Float = 0.5) {
    require(share >= 0 && share <= 1, "a share lies between 0 and 1, \(share) does not")
    self.share = share
  }

  /// Flips pictures, (N, H, W, C), at random.
  public func callAsFunction(
    _ images: Tensor, using generator: inout some RandomNumberGenerator
  ) -> Tensor {
    requirePictures(images)
    guard images.shape[0] > 0 else { return images }
    return .concatenated(
      (0..<images.shape[0]).map { number in
        let image = images[number..<number + 1]
        return Float(generator.next() >> 40) * 0x1p-24 < share ? image.flipped(axes: [2]) : image
      })
  }
}

/// Normalizes each channel: (number − mean) / standard deviation.
public struct Normalize: Equatable, Sendable {
  /// The mean of each channel.
  public var mean: [Float]
  /// The standard deviation of each channel.
  public var standardDeviation: [Float]

  /// ImageNet's red, green and blue in 0…1, which published weights expect.
  public static let imageNet = Normalize(
    mean: [0.485, 0.456, 0.406], standardDeviation: [0.229, 0.224, 0.225])

  /// Creates a transform from one mean and one standard deviation, above 0, for each channel.
  public init(mean: [Float], standardDeviation: [Float]) {
    require(
      mean.count == standardDeviation.count && standardDeviation.allSatisfy { $0 > 0 },
      "each channel has a mean and a deviation above 0, these are \(mean) and \(standardDeviation)")
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// Normalizes pictures, (N, H, W, C).
  public func callAsFunction(_ images: Tensor) -> Tensor {
    requirePictures(images)
    require(
      images.shape[3] == mean.count,
      "\(mean.count) means and deviations are for \(mean.count) channels, the pictures are "
        + describe(images.shape))
    // One pass: of a large photo, the differences alone take hundreds of megabytes.
    return Tensor(shape: images.shape) { result in
      images.withUnsafeScalars { numbers in
        for index in result.indices {
          let channel = index % mean.count
          result[index] = (numbers[index] - mean[channel]) / standardDeviation[channel]
        }
      }
    }
  }
}

/// Converts a picture as torchvision's `ToTensor`: channels first, and 0…255 become 0…1.
///
/// - Parameter picture: (H, W, C), numbers 0…255.
/// - Returns: (C, H, W).
public func toTensor(_ picture: Tensor) -> Tensor {
  require(picture.rank == 3, "a picture is (H, W, C), not \(describe(picture.shape))")
  return picture.transposed(permutation: 2, 0, 1) / 255
}

private func requirePictures(_ images: Tensor) {
  require(images.rank == 4, "pictures are (N, H, W, C), not \(describe(images.shape))")
}
