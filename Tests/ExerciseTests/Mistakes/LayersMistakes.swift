import LessonKit

extension Answers {
  static var layers: Answers {
    Answers(
      LayersSolution.self,
      mistakes: [
        ("reshaped-only", ReshapedOnly.self),
        ("channels-last", ChannelsLast.self),
        ("turned-maps", TurnedMaps.self),
        ("overwritten", Overwritten.self),
        ("shared-out", SharedOut.self),
        ("last-of-equals", LastOfEquals.self),
        ("all-equals", AllEquals.self),
        ("stride-ignored", StrideIgnored.self),
        ("windows-downwards", WindowsDownwards.self),
      ])
  }
}

private let right = LayersSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: LayersExercise {}

extension Almost {
  func maps(from product: Tensor, batch: Int, height: Int, width: Int) throws -> Tensor {
    try right.maps(from: product, batch: batch, height: height, width: width)
  }
  func maxPoolGradient(
    _ input: [[Float]], window: Int, stride: Int, outputGradient: [[Float]]
  ) throws -> [[Float]] {
    try right.maxPoolGradient(
      input, window: window, stride: stride, outputGradient: outputGradient)
  }
}

private struct ReshapedOnly: Almost {
  func maps(from product: Tensor, batch: Int, height: Int, width: Int) throws -> Tensor {
    Tensor(shape: [batch, product.shape[1], height, width], scalars: product.scalars)
  }
}

private struct ChannelsLast: Almost {
  func maps(from product: Tensor, batch: Int, height: Int, width: Int) throws -> Tensor {
    Tensor(shape: [batch, height, width, product.shape[1]], scalars: product.scalars)
  }
}

private struct TurnedMaps: Almost {
  func maps(from product: Tensor, batch: Int, height: Int, width: Int) throws -> Tensor {
    var numbers: [Float] = []
    for n in 0..<batch {
      for filter in 0..<product.shape[1] {
        for x in 0..<width {
          for y in 0..<height { numbers.append(product[(n * height + y) * width + x, filter]) }
        }
      }
    }
    return Tensor(shape: [batch, product.shape[1], width, height], scalars: numbers)
  }
}

private struct Overwritten: Almost {
  func maxPoolGradient(
    _ input: [[Float]], window: Int, stride: Int, outputGradient: [[Float]]
  ) throws -> [[Float]] {
    var gradient = input.map { row in row.map { _ in Float(0) } }
    for y in outputGradient.indices {
      for x in outputGradient[y].indices {
        var best = (y * stride, x * stride)
        for i in 0..<window {
          for j in 0..<window {
            let place = (y * stride + i, x * stride + j)
            if input[place.0][place.1] > input[best.0][best.1] { best = place }
          }
        }
        gradient[best.0][best.1] = outputGradient[y][x]
      }
    }
    return gradient
  }
}

private struct SharedOut: Almost {
  func maxPoolGradient(
    _ input: [[Float]], window: Int, stride: Int, outputGradient: [[Float]]
  ) throws -> [[Float]] {
    var gradient = input.map { row in row.map { _ in Float(0) } }
    for y in outputGradient.indices {
      for x in outputGradient[y].indices {
        for i in 0..<window {
          for j in 0..<window {
            gradient[y * stride + i][x * stride + j] +=
              outputGradient[y][x] / Float(window) / Float(window)
          }
        }
      }
    }
    return gradient
  }
}

private struct LastOfEquals: Almost {
  func maxPoolGradient(
    _ input: [[Float]], window: Int, stride: Int, outputGradient: [[Float]]
  ) throws -> [[Float]] {
    var gradient = input.map { row in row.map { _ in Float(0) } }
    for y in outputGradient.indices {
      for x in outputGradient[y].indices {
        var best = (y * stride, x * stride)
        for i in 0..<window {
          for j in 0..<window {
            let place = (y * stride + i, x * stride + j)
            if input[place.0][place.1] >= input[best.0][best.1] { best = place }
          }
        }
        gradient[best.0][best.1] += outputGradient[y][x]
      }
    }
    return gradient
  }
}

private struct AllEquals: Almost {
  func maxPoolGradient(
    _ input: [[Float]], window: Int, stride: Int, outputGradient: [[Float]]
  ) throws -> [[Float]] {
    var gradient = input.map { row in row.map { _ in Float(0) } }
    for y in outputGradient.indices {
      for x in outputGradient[y].indices {
        var most = -Float.infinity
        for i in 0..<window {
          for j in 0..<window { most = max(most, input[y * stride + i][x * stride + j]) }
        }
        for i in 0..<window {
          for j in 0..<window where input[y * stride + i][x * stride + j] == most {
            gradient[y * stride + i][x * stride + j] += outputGradient[y][x]
          }
        }
      }
    }
    return gradient
  }
}

private struct StrideIgnored: Almost {
  func maxPoolGradient(
    _ input: [[Float]], window: Int, stride: Int, outputGradient: [[Float]]
  ) throws -> [[Float]] {
    try right.maxPoolGradient(input, window: window, stride: 1, outputGradient: outputGradient)
  }
}

private struct WindowsDownwards: Almost {
  func maps(from product: Tensor, batch: Int, height: Int, width: Int) throws -> Tensor {
    var numbers: [Float] = []
    for n in 0..<batch {
      for filter in 0..<product.shape[1] {
        for y in 0..<height {
          for x in 0..<width {
            numbers.append(product[n * height * width + x * height + y, filter])
          }
        }
      }
    }
    return Tensor(shape: [batch, product.shape[1], height, width], scalars: numbers)
  }
}
