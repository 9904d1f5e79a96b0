// Renders a recipe. Loops over pixels stand here, because this module is optimised in debug builds.

import Pixels
import Tensors

extension PictureRecipe {
  /// Renders the picture.
  ///
  /// Opacity is kept: each pixel has that of the pixel in the middle of its window.
  /// - Parameter observe: called with the name and the numbers, (C, H, W, 1), of each step.
  /// - Returns: 1 or 3 channels, and alpha when the input has it.
  /// - Throws: `GeometryError` when a window does not fit.
  /// - Precondition: viridis has one channel to draw.
  package func render(
    _ image: Image, observe: (_ step: String, _ numbers: Tensor) -> Void = { _, _ in }
  ) throws(GeometryError) -> Image {
    let windows = try windows(over: image)
    let planes = planes(of: image)
    observe("channels", planes)
    var picture = draw(respond(to: planes, observe: observe))
    if image.hasAlpha {
      picture = picture.adding(alpha: alpha(of: image, through: windows))
    }
    return flip?.applied(to: picture) ?? picture
  }

  /// Fits the windows to a picture, in the order in which they slide.
  ///
  /// - Throws: `GeometryError` when one does not fit.
  package func windows(over image: Image) throws(GeometryError) -> [WindowGeometry] {
    try windows(height: resize?.height ?? image.height, width: resize?.width ?? image.width)
  }

  func windows(height: Int, width: Int) throws(GeometryError) -> [WindowGeometry] {
    var size = [height, width]
    var found: [WindowGeometry] = []
    func slide(
      _ window: [Int], _ stride: [Int], _ padding: Padding, _ dilation: [Int]
    ) throws(GeometryError) {
      let geometry = try WindowGeometry(
        input: size, windowSize: window, stride: stride, padding: padding, dilation: dilation)
      size = geometry.output
      found.append(geometry)
    }
    func pool() throws(GeometryError) {
      guard let pooling else { return }
      try slide(pooling.window, pooling.stride, pooling.padding, [1, 1])
    }
    if poolsFirst { try pool() }
    if let filter {
      try slide(filter.weights.shape, filter.stride, filter.padding, filter.dilation)
    }
    if !poolsFirst { try pool() }
    return found
  }

  /// The chosen channels as pictures of their own, (C, H, W, 1); alpha is left out.
  func planes(of image: Image) -> Tensor {
    let colours = channel.samples(of: image)
    let numbers = Tensor(shape: [1] + colours.shape, bytes: colours.pixels)
    return colours.channels == 1 ? numbers : numbers.transposed(permutation: 3, 1, 2, 0)
  }

  /// Resizes, pools and filters planes of shape (C, H, W, 1).
  ///
  /// - Precondition: the windows fit.
  func respond(
    to planes: Tensor, observe: (_ step: String, _ numbers: Tensor) -> Void = { _, _ in }
  ) -> Tensor {
    var numbers = planes
    func step(_ name: String, _ operation: (Tensor) -> Tensor) {
      numbers = operation(numbers)
      observe(name, numbers)
    }
    if let resize {
      step("resize") {
        $0.resized(
          height: resize.height, width: resize.width, by: resize.interpolation,
          antialias: resize.antialias)
      }
    }
    if poolsFirst, let pooling { step(pooling.name, pooling.pooled) }
    if let filter {
      step("conv2D") { planes in
        let weights = filter.isTrueConvolution ? filter.weights.rotated180 : filter.weights
        return conv2D(
          planes, weights.reshaped(to: weights.shape + [1, 1]), stride: filter.stride,
          padding: filter.padding, dilation: filter.dilation)
      }
    }
    if overflows { step("8-bit overflow") { $0.overflowing8Bits } }
    if let activation { step(activation.rawValue, activation.applied) }
    if !poolsFirst, let pooling { step(pooling.name, pooling.pooled) }
    return numbers
  }

  /// Draws numbers of shape (C, H, W, 1), C 1 or 3.
  func draw(_ numbers: Tensor) -> Image {
    let together = numbers.shape[0] == 1 ? numbers : numbers.transposed(permutation: 3, 1, 2, 0)
    let (height, width, channels) = (numbers.shape[1], numbers.shape[2], numbers.shape[0])
    let levels = levels(of: together)
    guard display == .viridis else {
      return Image(height: height, width: width, channels: channels, pixels: levels)
    }
    precondition(channels == 1, "viridis draws one channel, not \(channels)")
    return Image(height: height, width: width, channels: 3, pixels: Viridis.colours(levels))
  }

  /// The numbers that are drawn black and white.
  package func ends(of numbers: Tensor) -> (black: Float, white: Float) {
    switch display {
    case .clamp, .absolute: return (0, limit ?? 255)
    case .signed:
      let range = numbers.finiteRange ?? 0...0
      let reach = limit ?? max(-range.lowerBound, range.upperBound)
      return (-reach, reach)
    case .stretch, .viridis:
      let range = numbers.finiteRange ?? 0...0
      return (range.lowerBound, range.upperBound)
    }
  }

  private func levels(of numbers: Tensor) -> [UInt8] {
    let (black, white) = ends(of: numbers)
    let signless = display == .absolute ? numbers.absolute : numbers
    if display == .viridis {
      // As matplotlib does: 256 equal parts of the range, the largest number in the last.
      return numbers.scalars.map { scalar in
        let level = 256 * (scalar - black) / (white - black)
        return level.isNaN ? 0 : UInt8(min(max(level, 0), 255))
      }
    }
    guard roundsDown else {
      return display == .signed
        ? numbers.signedGreyLevels(limit: white) : signless.greyLevels(black: black, white: white)
    }
    let (scale, zero): (Float, Float) =
      display == .signed
      ? (127 / white, 128) : (255 / (white - black), -255 * black / (white - black))
    return signless.scalars.map { scalar in
      let level = zero + scale * scalar
      return level.isNaN ? 0 : UInt8(min(max(level, 0), 255))
    }
  }

  private func alpha(of image: Image, through windows: [WindowGeometry]) -> Image {
    var alpha = image.channel(image.channels - 1)
    if let resize {
      let numbers = Tensor(shape: [1] + alpha.shape, bytes: alpha.pixels)
        .resized(
          height: resize.height, width: resize.width, by: resize.interpolation,
          antialias: resize.antialias)
      alpha = Image(
        height: resize.height, width: resize.width, channels: 1, pixels: numbers.bytes)
    }
    for window in windows {
      let (rows, columns) = (window.axes[0].middles, window.axes[1].middles)
      var pixels: [UInt8] = []
      pixels.reserveCapacity(rows.count * columns.count)
      for row in rows { for column in columns { pixels.append(alpha[row, column, 0]) } }
      alpha = Image(height: rows.count, width: columns.count, channels: 1, pixels: pixels)
    }
    return alpha
  }
}

extension PictureRecipe.Channel {
  /// The picture of these channels, without alpha; a grey picture comes back as it is.
  func samples(of image: Image) -> Image {
    let colours = image.withoutAlpha()
    guard colours.channels == 3 else { return colours }
    switch self {
    case .each: return colours
    case .bgr: return colours.redAndBlueExchanged
    case .red: return colours.channel(0)
    case .green: return colours.channel(1)
    case .blue: return colours.channel(2)
    case .mean: return colours.greyByMean()
    case .luma: return colours.greyByLuma()
    case .lumaBGR: return colours.redAndBlueExchanged.greyByLuma()
    case .overflowingMean:
      var pixels: [UInt8] = []
      pixels.reserveCapacity(colours.height * colours.width)
      for start in stride(from: 0, to: colours.pixels.count, by: 3) {
        let sum =
          colours.pixels[start] &+ colours.pixels[start + 1] &+ colours.pixels[start + 2]
        pixels.append(sum / 3)
      }
      return Image(height: colours.height, width: colours.width, channels: 1, pixels: pixels)
    }
  }
}

extension PictureRecipe.Pooling {
  var name: String {
    switch kind {
    case .max: "maxPool2D"
    case .average: "averagePool2D"
    }
  }

  func pooled(_ planes: Tensor) -> Tensor {
    switch kind {
    case .max: maxPool2D(planes, windowSize: window, stride: stride, padding: padding)
    case .average: averagePool2D(planes, windowSize: window, stride: stride, padding: padding)
    }
  }
}

extension PictureRecipe.Activation {
  func applied(_ numbers: Tensor) -> Tensor {
    switch self {
    case .relu: numbers.map { max($0, 0) }
    case .absolute: numbers.absolute
    }
  }
}

extension PictureRecipe.Flip {
  /// The picture laid down so. Each of these undoes itself.
  func applied(to image: Image) -> Image {
    switch self {
    case .leftRight: image.flippedLeftRight()
    case .upDown: image.flippedUpDown()
    case .both: image.rotated180()
    case .transpose: image.transposed()
    }
  }
}

extension Tensor {
  /// The numbers modulo 256, fractions cut off; what is no finite number of a usual size becomes 0.
  var overflowing8Bits: Tensor {
    map { abs($0) < 1e9 ? Float(UInt8(truncatingIfNeeded: Int32($0))) : 0 }
  }
}

extension WindowGeometry.Axis {
  /// The input position in the middle of each window, those in the padding moved to the edge.
  fileprivate var middles: [Int] {
    (0..<output).map { min(max(start(of: $0) + (reach - 1) / 2, 0), input - 1) }
  }
}

extension Image {
  var redAndBlueExchanged: Image {
    var pixels = pixels
    for start in stride(from: 0, to: pixels.count, by: channels) { pixels.swapAt(start, start + 2) }
    return Image(height: height, width: width, channels: channels, pixels: pixels)
  }

  /// The picture with a last channel of opacities; `alpha` is one channel of the same size.
  fileprivate func adding(alpha: Image) -> Image {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(height * width * (channels + 1))
    for index in 0..<height * width {
      pixels += self.pixels[index * channels..<(index + 1) * channels]
      pixels.append(alpha.pixels[index])
    }
    return Image(height: height, width: width, channels: channels + 1, pixels: pixels)
  }
}
