// Makes the figure of a whole trained network: its stages with weights in 8 bits, pictures to try,
// and its static form.

import Datasets
import Formatting
import Foundation
import Networks
import Notebooks
import Pixels
import Tensors

extension Notebook {
  /// Shows a trained network that the page runs, on the first test pictures and on what the reader
  /// draws, and says how far rounding its weights to 8 bits moves its scores.
  ///
  /// - Parameters:
  ///   - network: convolutions, ReLU, pooling, flattening and dense layers, whose last gives a
  ///     score for each class.
  ///   - test: the pictures (N, 28, 28, 1) of which the first ten can be chosen; how they are
  ///     placed is how drawings are placed.
  ///   - pen: the width of the pen that the reader draws with, in pixels.
  ///   - explainsPlacement: whether it says how drawings are placed, once a page.
  public func overview(
    _ key: String, of network: Network, _ test: LabelledImages, pen: Double = 2.3,
    explainsPlacement: Bool = true, file: String = #filePath, line: Int = #line
  ) {
    let samples = test.prefix(10)
    let rounded = network.quantized
    let scores = rounded(samples.images)
    let stages = network.overviewStages(for: samples.images.shape)
    let size = samples.images.count / samples.count
    let levels = GreyMapping.unit.grey(samples.images)
    let ink = InkPlacement(of: test.prefix(1000).images)
    overview(
      key, stages: stages,
      samples: samples.labels.indices.map { index in
        .init(
          pixels: Data(levels[index * size..<(index + 1) * size]), label: samples.labels[index],
          scores: (0..<test.classNames.count).map { scores[index, $0] })
      },
      classNames: test.classNames,
      placement: .init(side: ink.side, isByMass: ink.isByMass, pen: pen),
      still: NetworkStill(
        stages, rounded, samples.images[0..<1], classNames: test.classNames
      ).image, file: file, line: line)
    sayWhatRoundingMoves(network, rounded, test, file, line)
    if explainsPlacement { say(ink.explanation, file: file, line: line) }
  }

  private func sayWhatRoundingMoves(
    _ network: Network, _ rounded: Network, _ test: LabelledImages, _ file: String, _ line: Int
  ) {
    let (exact, moved) = (network(test.images), rounded(test.images))
    let distance = (moved - exact).absolute
    let (before, after) = (predictions(exact), predictions(moved))
    let changed = before.indices.count { before[$0] != after[$0] }
    say(
      """
      To be small enough for a page, the weights above are rounded to 8 bits each. Over all \
      \(test.count) test pictures that moves a score by \(distance.mean().rounded(to: 3)) on \
      average and by \(distance.max().rounded(to: 2)) at most, and changes \(changed) of the \
      answers.
      """, file: file, line: line)
  }
}

extension Network {
  /// The stages of the figure: the input, and each layer with what belongs to it: ReLU to the layer
  /// before, flattening to the dense layer behind it.
  fileprivate func overviewStages(for inputShape: [Int]) -> [Figure.Network.Stage] {
    typealias Stage = Figure.Network.Stage
    var shape = [1] + inputShape.dropFirst()
    var stages = [Stage("Input", .input, shape: Array(shape.dropFirst()))]
    var counts: [String: Int] = [:]
    func count(of type: Any.Type) -> Int {
      layers.count { Swift.type(of: $0) == type }
    }
    func name(_ layer: any Layer, _ word: Message) -> Message {
      let type = "\(type(of: layer))"
      counts[type, default: 0] += 1
      return count(of: Swift.type(of: layer)) > 1 ? "\(word) \(counts[type] ?? 0)" : word
    }
    for layer in layers {
      let input = shape
      shape = layer.outputShape(for: shape)
      switch layer {
      case let layer as Convolution:
        require(
          layer.dilation == [1, 1], "the overview shows no dilation, here \(layer.dilation)")
        var stage = Stage(
          name(layer, "Convolution"), .convolution, shape: Array(shape.dropFirst()),
          parameters: layer.parameters.reduce(0) { $0 + $1.value.count })
        let geometry = pictureGeometry(
          "Convolution", input, windowSize: Array(layer.weights.value.shape.prefix(2)),
          stride: layer.stride, padding: layer.padding)
        (stage.window, stage.stride) = (geometry.axes.map(\.windowSize), layer.stride)
        stage.before = geometry.axes.map(\.padding.before)
        stage.weights = QuantizedTensor(layer.weights.value)
        stage.bias = layer.bias.value.scalars
        stages.append(stage)
      case let layer as Pooling:
        var stage = Stage(
          name(layer, "Pooling"), layer.kind == .max ? .max : .mean,
          shape: Array(shape.dropFirst()))
        let geometry = pictureGeometry(
          "Pooling", input, windowSize: layer.windowSize, stride: layer.stride,
          padding: layer.padding)
        (stage.window, stage.stride) = (layer.windowSize, layer.stride)
        stage.before = geometry.axes.map(\.padding.before)
        stages.append(stage)
      case let layer as Dense:
        var stage = Stage(
          name(layer, "Dense"), .dense, shape: [1, 1, shape[1]],
          parameters: layer.weights.value.count + layer.bias.value.count)
        stage.weights = QuantizedTensor(layer.weights.value)
        stage.bias = layer.bias.value.scalars
        stages.append(stage)
      case is ReLU: stages[stages.count - 1].isRectified = true
      case is Flatten: break
      default: stop("the overview shows no \(type(of: layer))")
      }
    }
    return stages
  }
}

/// Where the pictures of a data set have their ink, measured.
struct InkPlacement {
  /// The pixels of the longer side of the box around the ink, on average.
  let side: Int
  /// How far the ink's centre of mass, and the middle of its box, lie from the picture's middle in
  /// pixels, on average.
  let massDistance: Float, boxDistance: Float
  private let count: Int
  private let size: Int

  /// Whether the pictures are centred by their mass rather than by their box.
  var isByMass: Bool { massDistance <= boxDistance }

  /// What counts as ink, from 0 to 1: more than the noise beside it.
  private static let ink: Float = 0.1

  /// Measures pictures (N, H, W, 1), numbers from 0 to 1.
  init(of images: Tensor) {
    let (height, width) = (images.shape[1], images.shape[2])
    var (sides, byMass, byBox): ([Float], [Float], [Float]) = ([], [], [])
    let scalars = images.scalars
    for picture in 0..<images.shape[0] {
      var (mass, sumY, sumX): (Float, Float, Float) = (0, 0, 0)
      var (top, left, bottom, right) = (height, width, -1, -1)
      for y in 0..<height {
        for x in 0..<width {
          let value = scalars[(picture * height + y) * width + x]
          guard value > Self.ink else { continue }
          (mass, sumY, sumX) = (mass + value, sumY + value * Float(y), sumX + value * Float(x))
          (top, left) = (min(top, y), min(left, x))
          (bottom, right) = (max(bottom, y), max(right, x))
        }
      }
      guard mass > 0 else { continue }
      func distance(_ y: Float, _ x: Float) -> Float {
        let (down, across) = (y - Float(height - 1) / 2, x - Float(width - 1) / 2)
        return (down * down + across * across).squareRoot()
      }
      sides.append(Float(max(bottom - top, right - left) + 1))
      byMass.append(distance(sumY / mass, sumX / mass))
      byBox.append(distance(Float(top + bottom) / 2, Float(left + right) / 2))
    }
    side = sides.isEmpty ? height : Int(Spread(sides).mean.rounded())
    massDistance = byMass.isEmpty ? 0 : Spread(byMass).mean
    boxDistance = byBox.isEmpty ? 0 : Spread(byBox).mean
    (count, size) = (sides.count, height)
  }

  /// A sentence on what was measured, and what is done with drawings because of it.
  var explanation: Message {
    let measured: Message = """
      Measured on \(count) of these pictures: the longer side of what is drawn is \(side) of \
      \(size) pixels on average, its centre of mass lies \(massDistance.rounded(to: 1)) pixels \
      from the middle, and the middle of the box around it \(boxDistance.rounded(to: 1)).
      """
    return isByMass
      ? """
      \(measured) So a drawing of yours is scaled until its longer side has \(side) pixels, and \
      moved until its centre of mass is in the middle, before the network gets it.
      """
      : """
      \(measured) So a drawing of yours is scaled until its longer side has \(side) pixels, and \
      moved until the box around it is in the middle, before the network gets it.
      """
  }
}
