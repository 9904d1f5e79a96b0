import LessonKit

extension Answers {
  static var whyConvolution: Answers {
    Answers(
      WhyConvolutionSolution.self,
      mistakes: [
        ("no-bias", NoBias.self),
        ("one-bias", OneBias.self),
        ("bias-for-inputs", BiasForInputs.self),
        ("channels-forgotten", ChannelsForgotten.self),
        ("one-side", OneSide.self),
        ("no-max", NoMax.self),
        ("max-at-the-end", MaxAtTheEnd.self),
        ("max-twice", MaxTwice.self),
        ("absolute", Absolute.self),
        ("max-on-products", MaxOnProducts.self),
        ("max-on-all-products", MaxOnAllProducts.self),
      ])
  }
}

private let right = WhyConvolutionSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: WhyConvolutionExercise {}

extension Almost {
  func parameters(height: Int, width: Int, channels: Int, outputs: Int) throws -> Int {
    try right.parameters(height: height, width: width, channels: channels, outputs: outputs)
  }
  func twoLayers(_ input: [Float], first: [[Float]], second: [[Float]]) throws -> [Float] {
    try right.twoLayers(input, first: first, second: second)
  }
}

private func product(_ weights: [[Float]], _ numbers: [Float]) -> [Float] {
  weights.map { row in row.indices.reduce(Float(0)) { $0 + row[$1] * numbers[$1] } }
}

private struct NoBias: Almost {
  func parameters(height: Int, width: Int, channels: Int, outputs: Int) throws -> Int {
    height * width * channels * outputs
  }
}

private struct OneBias: Almost {
  func parameters(height: Int, width: Int, channels: Int, outputs: Int) throws -> Int {
    height * width * channels * outputs + 1
  }
}

private struct BiasForInputs: Almost {
  func parameters(height: Int, width: Int, channels: Int, outputs: Int) throws -> Int {
    height * width * channels * (outputs + 1)
  }
}

private struct ChannelsForgotten: Almost {
  func parameters(height: Int, width: Int, channels: Int, outputs: Int) throws -> Int {
    height * width * outputs + outputs
  }
}

private struct OneSide: Almost {
  func parameters(height: Int, width: Int, channels: Int, outputs: Int) throws -> Int {
    (height * channels + 1) * outputs
  }
}

private struct NoMax: Almost {
  func twoLayers(_ input: [Float], first: [[Float]], second: [[Float]]) throws -> [Float] {
    product(second, product(first, input))
  }
}

private struct MaxAtTheEnd: Almost {
  func twoLayers(_ input: [Float], first: [[Float]], second: [[Float]]) throws -> [Float] {
    product(second, product(first, input)).map { max(0, $0) }
  }
}

private struct MaxTwice: Almost {
  func twoLayers(_ input: [Float], first: [[Float]], second: [[Float]]) throws -> [Float] {
    product(second, product(first, input).map { max(0, $0) }).map { max(0, $0) }
  }
}

private struct Absolute: Almost {
  func twoLayers(_ input: [Float], first: [[Float]], second: [[Float]]) throws -> [Float] {
    product(second, product(first, input).map { abs($0) })
  }
}

private struct MaxOnProducts: Almost {
  func twoLayers(_ input: [Float], first: [[Float]], second: [[Float]]) throws -> [Float] {
    let hidden = first.map { row in input.indices.map { max(0, row[$0] * input[$0]) }.reduce(0, +) }
    return second.map { row in hidden.indices.map { row[$0] * hidden[$0] }.reduce(0, +) }
  }
}

private struct MaxOnAllProducts: Almost {
  func twoLayers(_ input: [Float], first: [[Float]], second: [[Float]]) throws -> [Float] {
    let hidden = first.map { row in input.indices.map { max(0, row[$0] * input[$0]) }.reduce(0, +) }
    return second.map { row in hidden.indices.map { max(0, row[$0] * hidden[$0]) }.reduce(0, +) }
  }
}
