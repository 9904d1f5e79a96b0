// The pooling layer. It has nothing to learn, but must know the way back: to the largest number of
// each window, or in equal parts to all of them.

import Tensors

/// One number for each window, channel by channel: the largest, or the mean.
public struct Pooling: Layer {
  /// What is kept of the numbers under a window.
  public enum Kind: String, Sendable {
    /// The largest; padding counts as −∞ and never wins.
    case max
    /// The mean; padding is not counted.
    case average
  }

  /// What is kept of the numbers under a window.
  public let kind: Kind
  /// How high and wide the window is: [height, width].
  public let windowSize: [Int]
  /// How far it moves: [down, right].
  public let stride: [Int]
  /// What is put around the input.
  public let padding: Padding

  /// The last input, and where the window stopped on it.
  private var memory: (input: Tensor, geometry: WindowGeometry)?

  /// A pooling layer.
  ///
  /// - Parameters:
  ///   - kind: what is kept of the numbers under a window.
  ///   - windowSize: how high and wide; one number, or [height, width].
  ///   - stride: how far the window moves; by default its own size, so that windows touch.
  ///   - padding: what is put around the input.
  public init(
    _ kind: Kind, windowSize: any PerAxis, stride: (any PerAxis)? = nil, padding: Padding = .valid
  ) {
    self.kind = kind
    self.windowSize = windowSize.values(axes: 2)
    self.stride = (stride ?? windowSize).values(axes: 2)
    self.padding = padding
  }

  /// (N, H, W, C) to (N, OH, OW, C), as `maxPool2D` and `averagePool2D`.
  public mutating func forward(_ input: Tensor) -> Tensor {
    memory = (
      input,
      pictureGeometry(
        "Pooling", input.shape, windowSize: windowSize, stride: stride, padding: padding)
    )
    return switch kind {
    case .max: maxPool2D(input, windowSize: windowSize, stride: stride, padding: padding)
    case .average: averagePool2D(input, windowSize: windowSize, stride: stride, padding: padding)
    }
  }

  /// (N, OH, OW, C) to (N, H, W, C).
  ///
  /// Of a maximum, a small change of the winner changes the output as much, a small change of the
  /// others not at all: the gradient goes to the winner alone, to the first of equals as in
  /// TensorFlow. Of a mean of m numbers, each gets 1/m of it. Where windows overlap a number may be
  /// read by several, and their gradients add up: the one large number in the middle of a 3×3 picture
  /// wins all four 2×2 windows of stride 1, so for an output gradient of ones its gradient is 4, not 1.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let (input, geometry) = requireForward(memory, of: "Pooling")
    let (batch, channels) = (input.shape[0], input.shape[3])
    requireGradient(
      outputGradient, shape: [batch] + geometry.output + [channels], of: "Pooling")
    let (vertical, horizontal) = (geometry.axes[0], geometry.axes[1])
    let inputGradient = [Float](unsafeUninitializedCapacity: input.count) { buffer, filled in
      buffer.initialize(repeating: 0)
      filled = input.count
      guard let result = buffer.baseAddress else { return }
      // A picture's gradient is its own: pictures can be worked on side by side.
      spread(
        outputGradient.scalars, input.scalars, batch: batch, vertical, horizontal,
        channels: channels, into: result)
    }
    return Tensor(shape: input.shape, scalars: inputGradient)
  }

  /// Adds each output's gradient to the numbers it came from.
  private func spread(
    _ gradients: UnsafePointer<Float>, _ inputs: UnsafePointer<Float>, batch: Int,
    _ vertical: WindowGeometry.Axis, _ horizontal: WindowGeometry.Axis, channels: Int,
    into result: UnsafeMutablePointer<Float>
  ) {
    let (rows, columns) = (
      (0..<vertical.output).map(vertical.inside), (0..<horizontal.output).map(horizontal.inside)
    )
    let isMaximum = kind == .max
    parallelFor(batch) { n in
      var output = n * vertical.output * horizontal.output * channels
      for rows in rows {
        for columns in columns {
          for c in 0..<channels {
            let gradient = gradients[output + c]
            /// Where the number at a row and a column lies among the scalars.
            func place(_ y: Int, _ x: Int) -> Int {
              ((n * vertical.input + y) * horizontal.input + x) * channels + c
            }
            if isMaximum {
              if let winner = largest(inputs, rows, columns, place) { result[winner] += gradient }
            } else {
              let share = gradient / Float(rows.count * columns.count)
              for y in rows { for x in columns { result[place(y, x)] += share } }
            }
          }
          output += channels
        }
      }
    }
  }

  /// (N, H, W, C) to (N, OH, OW, C).
  public func outputShape(for inputShape: [Int]) -> [Int] {
    let geometry = pictureGeometry(
      "Pooling", inputShape, windowSize: windowSize, stride: stride, padding: padding)
    return [inputShape[0]] + geometry.output + [inputShape[3]]
  }

  /// As wide as the window reaches over what came before.
  public func receptiveField(
    after field: ReceptiveField, for inputShape: [Int]
  ) -> ReceptiveField? {
    field.through(
      pictureGeometry(
        "Pooling", inputShape, windowSize: windowSize, stride: stride, padding: padding))
  }
}

/// Where the largest number of a window lies, the first of equals; nil when it sees only padding.
///
/// A NaN counts as the largest, as in `maxPool2D`.
@inline(__always)
private func largest(
  _ scalars: UnsafePointer<Float>, _ rows: Range<Int>, _ columns: Range<Int>,
  _ place: (Int, Int) -> Int
) -> Int? {
  var winner: Int?
  for y in rows {
    for x in columns {
      let candidate = place(y, x)
      let value = scalars[candidate]
      guard let leader = winner.map({ scalars[$0] }) else {
        winner = candidate
        continue
      }
      if value > leader || (value.isNaN && !leader.isNaN) { winner = candidate }
    }
  }
  return winner
}
