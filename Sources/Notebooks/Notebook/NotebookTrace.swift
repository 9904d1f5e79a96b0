// The shape trace: what a lesson calls to record shapes, numbers and the sums behind them.

import Formatting
import Foundation
import Pixels
import Tensors

extension Notebook {
  /// Traces the shape of an input.
  public func trace(
    _ step: String, _ shape: [Int], _ detail: Message = "", file: String = #filePath,
    line: Int = #line
  ) {
    add(trace: .init(step: step, output: shape, detail: detail), file, line)
  }

  /// Traces a picture's shape, (height, width, channels).
  @discardableResult
  public func trace(
    _ step: String, _ image: Image, _ detail: Message = "", file: String = #filePath,
    line: Int = #line
  ) -> Image {
    trace(step, image.shape, detail, file: file, line: line)
    save(Tensor(shape: image.shape, bytes: image.pixels), as: step)
    return image
  }

  /// Traces a tensor: its shape and, if an operation made it, the input shapes and the arithmetic
  /// of the output shape.
  @discardableResult
  public func trace(
    _ step: String, _ tensor: Tensor, _ detail: Message = "", file: String = #filePath,
    line: Int = #line
  ) -> Tensor {
    var trace = CellOutput.Trace(step: step, tensor: tensor, detail: detail)
    trace.digest = TensorDigest(tensor)
    add(trace: trace, file, line)
    save(tensor, as: step)
    return tensor
  }

  /// Traces a tensor that was made of another by steps that record nothing, such as a reshape or a
  /// mean: the shape of both.
  @discardableResult
  public func trace(
    _ step: String, _ tensor: Tensor, from input: some Shaped, _ detail: Message = "",
    file: String = #filePath, line: Int = #line
  ) -> Tensor {
    let inputs = [CellOutput.Trace.Input(name: "input", shape: input.shape)]
    add(
      trace: .init(
        step: step, inputs: inputs, output: tensor.shape, detail: detail,
        prediction: Prediction(of: tensor, from: input.shape), digest: TensorDigest(tensor)),
      file, line)
    save(tensor, as: step)
    return tensor
  }

  /// Traces the output size of a sliding window.
  public func trace(
    _ step: String, _ geometry: WindowGeometry, _ detail: Message = "", file: String = #filePath,
    line: Int = #line
  ) {
    let inputs = [CellOutput.Trace.Input(name: "input", shape: geometry.axes.map(\.input))]
    add(
      trace: .init(
        step: step, inputs: inputs, output: geometry.output, detail: detail,
        prediction: Prediction(geometry)), file, line)
  }

  /// Traces a picture that was made of another picture or of a tensor.
  @discardableResult
  public func trace(
    _ step: String, _ image: Image, from input: some Shaped, _ detail: Message = "",
    file: String = #filePath, line: Int = #line
  ) -> Image {
    let inputs = [CellOutput.Trace.Input(name: "input", shape: input.shape)]
    add(
      trace: .init(
        step: step, inputs: inputs, output: image.shape, detail: detail,
        prediction: Prediction(shape: image.shape, from: input.shape)), file, line)
    save(Tensor(shape: image.shape, bytes: image.pixels), as: step)
    return image
  }

  /// Traces a number, such as a largest difference.
  @discardableResult
  public func trace(
    _ step: String, value: Float, _ detail: Message = "", file: String = #filePath,
    line: Int = #line
  ) -> Float {
    // JSON can't represent NaN and infinity; the detail states them.
    let isFinite = value.isFinite
    let exact = Double("\(value)") ?? 0
    let words = [isFinite ? "" : Message(number(value)), detail].filter { !$0.isEmpty }
    add(
      trace: .init(
        step: step, value: isFinite ? exact : nil, detail: words.joined(separator: ", "),
        prediction: isFinite
          ? Prediction(traced: exact, mistakes: settings.guesses[step] ?? [], isMeasured: true)
          : nil), file, line)
    return value
  }

  /// Traces a whole number.
  ///
  /// - Parameter prediction: the known wrong answers; nil for none.
  @discardableResult
  public func trace(
    _ step: String, value: Int, _ detail: Message = "", prediction: Prediction? = nil,
    file: String = #filePath, line: Int = #line
  ) -> Int {
    let prediction =
      prediction
      ?? Prediction(
        traced: Double(value), mistakes: settings.guesses[step] ?? [], isMeasured: false)
    add(
      trace: .init(step: step, value: Double(value), detail: detail, prediction: prediction),
      file, line)
    return value
  }
}

/// What has a shape that a trace can name: tensors and pictures.
public protocol Shaped {
  /// The lengths of its axes.
  var shape: [Int] { get }
}

extension Tensor: Shaped {}
extension Image: Shaped {}
