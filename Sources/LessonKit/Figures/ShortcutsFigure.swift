// Hands a chain of residual blocks over to the page, with what the library computes in it.

import Foundation
import Networks
import Notebooks
import Pixels
import Tensors

extension Notebook {
  /// Shows a chain of residual blocks with two dense layers each: the reader switches shortcuts,
  /// takes blocks out, scales F, and follows the signal forward and the gradient back.
  ///
  /// The weights are rounded to whole multiples of a 32nd of their standard deviation, and cut at
  /// 127 of them, so that the page holds a byte for each; the library computes with the same.
  ///
  /// - Parameters:
  ///   - branches: F of each block, a `Dense`, a `ReLU` and a `Dense` without biases, that maps
  ///     (N, C) to (N, C); all of the same shapes.
  ///   - input: what goes into the first block, (1, C); it is scaled to size 1.
  ///   - gradient: the gradient at the end of the chain, (1, C); it is scaled to size 1.
  ///   - count: the blocks at the beginning, 1 to as many as there are branches.
  ///   - scale: what each F is multiplied by at the beginning, 0 or more.
  public func shortcuts(
    _ key: String, _ branches: [Network], input: Tensor, gradient: Tensor, count: Int,
    scale: Float, file: String = #filePath, line: Int = #line
  ) {
    precondition(
      (1...branches.count).contains(count), "a chain has 1 to \(branches.count) blocks")
    let chain = ResidualChain(branches, input: input, gradient: gradient)
    let (plain, residual) = (
      chain.sizes(count, scale: scale, shortcuts: false),
      chain.sizes(count, scale: scale, shortcuts: true)
    )
    let shown = Figure.Shortcuts(
      width: chain.input.shape[1], hidden: chain.weights[0].first.shape[1],
      branches: chain.bytes, steps: chain.steps.map(Double.init),
      input: chain.input.scalars, gradient: chain.gradient.scalars, count: count, scale: scale,
      plain: plain, residual: residual)
    let still = ResidualChainStill(plain: plain, residual: residual)
    shortcuts(key, shown, drawing: still.drawing, file: file, line: line)
  }
}

/// Blocks whose weights are whole multiples of a step.
struct ResidualChain {
  /// W₁ (C, hidden) and W₂ (hidden, C) of each block.
  let weights: [(first: Tensor, second: Tensor)]
  /// The steps of all W₁, and of all W₂.
  let steps: [Float]
  /// What goes in, and the gradient of what comes out: (1, C), of size 1.
  let input, gradient: Tensor

  /// Rounds the weights of F of each block.
  init(_ branches: [Network], input: Tensor, gradient: Tensor) {
    let given = branches.map { branch -> [Tensor] in
      let dense = branch.layers.compactMap { $0 as? Dense }
      precondition(
        branch.layers.count == 3 && dense.count == 2 && branch.layers[1] is ReLU,
        "a block of this figure is a Dense, a ReLU and a Dense")
      return dense.map(\.weights.value)
    }
    let steps = [0, 1].map { place in
      Tensor.concatenated(given.map { $0[place].reshaped(-1) }, axis: 0).variance().squareRoot()
        / 32
    }
    func rounded(_ weights: Tensor, _ step: Float) -> Tensor {
      weights.map { step > 0 ? min(127, max(-127, ($0 / step).rounded())) * step : 0 }
    }
    self.steps = steps
    weights = given.map { (rounded($0[0], steps[0]), rounded($0[1], steps[1])) }
    self.input = input / max(size(input), .leastNormalMagnitude)
    self.gradient = gradient / max(size(gradient), .leastNormalMagnitude)
  }

  /// The weights as whole numbers of steps.
  var bytes: [Figure.Shortcuts.Branch] {
    func data(_ weights: Tensor, _ step: Float) -> Data {
      Data(
        weights.scalars.map {
          UInt8(bitPattern: step > 0 ? Int8(($0 / step).rounded()) : 0)
        })
    }
    return weights.map {
      .init(first: data($0.first, steps[0]), second: data($0.second, steps[1]))
    }
  }

  /// Computes the sizes of signal and gradient before the first block and after each of `count`.
  func sizes(_ count: Int, scale: Float, shortcuts: Bool) -> Figure.Shortcuts.Sizes {
    var layers = weights.prefix(count).map { first, second -> any Layer in
      let branch = Network(Dense(weights: first), ReLU(), Dense(weights: second * scale))
      return shortcuts ? ResidualBlock(branch, activatesSum: false) : branch
    }
    var (signal, back) = (input, gradient)
    var sizes = Figure.Shortcuts.Sizes(signal: [size(signal)], gradient: [size(back)])
    for index in layers.indices {
      signal = layers[index].forward(signal)
      sizes.signal.append(size(signal))
    }
    for index in layers.indices.reversed() {
      back = layers[index].backward(back)
      sizes.gradient.insert(size(back), at: 0)
    }
    return sizes
  }
}

/// The Euclidean norm, of numbers that may be very small.
private func size(_ tensor: Tensor) -> Float {
  Float(tensor.scalars.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot())
}

/// Draws a chain with its shortcuts and, below each block, the sizes of signal and gradient: for
/// paper, Jupyter and pages without scripts.
struct ResidualChainStill: DrawnFigure {
  let plain, residual: Figure.Shortcuts.Sizes

  private static let foreground = Colour(grey: 50)
  private static let block = Colour(red: 157, green: 193, blue: 230)
  private static let pitch = 96, rowHeight = 130, perRow = 6

  /// The drawing.
  var drawing: Drawing {
    let count = plain.signal.count - 1
    let rows = (count + Self.perRow - 1) / Self.perRow
    var drawing = Drawing(
      height: rows * Self.rowHeight + 8, width: min(count, Self.perRow) * Self.pitch + 16)
    for index in 0..<count {
      let left = Double(8 + index % Self.perRow * Self.pitch)
      let middle = Double(index / Self.perRow * Self.rowHeight + 52)
      let right = left + Double(Self.pitch)
      drawing.drawLine(
        from: Point(y: middle, x: left), to: Point(y: middle, x: right - 4), lineWidth: 1.5,
        Self.foreground)
      drawing.drawPolyline(
        [
          Point(y: middle, x: left + 8), Point(y: middle - 34, x: left + 8),
          Point(y: middle - 34, x: right - 22), Point(y: middle - 7, x: right - 22),
        ], lineWidth: 1.5, Self.foreground)
      drawing.fillRectangle(y: middle - 15, x: left + 22, height: 30, width: 32, Self.block)
      drawing.drawText(
        "F", at: Point(y: middle, x: left + 38), capHeight: 11, anchor: .centre,
        Self.foreground)
      let sum = Point(y: middle, x: right - 22)
      drawing.fillCircle(centre: sum, radius: 7, .white)
      drawing.strokeCircle(centre: sum, radius: 7, lineWidth: 1.5, Self.foreground)
      drawing.drawText("+", at: sum, capHeight: 9, anchor: .centre, Self.foreground)
      let words: [Message] = [
        "signal \(short(residual.signal[index + 1]))",
        "gradient \(short(residual.gradient[index]))",
      ]
      for (line, text) in words.enumerated() {
        drawing.drawText(
          text, at: Point(y: middle + 26 + Double(16 * line), x: left + 4), capHeight: 8,
          Self.foreground)
      }
    }
    return drawing
  }

  private func short(_ value: Float) -> Message { "\(value.rounded(to: 2))" }
}
