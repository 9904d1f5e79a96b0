// A picture that a window is slid over, from the file to the file: colour and opacity taken apart
// and put together again, each step traced as lessons do.

import Foundation
import LessonKit

/// How a colour picture becomes grey.
enum Grey: String, ExpressibleByArgument, CaseIterable {
  case mean
  case luma
  case red

  func image(_ image: Image) -> Image {
    guard image.channels >= 3 else { return image }
    return switch self {
    case .mean: image.greyByMean()
    case .luma: image.greyByLuma()
    case .red: image.channel(0)
    }
  }
}

/// How numbers become grey levels.
enum Tone: String, ExpressibleByArgument, CaseIterable {
  case clamp
  case signed
  case stretch
  case absolute

  var scale: GreyMapping {
    switch self {
    case .clamp, .absolute: .bytes
    case .signed: .signed
    case .stretch: .stretched
    }
  }
}

/// A picture on its way through a window.
struct WindowedImage {
  /// The colour channels as pictures of their own, (C, H, W, 1), so that none mixes with another.
  private(set) var channels: Tensor
  private var alpha: Image?
  private var window: WindowGeometry?

  init(_ image: Image, grey: Grey?) {
    var image = image
    Self.show(.init(step: "picture", shape: image.shape))
    if let grey, image.channels >= 3 {
      image = grey.image(image)
      Self.show(.init(step: "grey", shape: image.shape, detail: grey.rawValue))
    }
    if image.hasAlpha {
      alpha = image.channel(image.channels - 1)
      image = image.withoutAlpha()
      Self.show(.init(step: "colour", shape: image.shape, detail: "opacity set aside"))
    }
    channels = image.tensor.batched.transposed(permutation: 3, 1, 2, 0)
    Self.show(
      .init(
        step: "channels", shape: channels.shape,
        detail: image.channels == 1 ? "one picture of 1 channel" : "each a picture of its own"))
  }

  /// Fits a window to the picture, before anything is computed.
  ///
  /// - Throws: `GeometryError` when it doesn't fit, a `CommandError` when far too much would come out or the
  ///   memory in bytes exceeds the limit.
  mutating func geometry(
    window size: [Int], stride: [Int], padding: Padding, dilation: [Int] = [1, 1],
    byteLimit: Int
  ) throws -> WindowGeometry {
    let geometry = try WindowGeometry(
      input: Array(channels.shape[1...2]), windowSize: size, stride: stride, padding: padding,
      dilation: dilation)
    let pixels = Count.product(geometry.output)
    let limit = DecodingOptions().pixelLimit
    guard let exact = pixels.exact, exact <= limit else {
      throw CommandError(
        .usage,
        "\(pixels) pixels would come out, more than the \(Count(limit)) that a picture may have: "
          + "use less padding.")
    }
    // The channels before and after, those once more in another order, and the pixels in bytes.
    let needed = (channels.count + 2 * exact * channels.shape[0]) * 4 + exact * 5
    guard needed <= byteLimit else {
      throw CommandError(
        .trouble,
        "\(pixels) pixels would come out, which takes about \(Count(needed / 1_000_000)) MB of "
          + "memory, more than the limit of \(Count(byteLimit / 1_000_000)) MB: use less padding, "
          + "or raise the limit with --megabytes.")
    }
    window = geometry
    return geometry
  }

  /// Replaces the channels by what a window makes of them.
  mutating func slide(_ step: String, _ operation: (Tensor) -> Tensor) {
    channels = operation(channels)
    Self.show(.init(step: step, tensor: channels))
  }

  /// Makes sure that a result can go where it is to go, before anything is computed.
  ///
  /// - Throws: a `CommandError` when the output is the input, which would be lost, or is no picture.
  static func check(input: String, output: String) throws {
    let ending = URL(fileURLWithPath: output).pathExtension.lowercased()
    guard ["png", "jpg", "jpeg"].contains(ending) else {
      let found = ending.isEmpty ? "has no ending" : "ends in .\(ending)"
      throw CommandError(
        .trouble, "\(output): pictures are written as .png or .jpg, and this name \(found).")
    }
    let resolved = { (path: String) in URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
    if resolved(input) == resolved(output) {
      throw CommandError(
        .usage, "\(output): is the picture itself, which would be lost; choose another output.")
    }
  }

  /// Draws the channels, gives them their opacity back, writes them.
  func finish(_ tone: Tone, to path: String) throws {
    let together = channels.transposed(permutation: 3, 1, 2, 0)
    let numbers = tone == .absolute ? together.map { abs($0) } : together
    let drawn = withAlpha(tone.scale.image(numbers))
    // A JPEG has no opacity; what it would lose is said.
    let losesOpacity = drawn.hasAlpha && !path.lowercased().hasSuffix(".png")
    let image = losesOpacity ? drawn.flattened(over: .white) : drawn
    if losesOpacity {
      Self.show(.init(step: "opacity", shape: image.shape, detail: "a JPEG has none: over white"))
    }
    try image.write(to: path)
    Self.show(
      .init(
        step: "written", shape: image.shape,
        detail: "\(path), \(tone.rawValue): \(tone.scale.legend(for: numbers))"))
  }

  /// Each pixel has the opacity of the one in the middle of its window.
  private func withAlpha(_ image: Image) -> Image {
    guard let alpha, let window else { return image }
    func middles(_ axis: WindowGeometry.Axis) -> [Int] {
      (0..<axis.output).map {
        min(max(axis.start(of: $0) + (axis.reach - 1) / 2, 0), axis.input - 1)
      }
    }
    let columns = middles(window.axes[1])
    var pixels: [UInt8] = []
    pixels.reserveCapacity(image.height * image.width * (image.channels + 1))
    for (y, row) in middles(window.axes[0]).enumerated() {
      for (x, column) in columns.enumerated() {
        let start = (y * image.width + x) * image.channels
        pixels += image.pixels[start..<start + image.channels]
        pixels.append(alpha[row, column, 0])
      }
    }
    return Image(
      height: image.height, width: image.width, channels: image.channels + 1, pixels: pixels)
  }

  private static func show(_ trace: CellOutput.Trace) {
    for line in trace.lines(style: .standardOutput) { print(line) }
  }
}
