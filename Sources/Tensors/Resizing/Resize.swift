// Resizes pictures. The plain version is the reference; tests compare the fast one with it.

extension Tensor {
  /// Resizes pictures to another height and width.
  ///
  /// It does not keep the aspect ratio and does not crop. The conventions are those of PyTorch's
  /// `interpolate`.
  ///
  /// - Parameters:
  ///   - height: the new height in pixels, 1 or more.
  ///   - width: the new width in pixels, 1 or more.
  ///   - interpolation: the method.
  ///   - alignCorners: whether the centres of the corner pixels coincide, instead of the picture's
  ///     edges. For `.bilinear` and `.bicubic`.
  ///   - antialias: whether a smaller picture averages over all old pixels, and not only over the
  ///     two or four neighbours of a new one. For `.bilinear` and `.bicubic`.
  /// - Returns: (N, height, width, C) for pictures (N, H, W, C).
  public func resized(
    height: Int, width: Int, by interpolation: Interpolation = .bilinear,
    alignCorners: Bool = false, antialias: Bool = false
  ) -> Tensor {
    let (rows, columns) = rowsAndColumns(
      height, width, interpolation, alignCorners: alignCorners, antialias: antialias)
    // Separable: sums along the width, then along the height, take fewer products than over
    // windows.
    return resizedAcross(columns).resizedDown(rows)
  }

  /// Computes `resized` in plain loops, the reference for tests of the fast version.
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

  /// Computes the weights of each new row and column; stops when the settings are not valid.
  private func rowsAndColumns(
    _ height: Int, _ width: Int, _ interpolation: Interpolation, alignCorners: Bool,
    antialias: Bool
  ) -> (rows: [ResampleWeights], columns: [ResampleWeights]) {
    require(
      rank == 4 && height > 0 && width > 0 && shape[1] > 0 && shape[2] > 0,
      "pictures (N, H, W, C) with pixels can be resized to 1 × 1 or more, not \(describe(shape)) "
        + "to \(height) × \(width)")
    require(
      interpolation == .bilinear || interpolation == .bicubic || !alignCorners && !antialias,
      "alignCorners and antialias are for bilinear and bicubic interpolation, not for "
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
