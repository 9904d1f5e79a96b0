// The figure of the way back through a convolution: which outputs read an input, and what each of
// them sends back to it.

import Formatting
import Tensors

extension Figure {
  /// The gradient of a convolution's input.
  public struct InputGradient: Codable, Sendable, Equatable {
    /// The filter, rows of weights.
    public var filter: [[Float]]
    /// The gradient of the outputs, without padding and with stride 1.
    public var outputGradient: [[Float]]
    /// The gradient of the inputs.
    public var inputGradient: [[Float]]
  }
}

extension Figure.InputGradient: FigureContent {
  static var asset: PageAsset { .inputGradient }

  var tables: [CellOutput.Table] {
    [
      numberTable(PageStrings.inputGradientOutputs, outputGradient),
      numberTable(PageStrings.figureFilter, filter),
      numberTable(PageStrings.inputGradientInputs, inputGradient),
    ]
  }
}

extension Notebook {
  /// Shows the way back through a convolution without padding and with stride 1: pointing at an
  /// input shows the outputs that read it, their gradients times the weights, and the sum.
  ///
  /// - Parameters:
  ///   - outputGradient: (OH, OW), what arrives at the outputs.
  ///   - filter: (FH, FW).
  ///   - inputGradient: (OH + FH − 1, OW + FW − 1), what the layer makes of them.
  public func inputGradient(
    _ key: String, of outputGradient: Tensor, filter: Tensor, inputGradient: Tensor,
    file: String = #filePath, line: Int = #line
  ) {
    let figure = Figure.InputGradient(
      filter: Self.rows(filter), outputGradient: Self.rows(outputGradient),
      inputGradient: Self.rows(inputGradient))
    add(figure: .inputGradient(figure), key, file, line)
  }
}
