// The pooling layer. It has no parameters, but a gradient: of the largest number under each window,
// or of the mean.

import Tensors

/// Computes the largest number, or the mean, under each window of each channel.
public struct Pooling: Layer {
  /// What pooling computes from the numbers under a window.
  public typealias Kind = PoolingKind

  /// What pooling computes from the numbers under a window.
  public let kind: Kind
  /// The size of the window, [height, width].
  public let windowSize: [Int]
  /// The stride, [down, right].
  public let stride: [Int]
  /// The padding of the input.
  public let padding: Padding

  /// The last input and its windows.
  private var saved: (input: Tensor, geometry: WindowGeometry)?

  /// Makes the layer.
  ///
  /// - Parameters:
  ///   - kind: max or average pooling.
  ///   - windowSize: one number, or [height, width].
  ///   - stride: one number, or [down, right]; by default the window size.
  ///   - padding: the padding of the input.
  public init(
    _ kind: Kind, windowSize: any PerAxis, stride: (any PerAxis)? = nil, padding: Padding = .valid
  ) {
    self.kind = kind
    self.windowSize = windowSize.values(axes: 2)
    self.stride = (stride ?? windowSize).values(axes: 2)
    self.padding = padding
  }

  /// Pools (N, H, W, C) to (N, OH, OW, C), as `maxPool2D` and `averagePool2D`.
  public mutating func forward(_ input: Tensor) -> Tensor {
    saved = (
      input,
      pictureGeometry(
        "Pooling", input.shape, windowSize: windowSize, stride: stride, padding: padding)
    )
    return switch kind {
    case .max: maxPool2D(input, windowSize: windowSize, stride: stride, padding: padding)
    case .average: averagePool2D(input, windowSize: windowSize, stride: stride, padding: padding)
    }
  }

  /// Computes the input gradient (N, H, W, C) from (N, OH, OW, C).
  ///
  /// The gradient of a maximum belongs to the largest number alone, to the first of equals as in
  /// TensorFlow. Of a mean of m numbers, each gets 1/m. A number under several overlapping windows
  /// gets the sum: when the middle of a 3×3 picture is the largest of all four 2×2 windows of
  /// stride 1, an output gradient of ones gives it 4, not 1.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let (input, geometry) = requireForward(saved, of: "Pooling")
    let (batch, channels) = (input.shape[0], input.shape[3])
    requireGradient(
      outputGradient, shape: [batch] + geometry.output + [channels], of: "Pooling")
    let (vertical, horizontal) = (geometry.axes[0], geometry.axes[1])
    let inputGradient = [Float](unsafeUninitializedCapacity: input.count) { buffer, filled in
      buffer.initialize(repeating: 0)
      filled = input.count
      guard let result = buffer.baseAddress else { return }
      // In parallel over pictures, whose gradients do not overlap.
      addGradients(
        outputGradient.scalars, input.scalars, batch: batch, vertical, horizontal,
        channels: channels, into: result)
    }
    return Tensor(shape: input.shape, scalars: inputGradient)
  }

  /// Adds each output's gradient to the numbers under its window.
  private func addGradients(
    _ gradients: UnsafePointer<Float>, _ inputs: UnsafePointer<Float>, batch: Int,
    _ vertical: WindowGeometry.Axis, _ horizontal: WindowGeometry.Axis, channels: Int,
    into result: UnsafeMutablePointer<Float>
  ) {
    let (rows, columns) = (
      (0..<vertical.output).map(vertical.inside), (0..<horizontal.output).map(horizontal.inside)
    )
    let kind = kind
    parallelFor(batch) { n in
      var output = n * vertical.output * horizontal.output * channels
      for rows in rows {
        for columns in columns {
          for c in 0..<channels {
            let gradient = gradients[output + c]
            /// The index of the number at a row and a column.
            func index(_ y: Int, _ x: Int) -> Int {
              ((n * vertical.input + y) * horizontal.input + x) * channels + c
            }
            switch kind {
            case .max:
              if let largest = argmax(inputs, rows, columns, index) { result[largest] += gradient }
            case .average:
              let share = gradient / Float(rows.count * columns.count)
              for y in rows { for x in columns { result[index(y, x)] += share } }
            }
          }
          output += channels
        }
      }
    }
  }

  /// Computes the output shape (N, OH, OW, C) of (N, H, W, C).
  public func outputShape(for inputShape: [Int]) -> [Int] {
    let geometry = pictureGeometry(
      "Pooling", inputShape, windowSize: windowSize, stride: stride, padding: padding)
    return [inputShape[0]] + geometry.output + [inputShape[3]]
  }

  /// Computes the receptive field behind the window.
  public func receptiveField(
    after field: ReceptiveField, for inputShape: [Int]
  ) -> ReceptiveField? {
    field.through(
      pictureGeometry(
        "Pooling", inputShape, windowSize: windowSize, stride: stride, padding: padding))
  }
}

/// Finds the index of the largest number under a window, the first of equals; nil over padding
/// alone.
///
/// A NaN counts as the largest, as in `maxPool2D`.
@inline(__always)
private func argmax(
  _ scalars: UnsafePointer<Float>, _ rows: Range<Int>, _ columns: Range<Int>,
  _ index: (Int, Int) -> Int
) -> Int? {
  var best: Int?
  for y in rows {
    for x in columns {
      let candidate = index(y, x)
      let value = scalars[candidate]
      guard let largest = best.map({ scalars[$0] }) else {
        best = candidate
        continue
      }
      if value > largest || (value.isNaN && !largest.isNaN) { best = candidate }
    }
  }
  return best
}
