import LessonKit

extension Answers {
  static var residualNetworks: Answers {
    Answers(
      ResidualNetworksSolution.self,
      mistakes: [
        ("added-after-relu", AddedAfterReLU.self),
        ("relu-forgotten", ReLUForgotten.self),
        ("multiplied", MultipliedShortcut.self),
        ("input-forgotten", InputForgotten.self),
        ("not-normalized", NotNormalized.self),
        ("sum-normalized", SumNormalized.self),
        ("by-variance", DividedByVariance.self),
        ("stride-forgotten", StrideForgotten.self),
        ("cropped", Cropped.self),
        ("padded", PaddedChannels.self),
        ("averaged", AveragedPixels.self),
        ("floored", Floored.self),
        ("channels-apart", ChannelsApart.self),
      ])
  }
}

private let right = ResidualNetworksSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: ResidualNetworksExercise {}

extension Almost {
  func block(_ x: [[Float]], f: [[Float]], mean: [Float], variance: [Float]) throws -> [[Float]] {
    try right.block(x, f: f, mean: mean, variance: variance)
  }
  func projected(_ input: Tensor, weights: [[Float]], stride: Int) throws -> Tensor {
    try right.projected(input, weights: weights, stride: stride)
  }
}

private func normalized(_ rows: [[Float]], _ mean: [Float], _ variance: [Float]) -> [[Float]] {
  rows.map { row in
    row.indices.map { (row[$0] - mean[$0]) / variance[$0].squareRoot() }
  }
}

/// Combines two matrices number by number.
private func each(
  _ one: [[Float]], _ other: [[Float]], _ combine: (Float, Float) -> Float
) -> [[Float]] {
  one.indices.map { row in one[row].indices.map { combine(one[row][$0], other[row][$0]) } }
}

private struct AddedAfterReLU: Almost {
  func block(_ x: [[Float]], f: [[Float]], mean: [Float], variance: [Float]) throws -> [[Float]] {
    each(x, normalized(f, mean, variance)) { $0 + max(0, $1) }
  }
}

private struct ReLUForgotten: Almost {
  func block(_ x: [[Float]], f: [[Float]], mean: [Float], variance: [Float]) throws -> [[Float]] {
    each(x, normalized(f, mean, variance), +)
  }
}

private struct MultipliedShortcut: Almost {
  func block(_ x: [[Float]], f: [[Float]], mean: [Float], variance: [Float]) throws -> [[Float]] {
    each(x, normalized(f, mean, variance)) { max(0, $0 * $1) }
  }
}

private struct InputForgotten: Almost {
  func block(_ x: [[Float]], f: [[Float]], mean: [Float], variance: [Float]) throws -> [[Float]] {
    normalized(f, mean, variance).map { $0.map { max(0, $0) } }
  }
}

private struct NotNormalized: Almost {
  func block(_ x: [[Float]], f: [[Float]], mean: [Float], variance: [Float]) throws -> [[Float]] {
    each(x, f) { max(0, $0 + $1) }
  }
}

private struct SumNormalized: Almost {
  func block(_ x: [[Float]], f: [[Float]], mean: [Float], variance: [Float]) throws -> [[Float]] {
    normalized(each(x, f, +), mean, variance).map { $0.map { max(0, $0) } }
  }
}

private struct DividedByVariance: Almost {
  func block(_ x: [[Float]], f: [[Float]], mean: [Float], variance: [Float]) throws -> [[Float]] {
    let scaled = f.map { row in row.indices.map { (row[$0] - mean[$0]) / variance[$0] } }
    return each(x, scaled) { max(0, $0 + $1) }
  }
}

private struct StrideForgotten: Almost {
  func projected(_ input: Tensor, weights: [[Float]], stride: Int) throws -> Tensor {
    try right.projected(input, weights: weights, stride: 1)
  }
}

private struct Cropped: Almost {
  func projected(_ input: Tensor, weights: [[Float]], stride: Int) throws -> Tensor {
    let height = (input.shape[0] + stride - 1) / stride
    let width = (input.shape[1] + stride - 1) / stride
    return try right.projected(input[0..<height, 0..<width], weights: weights, stride: 1)
  }
}

private struct PaddedChannels: Almost {
  func projected(_ input: Tensor, weights: [[Float]], stride: Int) throws -> Tensor {
    let height = (input.shape[0] + stride - 1) / stride
    let width = (input.shape[1] + stride - 1) / stride
    var scalars: [Float] = []
    for y in 0..<height {
      for x in 0..<width {
        for channel in 0..<weights[0].count {
          let isThere = channel < input.shape[2]
          scalars.append(isThere ? input[y * stride, x * stride, channel] : 0)
        }
      }
    }
    return Tensor(shape: [height, width, weights[0].count], scalars: scalars)
  }
}

private struct AveragedPixels: Almost {
  func projected(_ input: Tensor, weights: [[Float]], stride: Int) throws -> Tensor {
    let all = try right.projected(input, weights: weights, stride: 1)
    let height = (input.shape[0] + stride - 1) / stride
    let width = (input.shape[1] + stride - 1) / stride
    var scalars: [Float] = []
    for y in 0..<height {
      for x in 0..<width {
        for filter in 0..<all.shape[2] {
          var (sum, count): (Float, Float) = (0, 0)
          for row in y * stride..<min((y + 1) * stride, input.shape[0]) {
            for column in x * stride..<min((x + 1) * stride, input.shape[1]) {
              (sum, count) = (sum + all[row, column, filter], count + 1)
            }
          }
          scalars.append(sum / count)
        }
      }
    }
    return Tensor(shape: [height, width, all.shape[2]], scalars: scalars)
  }
}

private struct Floored: Almost {
  func projected(_ input: Tensor, weights: [[Float]], stride: Int) throws -> Tensor {
    let (height, width) = (input.shape[0] / stride, input.shape[1] / stride)
    return try right.projected(input, weights: weights, stride: stride)[0..<height, 0..<width]
  }
}

private struct ChannelsApart: Almost {
  func projected(_ input: Tensor, weights: [[Float]], stride: Int) throws -> Tensor {
    var single = weights.map { $0.map { _ in Float(0) } }
    for filter in weights[0].indices {
      let channel = filter % weights.count
      single[channel][filter] = weights[channel][filter]
    }
    return try right.projected(input, weights: single, stride: stride)
  }
}
