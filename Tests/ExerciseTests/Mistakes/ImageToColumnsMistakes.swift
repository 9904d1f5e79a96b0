import LessonKit

extension Answers {
  static var imageToColumns: Answers {
    Answers(
      ImageToColumnsSolution.self,
      mistakes: [
        ("windows-as-columns", WindowsAsColumns.self),
        ("one-channel", OneChannel.self),
        ("one-picture", OnePicture.self),
        ("a-grid", Grid.self),
        ("stride-ignored", StrideIgnored.self),
        ("stride-only-counted", StrideOnlyCounted.self),
        ("rows-and-columns-exchanged", DownTheWindow.self),
        ("channels-first", ChannelsFirst.self),
        ("windows-downwards", Downwards.self),
      ])
  }
}

private let right = ImageToColumnsSolution()

private struct WindowsAsColumns: ImageToColumnsExercise {
  func im2col(_ pictures: Tensor, window: Int, stride: Int) throws -> Tensor {
    let rows = try right.im2col(pictures, window: window, stride: stride)
    var numbers: [Float] = []
    for column in 0..<rows.shape[1] {
      for row in 0..<rows.shape[0] { numbers.append(rows[row, column]) }
    }
    return Tensor(shape: [rows.shape[1], rows.shape[0]], scalars: numbers)
  }
}

private struct OneChannel: ImageToColumnsExercise {
  func im2col(_ pictures: Tensor, window: Int, stride: Int) throws -> Tensor {
    let (batch, all, wide) = (pictures.shape[0], pictures.shape[1], pictures.shape[2])
    var rows: [[Float]] = []
    for n in 0..<batch {
      for top in Swift.stride(from: 0, through: all - window, by: stride) {
        for left in Swift.stride(from: 0, through: wide - window, by: stride) {
          var row: [Float] = []
          for i in 0..<window {
            for j in 0..<window { row.append(pictures[n, top + i, left + j, 0]) }
          }
          rows.append(row)
        }
      }
    }
    return Tensor(rows)
  }
}

private struct OnePicture: ImageToColumnsExercise {
  func im2col(_ pictures: Tensor, window: Int, stride: Int) throws -> Tensor {
    let size = pictures.shape[1] * pictures.shape[2] * pictures.shape[3]
    let first = Tensor(
      shape: [1] + pictures.shape.dropFirst(), scalars: Array(pictures.scalars[..<size]))
    return try right.im2col(first, window: window, stride: stride)
  }
}

private struct Grid: ImageToColumnsExercise {
  func im2col(_ pictures: Tensor, window: Int, stride: Int) throws -> Tensor {
    try right.im2col(pictures, window: window, stride: window)
  }
}

private struct ChannelsFirst: ImageToColumnsExercise {
  func im2col(_ pictures: Tensor, window: Int, stride: Int) throws -> Tensor {
    let height = (pictures.shape[1] - window) / stride + 1
    let width = (pictures.shape[2] - window) / stride + 1
    var rows: [[Float]] = []
    for n in 0..<pictures.shape[0] {
      for y in 0..<height {
        for x in 0..<width {
          var row: [Float] = []
          for c in 0..<pictures.shape[3] {
            for i in 0..<window {
              for j in 0..<window { row.append(pictures[n, y * stride + i, x * stride + j, c]) }
            }
          }
          rows.append(row)
        }
      }
    }
    return Tensor(rows)
  }
}

private struct Downwards: ImageToColumnsExercise {
  func im2col(_ pictures: Tensor, window: Int, stride: Int) throws -> Tensor {
    let height = (pictures.shape[1] - window) / stride + 1
    let width = (pictures.shape[2] - window) / stride + 1
    let rows = try right.im2col(pictures, window: window, stride: stride)
    var ordered: [[Float]] = []
    for n in 0..<pictures.shape[0] {
      for x in 0..<width {
        for y in 0..<height {
          let row = (n * height + y) * width + x
          ordered.append((0..<rows.shape[1]).map { rows[row, $0] })
        }
      }
    }
    return Tensor(ordered)
  }
}

private struct StrideIgnored: ImageToColumnsExercise {
  func im2col(_ pictures: Tensor, window: Int, stride: Int) throws -> Tensor {
    try right.im2col(pictures, window: window, stride: 1)
  }
}

private struct StrideOnlyCounted: ImageToColumnsExercise {
  func im2col(_ pictures: Tensor, window: Int, stride: Int) throws -> Tensor {
    rows(of: pictures, window, stride) { pictures, n, y, x, i, j, c in
      pictures[n, y + i, x + j, c]
    }
  }
}

private struct DownTheWindow: ImageToColumnsExercise {
  func im2col(_ pictures: Tensor, window: Int, stride: Int) throws -> Tensor {
    rows(of: pictures, window, stride) { pictures, n, y, x, i, j, c in
      pictures[n, y * stride + j, x * stride + i, c]
    }
  }
}

private func rows(
  of pictures: Tensor, _ window: Int, _ stride: Int,
  _ number: (Tensor, _ n: Int, _ y: Int, _ x: Int, _ i: Int, _ j: Int, _ c: Int) -> Float
) -> Tensor {
  var rows: [[Float]] = []
  for n in 0..<pictures.shape[0] {
    for y in 0...(pictures.shape[1] - window) / stride {
      for x in 0...(pictures.shape[2] - window) / stride {
        var row: [Float] = []
        for i in 0..<window {
          for j in 0..<window {
            for c in 0..<pictures.shape[3] { row.append(number(pictures, n, y, x, i, j, c)) }
          }
        }
        rows.append(row)
      }
    }
  }
  return Tensor(rows)
}
