// Pictures made larger and smaller. Plain loops first; the fast version below is held to them.

extension Tensor {
  /// The same pictures with more rows and columns, or fewer.
  ///
  /// Height and width are chosen each for itself: pictures are scaled, nothing is cut away, and what is
  /// round becomes an egg if the two don't fit. The conventions are those of PyTorch's `interpolate`.
  ///
  /// - Parameters:
  ///   - height: how many rows there shall be, 1 or more.
  ///   - width: how many columns, 1 or more.
  ///   - interpolation: how numbers between numbers are guessed.
  ///   - alignCorners: whether the middles of the corner pixels stay where they are, instead of the
  ///     picture's edges. For `.bilinear` and `.bicubic`.
  ///   - antialias: whether a shrunk picture takes account of all old pixels, and not only of a new
  ///     one's two or four neighbours. For `.bilinear` and `.bicubic`.
  /// - Returns: (N, height, width, C) for pictures (N, H, W, C).
  public func resized(
    height: Int, width: Int, by interpolation: Interpolation = .bilinear,
    alignCorners: Bool = false, antialias: Bool = false
  ) -> Tensor {
    let (rows, columns) = rowsAndColumns(
      height, width, interpolation, alignCorners: alignCorners, antialias: antialias)
    // Weighted sums across, then down: what a sum of products over a window would be, in two steps of
    // as many products as the window is wide and high.
    return resizedAcross(columns).resizedDown(rows)
  }

  /// `resized` as plain loops, the reference that the fast version is tested against.
  public func plainResized(
    height: Int, width: Int, by interpolation: Interpolation = .bilinear,
    alignCorners: Bool = false, antialias: Bool = false
  ) -> Tensor {
    let (rows, columns) = rowsAndColumns(
      height, width, interpolation, alignCorners: alignCorners, antialias: antialias)
    var result: [Float] = []
    for n in 0..<shape[0] {
      for row in rows {
        for column in columns {
          for c in 0..<shape[3] {
            var sum: Float = 0
            for (y, rowWeight) in zip(row.sources, row.weights) {
              for (x, columnWeight) in zip(column.sources, column.weights) {
                sum += rowWeight * columnWeight * self[n, y, x, c]
              }
            }
            result.append(sum)
          }
        }
      }
    }
    return Tensor(shape: [shape[0], height, width, shape[3]], scalars: result)
  }

  /// What each new row is made of, and each new column; stops when there can be no answer.
  private func rowsAndColumns(
    _ height: Int, _ width: Int, _ interpolation: Interpolation, alignCorners: Bool,
    antialias: Bool
  ) -> (rows: [ResampleWeights], columns: [ResampleWeights]) {
    require(
      rank == 4 && height > 0 && width > 0 && shape[1] > 0 && shape[2] > 0,
      "pictures (N, H, W, C) with pixels can be resized to 1 × 1 or more, not \(describe(shape)) to "
        + "\(height) × \(width)")
    require(
      interpolation == .bilinear || interpolation == .bicubic || !alignCorners && !antialias,
      "corners are aligned, and aliases prevented, for bilinear and bicubic alone, not for "
        + interpolation.rawValue)
    func along(_ axis: Int, _ new: Int) -> [ResampleWeights] {
      resampleWeights(
        from: shape[axis], to: new, by: interpolation, alignCorners: alignCorners,
        antialias: antialias)
    }
    return (along(1, height), along(2, width))
  }

  private func resizedAcross(_ columns: [ResampleWeights]) -> Tensor {
    let (channels, oldWidth) = (shape[3], shape[2])
    let newShape = [shape[0], shape[1], columns.count, channels]
    return Tensor(shape: newShape) { target in
      nonisolated(unsafe) let target = target
      withUnsafeScalars { source in
        nonisolated(unsafe) let source = source
        parallelFor(shape[0] * shape[1]) { row in
          let old = source + row * oldWidth * channels
          var new = row * columns.count * channels
          for column in columns {
            for channel in 0..<channels {
              var sum: Float = 0
              for index in column.sources.indices {
                sum += column.weights[index] * old[column.sources[index] * channels + channel]
              }
              target[new] = sum
              new += 1
            }
          }
        }
      }
    }
  }

  private func resizedDown(_ rows: [ResampleWeights]) -> Tensor {
    let (oldHeight, length) = (shape[1], shape[2] * shape[3])
    return Tensor(shape: [shape[0], rows.count, shape[2], shape[3]]) { target in
      nonisolated(unsafe) let target = target
      withUnsafeScalars { source in
        nonisolated(unsafe) let source = source
        parallelFor(shape[0] * rows.count) { number in
          let (picture, row) = number.quotientAndRemainder(dividingBy: rows.count)
          let new = number * length
          for place in 0..<length { target[new + place] = 0 }
          for (oldRow, weight) in zip(rows[row].sources, rows[row].weights) {
            let old = source + (picture * oldHeight + oldRow) * length
            for place in 0..<length { target[new + place] += weight * old[place] }
          }
        }
      }
    }
  }
}
