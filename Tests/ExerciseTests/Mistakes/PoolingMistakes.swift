import LessonKit

extension Answers {
  static var pooling: Answers {
    Answers(
      PoolingSolution.self,
      mistakes: [
        ("ceiling", Ceiling.self),
        ("divided-only", DividedOnly.self),
        ("turned", Turned.self),
        ("zeros-around", ZerosAround.self),
        ("channels-pooled", ChannelsPooled.self),
        ("padding-ignored", PaddingIgnored.self),
        ("stride-ignored", StrideIgnored.self),
        ("window-for-stride", WindowForStride.self),
        ("one-for-stride", OneForStride.self),
        ("channels-compared", ChannelsCompared.self),
      ])
  }
}

private let right = PoolingSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: PoolingExercise {}

extension Almost {
  func size(height: Int, width: Int, window: Int, stride: Int) throws -> [Int] {
    try right.size(height: height, width: width, window: window, stride: stride)
  }
  func maxPool(_ input: Tensor, window: Int, stride: Int, padding: Int) throws -> Tensor {
    try right.maxPool(input, window: window, stride: stride, padding: padding)
  }
}

private func padded(_ input: Tensor, by padding: Int) -> Tensor {
  let (height, width, channels) = (input.shape[0], input.shape[1], input.shape[2])
  var numbers: [Float] = []
  for y in -padding..<height + padding {
    for x in -padding..<width + padding {
      for channel in 0..<channels {
        let isInside = y >= 0 && y < height && x >= 0 && x < width
        numbers.append(isInside ? input[y, x, channel] : 0)
      }
    }
  }
  return Tensor(
    shape: [height + 2 * padding, width + 2 * padding, channels], scalars: numbers)
}

private struct Ceiling: Almost {
  func size(height: Int, width: Int, window: Int, stride: Int) throws -> [Int] {
    [height, width].map { Int((Double($0 - window) / Double(stride)).rounded(.up)) + 1 }
  }
}

private struct DividedOnly: Almost {
  func size(height: Int, width: Int, window: Int, stride: Int) throws -> [Int] {
    [height / stride, width / stride]
  }
}

private struct Turned: Almost {
  func size(height: Int, width: Int, window: Int, stride: Int) throws -> [Int] {
    [width, height].map { ($0 - window) / stride + 1 }
  }
}

private struct ZerosAround: Almost {
  func maxPool(_ input: Tensor, window: Int, stride: Int, padding: Int) throws -> Tensor {
    try right.maxPool(padded(input, by: padding), window: window, stride: stride, padding: 0)
  }
}

private struct ChannelsPooled: Almost {
  func maxPool(_ input: Tensor, window: Int, stride: Int, padding: Int) throws -> Tensor {
    let all = try right.maxPool(input, window: window, stride: stride, padding: padding)
    var numbers: [Float] = []
    for y in 0..<all.shape[0] {
      for x in 0..<all.shape[1] {
        numbers.append((0..<all.shape[2]).map { all[y, x, $0] }.max() ?? 0)
      }
    }
    return Tensor(shape: [all.shape[0], all.shape[1], 1], scalars: numbers)
  }
}

private struct PaddingIgnored: Almost {
  func maxPool(_ input: Tensor, window: Int, stride: Int, padding: Int) throws -> Tensor {
    try right.maxPool(input, window: window, stride: stride, padding: 0)
  }
}

private struct StrideIgnored: Almost {
  func maxPool(_ input: Tensor, window: Int, stride: Int, padding: Int) throws -> Tensor {
    try right.maxPool(input, window: window, stride: window, padding: padding)
  }
}

/// The right number of windows, a step of another length between them.
private func stepped(_ input: Tensor, _ window: Int, _ stride: Int, _ padding: Int, by step: Int)
  -> Tensor
{
  let (height, width, channels) = (input.shape[0], input.shape[1], input.shape[2])
  let (rows, columns) = (
    (height + 2 * padding - window) / stride + 1, (width + 2 * padding - window) / stride + 1
  )
  var result = Tensor(
    shape: [rows, columns, channels],
    scalars: [Float](repeating: -.infinity, count: rows * columns * channels))
  for y in 0..<rows {
    for x in 0..<columns {
      for i in 0..<window {
        for j in 0..<window {
          let (row, column) = (y * step + i - padding, x * step + j - padding)
          guard row >= 0, row < height, column >= 0, column < width else { continue }
          for channel in 0..<channels {
            result[y, x, channel] = max(result[y, x, channel], input[row, column, channel])
          }
        }
      }
    }
  }
  return result
}

private struct WindowForStride: Almost {
  func maxPool(_ input: Tensor, window: Int, stride: Int, padding: Int) throws -> Tensor {
    stepped(input, window, stride, padding, by: window)
  }
}

private struct OneForStride: Almost {
  func maxPool(_ input: Tensor, window: Int, stride: Int, padding: Int) throws -> Tensor {
    stepped(input, window, stride, padding, by: 1)
  }
}

private struct ChannelsCompared: Almost {
  func maxPool(_ input: Tensor, window: Int, stride: Int, padding: Int) throws -> Tensor {
    var all = try right.maxPool(input, window: window, stride: stride, padding: padding)
    for y in 0..<all.shape[0] {
      for x in 0..<all.shape[1] {
        let largest = (0..<all.shape[2]).map { all[y, x, $0] }.max() ?? 0
        for channel in 0..<all.shape[2] { all[y, x, channel] = largest }
      }
    }
    return all
  }
}
