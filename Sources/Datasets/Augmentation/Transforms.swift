// What is done to pictures on their way into a network, under the names torchvision made known.
// Resizing is `Tensor.resized`; here is what is random, and what changes numbers.

import Tensors

/// Rows and columns cut out of a picture.
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

/// Cuts a random part out of each picture and scales it to one size, so that a network sees each
/// picture nearer, farther, flatter and slimmer than it is.
///
/// Source: C. Szegedy and others, "Going deeper with convolutions" (2015), section 6; which parts are
/// tried, and when it gives up, as in torchvision.
public struct RandomResizedCrop: Equatable, Sendable {
  /// How many rows come out.
  public var height: Int
  /// How many columns come out.
  public var width: Int
  /// Which share of the picture's area is cut out, at least and at most.
  public var scale: ClosedRange<Double>
  /// How many times as wide as high the part is, at least and at most.
  public var ratio: ClosedRange<Double>
  /// How the part is scaled.
  public var interpolation: Interpolation

  /// Chooses the size, and which parts may come.
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

  /// Cuts another part out of each picture.
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

  /// A part for a picture of some size: the area is drawn evenly, the ratio so that twice as wide is
  /// as likely as half as wide, and the place evenly among those it fits in.
  public func crop(
    height: Int, width: Int, using generator: inout some RandomNumberGenerator
  ) -> Crop {
    func draw(_ range: ClosedRange<Double>) -> Double {
      let share = Double(generator.next() >> 11) * 0x1p-53
      return range.lowerBound + share * (range.upperBound - range.lowerBound)
    }
    let logarithms = naturalLogarithm(ratio.lowerBound)...naturalLogarithm(ratio.upperBound)
    // A part that sticks out is thrown away; ten in a row hardly ever do.
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

  /// The largest part in the middle whose ratio is allowed.
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

  /// A part of one picture, (1, H, W, C), as (1, height, width, C).
  func resized(_ crop: Crop, of image: Tensor) -> Tensor {
    image[0..., crop.top..<crop.top + crop.height, crop.left..<crop.left + crop.width, 0...]
      .resized(
        height: height, width: width, by: interpolation,
        antialias: interpolation == .bilinear || interpolation == .bicubic)
  }
}

/// Exchanges left and right in some pictures: what is true of a cat is true of its mirror image.
public struct RandomHorizontalFlip: Equatable, Sendable {
  /// Which share of the pictures is flipped.
  public var share: Float

  /// Half of the pictures, if not told otherwise.
  public init(share: Float = 0.5) {
    require(share >= 0 && share <= 1, "a share lies between 0 and 1, \(share) does not")
    self.share = share
  }

  /// Flips some of the pictures, (N, H, W, C).
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

/// (number − mean) / deviation, for each channel with a mean and a deviation of its own.
public struct Normalize: Equatable, Sendable {
  /// What is subtracted, one number for each channel.
  public var mean: [Float]
  /// What is divided by, one number for each channel.
  public var standardDeviation: [Float]

  /// Red, green and blue of ImageNet's pictures, as numbers 0…1; what published weights expect.
  public static let imageNet = Normalize(
    mean: [0.485, 0.456, 0.406], standardDeviation: [0.229, 0.224, 0.225])

  /// Chooses the numbers, one of each for each channel; a deviation is above 0.
  public init(mean: [Float], standardDeviation: [Float]) {
    require(
      mean.count == standardDeviation.count && standardDeviation.allSatisfy { $0 > 0 },
      "each channel has a mean and a deviation above 0, these are \(mean) and \(standardDeviation)")
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// Normalises pictures, (N, H, W, C).
  public func callAsFunction(_ images: Tensor) -> Tensor {
    requirePictures(images)
    require(
      images.shape[3] == mean.count,
      "\(mean.count) means and deviations are for \(mean.count) channels, the pictures are "
        + describe(images.shape))
    return (images - Tensor(mean)) / Tensor(standardDeviation)
  }
}

/// A picture as torchvision's `ToTensor` makes it: channels first, and 0…255 become 0…1.
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
